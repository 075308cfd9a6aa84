import { createHash } from 'node:crypto'
import { access, type FileHandle, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { armor, Encrypter } from 'age-encryption'
import { endMarker, headerBytes, intoVolumes, partMarker } from '../../shared/ferry/container.ts'
import { type InnerRecord, innerBody, innerLine } from '../../shared/ferry/inner.ts'
import { ferryLimits } from '../../shared/ferry/limits.ts'
import { type Manifest, manifestText, volumeName } from '../../shared/ferry/manifest.ts'
import { Refused } from '../problems.ts'
import type { Own } from './cards.ts'
import { sha256Hex, signAs } from './signing.ts'

/** As large as a part becomes: what is held at once. */
const partBytes = 2 << 20

/** What a package says of itself before its parts are made. */
export type Outline = Omit<Manifest, 'mulu' | 'format' | 'sender' | 'about' | 'volumes' | 'parts' | 'counts'> & {
  /** Asked for when all lines have gone. */
  about(): Manifest['about']
  mediaBytes: number | null
  ageRecipient: string
}

/** A volume with its lines for `sha256sum -c` and Windows' certutil (practice P15). */
export type VolumeFile = { name: string; bytes: number; sha256: string; sha256sum: string; certutil: string }
/** Written under other names; `place` gives them theirs. */
export type Written = { manifest: Manifest; sha256: string; files: VolumeFile[]; place(): Promise<void>; discard(): Promise<void> }

type Part = { bytes: number; sha256: string; plainSha256: string; at: number }

const carriedOf = async ({ mode, ageRecipient }: Outline, plain: Buffer): Promise<Buffer> => {
  if (mode === 'clear') return plain
  const encrypter = new Encrypter()
  encrypter.addRecipient(ageRecipient)
  return Buffer.from(armor.encode(await encrypter.encrypt(plain)), 'latin1')
}

/** Appends parts to the spool; encrypted before they touch the disk where the package is. */
const spooler = (outline: Outline, spool: FileHandle) => {
  let at = 0
  return async (plain: Buffer): Promise<Part> => {
    const carried = await carriedOf(outline, plain)
    await spool.appendFile(carried)
    const part = { bytes: carried.length, sha256: sha256Hex(carried), plainSha256: sha256Hex(plain), at }
    at += carried.length
    if (at > ferryLimits.packageBytes) throw new Refused('package.tooLarge')
    return part
  }
}

/** As large as a part becomes on such a medium. */
export const partBytesOn = (mediaBytes: number | null): number => Math.min(partBytes, Math.floor((mediaBytes ?? Number.POSITIVE_INFINITY) / 3))

const bodyParts = async (outline: Outline, lines: AsyncIterable<string>, put: (plain: Buffer) => Promise<Part>): Promise<Part[]> => {
  const most = partBytesOn(outline.mediaBytes)
  const parts: Part[] = []
  let waiting: Buffer[] = []
  let bytes = 0
  const cut = async (): Promise<void> => {
    if (bytes > 0) parts.push(await put(Buffer.concat(waiting)))
    if (parts.length >= ferryLimits.parts) throw new Refused('package.tooLarge')
    waiting = []
    bytes = 0
  }
  for await (const line of lines) {
    const piece = Buffer.from(`${line}\n`)
    if (bytes + piece.length > most) await cut()
    waiting.push(piece)
    bytes += piece.length
  }
  await cut()
  return parts
}

/**
 * Writes a package into a folder: parts first, the inner record over them, the manifest over what is carried, then the
 * volumes. The first part holds the inner record alone, since that is known last. Throws a Refused.
 */
export const writePackage = async (
  folder: string,
  own: Own,
  outline: Outline,
  lines: AsyncIterable<string>,
  counts: () => Manifest['counts'],
): Promise<Written> => {
  const spoolPath = join(folder, `.${outline.packageId}.spool`)
  const made: string[] = []
  const discard = async (): Promise<void> => {
    for (const path of made) await rm(path, { force: true })
  }
  let spool: FileHandle
  try {
    spool = await open(spoolPath, 'wx+', 0o600)
  } catch (error) {
    throw new Refused('package.folder', `${folder}: ${(error as NodeJS.ErrnoException).code ?? ''}`)
  }
  try {
    const put = spooler(outline, spool)
    const body = await bodyParts(outline, lines, put)
    const { kind, packageId, recipient } = outline
    const record: InnerRecord = {
      mulu: 'inner',
      format: 1,
      kind,
      packageId,
      sender: own.party,
      recipient,
      parts: [sha256Hex(''), ...body.map(({ plainSha256 }) => plainSha256)],
    }
    const parts = [await put(Buffer.from(innerLine(record, signAs(own.signingKey, 'inner', innerBody(record))))), ...body]
    const { mediaBytes, ageRecipient: _, ...said } = outline
    const headOf = (volumes: readonly number[]) => {
      // In the order a manifest is read in: its text is signed as it stands.
      const manifest: Manifest = {
        mulu: 'package',
        format: 1,
        kind: said.kind,
        packageId: said.packageId,
        madeAt: said.madeAt,
        sender: own.party,
        recipient: said.recipient,
        epoch: said.epoch,
        previous: said.previous,
        about: said.about(),
        ruleSet: said.ruleSet,
        medium: said.medium,
        mode: said.mode,
        expiresOn: said.expiresOn,
        volumes: volumes.at(-1) ?? 1,
        parts: parts.map(({ bytes, sha256 }, at) => ({ number: at + 1, volume: volumes[at] ?? 1, bytes, sha256 })),
        counts: counts(),
      }
      const bytes = Buffer.from(manifestText(manifest))
      if (bytes.length > ferryLimits.manifestBytes) throw new Refused('package.tooLarge')
      return { manifest, sha256: sha256Hex(bytes), head: headerBytes(bytes, signAs(own.signingKey, 'package', bytes), null) }
    }
    // At its longest: every part in the last of as many volumes as there are parts.
    const volumes = intoVolumes(
      parts.map(({ bytes }) => bytes),
      headOf(parts.map(() => parts.length)).head.length,
      mediaBytes,
    )
    if (volumes === null) throw new Refused('package.medium', `--media-bytes ${mediaBytes}`)
    const { manifest, sha256, head } = headOf(volumes)
    const files: VolumeFile[] = []
    const places: [string, string][] = []
    for (let volume = 1; volume <= manifest.volumes; volume++) {
      const name = volumeName(`MULU-${said.medium.number}`, volume, manifest.volumes)
      const [at, path] = [join(folder, `.${name}.part`), join(folder, name)]
      if (await there(path)) throw new Refused('package.exists', path)
      made.push(at)
      places.push([at, path])
      files.push({ name, ...(await writeVolume(at, name, head, parts, manifest, volume, spool)) })
    }
    return {
      manifest,
      sha256,
      files,
      place: async () => {
        for (const [from, to] of places) await rename(from, to)
      },
      discard,
    }
  } catch (error) {
    await discard()
    throw error
  } finally {
    await spool.close()
    await rm(spoolPath, { force: true })
  }
}

const there = async (path: string): Promise<boolean> => {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

const writeVolume = async (
  path: string,
  name: string,
  head: Uint8Array,
  parts: readonly Part[],
  manifest: Manifest,
  volume: number,
  spool: FileHandle,
): Promise<Omit<VolumeFile, 'name'>> => {
  const file = await open(path, 'w', 0o600)
  const hash = createHash('sha256')
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
      const buffer = Buffer.alloc(part.bytes)
      await spool.read(buffer, 0, part.bytes, parts[at]?.at ?? 0)
      await put(Buffer.from(partMarker(part.number)))
      await put(buffer)
    }
    await put(Buffer.from(endMarker))
    await file.sync()
  } finally {
    await file.close()
  }
  const sha256 = hash.digest('hex')
  return { bytes, sha256, sha256sum: `${sha256}  ${name}`, certutil: `certutil -hashfile "${name}" SHA256` }
}
