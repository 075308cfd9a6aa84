import { X509Certificate } from 'node:crypto'

export type Certificate = { subject: string; sha256: string; fromAt: string; untilAt: string; authority: boolean }

const one = (pem: string): Certificate => {
  const { subject, fingerprint256, validFromDate, validToDate, ca } = new X509Certificate(pem)
  // Node writes one part a line, the most general first or last as the issuer had it.
  const name = subject.split('\n').join(', ')
  return {
    subject: name,
    sha256: fingerprint256.replaceAll(':', '').toLowerCase(),
    fromAt: validFromDate.toISOString(),
    untilAt: validToDate.toISOString(),
    authority: ca,
  }
}

/** Every certificate of a text in PEM, in its order; none when one of them can not be read. */
export const certificatesIn = (pem: string): Certificate[] => {
  try {
    return (pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).map(one)
  } catch {
    return []
  }
}
