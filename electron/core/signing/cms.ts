import type { KeyAlgorithm } from '../../../shared/signing/algorithms.ts'
import { sha256Bytes, sha512Bytes } from '../crypto/hash.ts'
import { verifyWith } from '../crypto/key-pairs.ts'
import { sm3Bytes } from '../crypto/sm2.ts'
import { cursor, orNull, readDer, tags } from './der.ts'
import { der, explicit, integer, octets, oid, sequence, setOf, time } from './der-write.ts'
import { oids } from './oids.ts'
import type { X509 } from './x509.ts'

/**
 * Detached CMS: RFC 5652 with ECDSA (RFC 5753) and Ed25519 (RFC 8419), and GM/T 0010 with SM2 and SM3, which Debian's
 * openssl refuses (decisions F8). There is one encoding of what is to be said, so verifying is writing it anew from
 * what is known and comparing every byte outside the signature.
 */
const forms: Readonly<Record<KeyAlgorithm, { contentType: string; signedData: string; digest: string; signature: string; hash(data: Uint8Array): Buffer }>> = {
  sm2: { contentType: oids.gmData, signedData: oids.gmSignedData, digest: oids.sm3, signature: oids.sm2Sign, hash: sm3Bytes },
  // RFC 8419 3.1: with signed attributes the digest is SHA-512.
  ed25519: { contentType: oids.data, signedData: oids.signedData, digest: oids.sha512, signature: oids.ed25519, hash: sha512Bytes },
  p256: { contentType: oids.data, signedData: oids.signedData, digest: oids.sha256, signature: oids.ecdsaSha256, hash: sha256Bytes },
}

export type CmsContent = {
  algorithm: KeyAlgorithm
  /** The signer's own first. */
  certificates: readonly X509[]
  /** null: the moment stands elsewhere (ETSI EN 319 142-1: in a PDF's dictionary). */
  signedAt: string | null
}

const leafOf = ({ certificates }: CmsContent): X509 => {
  const [leaf] = certificates
  if (leaf === undefined) throw new Error('CMS names its signer by a certificate')
  return leaf
}

/** Of a certificate: issuer and serial number as they stand in it. */
const issuerAndSerial = ({ issuer, serial }: X509): [Buffer, Buffer] => [Buffer.from(issuer, 'hex'), der(tags.integer, Buffer.from(serial, 'hex'))]

/** ESSCertIDv2 (RFC 5035) with its default digest, SHA-256: which certificate was signed with, so that no other is put in its place. */
const signingCertificate = (leaf: X509): Buffer => {
  const [issuer, serial] = issuerAndSerial(leaf)
  return sequence(sequence(sequence(octets(Buffer.from(leaf.sha256, 'hex')), sequence(sequence(explicit(4, issuer)), serial))))
}

/** The attributes as they are signed: SET OF in the order of DER. */
export const signedAttributes = (content: CmsContent, data: Uint8Array): Buffer => {
  const form = forms[content.algorithm]
  const attribute = (type: string, value: Buffer) => sequence(oid(type), setOf(value))
  return setOf(
    attribute(oids.contentType, oid(form.contentType)),
    ...(content.signedAt === null ? [] : [attribute(oids.signingTime, time(content.signedAt))]),
    attribute(oids.messageDigest, octets(form.hash(data))),
    attribute(oids.signingCertificateV2, signingCertificate(leafOf(content))),
  )
}

export const writeCms = (content: CmsContent, attributes: Buffer, signature: Uint8Array): Buffer => {
  const form = forms[content.algorithm]
  const implicit = Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)])
  const signer = sequence(
    integer(1),
    sequence(...issuerAndSerial(leafOf(content))),
    sequence(oid(form.digest)),
    implicit,
    sequence(oid(form.signature)),
    octets(signature),
  )
  const signedData = sequence(
    integer(1),
    setOf(sequence(oid(form.digest))),
    sequence(oid(form.contentType)),
    // CertificateSet is a SET OF under an implicit tag.
    Buffer.concat([Buffer.from([0xa0]), setOf(...content.certificates.map((each) => each.der)).subarray(1)]),
    setOf(signer),
  )
  return sequence(oid(form.signedData), explicit(0, signedData))
}

/** The signature inside, wherever the rest is of the form written here; null otherwise. */
const signatureIn = (cms: Uint8Array): Buffer | null =>
  orNull(() => {
    const outer = cursor(readDer(cms))
    outer.next(tags.oid)
    const data = cursor(cursor(outer.next(0xa0)).next(tags.sequence))
    for (const tag of [tags.integer, tags.set, tags.sequence, 0xa0]) data.next(tag)
    const signer = cursor(cursor(data.next(tags.set)).next(tags.sequence))
    for (const tag of [tags.integer, tags.sequence, tags.sequence, 0xa0, tags.sequence]) signer.next(tag)
    return signer.next(tags.octetString).value
  })

/** `malformed`: some byte is not as this content has it. `wrong`: all are, and the signature is not this key's over it. */
export const verifyCms = (content: CmsContent, data: Uint8Array, cms: Uint8Array): 'good' | 'malformed' | 'wrong' => {
  const signature = signatureIn(cms)
  if (signature === null) return 'malformed'
  const attributes = signedAttributes(content, data)
  if (!writeCms(content, attributes, signature).equals(cms)) return 'malformed'
  return verifyWith(content.algorithm, leafOf(content).spki, attributes, signature) ? 'good' : 'wrong'
}
