/**
 * DER (X.690), strictly: what has two encodings can be changed without anybody noticing, so lengths that are not the
 * shortest, indefinite lengths and bytes left over are refused. Certificates, lists and CMS are read by it and written by it.
 */
export type Der = {
  /** The identifier octet: class, constructed, number. Numbers above 30 are used by nothing we read. */
  tag: number
  /** The whole element. */
  bytes: Buffer
  /** What is inside it. */
  value: Buffer
}

/** Not DER, or not of the form asked for. Caught where a file is read; never reaches a caller. */
export class DerError extends Error {}

const fail = (why: string): never => {
  throw new DerError(why)
}

const deepest = 40

/** Where the element at a place has its value: `from` to `to`, which is also where the next one begins. */
export const headerAt = (data: Buffer, at: number): { tag: number; from: number; to: number } => {
  const tag = data[at] ?? fail('end of data')
  if ((tag & 0x1f) === 0x1f) fail('long tag')
  const first = data[at + 1] ?? fail('no length')
  let length = first
  let from = at + 2
  if (first >= 0x80) {
    const octets = first & 0x7f
    if (octets === 0 || octets > 4) fail('length')
    length = 0
    for (let n = 0; n < octets; n++) length = length * 256 + (data[from + n] ?? fail('length'))
    if (length < 0x80 || length < 256 ** (octets - 1)) fail('length not the shortest')
    from += octets
  }
  if (from + length > data.length) fail('longer than its data')
  return { tag, from, to: from + length }
}

const elementAt = (data: Buffer, at: number): Der => {
  const { tag, from, to } = headerAt(data, at)
  return { tag, bytes: data.subarray(at, to), value: data.subarray(from, to) }
}

/** The one element these bytes are. */
export const readDer = (data: Uint8Array): Der => {
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const element = elementAt(buffer, 0)
  if (element.bytes.length !== buffer.length) fail('bytes left over')
  return element
}

/** What stands inside a constructed element. */
export const childrenOf = ({ tag, value }: Der): Der[] => {
  if ((tag & 0x20) === 0) fail('not constructed')
  const children: Der[] = []
  for (let at = 0; at < value.length; ) {
    const child = elementAt(value, at)
    children.push(child)
    at += child.bytes.length
  }
  return children
}

/** Every element inside as well. Throws for the first that is no DER. */
export const checkDer = (element: Der, depth = 0): void => {
  if (depth > deepest) fail('too deep')
  if ((element.tag & 0x20) !== 0) for (const child of childrenOf(element)) checkDer(child, depth + 1)
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8: 0x0c,
  printable: 0x13,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

export const expectTag = (element: Der | undefined, tag: number): Der => (element?.tag === tag ? element : fail(`tag ${tag} expected`))

/** A constructed element's children, taken one after the other. */
export const cursor = (element: Der) => {
  const children = childrenOf(element)
  let at = 0
  return {
    /** The next, which must be of this tag (any: null). */
    next: (tag: number | null): Der => {
      const child = children[at++] ?? fail('element missing')
      return tag === null || child.tag === tag ? child : fail(`tag ${tag} expected`)
    },
    /** The next where it has this tag, else null and nothing is taken. */
    maybe: (tag: number): Der | null => {
      const child = children[at]
      if (child?.tag !== tag) return null
      at++
      return child
    },
    rest: (): Der[] => children.slice(at),
    end: (): void => {
      if (at !== children.length) fail('more elements than known')
    },
  }
}

export const readOid = (element: Der): string => {
  const { value } = expectTag(element, tags.oid)
  if (value.length === 0 || value.length > 40) fail('object identifier')
  const parts: number[] = []
  let part = 0
  let fresh = true
  for (const byte of value) {
    if (fresh && byte === 0x80) fail('object identifier not the shortest')
    part = part * 128 + (byte & 0x7f)
    if (part > Number.MAX_SAFE_INTEGER / 128) fail('object identifier')
    fresh = (byte & 0x80) === 0
    if (!fresh) continue
    if (parts.length === 0) parts.push(Math.min(Math.floor(part / 40), 2), part - 40 * Math.min(Math.floor(part / 40), 2))
    else parts.push(part)
    part = 0
  }
  if (!fresh) fail('object identifier cut short')
  return parts.join('.')
}

/** A number as hex without a sign; serial numbers are no larger than 20 bytes (RFC 5280 4.1.2.2), some are. */
export const readInteger = (element: Der): string => {
  const { value } = expectTag(element, tags.integer)
  if (value.length === 0 || value.length > 64) fail('integer')
  const [first = 0, second = 0] = value
  if (value.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) fail('integer not the shortest')
  return value.toString('hex')
}

export const readSmallInteger = (element: Der): number => {
  const hex = readInteger(element)
  return hex.length <= 8 ? Number.parseInt(hex, 16) : fail('integer too large')
}

export const readBoolean = (element: Der): boolean => {
  const { value } = expectTag(element, tags.boolean)
  return value.length === 1 && (value[0] === 0xff || value[0] === 0) ? value[0] === 0xff : fail('boolean')
}

/** Bits that fill their last octet, as keys and signatures do. */
export const readBitString = (element: Der): Buffer => {
  const { value } = expectTag(element, tags.bitString)
  return value[0] === 0 ? value.subarray(1) : fail('bit string')
}

/** Named bits: whether each is set, from the first. */
export const readNamedBits = (element: Der): boolean[] => {
  const { value } = expectTag(element, tags.bitString)
  const unused = value[0] ?? fail('bit string')
  if (unused > 7 || value.length > 5) fail('bit string')
  return [...value.subarray(1)].flatMap((byte) => Array.from({ length: 8 }, (_, bit) => (byte & (0x80 >> bit)) !== 0))
}

/** A moment as ISO 8601 (RFC 5280 4.1.2.5: UTC, with seconds, without fractions). */
export const readTime = ({ tag, value }: Der): string => {
  const text = value.toString('latin1')
  const match = (
    tag === tags.utcTime ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : tag === tags.generalizedTime ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : null
  )?.exec(text)
  const [, year = '', month, day, hour, minute, second] = match ?? fail('time')
  const full = year.length === 4 ? year : `${Number(year) < 50 ? 20 : 19}${year}`
  const iso = `${full}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const date = new Date(iso)
  return !Number.isNaN(date.getTime()) && date.toISOString() === iso ? iso : fail('time')
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A string of a name; '' for a kind nobody uses any more. */
export const readText = ({ tag, value }: Der): string => {
  if (tag === 0x1e) return value.length % 2 === 0 ? Buffer.from(value).swap16().toString('utf16le') : fail('text')
  if (tag !== tags.utf8) return [0x12, tags.printable, 0x14, tags.ia5].includes(tag) ? value.toString('latin1') : ''
  try {
    return utf8.decode(value)
  } catch {
    return fail('text')
  }
}

/** What reads something strictly, or null where it is not of that form. */
export const orNull = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
}
