import { sha256Hex } from '../crypto/hash.ts'
import { algorithmOf } from '../crypto/key-pairs.ts'
import {
  checkDer,
  cursor,
  type Der,
  DerError,
  expectTag,
  orNull,
  readBitString,
  readBoolean,
  readDer,
  readInteger,
  readNamedBits,
  readOid,
  readSmallInteger,
  readTime,
  tags,
} from './der.ts'
import { nameInWords, partOfName } from './names.ts'
import { oids } from './oids.ts'

/** What is signed in a certificate or list: its own bytes, the algorithm's identifier, the signature. */
export type SignedPart = { tbs: Buffer; algorithm: Der; signature: Buffer }

/** A certificate (RFC 5280), as far as a chain is judged by it. Names are compared by their bytes. */
export type X509 = SignedPart & {
  der: Buffer
  sha256: string
  serial: string
  issuer: string
  subject: string
  issuerWords: string
  subjectWords: string
  organization: string
  commonName: string
  fromAt: string
  untilAt: string
  /** SubjectPublicKeyInfo in base64, and what kind of key it is. */
  spki: string
  keyKind: 'sm2' | 'p256' | 'ed25519' | 'rsa' | 'other'
  ca: boolean
  /** Authorities that may follow below; null: any number. */
  pathLength: number | null
  /** By bit (RFC 5280 4.2.1.3); null: it says nothing. */
  usage: readonly boolean[] | null
  /** Critical extensions this program does not know: such a certificate proves nothing here. */
  unknownCritical: readonly string[]
  subjectKeyId: string | null
}

export const usageBits = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, crlSign: 6 } as const

/** Whom it names, as people say it: agency and person, without the letters of a directory. */
export const holderOf = ({ organization, commonName, subjectWords }: X509): string => {
  const named = organization === commonName ? organization : [organization, commonName].filter((part) => part !== '').join(' ')
  return named === '' ? subjectWords : named.replaceAll(/\p{C}/gu, '?').slice(0, 300)
}

/** Without the bit a certificate that says what it is for is for something else. */
export const mayBeUsedFor = ({ usage }: Pick<X509, 'usage'>, ...bits: readonly number[]): boolean => usage === null || bits.some((bit) => usage[bit] === true)

type Extension = { id: string; critical: boolean; value: Buffer }

export const readExtensions = (outer: Der): Extension[] => {
  const list = cursor(outer).next(tags.sequence)
  const found = cursor(list)
    .rest()
    .map((each) => {
      const part = cursor(expectTag(each, tags.sequence))
      const id = readOid(part.next(tags.oid))
      const flag = part.maybe(tags.boolean)
      const { value } = part.next(tags.octetString)
      part.end()
      return { id, critical: flag !== null && readBoolean(flag), value }
    })
  // RFC 5280 4.2: one extension of a kind.
  if (new Set(found.map(({ id }) => id)).size !== found.length) throw new DerError('an extension twice')
  return found
}

const keyKind = (spki: Der): X509['keyKind'] => {
  const known = algorithmOf(spki.bytes.toString('base64'))
  if (known !== null) return known
  return readOid(cursor(cursor(spki).next(tags.sequence)).next(tags.oid)) === oids.rsa ? 'rsa' : 'other'
}

const readConstraints = (value: Buffer): Pick<X509, 'ca' | 'pathLength'> => {
  const part = cursor(expectTag(readDer(value), tags.sequence))
  const flag = part.maybe(tags.boolean)
  const length = part.maybe(tags.integer)
  part.end()
  return { ca: flag !== null && readBoolean(flag), pathLength: length === null ? null : readSmallInteger(length) }
}

const judged: ReadonlySet<string> = new Set([oids.keyUsage, oids.basicConstraints])
/** Says nothing a chain is judged by here, even where it is marked critical. */
const harmless: ReadonlySet<string> = new Set([oids.certificatePolicies, oids.extendedKeyUsage, oids.subjectKeyId, oids.authorityKeyId])

export const signedPart = (element: Der): { tbs: Der; part: SignedPart } => {
  const whole = cursor(expectTag(element, tags.sequence))
  const tbs = whole.next(tags.sequence)
  const algorithm = whole.next(tags.sequence)
  const signature = readBitString(whole.next(tags.bitString))
  whole.end()
  return { tbs, part: { tbs: tbs.bytes, algorithm, signature } }
}

/** A certificate's bytes; null where they are none, or not in DER. */
export const readCertificate = (bytes: Uint8Array): X509 | null =>
  orNull(() => {
    const element = readDer(bytes)
    checkDer(element)
    const { tbs, part } = signedPart(element)
    const inside = cursor(tbs)
    const version = inside.maybe(0xa0)
    const serial = readInteger(inside.next(tags.integer))
    const algorithm = inside.next(tags.sequence)
    // RFC 5280 4.1.1.2: said inside and outside alike.
    if (!algorithm.bytes.equals(part.algorithm.bytes)) throw new DerError('two algorithms')
    const issuer = inside.next(tags.sequence)
    const validity = cursor(inside.next(tags.sequence))
    const [fromAt, untilAt] = [readTime(validity.next(null)), readTime(validity.next(null))]
    validity.end()
    const subject = inside.next(tags.sequence)
    const spki = inside.next(tags.sequence)
    inside.maybe(0x81)
    inside.maybe(0x82)
    const extended = inside.maybe(0xa3)
    inside.end()
    if (extended !== null && (version === null || readSmallInteger(cursor(version).next(tags.integer)) !== 2)) throw new DerError('version')
    const extensions = extended === null ? [] : readExtensions(extended)
    const extension = (id: string) => extensions.find((each) => each.id === id)?.value
    const constraints = extension(oids.basicConstraints)
    const usage = extension(oids.keyUsage)
    const keyId = extension(oids.subjectKeyId)
    return {
      ...part,
      der: element.bytes,
      sha256: sha256Hex(element.bytes),
      serial,
      issuer: issuer.bytes.toString('hex'),
      subject: subject.bytes.toString('hex'),
      issuerWords: nameInWords(issuer),
      subjectWords: nameInWords(subject),
      organization: partOfName(subject, 'O'),
      commonName: partOfName(subject, 'CN'),
      fromAt,
      untilAt,
      spki: spki.bytes.toString('base64'),
      keyKind: keyKind(spki),
      ...(constraints === undefined ? { ca: false, pathLength: null } : readConstraints(constraints)),
      usage: usage === undefined ? null : readNamedBits(readDer(usage)),
      unknownCritical: extensions.filter(({ id, critical }) => critical && !judged.has(id) && !harmless.has(id)).map(({ id }) => id),
      subjectKeyId: keyId === undefined ? null : expectTag(readDer(keyId), tags.octetString).value.toString('hex'),
    }
  })

const pemBlock = (label: string): RegExp => new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g')

/** The blocks of a PEM text in their order, or the bytes themselves where they are no text. */
export const blocksOf = (data: Buffer, label: string): Buffer[] => {
  if (data[0] === tags.sequence) return [data]
  return [...data.toString('latin1').matchAll(pemBlock(label))].map(([, base64]) => Buffer.from(base64 ?? '', 'base64'))
}

export const pemOf = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${(
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END ${label}-----\n`
