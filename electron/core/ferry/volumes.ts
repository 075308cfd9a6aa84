import { type FileHandle, open } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { type Header, layOut, NotAVolume, type Placed, readHeader, type Source } from '../../../shared/ferry/container.ts'
import { type Manifest, manifestSchema, manifestText, otherFormat } from '../../../shared/ferry/manifest.ts'
import { createSha256, sha256Hex } from '../crypto/hash.ts'
import type { Ports } from '../ports.ts'

/** One file of a package, open for reading. */
export type Volume = { name: string; volume: number; bytes: number; header: Header; parts: Placed[]; source: Source }

/** A package's volumes as they were chosen. Nothing of them is believed yet but their form. */
export type Volumes = {
  manifest: Manifest
  /** Exactly as it is signed. */
  manifestBytes: Uint8Array
  /** Of those bytes: what later packages name this one by. */
  sha256: string
  volumes: Volume[]
  missing: number[]
  /** A part's carried bytes, or null where its volume is not here. Throws `ferry.damaged` when they are not those of the manifest. */
  part(number: number): Promise<Buffer | null>
  close(): Promise<void>
}

const pieceBytes = 1 << 20

const sourceOf = async (file: FileHandle): Promise<Source> => {
  const { size } = await file.stat()
  return {
    bytes: size,
    read: async (offset, length) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
      let read = 0
      while (read < buffer.length) {
        const { bytesRead } = await file.read(buffer, read, buffer.length - read, offset + read)
        if (bytesRead === 0) break
        read += bytesRead
      }
      return buffer.subarray(0, read)
    },
  }
}

/** The manifest of a header. Throws `ferry.format` for another version's, `ferry.notPackage` for anything else. */
const manifestOf = (bytes: Uint8Array, name: string): Manifest => {
  let value: unknown
  let text = ''
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    throw new Refusal('ferry.notPackage', { name, why: 'manifest' })
  }
  const format = otherFormat(value)
  if (format !== null) throw new Refusal('ferry.format', { name, format })
  try {
    const parsed = manifestSchema.safeParse(value)
    // Written in its one form: two readers can not read two things in it.
    if (parsed.success && manifestText(value as Manifest) === text) return parsed.data
    throw new Refusal('ferry.notPackage', {
      name,
      why: parsed.success ? 'manifest' : `manifest: ${parsed.error.issues[0]?.path.join('.') || (parsed.error.issues[0]?.message ?? '')}`,
    })
  } catch (error) {
    // Nested so deep that it can not be walked.
    throw error instanceof Refusal ? error : new Refusal('ferry.notPackage', { name, why: 'manifest' })
  }
}

const refused = (error: unknown, name: string): unknown => {
  if (!(error instanceof NotAVolume)) return error
  if (error.why === 'crlf') return new Refusal('ferry.lineEnds', { name })
  if (error.why === 'tooLarge') return new Refusal('ferry.tooLarge', { name })
  return new Refusal('ferry.notPackage', { name, why: error.why })
}

/** Opens the files as volumes of one package. Throws where a file is none, or the files are not of one package. */
export const openVolumes = async (files: Ports['files'], handles: readonly string[]): Promise<Volumes> => {
  const opened: FileHandle[] = []
  const close = async (): Promise<void> => {
    for (const file of opened.splice(0)) await file.close()
  }
  try {
    const volumes: Volume[] = []
    let first: { manifest: Manifest; header: Header; name: string } | undefined
    for (const handle of handles) {
      const { path, name } = await files.read(handle)
      const file = await open(path, 'r')
      opened.push(file)
      const source = await sourceOf(file)
      try {
        const header = await readHeader(source)
        first ??= { manifest: manifestOf(header.bytes, name), header, name }
        const same = Buffer.from(first.header.bytes).equals(header.bytes) && first.header.signature === header.signature && first.header.sm2 === header.sm2
        if (!same) throw new Refusal('ferry.mixed', { name, other: first.name })
        const { volume, parts } = await layOut(source, header, first.manifest.parts)
        const twin = volumes.find((each) => each.volume === volume)
        if (twin !== undefined) throw new Refusal('ferry.volumeTwice', { name, other: twin.name, volume })
        volumes.push({ name, volume, bytes: source.bytes, header, parts, source })
      } catch (error) {
        throw refused(error, name)
      }
    }
    if (first === undefined) throw new Refusal('ferry.notPackage', { name: '', why: 'notPackage' })
    const { manifest, header } = first
    const present = new Set(volumes.map(({ volume }) => volume))
    const placed = new Map(volumes.flatMap((volume) => volume.parts.map((part) => [part.number, { volume, part }] as const)))
    return {
      manifest,
      manifestBytes: header.bytes,
      sha256: sha256Hex(header.bytes),
      volumes: volumes.sort((a, b) => a.volume - b.volume),
      missing: Array.from({ length: manifest.volumes }, (_, at) => at + 1).filter((number) => !present.has(number)),
      part: async (number) => {
        const found = placed.get(number)
        if (found === undefined) return null
        const { volume, part } = found
        const bytes = (await volume.source.read(part.offset, part.bytes)) as Buffer
        if (bytes.length !== part.bytes || sha256Hex(bytes) !== part.sha256) throw new Refusal('ferry.damaged', { name: volume.name, part: number })
        return bytes
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** SHA-256 of a volume as a file. `breathe` is called between pieces. */
export const hashVolume = async ({ source }: Volume, breathe: (bytes: number) => Promise<void>): Promise<string> => {
  const hash = createSha256()
  for (let at = 0; at < source.bytes; at += pieceBytes) {
    hash.update(await source.read(at, pieceBytes))
    await breathe(Math.min(at + pieceBytes, source.bytes))
  }
  return hash.hex()
}
