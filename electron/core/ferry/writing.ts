import { open } from 'node:fs/promises'
import type { HandOver } from '../../../shared/contract/ferry.ts'
import { Refusal } from '../../../shared/errors.ts'
import { endMarker, headerBytes, intoVolumes, partMarker } from '../../../shared/ferry/container.ts'
import { type InnerRecord, innerBody, innerLine } from '../../../shared/ferry/inner.ts'
import { ferryLimits } from '../../../shared/ferry/limits.ts'
import { type Manifest, manifestText, type Part, volumeName } from '../../../shared/ferry/manifest.ts'
import { ageEncrypt } from '../crypto/age.ts'
import { createSha256, sha256Hex } from '../crypto/hash.ts'
import type { Files, WritableFile } from '../ports.ts'
import type { Own } from './own.ts'
import { signAs } from './signing.ts'

/** As large as a part becomes: what is held at once, and what is decrypted without a pause. */
const partBytes = 512 << 10

/** What a package says of itself before its parts are made. */
export type Outline = Pick<
  Manifest,
  'kind' | 'packageId' | 'madeAt' | 'recipient' | 'epoch' | 'previous' | 'about' | 'ruleSet' | 'medium' | 'mode' | 'expiresOn'
> & {
  mediaBytes: number | null
  /** `age1…` of the recipient. */
  ageRecipient: string
}

type Made = Omit<Part, 'number' | 'volume'> & { plainSha256: string; carried: { at: number } | { bytes: Buffer } }

/** A package whose volumes stand under temporary names. `place` moves them where they were asked for. */
export type Written = { manifest: Manifest; sha256: string; volumes: HandOver['volumes']; place(): Promise<void>; discard(): Promise<void> }

const made = async (plain: Buffer, { mode, ageRecipient }: Outline): Promise<{ plainSha256: string; carried: Buffer }> => {
  const carried = mode === 'clear' ? plain : await ageEncrypt(ageRecipient, plain)
  return { plainSha256: sha256Hex(plain), carried }
}

/** As large as a part becomes on such a medium: three of them, encrypted, or fewer and the header, fit on one. */
export const partBytesOn = (mediaBytes: number | null): number =>
  Math.min(partBytes, Math.max(10_000, Math.floor((mediaBytes ?? Number.POSITIVE_INFINITY) / 3)))

/** Lines become parts on the way, encrypted before they touch the disk where the package is. */
const spoolParts = async (lines: AsyncIterable<string>, outline: Outline, path: string): Promise<Made[]> => {
  const most = partBytesOn(outline.mediaBytes)
  const parts: Made[] = []
  const file = await open(path, 'w', 0o600)
  let at = 0
  let waiting: Buffer[] = []
  let waitingBytes = 0
  const cut = async (): Promise<void> => {
    if (waitingBytes === 0) return
    const { plainSha256, carried } = await made(Buffer.concat(waiting), outline)
    await file.appendFile(carried)
    parts.push({ bytes: carried.length, sha256: sha256Hex(carried), plainSha256, carried: { at } })
    at += carried.length
    if (at > ferryLimits.packageBytes || parts.length >= ferryLimits.parts) throw new Refusal('ferry.tooLarge', { name: outline.packageId })
    waiting = []
    waitingBytes = 0
  }
  try {
    for await (const line of lines) {
      const bytes = Buffer.from(`${line}\n`)
      if (waitingBytes > 0 && waitingBytes + bytes.length > most) await cut()
      waiting.push(bytes)
      waitingBytes += bytes.length
    }
    await cut()
  } finally {
    await file.close()
  }
  return parts
}

/**
 * Writes a package: parts first, the inner record over them, the manifest over what is carried, then the volumes. The
 * first part holds the inner record alone, since it is known last. Throws `ferry.mediumTooSmall`, `ferry.tooLarge`.
 */
