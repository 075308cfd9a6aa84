import { sayAgreementFinding } from '../../../shared/agreements/finding-words.ts'
import { checkAgreement } from '../../../shared/agreements/findings.ts'
import type { Statement } from '../../../shared/cases/act.ts'
import { type AgreementText, agreementTextSchema, canonicalAgreement } from '../../../shared/cases/agreement-text.ts'
import type { TextFinding } from '../../../shared/contract/agreements.ts'
import { Refusal } from '../../../shared/errors.ts'
import { type Proposal, proposalsOf } from '../case/agreement-needed.ts'
import { type CaseFile, fileById, workableFile } from '../case/queries.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import type { Law } from '../work/law.ts'

/** SHA-256 of the text as canonical JSON: what is agreed to and signed. */
export const digestOfText = (text: AgreementText): string => sha256Hex(Buffer.from(canonicalAgreement(text), 'utf8'))

const join = ({ message, action, reason }: { message: string; action: string; reason: string }, between: string): string =>
  [message, reason, action].filter((part) => part !== '').join(between)

export const findingsOf = (text: AgreementText, law: Law, shareType: string): TextFinding[] => {
  const set = law.on(law.today)
  return checkAgreement(text, set, { shareType }).map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    path: finding.path,
    words: { zh: join(sayAgreementFinding(finding, 'zh', set), ''), en: join(sayAgreementFinding(finding, 'en', set), ' ') },
    rules: [...finding.rules],
  }))
}

/** The request an agreement is about says of which sharing type its resource is. */
export const shareTypeOf = (db: ReadDb, { head }: Pick<CaseFile, 'head'>): string =>
  (head.refers === null ? undefined : fileById(db, head.refers))?.head.shareType ?? head.shareType

/** One round of an agreement; without an act the last. Throws `agreement.noText`. */
export const roundOf = (db: ReadDb, id: string, actId?: string): { file: CaseFile; rounds: Proposal[]; round: Proposal } => {
  const file = workableFile(db, 'agreement', id)
  const rounds = proposalsOf(db, file)
  const round = actId === undefined ? rounds.at(-1) : rounds.find((one) => one.actId === actId)
  if (round === undefined) throw new Refusal('agreement.noText')
  return { file, rounds, round }
}

/** Acts that put a text on the table say its digest; where the caller did not, it is made here. */
export const withDigest = (fields: Statement['fields']): Statement['fields'] => {
  const parsed = agreementTextSchema.safeParse(fields.text)
  return parsed.success ? { note: '', sha256: digestOfText(parsed.data), ...fields } : fields
}

const proposing: ReadonlySet<string> = new Set(['propose', 'counter', 'reopen'])
const binding: ReadonlySet<string> = new Set(['accept', 'sign', 'countersign'])

/** A whole text under its own digest. Throws `agreement.textWrong`, `.otherDigest`. */
export const needWholeText = (fields: Statement['fields']): void => {
  const parsed = agreementTextSchema.safeParse(fields.text)
  if (!parsed.success) throw new Refusal('agreement.textWrong', { where: parsed.error.issues[0]?.path.map(String).join('.') ?? '' })
  if (digestOfText(parsed.data) !== fields.sha256) throw new Refusal('agreement.otherDigest')
}

/** What leaves is a whole text under its own digest; what is accepted or signed is found with no error in it. */
export const needSoundText = (db: ReadDb, law: Law, file: CaseFile, { act, fields }: Statement): void => {
  if (file.kind !== 'agreement') return
  if (proposing.has(act)) needWholeText(fields)
  const last = binding.has(act) ? proposalsOf(db, file).at(-1) : undefined
  if (last === undefined) return
  const errors = findingsOf(last.text, law, shareTypeOf(db, file)).filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first !== undefined) throw new Refusal('agreement.incomplete', { count: errors.length, first: first.words.zh }, { findings: errors })
}
