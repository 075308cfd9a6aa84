import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  type ContainerTrouble,
  endMarker,
  framingBytes,
  headerBytes,
  intoVolumes,
  layOut,
  manifestMarker,
  NotAVolume,
  partMarker,
  readHeader,
  type Source,
} from './container.ts'
import { ferryLimits } from './limits.ts'
import type { Part } from './manifest.ts'

const sourceOf = (bytes: Uint8Array): Source => ({ bytes: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) })
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const signature = Buffer.alloc(64, 7).toString('base64')
const texts = ['{"a":1}\n{"b":"-----END MULU PACKAGE-----"}\n', '{"c":"目录"}\n', '{"d":4}\n']
const volumes = [1, 1, 2]
const parts: Part[] = texts.map((text, at) => ({ number: at + 1, volume: volumes[at] ?? 0, bytes: Buffer.byteLength(text), sha256: sha256(text) }))
const manifest = Buffer.from('{\n  "text": "密级、清单"\n}\n')
const volume = (number: number, sm2: string | null = null): Buffer =>
  Buffer.concat([
    headerBytes(manifest, signature, sm2),
    ...parts.flatMap((part, at) => (part.volume === number ? [Buffer.from(partMarker(part.number)), Buffer.from(texts[at] ?? '')] : [])),
    Buffer.from(endMarker),
  ])
const readBack = async (bytes: Uint8Array) => {
  const source = sourceOf(bytes)
  const header = await readHeader(source)
  return { header, ...(await layOut(source, header, parts)) }
}
const trouble = async (bytes: Uint8Array): Promise<ContainerTrouble | 'none'> => {
  try {
    await readBack(bytes)
    return 'none'
  } catch (error) {
    if (error instanceof NotAVolume) return error.why
    throw error
  }
}

test('a volume reads back as it was written, with or without a second signature', async () => {
  for (const sm2 of [null, Buffer.alloc(71, 9).toString('base64')]) {
    const { header, volume: number, parts: placed } = await readBack(volume(1, sm2))
    expect(Buffer.from(header.bytes).equals(manifest)).toBe(true)
    expect(header).toMatchObject({ signature, sm2 })
    expect(number).toBe(1)
    const bytes = volume(1, sm2)
    expect(placed.map(({ offset, bytes: length }) => bytes.subarray(offset, offset + length).toString())).toEqual(texts.slice(0, 2))
  }
  expect((await readBack(volume(2))).volume).toBe(2)
})

test('whatever is not a volume is refused with its reason', async () => {
  const good = volume(1).toString()
  const as = (text: string) => trouble(Buffer.from(text))
  expect(await as('')).toBe('notPackage')
  expect(await as('PK\u0003\u0004')).toBe('notPackage')
  expect(await as(`\n${good}`)).toBe('notPackage')
  expect(await as(`\uFEFF${good}`)).toBe('bom')
  expect(await as(good.replaceAll('\n', '\r\n'))).toBe('crlf')
  expect(await as(`${manifestMarker}${good.slice(manifestMarker.length).replaceAll('\n', '\r\n')}`)).toBe('crlf')
  expect(await as(`${good}\n`)).toBe('longer')
  expect(await as(good.slice(0, -1))).toBe('cut')
  expect(await as(good.slice(0, manifestMarker.length + 4))).toBe('cut')
  expect(await as(good.replace('PART 1', 'PART 2'))).toBe('volume')
  expect(await as(good.replace('PART 2', 'PART 9'))).toBe('marker')
  expect(await as(good.replace('PART 1', 'PART 7'))).toBe('volume')
  expect(await as(good.replace('END MULU PACKAGE', 'END MULU PACKAGF'))).toBe('none') // inside a part: its digest tells
  expect(await as(`${good.slice(0, -endMarker.length)}${endMarker.replace('END', 'ENT')}`)).toBe('marker')
  expect(await as(good.replace('SIGNATURE-----\n', 'SIGNATURE-----\n\n'))).toBe('header')
  expect(await as(good.replace('-----BEGIN MULU SIGNATURE-----\n', ''))).toBe('cut')
})

test('sizes are refused before they are read', async () => {
  const read: number[] = []
  const huge: Source = {
    bytes: 3 * ferryLimits.packageBytes,
    read: async (_offset, length) => {
      read.push(length)
      return new Uint8Array(length)
    },
  }
  await expect(readHeader(huge)).rejects.toMatchObject({ why: 'tooLarge' })
  expect(read).toEqual([])
  const endless: Source = {
    bytes: ferryLimits.packageBytes,
    read: async (offset, length) => {
      read.push(length)
      const bytes = new Uint8Array(length).fill(0x20)
      if (offset === 0) bytes.set(Buffer.from(manifestMarker).subarray(0, length))
      return bytes
    },
  }
  await expect(readHeader(endless)).rejects.toMatchObject({ why: 'tooLarge' })
  expect(Math.max(...read)).toBeLessThan(ferryLimits.manifestBytes + 10_000)
})

test('parts go into volumes in order, as many as fit, and none is larger than the medium', () => {
  const sizes = Array.from({ length: 40 }, (_, at) => 1000 + ((at * 37) % 500))
  const placed = intoVolumes(sizes, 900, 5000)
  if (placed === null) throw new Error('fits')
  expect(placed).toHaveLength(sizes.length)
  expect(placed).toEqual([...placed].sort((a, b) => a - b))
  for (const number of new Set(placed)) {
    const own = sizes.flatMap((bytes, at) => (placed[at] === number ? [{ bytes, number: at + 1 }] : []))
    const whole = 900 + own.reduce((sum, { bytes }) => sum + bytes, framingBytes(own.map((part) => part.number)))
    expect(whole).toBeLessThanOrEqual(5000)
    // The next one would not have fitted.
    const next = sizes[own.at(-1)?.number ?? 0]
    if (next !== undefined) expect(whole + next).toBeGreaterThan(5000 - 100)
  }
  expect(intoVolumes(sizes, 900, null)).toEqual(sizes.map(() => 1))
  expect(intoVolumes([100, 6000], 900, 5000)).toBeNull()
  expect(intoVolumes([6000], 900, 5000)).toBeNull()
})
