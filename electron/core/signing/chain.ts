import { type Finding, finding, isProblem } from '../../../shared/signing/findings.ts'
import type { IdentityLevel } from '../../../shared/signing/verdict.ts'
import { type Crl, revokedIn } from './crl.ts'
import { holderOf, mayBeUsedFor, usageBits, type X509 } from './x509.ts'
import { verifyUnder } from './x509-verify.ts'

/** What certificates are judged by: all of it is here already, nothing is asked of any network. */
export type Trust = {
  /** `licensed`: an administrator recorded it as a licensed 电子政务电子认证服务机构. */
  authorities: readonly { certificate: X509; licensed: boolean }[]
  /** Certificates of authorities in between, believed only through a chain. */
  between: readonly X509[]
  /** Lists whose signature was checked when they came, newest first, with the key that signed each. */
  crls: readonly { spki: string; crl: Crl }[]
}

export type Times = { signedAt: string; receivedAt: string | null; now: string }

export type Judged = { level: IdentityLevel; authority: string | null; findings: Finding[] }

const longestChain = 6

const isSelfSigned = (certificate: X509): boolean => certificate.issuer === certificate.subject && signedBy(certificate, certificate)

const signedBy = (below: X509, above: Pick<X509, 'spki'>): boolean => verifyUnder(below.algorithm, above.spki, below.tbs, below.signature)

/** From the signer's certificate upward to a trusted one; the last is that one, or the last that could be found. */
const chainOf = (leaf: X509, given: readonly X509[], trust: Trust): { chain: X509[]; anchor: Trust['authorities'][number] | null; findings: Finding[] } => {
  const chain = [leaf]
  for (let below = leaf; chain.length <= longestChain; ) {
    const at = trust.authorities.find(({ certificate }) => certificate.sha256 === below.sha256)
    if (at !== undefined) return { chain, anchor: at, findings: [] }
    const named = [...trust.authorities.map(({ certificate }) => certificate), ...trust.between, ...given].filter(
      ({ subject, sha256 }) => subject === below.issuer && !chain.some((each) => each.sha256 === sha256),
    )
    const above = named.find((each) => signedBy(below, each))
    if (above === undefined) {
      const forged = trust.authorities.some(({ certificate }) => certificate.subject === below.issuer)
      const why = forged
        ? finding('certificate.badSignature', { subject: holderOf(below) })
        : finding('certificate.unknownIssuer', { issuer: below.issuerWords })
      return { chain, anchor: null, findings: [why] }
    }
    chain.push(above)
    below = above
  }
  return { chain, anchor: null, findings: [finding('certificate.unknownIssuer', { issuer: leaf.issuerWords })] }
}

const checkAuthority = (above: X509, below: number): Finding[] => {
  const may = above.ca && mayBeUsedFor(above, usageBits.keyCertSign) && (above.pathLength === null || above.pathLength >= below)
  return may ? [] : [finding('certificate.notAuthority', { subject: holderOf(above) })]
}

const checkTime = (certificate: X509, { signedAt, now }: Times): Finding[] => {
  const { fromAt, untilAt } = certificate
  const subject = holderOf(certificate)
  if (signedAt < fromAt) return [finding('certificate.notYet', { subject, at: signedAt })]
  if (signedAt > untilAt) return [finding('certificate.expired', { subject, at: signedAt })]
  return now > untilAt ? [finding('certificate.expiredSince', { subject, at: untilAt })] : []
}

const checkRevoked = (below: X509, above: X509, { crls }: Trust, times: Times): Finding[] => {
  const [subject, issuer] = [holderOf(below), holderOf(above)]
  // A list counts for the key that signed it, not for the name on it.
  const own = crls.filter(({ spki, crl }) => spki === above.spki && crl.issuer === above.subject).map(({ crl }) => crl)
  const revoked = own.map((crl) => revokedIn(crl, below.serial)).find((each) => each !== null)
  if (revoked !== undefined) {
    const before = times.receivedAt !== null && times.receivedAt < revoked.at
    return [finding(before ? 'certificate.revokedSince' : 'certificate.revoked', { subject, at: revoked.at })]
  }
  const [newest] = own
  if (newest === undefined) return [finding('crl.none', { issuer })]
  if (newest.nextUpdateAt !== null && newest.nextUpdateAt < times.now) return [finding('crl.old', { issuer, at: newest.nextUpdateAt })]
  return newest.thisUpdateAt < times.signedAt ? [finding('crl.before', { issuer, at: newest.thisUpdateAt })] : []
}

/**
 * What certificates prove, offline (RFC 5280 6, as far as it can be without a network): chain to a trusted authority,
 * validity at the claimed time, use, revocation by the lists at hand. What is missing is found and said.
 */
export const judgeCertificates = (certificates: readonly X509[], trust: Trust, times: Times): Judged => {
  const [leaf, ...given] = certificates
  if (leaf === undefined) return { level: 'unproved', authority: null, findings: [finding('certificate.none')] }
  const trusted = trust.authorities.some(({ certificate }) => certificate.sha256 === leaf.sha256)
  if (isSelfSigned(leaf) && !trusted) {
    // Nobody has certified it, but nobody may have revoked or dated it either.
    return { level: 'unproved', authority: null, findings: [finding('certificate.none')] }
  }
  const { chain, anchor, findings } = chainOf(leaf, given, trust)
  if (!mayBeUsedFor(leaf, usageBits.digitalSignature, usageBits.nonRepudiation)) findings.push(finding('certificate.usage', { subject: holderOf(leaf) }))
  chain.forEach((each, at) => {
    const above = chain[at + 1]
    findings.push(...checkTime(each, times), ...each.unknownCritical.map((id) => finding('certificate.unknownExtension', { subject: holderOf(each), id })))
    if (at > 0) findings.push(...checkAuthority(each, at - 1))
    if (above !== undefined && each.sha256 !== anchor?.certificate.sha256) findings.push(...checkRevoked(each, above, trust, times))
  })
  if (findings.some(isProblem)) return { level: 'refused', authority: anchor === null ? null : holderOf(anchor.certificate), findings }
  // Lists say nothing more of a certificate nobody here believes.
  if (anchor === null) return { level: 'unproved', authority: null, findings: findings.filter(({ code }) => !code.startsWith('crl.')) }
  return { level: anchor.licensed ? 'licensed' : 'authority', authority: holderOf(anchor.certificate), findings }
}
