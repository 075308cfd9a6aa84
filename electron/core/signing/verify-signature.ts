import { dayInChina } from '../../../shared/moments.ts'
import { type Finding, finding, isProblem } from '../../../shared/signing/findings.ts'
import {
  type PaperRecord,
  paperRecordSchema,
  type RequiredSigner,
  type SignedFile,
  type Signer,
  type Statement,
  type SubjectRef,
  signingLimits,
  statementSchema,
} from '../../../shared/signing/statement.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { algorithmOf, verifyWith } from '../crypto/key-pairs.ts'
import { fingerprintOf } from '../crypto/signature.ts'
import { type Entry, type KeyEntry, linkOf, type PaperEntry } from './bundle.ts'
import { readCanonical } from './canonical-text.ts'
import { type Judged, judgeCertificates, type Times, type Trust } from './chain.ts'
import { verifyCms } from './cms.ts'
import { verifyPdf } from './pdf/pades.ts'
import { blocksOf, pemOf, readCertificate, type X509 } from './x509.ts'

/** What every signature of a bundle is compared with. */
export type Expected = {
  subject: SubjectRef
  signers: readonly RequiredSigner[]
  files: ReadonlyMap<string, Buffer>
  /** Their digests: taken once, whatever number signed. */
  listed: readonly SignedFile[]
  entries: readonly Entry[]
}

/** The public key of a PEM text in its one form; null for any other text. */
export const publicKeyOf = (pem: Buffer): string | null => {
  const [block] = blocksOf(pem, 'PUBLIC KEY')
  if (block === undefined || pemOf('PUBLIC KEY', block) !== pem.toString('latin1')) return null
  const key = block.toString('base64')
  return algorithmOf(key) === null ? null : key
}

/** Certificates of a PEM text in its one form, or null. */
export const certificatesOf = (pem: Buffer): X509[] | null => {
  const blocks = blocksOf(pem, 'CERTIFICATE')
  if (blocks.length === 0 || blocks.length > 10 || blocks.map((block) => pemOf('CERTIFICATE', block)).join('') !== pem.toString('latin1')) return null
  const read = blocks.map(readCertificate)
  return read.every((each) => each !== null) ? read : null
}

const sameRef = (a: SubjectRef, b: SubjectRef): boolean => a.kind === b.kind && a.id === b.id && a.version === b.version

const checkSubject = (found: SubjectRef, { subject }: Expected): Finding[] => {
  if (!sameRef(found, subject)) return [finding('statement.otherSubject')]
  return found.sha256 === subject.sha256 ? [] : [finding('subject.changed')]
}

const checkFiles = (listed: readonly SignedFile[], expected: Expected): Finding[] => {
  const there = new Map(expected.listed.map((file) => [file.name, file]))
  return [
    ...listed.flatMap(({ name, sha256, bytes }) => {
      const file = there.get(name)
      if (file === undefined) return [finding('file.missing', { name })]
      return file.sha256 === sha256 && file.bytes === bytes ? [] : [finding('file.changed', { name })]
    }),
    ...[...there.keys()].filter((name) => !listed.some((file) => file.name === name)).map((name) => finding('file.extra', { name })),
  ]
}

/** The place itself: where it stands, after what, and of how many. */
const checkPlace = (order: Statement['order'], after: string | null, at: number, { entries, signers }: Expected): Finding[] => {
  const before = entries[at - 1]
  return [
    ...(order.position === at + 1 ? [] : [finding('order.position', { found: order.position, position: at + 1 })]),
    ...(after === (before === undefined ? null : linkOf(before)) ? [] : [finding('order.broken', { position: at + 1 })]),
    ...(order.of === signers.length && at < signers.length ? [] : [finding('order.count')]),
  ]
}

const checkSigner = ({ agency, name, authorisation }: Signer, at: number, { signers }: Expected): Finding[] => {
  const wanted = signers[at]
  const position = at + 1
  if (wanted === undefined) return []
  if (agency !== wanted.agency) return [finding('signer.other', { position, wanted: wanted.agency, found: agency })]
  if (wanted.person === undefined) return authorisation === null ? [finding('signer.person', { position, wanted: wanted.agency })] : []
  return name === wanted.person ? [] : [finding('signer.other', { position, wanted: wanted.person, found: name })]
}

const checkPaperSigner = ({ agency, name }: PaperRecord['signer'], at: number, { signers }: Expected): Finding[] => {
  const wanted = signers[at]
  const [asked, found] = wanted?.person === undefined ? [wanted?.agency, agency] : [wanted.person, name]
  return asked === undefined || asked === found ? [] : [finding('signer.other', { position: at + 1, wanted: asked, found })]
}

