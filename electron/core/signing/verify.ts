import { type Finding, finding, findingWords, isProblem } from '../../../shared/signing/findings.ts'
import { type Subject, type SubjectRef, signingLimits, subjectSchema, type Withdrawal, withdrawalSchema } from '../../../shared/signing/statement.ts'
import { type BundleVerdict, identityWords, keyPlaceWords, type SignatureVerdict } from '../../../shared/signing/verdict.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { verifyWith } from '../crypto/key-pairs.ts'
import { type Bundle, linkOf, signedFiles, type WithdrawalEntry } from './bundle.ts'
import { readCanonical } from './canonical-text.ts'
import type { Trust } from './chain.ts'
import { type Expected, holds, judgeKeyEntry, judgePaperEntry, publicKeyOf } from './verify-signature.ts'
import { holderOf } from './x509.ts'

export type Received = { at: string; source: string } | null

/** How a subject's canonical text is named in statements. */
export const refOf = ({ kind, id, version }: Subject, text: Buffer): SubjectRef => ({ kind, id, version, sha256: sha256Hex(text) })

export const readSubject = (text: Buffer): Subject | null => readCanonical(text, signingLimits.subjectBytes, subjectSchema)

export const inWords = (each: Finding): SignatureVerdict['findings'][number] => ({
  ...each,
  problem: isProblem(each),
  zh: findingWords(each, 'zh'),
  en: findingWords(each, 'en'),
})

type Taken = { withdraws: string; statement: Withdrawal }

/** A withdrawal holds when the key it takes a signature back of signed it. */
const judgeWithdrawal = ({ statement: text, signature }: WithdrawalEntry, { entries, subject }: Expected): Taken | null => {
  const statement = readCanonical(text, signingLimits.statementBytes, withdrawalSchema)
  const entry = entries.find((each) => linkOf(each) === statement?.withdraws)
  if (statement === null || entry?.kind !== 'key') return null
  const key = publicKeyOf(entry.publicPem)
  const ofThis = statement.subject.sha256 === subject.sha256 && statement.subject.id === subject.id && statement.subject.version === subject.version
  const follows = entries.some((each) => linkOf(each) === statement.after)
  if (key === null || !ofThis || !follows || !verifyWith(statement.signer.key.algorithm, key, text, signature)) return null
  return { withdraws: statement.withdraws, statement }
}

type Context = { trust: Trust; now: string; received: Received }

const noIdentity = { level: 'unproved' as const, certificate: null, authority: null, words: identityWords('unproved', '', '') }

const judgeEntry = (at: number, expected: Expected, taken: readonly Taken[], { trust, now, received }: Context): SignatureVerdict => {
  const entry = expected.entries[at]
  if (entry === undefined) throw new Error('no such entry')
  const back = taken.find(({ withdraws }) => withdraws === linkOf(entry))?.statement
  const withdrawn = back === undefined ? null : { claimedAt: back.signedAt, reason: back.reason }
  if (entry.kind === 'paper') {
    const { record, content } = judgePaperEntry(entry, at, expected)
    const { seal = '', signedOn = '', copies = 0, original = '', recordedBy = '', recordedAt = '' } = record ?? {}
    return {
      position: at + 1,
      kind: 'paper',
      intact: holds(content),
      signer: null,
      paper: record === null ? null : { ...record.signer, seal, signedOn, copies, original, recordedBy, recordedAt, scan: record.scan.name },
      algorithm: null,
      claimedAt: null,
      identity: noIdentity,
      keyPlace: null,
      signedPdfs: [],
      withdrawn,
      findings: content.map(inWords),
    }
  }
  const { statement, certificate, content, identity } = judgeKeyEntry(entry, at, expected, trust, { receivedAt: received?.at ?? null, now })
  const claimed = statement?.signedAt
  const late = received?.at ?? now
  return {
    position: at + 1,
    kind: 'key',
    intact: holds(content),
    signer: statement?.signer ?? null,
    paper: null,
    algorithm: statement?.signer.key.algorithm ?? null,
    claimedAt: statement?.signedAt ?? null,
    identity: {
      level: identity.level,
      certificate: certificate?.subjectWords ?? null,
      authority: identity.authority,
      words: identityWords(identity.level, certificate === null ? '' : holderOf(certificate), identity.authority ?? ''),
    },
    keyPlace: statement === null ? null : keyPlaceWords(statement.signer.key.place),
    signedPdfs: [...entry.signedPdfs.keys()],
    withdrawn,
    findings: [...content, ...identity.findings, ...(claimed !== undefined && claimed > late ? [finding('time.ahead', { at: claimed })] : [])].map(inWords),
  }
}

