import { TextDecoder } from 'node:util'
import { broken } from './refuse.ts'

/** A stretch of the bytes at hand; good only until the handler returns. */
export type Span = { bytes: Buffer; from: number; to: number }

/** The attributes of the tag being opened, by their names without prefix. */
export type Attributes = {
  text(name: string): string | null
  /** The bytes of a value as they are written, for values that are only ever ASCII. */
  span(name: string): Readonly<Span> | null
}

/** What a part is read for. Only tags named in `tags` are told; names come without their prefix. */
export type XmlHandler = {
  tags: readonly string[]
  open(tag: string, attributes: Attributes): void
  /** A run of text between two tags; decoded only when asked for. */
  text?(decode: () => string): void
  close?(tag: string): void
}

export type XmlScanner = { push(bytes: Buffer): void; end(): void }

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const entity = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi

/** Only XML's five entities and character references: there is no DTD that could declare others. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(entity, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
        if (name !== undefined) return entities[name.toLowerCase()] ?? whole
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
        return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
      })
    : text

const [lessThan, greaterThan, slash, exclamation, question, doubleQuote, singleQuote, equals, colon] = [60, 62, 47, 33, 63, 34, 39, 61, 58]

/** Short plain ASCII, which most values are, is put together here: a call into the runtime costs ten times as much. */
const decodeSpan = (bytes: Buffer, from: number, to: number): string => {
  let text = ''
  for (let at = from; at < to && at - from <= 8; at++) {
    const byte = bytes[at] as number
    if (byte >= 0x80 || byte === 38) break
    text += String.fromCharCode(byte)
  }
  return text.length === to - from ? text : decodeEntities(bytes.toString('utf8', from, to))
}

const sameName = (bytes: Buffer, from: number, to: number, name: string): boolean => {
  if (to - from !== name.length) return false
  for (let at = 0; at < name.length; at++) if (bytes[from + at] !== name.charCodeAt(at)) return false
  return true
}

/** Walks `name="value"` pairs from the end of a tag's name on. One object serves all tags. */
const attributesOf = (span: Span): Attributes & { at(bytes: Buffer, from: number, to: number): void } => {
  let bytes = span.bytes
  let start = 0
  let end = 0
  const find = (name: string): Readonly<Span> | null => {
    for (let at = start; at < end; ) {
      while (at < end && (bytes[at] as number) <= 32) at++
      let from = at
      while (at < end && bytes[at] !== equals && (bytes[at] as number) > 32) {
        if (bytes[at] === colon) from = at + 1
        at++
      }
      const to = at
      while (at < end && bytes[at] !== doubleQuote && bytes[at] !== singleQuote) at++
      const quote = bytes[at] as number
      const value = at + 1
      at = value
      while (at < end && bytes[at] !== quote) at++
      if (sameName(bytes, from, to, name)) {
        span.bytes = bytes
        span.from = value
        span.to = at
        return span
      }
      at++
    }
    return null
  }
  return {
    at: (inBytes, from, to) => {
      bytes = inBytes
      start = from
      end = to
    },
    span: find,
    text: (name) => {
      const found = find(name)
      return found === null ? null : decodeSpan(found.bytes, found.from, found.to)
    },
  }
}

/** A tag, comment or run of text may not be longer: what is held between two pushes stays small. */
const maxToken = 1 << 20

/**
 * Reads XML that comes in pieces, holding no more than one token. Refuses document type declarations, which OOXML
 * forbids and which could name outside entities or multiply inside ones (ECMA-376 part 2, 9.1.4).
 */