const checkAuthorisation = ({ authorisation }: Signer, signedAt: string): Finding[] => {
  if (authorisation === null) return [finding('agency.person')]
  const [day, from, to] = [dayInChina(signedAt), authorisation.fromOn, authorisation.untilOn]
  return day >= from && day <= to ? [] : [finding('authorisation.outside', { from, to })]
}

const checkCms = (entry: KeyEntry, { signer, signedAt }: Statement, certificates: readonly X509[]): Finding[] => {
  const { algorithm } = signer.key
  const cms = verifyCms({ algorithm, certificates, signedAt }, entry.statement, entry.cms)
  return [...(cms === 'good' ? [] : [finding(`cms.${cms}`)]), ...(algorithm === 'p256' ? [] : [finding(algorithm === 'sm2' ? 'cms.gm' : 'cms.ed25519')])]
}

const checkPdfs = (entry: KeyEntry, { signer, signedAt }: Statement, certificates: readonly X509[], { files }: Expected): Finding[] =>
  [...entry.signedPdfs].flatMap(([name, signed]) => {
    const pdf = files.get(name)
    const said = pdf === undefined ? 'malformed' : verifyPdf(signed, pdf, { name: signer.name, at: signedAt, algorithm: signer.key.algorithm, certificates })
    return said === 'good' ? [] : [finding(`pdf.${said}`, { name })]
  })

export type KeyJudged = { statement: Statement | null; certificate: X509 | null; content: Finding[]; identity: Judged }

const unproved: Judged = { level: 'unproved', authority: null, findings: [] }

/** One place signed by a key. `content`: whether what was signed is what is here; `identity`: what certificates say of the signer. */
export const judgeKeyEntry = (entry: KeyEntry, at: number, expected: Expected, trust: Trust, times: Omit<Times, 'signedAt'>): KeyJudged => {
  const statement = readCanonical(entry.statement, signingLimits.statementBytes, statementSchema)
  if (statement === null) return { statement, certificate: null, content: [finding('statement.malformed')], identity: unproved }
  const { signer, signedAt } = statement
  const key = publicKeyOf(entry.publicPem)
  const content: Finding[] = []
  if (key === null || algorithmOf(key) !== signer.key.algorithm || fingerprintOf(key) !== signer.key.fingerprint) content.push(finding('key.malformed'))
  if (key === null || !verifyWith(signer.key.algorithm, key, entry.statement, entry.signature)) content.push(finding('signature.wrong'))
  content.push(
    ...checkSubject(statement.subject, expected),
    ...checkFiles(statement.files, expected),
    ...checkPlace(statement.order, statement.after, at, expected),
    ...checkSigner(signer, at, expected),
    ...checkAuthorisation(signer, signedAt),
  )
  const certificates = certificatesOf(entry.certificates)
  const [leaf] = certificates ?? []
  if (certificates === null || leaf === undefined) {
    return { statement, certificate: null, content, identity: { ...unproved, level: 'refused', findings: [finding('certificate.malformed')] } }
  }
  if (leaf.spki !== key) {
    return { statement, certificate: leaf, content, identity: { ...unproved, level: 'refused', findings: [finding('certificate.otherKey')] } }
  }
  content.push(...checkCms(entry, statement, certificates), ...checkPdfs(entry, statement, certificates, expected))
  const identity = judgeCertificates(certificates, trust, { ...times, signedAt })
  const proved = identity.level === 'licensed' || identity.level === 'authority'
  if (proved && leaf.organization !== '' && leaf.organization !== signer.agency) {
    identity.findings.push(finding('certificate.otherAgency', { found: leaf.organization, wanted: signer.agency }))
  }
  return { statement, certificate: leaf, content, identity }
}

/** One place signed on paper: no more than that what was recorded and its scan are still the same. */
export const judgePaperEntry = (entry: PaperEntry, at: number, expected: Expected): { record: PaperRecord | null; content: Finding[] } => {
  const record = readCanonical(entry.record, signingLimits.statementBytes, paperRecordSchema)
  if (record === null) return { record, content: [finding('statement.malformed')] }
  const scan = record.scan.sha256 === sha256Hex(entry.scan) && record.scan.bytes === entry.scan.length
  return {
    record,
    content: [
      ...(scan ? [] : [finding('paper.scan')]),
      ...checkSubject(record.subject, expected),
      ...checkFiles(record.files, expected),
      ...checkPlace(record.order, record.after, at, expected),
      ...checkPaperSigner(record.signer, at, expected),
      finding('paper.unproved'),
    ],
  }
}

export const holds = (findings: readonly Finding[]): boolean => !findings.some(isProblem)
