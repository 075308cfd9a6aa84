import { tags } from './der.ts'

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length])
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Buffer.from([0x80 | octets.length, ...octets])
}

/** One element of these contents, one behind the other. */
export const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const value = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), lengthOf(value.length), value])
}

export const sequence = (...elements: readonly Uint8Array[]): Buffer => der(tags.sequence, ...elements)

/** SET OF: its elements stand in the order of their bytes (X.690 11.6). */
export const setOf = (...elements: readonly Uint8Array[]): Buffer => der(tags.set, ...[...elements].sort((a, b) => Buffer.compare(a, b)))

/** [number], constructed. */
export const explicit = (number: number, ...elements: readonly Uint8Array[]): Buffer => der(0xa0 | number, ...elements)

export const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const octets = [first * 40 + second, ...rest].flatMap((part) => {
    const groups = [part % 128]
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(0x80 | (left % 128))
    return groups
  })
  return der(tags.oid, Buffer.from(octets))
}

/** A number that is not negative, from its bytes. */
export const integer = (value: number | Uint8Array): Buffer => {
  const bytes = typeof value === 'number' ? [value] : [...value]
  while (bytes.length > 1 && bytes[0] === 0) bytes.shift()
  return der(tags.integer, Buffer.from((bytes[0] ?? 0) > 127 ? [0, ...bytes] : bytes))
}

export const octets = (value: Uint8Array): Buffer => der(tags.octetString, value)
export const bits = (value: Uint8Array): Buffer => der(tags.bitString, Buffer.from([0]), value)
export const utf8 = (text: string): Buffer => der(tags.utf8, Buffer.from(text, 'utf8'))
export const printable = (text: string): Buffer => der(tags.printable, Buffer.from(text, 'latin1'))
export const yes = (): Buffer => der(tags.boolean, Buffer.from([0xff]))

/** UTCTime until 2049, then GeneralizedTime (RFC 5280 4.1.2.5). */
export const time = (moment: string): Buffer => {
  const text = `${moment.slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
  const year = Number(text.slice(0, 4))
  return year >= 1950 && year < 2050 ? der(tags.utcTime, Buffer.from(text.slice(2))) : der(tags.generalizedTime, Buffer.from(text))
}
