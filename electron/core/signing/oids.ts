import type { KeyAlgorithm } from '../../../shared/signing/algorithms.ts'

/** Object identifiers, each with where it is from. */
export const oids = {
  // RFC 5280, X.520
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  country: '2.5.4.6',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  certificatePolicies: '2.5.29.32',
  // RFC 5652, RFC 5035, RFC 6211, RFC 5035
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  // GM/T 0006, GM/T 0010
  gmData: '1.2.156.10197.6.1.4.2.1',
  gmSignedData: '1.2.156.10197.6.1.4.2.2',
  sm3: '1.2.156.10197.1.401',
  sm2WithSm3: '1.2.156.10197.1.501',
  /** What GM/T 0010 puts into a SignerInfo: the algorithm SM2-1 alone. */
  sm2Sign: '1.2.156.10197.1.301.1',
  // RFC 5754, RFC 8410, RFC 8419, RFC 8017
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  mgf1: '1.2.840.113549.1.1.8',
  rsaPss: '1.2.840.113549.1.1.10',
  rsaSha256: '1.2.840.113549.1.1.11',
  rsaSha384: '1.2.840.113549.1.1.12',
  rsaSha512: '1.2.840.113549.1.1.13',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  ed25519: '1.3.101.112',
} as const

/** The algorithm of a signature over a certificate, a request or a list. */
export const signatureOid: Readonly<Record<KeyAlgorithm, string>> = { sm2: oids.sm2WithSm3, ed25519: oids.ed25519, p256: oids.ecdsaSha256 }
