import { agreementFacts, type PaperFacts, plainPaper } from '../../../shared/agreements/facts.ts'
import type { Parsed } from '../../../shared/contract.ts'
import type { DocumentModel } from '../../../shared/documents/document.ts'
import { templateById } from '../../../shared/documents/templates.ts'
import { Refusal } from '../../../shared/errors.ts'
import { actsOf, type CaseFile, type StoredAct } from '../case/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { readLaw } from '../work/law.ts'
import { roundOf } from './texts.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const dayOf = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 10) : null)

/** What signing and filing added since this text was on the table. */
const paperOf = (acts: readonly StoredAct[], actId: string): PaperFacts => {
  const since = acts.slice(acts.findIndex(({ id }) => id === actId) + 1).filter(({ status }) => status === 'counted')
  const last = (names: readonly string[], party?: string) =>
    since.findLast((one) => names.includes(one.act) && (party === undefined || one.party === party))?.statement
  const signerOf = (party: string) => {
    const signed = last(['sign', 'countersign'], party)
    return signed === undefined ? plainPaper.signers.operator : { name: text(signed.fields.signer), on: dayOf(signed.fields.on) }
  }
  const filed = last(['file'])
  return {
    on: dayOf(last(['countersign'])?.fields.on),
    filing: text(filed?.fields.number),
    filedOn: dayOf(filed?.fields.on),
    signers: { provider: signerOf('respondent'), user: signerOf('applicant'), operator: plainPaper.signers.operator },
  }
}

type Asked = Pick<Parsed<'agreement.render'>, 'id' | 'actId' | 'paper' | 'lang'>

/** One paper of a round; `bare` leaves signatures and filing out: what is signed does not speak of its own signing. */
export const paperOfRound = (db: ReadDb, now: string, { id, actId, paper, lang }: Asked, bare = false): { model: DocumentModel; file: CaseFile } => {
  const { file, round } = roundOf(db, id, actId)
  const law = readLaw(db, now)
  const facts = agreementFacts(round.text, law.on(law.today), bare ? plainPaper : paperOf(actsOf(db, file.rid), round.actId))
  const of = {
    agreement: 'agreement',
    'agreement.items': 'items',
    'agreement.persons': 'persons',
    'agreement.pledge': 'pledge',
    'agreement.exchange': 'exchange',
    'agreement.disposal': 'disposal',
  } as const
  const template = templateById(paper)
  if (template === undefined) throw new Refusal('document.unknownTemplate', { template: paper })
  const parsed = template.facts.safeParse(facts[of[paper]])
  if (!parsed.success) throw new Refusal('agreement.textWrong', { where: parsed.error.issues[0]?.path.map(String).join('.') ?? '' })
  return { model: template.make(parsed.data, lang), file }
}