export const xmlScanner = (partName: string, handler: XmlHandler): XmlScanner => {
  const wanted = handler.tags
  const attributes = attributesOf({ bytes: Buffer.alloc(0), from: 0, to: 0 })
  let rest: Buffer = Buffer.alloc(0)
  let depth = 0
  let opened = false

  const known = (bytes: Buffer, from: number, to: number): string | null => {
    for (let at = 0; at < wanted.length; at++) {
      const name = wanted[at] as string
      if (bytes[from] === name.charCodeAt(0) && sameName(bytes, from, to, name)) return name
    }
    return null
  }

  const element = (bytes: Buffer, from: number, end: number): void => {
    const closing = bytes[from] === slash
    const empty = !closing && bytes[end - 1] === slash
    const to = empty ? end - 1 : end
    let start = closing ? from + 1 : from
    let at = start
    while (at < to && (bytes[at] as number) > 32) {
      if (bytes[at] === colon) start = at + 1
      at++
    }
    const tag = known(bytes, start, at)
    if (closing) {
      depth--
      if (depth < 0) throw broken(partName)
      if (tag !== null) handler.close?.(tag)
      return
    }
    opened = true
    if (!empty) depth++
    if (tag === null) return
    attributes.at(bytes, at, to)
    handler.open(tag, attributes)
    if (empty) handler.close?.(tag)
  }

  /** Consumes whole tokens and returns where the first unfinished one starts. */
  const consume = (bytes: Buffer): number => {
    let at = 0
    while (at < bytes.length) {
      if (bytes[at] !== lessThan) {
        let end = at
        while (end < bytes.length && bytes[end] !== lessThan) end++
        if (end === bytes.length) return at
        if (depth > 0) {
          const from = at
          handler.text?.(() => decodeSpan(bytes, from, end))
        }
        at = end
        continue
      }
      const special = bytes[at + 1]
      if (special === exclamation || special === question) {
        const next = markup(bytes, at, special)
        if (next === -1) return at
        at = next
        continue
      }
      const end = tagEnd(bytes, at + 1)
      if (end === -1) return at
      element(bytes, at + 1, end)
      at = end + 1
    }
    return at
  }

  /** Where a comment, CDATA section or processing instruction ends; -1: not yet here. */
  const markup = (bytes: Buffer, at: number, special: number): number => {
    if (bytes.length - at < 9) return -1
    const isComment = bytes.toString('latin1', at, at + 4) === '<!--'
    const isData = bytes.toString('latin1', at, at + 9) === '<![CDATA['
    if (special === exclamation && !isComment && !isData) throw broken(`${partName}, DTD`)
    const close = special === question ? '?>' : isComment ? '-->' : ']]>'
    const from = at + (special === question ? 2 : isComment ? 4 : 9)
    const end = bytes.indexOf(close, from, 'latin1')
    if (end === -1) return -1
    if (isData && depth > 0) handler.text?.(() => bytes.toString('utf8', from, end))
    return end + close.length
  }

  return {
    push: (piece) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
      rest = bytes.subarray(consume(bytes))
      if (rest.length > maxToken) throw broken(partName)
    },
    end: () => {
      if (depth !== 0 || !opened || rest.some((byte) => byte > 32)) throw broken(partName)
    },
  }
}

/** Where the tag that starts at `from` ends; a > inside a quoted value does not count. -1: not yet here. */
const tagEnd = (bytes: Buffer, from: number): number => {
  let quote = 0
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (quote !== 0) {
      if (byte === quote) quote = 0
    } else if (byte === greaterThan) return at
    else if (byte === doubleQuote || byte === singleQuote) quote = byte
  }
  return -1
}

/** XML is UTF-8 unless a byte order mark says UTF-16. */
async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null | undefined
  for await (const chunk of chunks) {
    if (decoder === undefined) {
      const mark = chunk.length < 2 ? 0 : chunk.readUInt16BE(0)
      decoder = mark === 0xfffe ? new TextDecoder('utf-16le') : mark === 0xfeff ? new TextDecoder('utf-16be') : null
    }
    yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }))
  }
}

/** Feeds a part to a scanner; `between` is called after each piece, to hand on what was found. */
export async function* scanPart<T>(chunks: AsyncIterable<Buffer>, scanner: XmlScanner, between: () => T | null): AsyncGenerator<T> {
  for await (const chunk of asUtf8(chunks)) {
    scanner.push(chunk)
    const found = between()
    if (found !== null) yield found
  }
  scanner.end()
}

/** Reads a whole part for what its handler collects. */
export const readPart = async (chunks: AsyncIterable<Buffer>, scanner: XmlScanner): Promise<void> => {
  for await (const _ of scanPart(chunks, scanner, () => null));
}
