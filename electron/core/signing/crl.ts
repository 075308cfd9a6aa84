import { sha256Hex } from '../crypto/hash.ts'
import { checkDer, cursor, DerError, expectTag, orNull, readDer, readInteger, readOid, readSmallInteger, readTime, tags } from './der.ts'
import { nameInWords } from './names.ts'
import { oids } from './oids.ts'
import { readExtensions, type SignedPart, signedPart } from './x509.ts'

/** A revocation list (RFC 5280 5). `revoked`: serial number and since when. */
export type Crl = SignedPart & {
  der: Buffer
  sha256: string
  issuer: string
  issuerWords: string
  thisUpdateAt: string
  /** null: it does not say when the next one comes. */
  nextUpdateAt: string | null
  number: string | null
  /** A list that covers less than its issuer's certificates says nothing about the others; such are not taken. */
  unknownCritical: readonly string[]
  revoked: ReadonlyMap<string, { at: string; reason: number | null }>
}

const known: ReadonlySet<string> = new Set([oids.crlNumber, oids.authorityKeyId])

/** A list's bytes; null where they are none, or not in DER. */
export const readCrl = (bytes: Uint8Array): Crl | null =>
  orNull(() => {
    const element = readDer(bytes)
    checkDer(element)
    const { tbs, part } = signedPart(element)
    const inside = cursor(tbs)
    const version = inside.maybe(tags.integer)
    if (version !== null && readSmallInteger(version) !== 1) throw new DerError('version')
    if (!inside.next(tags.sequence).bytes.equals(part.algorithm.bytes)) throw new DerError('two algorithms')
    const issuer = inside.next(tags.sequence)
    const thisUpdateAt = readTime(inside.next(null))
    const next = inside.maybe(tags.utcTime) ?? inside.maybe(tags.generalizedTime)
    const entries = inside.maybe(tags.sequence)
    const extended = inside.maybe(0xa0)
    inside.end()
    const extensions = extended === null ? [] : readExtensions(extended)
    const unknown = new Set(extensions.filter(({ id, critical }) => critical && !known.has(id)).map(({ id }) => id))
    const revoked = new Map<string, { at: string; reason: number | null }>()
    for (const each of entries === null ? [] : cursor(entries).rest()) {
      const entry = cursor(expectTag(each, tags.sequence))
      const serial = readInteger(entry.next(tags.integer))
      const at = readTime(entry.next(null))
      const more = entry.maybe(tags.sequence)
      entry.end()
      let reason: number | null = null
      for (const item of more === null ? [] : cursor(more).rest()) {
        const extension = cursor(item)
        const id = readOid(extension.next(tags.oid))
        const critical = extension.maybe(tags.boolean) !== null
        const { value } = extension.next(tags.octetString)
        if (id === oids.reasonCode) reason = expectTag(readDer(value), tags.enumerated).value[0] ?? null
        else if (critical) unknown.add(id)
      }
      revoked.set(serial, { at, reason })
    }
    const number = extensions.find(({ id }) => id === oids.crlNumber)
    return {
      ...part,
      der: element.bytes,
      sha256: sha256Hex(element.bytes),
      issuer: issuer.bytes.toString('hex'),
      issuerWords: nameInWords(issuer),
      thisUpdateAt,
      nextUpdateAt: next === null ? null : readTime(next),
      number: number === undefined ? null : readInteger(readDer(number.value)),
      unknownCritical: [...unknown],
      revoked,
    }
  })
