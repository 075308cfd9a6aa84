import { sha256Hex } from '../crypto/hash.ts'
import {
  checkDer,
  cursor,
  type Der,
  DerError,
  expectTag,
  headerAt,
  orNull,
  readBoolean,
  readDer,
  readInteger,
  readOid,
  readSmallInteger,
  readTime,
  tags,
} from './der.ts'
import { nameInWords } from './names.ts'
import { oids } from './oids.ts'
import { readExtensions, type SignedPart, signedPart } from './x509.ts'

/** A revocation list (RFC 5280 5). Its entries stay as they are: lists of national authorities have some 100,000. */
export type Crl = SignedPart & {
  der: Buffer
  sha256: string
  issuer: string
  issuerWords: string
  thisUpdateAt: string
  /** null: it does not say when the next one comes. */
  nextUpdateAt: string | null
  entries: Buffer
  count: number
  /** A list that covers less than its issuer's certificates says nothing about the others; such are not taken. */
  unknownCritical: readonly string[]
}

const known: ReadonlySet<string> = new Set([oids.crlNumber, oids.authorityKeyId])

type Entry = { serial: [number, number]; time: [number, number]; extensions: [number, number] | null }

/** Calls back for each entry with the places of its parts, and makes no object for what nobody asks after. */
const walk = (entries: Buffer, each: (entry: Entry) => boolean): void => {
  for (let at = 0; at < entries.length; ) {
    const entry = headerAt(entries, at)
    const serial = headerAt(entries, entry.from)
    const time = headerAt(entries, serial.to)
    const more = time.to < entry.to ? headerAt(entries, time.to) : null
    const form = entry.tag === tags.sequence && serial.tag === tags.integer && (time.tag === tags.utcTime || time.tag === tags.generalizedTime)
    if (!form || (more === null ? time.to : more.to) !== entry.to || (more !== null && more.tag !== tags.sequence)) throw new DerError('entry of a list')
    if (each({ serial: [serial.from, serial.to], time: [serial.to, time.to], extensions: more === null ? null : [time.to, more.to] })) return
    at = entry.to
  }
}

type EntryExtension = { id: string; critical: boolean; value: Buffer }

const extensionsOf = (element: Der): EntryExtension[] =>
  cursor(element)
    .rest()
    .map((each) => {
      const part = cursor(expectTag(each, tags.sequence))
      const id = readOid(part.next(tags.oid))
      const flag = part.maybe(tags.boolean)
      return { id, critical: flag !== null && readBoolean(flag), value: part.next(tags.octetString).value }
    })

/** Counted and looked through once: critical extensions of entries are not known here but for the reason. */
const lookThrough = (entries: Buffer): { count: number; unknown: Set<string> } => {
  const unknown = new Set<string>()
  let count = 0
  walk(entries, ({ extensions }) => {
    count++
    if (extensions === null) return false
    for (const { id, critical } of extensionsOf(readDer(entries.subarray(...extensions)))) if (critical && id !== oids.reasonCode) unknown.add(id)
    return false
  })
  return { count, unknown }
}

/** Since when a certificate is revoked by this list, by its serial number in hex as `readInteger` says it; null: it is not on it. */
export const revokedIn = ({ entries }: Pick<Crl, 'entries'>, serial: string): { at: string } | null => {
  const wanted = Buffer.from(serial, 'hex')
  let found: { at: string } | null = null
  walk(entries, ({ serial: [from, to], time }) => {
    if (to - from !== wanted.length || wanted.compare(entries, from, to) !== 0) return false
    found = { at: readTime(readDer(entries.subarray(...time))) }
    return true
  })
  return found
}

/** A list's bytes; null where they are none, or not in DER. */
export const readCrl = (bytes: Uint8Array): Crl | null =>
  orNull(() => {
    const element = readDer(bytes)
    const { tbs, part } = signedPart(element)
    const inside = cursor(tbs)
    const version = inside.maybe(tags.integer)
    if (version !== null && readSmallInteger(version) !== 1) throw new DerError('version')
    if (!inside.next(tags.sequence).bytes.equals(part.algorithm.bytes)) throw new DerError('two algorithms')
    const issuer = inside.next(tags.sequence)
    checkDer(issuer)
    const thisUpdateAt = readTime(inside.next(null))
    const next = inside.maybe(tags.utcTime) ?? inside.maybe(tags.generalizedTime)
    const entries = inside.maybe(tags.sequence)?.value ?? Buffer.alloc(0)
    const extended = inside.maybe(0xa0)
    inside.end()
    const extensions = extended === null ? [] : readExtensions(extended)
    const { count, unknown } = lookThrough(entries)
    for (const { id, critical, value } of extensions) {
      if (critical && !known.has(id)) unknown.add(id)
      if (id === oids.crlNumber) readInteger(readDer(value))
    }
    return {
      ...part,
      der: element.bytes,
      sha256: sha256Hex(element.bytes),
      issuer: issuer.bytes.toString('hex'),
      issuerWords: nameInWords(issuer),
      thisUpdateAt,
      nextUpdateAt: next === null ? null : readTime(next),
      entries,
      count,
      unknownCritical: [...unknown],
    }
  })