export const writePackage = async (
  files: Files,
  handle: string,
  own: Own,
  outline: Outline,
  lines: AsyncIterable<string>,
  counts: () => Manifest['counts'],
): Promise<Written> => {
  const spool = await files.write(handle, (chosen) => `.${chosen}.spool`)
  const targets: WritableFile[] = []
  const discard = async (): Promise<void> => {
    for (const target of targets) await target.discard()
  }
  try {
    const body = await spoolParts(lines, outline, spool.path)
    const record: InnerRecord = {
      mulu: 'inner',
      format: 1,
      kind: outline.kind,
      packageId: outline.packageId,
      sender: own.party,
      recipient: outline.recipient,
      parts: [sha256Hex(''), ...body.map(({ plainSha256 }) => plainSha256)],
    }
    const inner = Buffer.from(innerLine(record, signAs(own.device, null, 'inner', innerBody(record)).signature))
    const { plainSha256, carried } = await made(inner, outline)
    const all: Made[] = [{ bytes: carried.length, sha256: sha256Hex(carried), plainSha256, carried: { bytes: carried } }, ...body]
    const manifestOf = (volumes: readonly number[]): Manifest => ({
      mulu: 'package',
      format: 1,
      kind: outline.kind,
      packageId: outline.packageId,
      madeAt: outline.madeAt,
      sender: own.party,
      recipient: outline.recipient,
      epoch: outline.epoch,
      previous: outline.previous,
      about: outline.about,
      ruleSet: outline.ruleSet,
      medium: outline.medium,
      mode: outline.mode,
      expiresOn: outline.expiresOn,
      volumes: volumes.at(-1) ?? 1,
      parts: all.map(({ bytes, sha256 }, at) => ({ number: at + 1, volume: volumes[at] ?? 1, bytes, sha256 })),
      counts: counts(),
    })
    const signed = (volumes: readonly number[]) => {
      const manifest = manifestOf(volumes)
      const bytes = Buffer.from(manifestText(manifest))
      if (bytes.length > ferryLimits.manifestBytes) throw new Refusal('ferry.tooLarge', { name: outline.packageId })
      const { signature, sm2 } = signAs(own.device, own.keys, 'package', bytes)
      return { manifest, head: headerBytes(bytes, signature, sm2), sha256: sha256Hex(bytes) }
    }
    // At its longest: every part in the last of as many volumes as there are parts; DER signatures differ by a few bytes.
    const longest = signed(all.map(() => all.length)).head.length + 16
    const volumes = intoVolumes(
      all.map(({ bytes }) => bytes),
      longest,
      outline.mediaBytes,
    )
    if (volumes === null) throw new Refusal('ferry.mediumTooSmall', { bytes: longest + Math.max(...all.map(({ bytes }) => bytes)) + 200 })
    const { manifest, head, sha256 } = signed(volumes)
    const written = await writeVolumes(files, handle, { manifest, head, parts: all, spool: spool.path }, targets)
    return {
      manifest,
      sha256,
      volumes: written,
      place: async () => {
        for (const target of targets) await target.done()
      },
      discard,
    }
  } catch (error) {
    await discard()
    throw error
  } finally {
    await spool.discard()
  }
}

const writeVolumes = async (
  files: Files,
  handle: string,
  { manifest, head, parts, spool }: { manifest: Manifest; head: Uint8Array; parts: readonly Made[]; spool: string },
  targets: WritableFile[],
): Promise<HandOver['volumes']> => {
  const source = await open(spool, 'r')
  const done: HandOver['volumes'] = []
  try {
    for (let volume = 1; volume <= manifest.volumes; volume++) {
      const target =
        manifest.volumes === 1
          ? await files.write(handle)
          : await files.write(handle, (chosen) => volumeName(chosen.replace(/\.txt$/i, ''), volume, manifest.volumes))
      targets.push(target)
      const file = await open(target.path, 'w', 0o600)
      const hash = createSha256()
      let bytes = 0
      const put = async (piece: Uint8Array): Promise<void> => {
        hash.update(piece)
        bytes += piece.length
        await file.appendFile(piece)
      }
      try {
        await put(head)
        for (const [at, part] of manifest.parts.entries()) {
          if (part.volume !== volume) continue
          await put(Buffer.from(partMarker(part.number)))
          const { carried } = parts[at] as Made
          if ('bytes' in carried) await put(carried.bytes)
          else {
            const buffer = Buffer.alloc(part.bytes)
            await source.read(buffer, 0, part.bytes, carried.at)
            await put(buffer)
          }
        }
        await put(Buffer.from(endMarker))
      } finally {
        await file.close()
      }
      const sha256 = hash.hex()
      const { name } = target
      done.push({ name, volume, bytes, sha256, sha256sum: `${sha256}  ${name}`, certutil: `certutil -hashfile "${name}" SHA256` })
    }
  } finally {
    await source.close()
  }
  return done
}