/** What signers claim of their time, one after the other. */
const withTimes = (signatures: readonly SignatureVerdict[]): SignatureVerdict[] =>
  signatures.map((each, at) => {
    const before = signatures[at - 1]?.claimedAt ?? null
    const early = before !== null && each.claimedAt !== null && each.claimedAt < before
    return early ? { ...each, findings: [...each.findings, inWords(finding('time.before'))] } : each
  })

/** One key may not stand for two signers. */
const checkDistinct = (signatures: readonly SignatureVerdict[]): Finding[] => {
  const keys = signatures.flatMap(({ signer }) => (signer === null ? [] : [signer.key.fingerprint]))
  return new Set(keys).size === keys.length ? [] : [finding('signer.twice')]
}

const nobody = { zh: '文件包里还没有签署。', en: 'Nothing has been signed in this bundle.' }

const wholeWords = (verdict: Omit<BundleVerdict, 'words'>): BundleVerdict['words'] => {
  const { signatures, missing, intact, complete } = verdict
  const problem = [...verdict.findings, ...signatures.flatMap(({ findings }) => findings)].find((each) => each.problem)
  if (problem !== undefined) return { zh: `核验未通过：${problem.zh}`, en: `Not verified: ${problem.en}` }
  if (signatures.length === 0) return nobody
  const proved = signatures.every(({ identity }) => identity.level === 'licensed' || identity.level === 'authority')
  const identity = proved
    ? { zh: '签名人身份有证书证明。', en: 'Certificates prove who signed.' }
    : { zh: '签名人身份未经认证机构证明。', en: "The signers' identity is not proved by any certification authority." }
  const back = signatures.find(({ withdrawn }) => withdrawn !== null)
  const state =
    back !== undefined
      ? { zh: `${back.signer?.agency ?? ''}已撤回签署，签署未完成`, en: `${back.signer?.agency ?? ''} took its signature back; not complete` }
      : complete
        ? { zh: '签署齐全', en: 'all have signed' }
        : { zh: `尚缺${missing.map(({ agency }) => agency).join('、')}签署`, en: `still to sign: ${missing.map(({ agency }) => agency).join(', ')}` }
  return { zh: `${intact ? '文件未被改动；' : ''}${state.zh}；${identity.zh}`, en: `${intact ? 'The files are unchanged; ' : ''}${state.en}. ${identity.en}` }
}

/**
 * Everything that can be said of a bundle with what is in it and the certificates at hand; no key of the verifier's is
 * needed. Complete is only what is without a problem, whole, in order and not taken back.
 */
export const verifyBundle = (bundle: Bundle, found: readonly Finding[], context: Context & { sha256: string }): BundleVerdict => {
  const subject = readSubject(bundle.subject)
  const findings: Finding[] = [...found]
  if (subject === null) findings.push(finding('subject.malformed'))
  // What nobody can read is still compared with by its hash: every signature says that it was changed.
  const reference = subject === null ? { kind: '', id: '', version: 0, sha256: sha256Hex(bundle.subject) } : refOf(subject, bundle.subject)
  const listed = signedFiles(bundle.files)
  const expected: Expected = { subject: reference, signers: subject?.signers ?? [], files: bundle.files, listed, entries: bundle.entries }
  const taken = bundle.withdrawals.map((each) => judgeWithdrawal(each, expected))
  if (taken.includes(null)) findings.push(finding('withdrawal.wrong'))
  const holding = taken.filter((each) => each !== null)
  const signatures = withTimes(bundle.entries.map((_, at) => judgeEntry(at, expected, holding, context)))
  findings.push(...checkDistinct(signatures))
  const missing = expected.signers
    .map(({ agency, as }, at) => ({ position: at + 1, agency, as }))
    .filter(({ position }) => signatures[position - 1] === undefined || signatures[position - 1]?.withdrawn !== null)
  const clean = !findings.some(isProblem) && signatures.every((each) => !each.findings.some(({ problem }) => problem))
  const verdict = {
    subject: subject === null ? null : reference,
    files: listed,
    signatures,
    missing,
    intact: !findings.some(isProblem) && signatures.every((each) => each.intact),
    complete: clean && signatures.length > 0 && missing.length === 0 && holding.length === 0,
    received: context.received,
    findings: findings.map(inWords),
    sha256: context.sha256,
  }
  return { ...verdict, words: wholeWords(verdict) }
}
