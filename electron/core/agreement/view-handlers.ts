import { compareTexts, differenceOf } from '../../../shared/agreements/compare.ts'
import { draftFromRequest, factsOf, renewalOf } from '../../../shared/agreements/draft.ts'
import { agreementNeeded } from '../../../shared/agreements/needed.ts'
import { validityOn } from '../../../shared/agreements/validity.ts'
import type { Statement } from '../../../shared/cases/act.ts'
import { type AgreementText, agreementTextSchema } from '../../../shared/cases/agreement-text.ts'
import { Refusal } from '../../../shared/errors.ts'
import { cite } from '../../../shared/regulations/cited.ts'
import { type Proposal, proposalsOf } from '../case/agreement-needed.ts'
import { actsOf, fileById, foldStored, workableFile } from '../case/queries.ts'
import { receivedIn } from '../case/received.ts'
import { entryById } from '../catalogue/queries.ts'
import type { ReaderHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { readLaw } from '../work/law.ts'
import { digestOfText, findingsOf, roundOf, shareTypeOf } from './texts.ts'

/** The resource's entry, ours or as its provider published it. */
const entryOf = (db: ReadDb, resource: unknown) => {
  const id = typeof resource === 'object' && resource !== null && 'id' in resource ? resource.id : null
  return typeof id === 'string' ? (entryById(db, id)?.content ?? null) : null
}

/** The agreement a text renews, with its rounds; null where there is none, or it is not to be read here. */
const olderOf = (db: ReadDb, { head }: AgreementText) => {
  const file = head.renews === null ? undefined : fileById(db, head.renews)
  return file === undefined || file.kind !== 'agreement' || file.sealedOn !== null ? null : { file, rounds: proposalsOf(db, file) }
}

const roundRow = ({ actId, party, on, sha256 }: Proposal) => ({ actId, party, on, sha256 })

/** A text that came by package, drafts too, beside the last one on our table; where none is, beside a draft of ours. */
const compareReceived = (db: ReadDb, id: string, packageId: string, from: string | undefined, to: string | undefined) => {
  const file = workableFile(db, 'agreement', id)
  const texts = (acts: readonly { statement: Statement }[]) =>
    acts.flatMap(({ statement }) => {
      const parsed = agreementTextSchema.safeParse(statement.fields.text)
      return parsed.success ? [{ actId: statement.id, text: parsed.data }] : []
    })
  const came = texts(receivedIn(db, file.rid, packageId).acts)
  const theirs = to === undefined ? came.at(-1) : came.find(({ actId }) => actId === to)
  const here = texts(actsOf(db, file.rid))
  const ours = from === undefined ? (proposalsOf(db, file).at(-1) ?? here.at(-1)) : here.find(({ actId }) => actId === from)
  if (ours === undefined || theirs === undefined) throw new Refusal('agreement.nothingToCompare')
  return { from: ours.actId, to: theirs.actId, changes: compareTexts(ours.text, theirs.text).map(differenceOf) }
}

type Calls = 'agreement.draftText' | 'agreement.renewal' | 'agreement.check' | 'agreement.text' | 'agreement.compare'

export const agreementViewHandlers: ReaderHandlers<Calls> = {
  'agreement.draftText': ({ request }, { db, now }) => {
    const file = workableFile(db, 'request', request)
    const law = readLaw(db, now().toISOString())
    const set = law.on(law.today)
    const acts = foldStored(file, actsOf(db, file.rid)).acts.map(({ act }) => act)
    const asked = acts.find(({ act }) => act === 'apply' || act === 'obtainDirect')
    const text = draftFromRequest({ head: file.head, acts, profile: readProfile(db), set, entry: entryOf(db, asked?.fields.resource) })
    if (text === null) throw new Refusal('agreement.noRequest')
    const { rules, against } = agreementNeeded(set, factsOf(file.head))
    return {
      text,
      sha256: digestOfText(text),
      findings: findingsOf(text, law, file.head.shareType),
      needed: rules.map(cite),
      against: against.map(cite),
    }
  },

  'agreement.renewal': ({ id, kind, from, until }, { db, now }) => {
    const { file, round } = roundOf(db, id)
    const law = readLaw(db, now().toISOString())
    const text = renewalOf(round.text, { id, kind, from, until })
    return { text, sha256: digestOfText(text), findings: findingsOf(text, law, shareTypeOf(db, file)) }
  },

  'agreement.check': ({ text, shareType }, { db, now }) => ({
    sha256: digestOfText(text),
    findings: findingsOf(text, readLaw(db, now().toISOString()), shareType),
  }),

  'agreement.text': ({ id, actId }, { db, now }) => {
    const { file, rounds, round } = roundOf(db, id, actId)
    const law = readLaw(db, now().toISOString())
    const older = olderOf(db, round.text)
    return {
      actId: round.actId,
      text: round.text,
      sha256: round.sha256,
      validity: validityOn(round.text, file.state, law.today),
      findings: findingsOf(round.text, law, shareTypeOf(db, file)),
      rounds: rounds.map(roundRow),
      older: older === null ? null : { id: older.file.id, number: older.file.number, title: older.file.head.title, rounds: older.rounds.map(roundRow) },
    }
  },

  'agreement.compare': ({ id, from, to, package: packageId }, { db }) => {
    if (packageId !== undefined) return compareReceived(db, id, packageId, from, to)
    const { rounds, round } = roundOf(db, id, to)
    const older = olderOf(db, round.text)?.rounds ?? []
    const before = from === undefined ? (rounds[rounds.indexOf(round) - 1] ?? older.at(-1)) : [...rounds, ...older].find(({ actId }) => actId === from)
    if (before === undefined) throw new Refusal('agreement.nothingToCompare')
    return { from: before.actId, to: round.actId, changes: compareTexts(before.text, round.text).map(differenceOf) }
  },
}
