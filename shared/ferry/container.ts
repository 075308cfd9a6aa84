import { ferryLimits } from './limits.ts'
import type { Part } from './manifest.ts'
import { readSignatures, signatureBlock, signatureMarker } from './marked-text.ts'

/**
 * One volume of a package: one plain text file, line feeds only, nothing before, between or after.
 *
 *   -----BEGIN MULU MANIFEST-----    JSON, UTF-8
 *   -----BEGIN MULU SIGNATURE-----   base64 (and …SIGNATURE SM2-----)
 *   -----BEGIN MULU PART 3-----      as many bytes as the manifest says, ending in a line feed
 *   -----END MULU PACKAGE-----
 *
 * Parts are found by their length and never by looking for a marker, so nothing in them can pass for one. No path, no
 * name of a file and no compression has a place here. Sizes are looked at before anything is read.
 */
export const manifestMarker = '-----BEGIN MULU MANIFEST-----\n'
export const endMarker = '-----END MULU PACKAGE-----\n'
export const partMarker = (number: number): string => `-----BEGIN MULU PART ${number}-----\n`

/** Why a file is not a volume of a package. `crlf`: line ends were changed on the way; `cut`: it ends too early. */
export const containerTroubles = ['notPackage', 'crlf', 'bom', 'header', 'tooLarge', 'cut', 'longer', 'marker', 'volume'] as const
export type ContainerTrouble = (typeof containerTroubles)[number]

export class NotAVolume extends Error {
  readonly why: ContainerTrouble
  constructor(why: ContainerTrouble, detail = '') {
    super(`${why} ${detail}`)
    this.why = why
  }
}

/** Bytes that can be read from anywhere: a file, an upload. `read` gives exactly `length` bytes or fewer at the end. */
export type Source = { bytes: number; read(offset: number, length: number): Promise<Uint8Array> }

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const textOf = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}
const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => {
  if (bytes.length < at + text.length) return false
  for (let place = 0; place < text.length; place++) if (bytes[at + place] !== text.charCodeAt(place)) return false
  return true
}

/** The place of a text in bytes from `from` on, or -1. */
const find = (bytes: Uint8Array, text: string, from: number): number => {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) if (startsWith(bytes, text, at)) return at
  return -1
}

/** What stands before the first part. `bytes` is the manifest exactly as it is signed. */
export type Header = { bytes: Uint8Array; signature: string; sm2: string | null; partsAt: number }

const signaturesBytes = 4096
const firstPart = '-----BEGIN MULU PART '

/** Throws `NotAVolume`. */
export const readHeader = async (source: Source): Promise<Header> => {
  if (source.bytes > ferryLimits.packageBytes + ferryLimits.manifestBytes * 2) throw new NotAVolume('tooLarge')
  const start = await source.read(0, 64)
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) throw new NotAVolume('bom')
  if (!startsWith(start, manifestMarker)) throw new NotAVolume(startsWith(start, `${manifestMarker.slice(0, -1)}\r\n`) ? 'crlf' : 'notPackage')
  const head = await source.read(0, Math.min(source.bytes, manifestMarker.length + ferryLimits.manifestBytes + signaturesBytes))
  const from = manifestMarker.length
  const signatureAt = find(head, `\n${signatureMarker}`, from)
  if (signatureAt < 0) {
    if (find(head, '\r\n', from) >= 0) throw new NotAVolume('crlf')
    throw new NotAVolume(source.bytes > head.length ? 'tooLarge' : 'cut')
  }
  const bytes = head.subarray(from, signatureAt + 1)
  const partsAt = find(head.subarray(0, signatureAt + 1 + signaturesBytes), `\n${firstPart}`, signatureAt) + 1
  if (partsAt === 0) throw new NotAVolume(source.bytes > signatureAt + signaturesBytes ? 'header' : 'cut')
  const signatures = readSignatures(textOf(head.subarray(signatureAt + 1, partsAt)))
  if (signatures === null) throw new NotAVolume('header')
  return { bytes: Uint8Array.from(bytes), ...signatures, partsAt }
}

/** Where a part's bytes stand in its volume. */
export type Placed = Part & { offset: number }

/**
 * The volume a file is, and where its parts stand, by the manifest's lengths. All markers are looked at, and that the file
 * ends where it must. Throws `NotAVolume`.
 */
export const layOut = async (source: Source, header: Pick<Header, 'partsAt'>, parts: readonly Part[]): Promise<{ volume: number; parts: Placed[] }> => {
  const line = textOf(await source.read(header.partsAt, 64))
  const number = Number(/^-----BEGIN MULU PART (\d{1,5})-----\n/.exec(line)?.[1])
  const volume = parts.find((part) => part.number === number)?.volume
  if (volume === undefined) throw new NotAVolume('volume', line.split('\n', 1)[0])
  const own = parts.filter((part) => part.volume === volume)
  if (own[0]?.number !== number) throw new NotAVolume('volume', line.split('\n', 1)[0])
  let offset = header.partsAt
  const placed: Placed[] = []
  const expected = own.reduce((sum, { number: each, bytes }) => sum + partMarker(each).length + bytes, header.partsAt) + endMarker.length
  if (source.bytes !== expected) throw new NotAVolume(source.bytes < expected ? 'cut' : 'longer', `${source.bytes} of ${expected}`)
  for (const part of own) {
    const marker = partMarker(part.number)
    if (!startsWith(await source.read(offset, marker.length), marker)) throw new NotAVolume('marker', String(part.number))
    placed.push({ ...part, offset: offset + marker.length })
    offset += marker.length + part.bytes
  }
  if (!startsWith(await source.read(offset, endMarker.length), endMarker)) throw new NotAVolume('marker', 'end')
  return { volume, parts: placed }
}

/** What stands before the first part of every volume. `manifest` is the text that was signed, in UTF-8. */
export const headerBytes = (manifest: Uint8Array, signature: string, sm2: string | null): Uint8Array => {
  const [before, after] = [ascii(manifestMarker), ascii(signatureBlock(signature, sm2))]
  const whole = new Uint8Array(before.length + manifest.length + after.length)
  whole.set(before)
  whole.set(manifest, before.length)
  whole.set(after, before.length + manifest.length)
  return whole
}

/** How many bytes of a volume are its parts' markers and its end. */
export const framingBytes = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + partMarker(number).length, endMarker.length)

/**
 * Which volume carries which part: as many neighbours as fit. `null`: a part does not fit beside the header.
 * `headBytes` is the header's length at its longest.
 */
export const intoVolumes = (sizes: readonly number[], headBytes: number, mediaBytes: number | null): number[] | null => {
  const volumes: number[] = []
  let volume = 1
  let used = headBytes + endMarker.length
  let empty = true
  for (const [at, bytes] of sizes.entries()) {
    const needed = partMarker(at + 1).length + bytes
    if (mediaBytes !== null && used + needed > mediaBytes) {
      if (empty) return null
      volume++
      used = headBytes + endMarker.length
      if (used + needed > mediaBytes) return null
    }
    used += needed
    empty = false
    volumes.push(volume)
  }
  return volumes
}
