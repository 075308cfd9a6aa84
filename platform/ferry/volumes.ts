import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { layOut, NotAVolume, type Placed, readHeader, type Source } from '../../shared/ferry/container.ts'
import { type Manifest, manifestSchema, manifestText, otherFormat } from '../../shared/ferry/manifest.ts'
import { Refused } from '../problems.ts'
import { sha256Hex } from './signing.ts'

/** A package's volumes as they were named. Nothing of them is believed yet but their form. */
export type Volumes = {
  manifest: Manifest
  /** Exactly as it is signed. */
  manifestBytes: Uint8Array
  /** Of those bytes. */
  sha256: string
  signature: string
  sm2: string | null
  /** A part's carried bytes. Throws `package.damaged` when they are not those of the manifest. */
  part(number: number): Promise<Buffer>
  close(): Promise<void>
}

const sourceOf = async (file: FileHandle): Promise<Source> => {
  const { size } = await file.stat()
  return {
    bytes: size,
    read: async (offset, length) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, offset)
      return buffer.subarray(0, bytesRead)
    },
  }
}

const manifestOf = (bytes: Uint8Array, name: string): Manifest => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    const format = otherFormat(value)
    if (format !== null) throw new Refused('package.format', `${name}: ${format}`)
    const manifest = manifestSchema.parse(value)
    // Written in its one form: two readers can not read two things in it.
    if (manifestText(value as Manifest) === text) return manifest
  } catch (error) {
    if (error instanceof Refused) throw error
  }
  throw new Refused('package.invalid', `${name}: manifest`)
}

const refusedOf = (error: unknown, name: string): unknown => {
  if (error instanceof Refused) return error
  if (!(error instanceof NotAVolume)) return new Refused('package.file', `${name}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`)
  if (error.why === 'crlf') return new Refused('package.lineEnds', name)
  if (error.why === 'tooLarge') return new Refused('package.tooLarge', name)
  return new Refused('package.invalid', `${name}: ${error.message.trim()}`)
}

/** Opens files as the volumes of one package, all of them. Throws a Refused that names the file. */
export const openVolumes = async (paths: readonly string[]): Promise<Volumes> => {
  const opened: FileHandle[] = []
  const close = async (): Promise<void> => {
    for (const file of opened.splice(0)) await file.close()
  }
  try {
    let first: (Omit<Volumes, 'part' | 'close'> & { name: string }) | undefined
    const present = new Map<number, string>()
    const placed = new Map<number, { name: string; source: Source; part: Placed }>()
    for (const path of paths) {
      const name = basename(path)
      try {
        const file = await open(path, 'r')
        opened.push(file)
        const source = await sourceOf(file)
        const { bytes, signature, sm2, partsAt } = await readHeader(source)
        first ??= { name, manifest: manifestOf(bytes, name), manifestBytes: bytes, sha256: sha256Hex(bytes), signature, sm2 }
        if (!Buffer.from(first.manifestBytes).equals(bytes) || first.signature !== signature || first.sm2 !== sm2)
          throw new Refused('package.mixed', `${first.name}, ${name}`)
        const { volume, parts } = await layOut(source, { partsAt }, first.manifest.parts)
        const twin = present.get(volume)
        if (twin !== undefined) throw new Refused('package.mixed', `${volume}: ${twin}, ${name}`)
        present.set(volume, name)
        for (const part of parts) placed.set(part.number, { name, source, part })
      } catch (error) {
        throw refusedOf(error, name)
      }
    }
    if (first === undefined) throw new Refused('package.file', '--file')
    const { volumes } = first.manifest
    const missing = Array.from({ length: volumes }, (_, at) => at + 1).filter((volume) => !present.has(volume))
    if (missing.length > 0) throw new Refused('package.incomplete', `${missing.join(', ')} / ${volumes}`)
    return {
      ...first,
      part: async (number) => {
        const found = placed.get(number)
        if (found === undefined) throw new Refused('package.incomplete', String(number))
        const bytes = (await found.source.read(found.part.offset, found.part.bytes)) as Buffer
        if (bytes.length !== found.part.bytes || sha256Hex(bytes) !== found.part.sha256) throw new Refused('package.damaged', `${found.name}: ${number}`)
        return bytes
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
