import type { CaseHead, CaseKind } from '../../../shared/cases/act.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { textKey } from '../../../shared/text-key.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Context } from '../context.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { detailOf, say } from './detail.ts'
import { endCaseTasks, followCase } from './follow.ts'
import { askForCase } from './lines.ts'
import { fileById, knownFile, nextNumber, putFile, setSeal, workableFile } from './queries.ts'

/** Kinds that concern nobody but the own agency. */
export const isOwn = (kind: CaseKind): boolean => kind === 'need' || kind === 'incident'

const headOf = (kind: CaseKind, id: string, input: Parsed<'request.open'>, agency: string): CaseHead => {
  const { title, other, as, applicant, refers, sensitive, shareType } = input
  const common = { id, kind, title, refers, sensitive, shareType }
  if (isOwn(kind)) return { ...common, applicant: agency, respondent: '' }
  if (other === '') throw new Refusal('case.otherNeeded')
  if (as === 'department') {
    if (applicant === '') throw new Refusal('case.otherNeeded')
    return { ...common, applicant, respondent: other }
  }
  return as === 'applicant' ? { ...common, applicant: agency, respondent: other } : { ...common, applicant: other, respondent: agency }
}

export const open = (kind: CaseKind, input: Parsed<'request.open'>, context: Context): Output<'request.open'> => {
  const { db } = context
  askSecrecy(input.secrecy)
  refuseMarks([input.title, input.other, input.applicant])
  const agency = readProfile(db).agency.trim()
  if (agency === '') throw new Refusal('case.agencyNeeded')
  const stamp = stampOf(context)
  const head = headOf(kind, stamp.newId(), input, agency)
  if (textKey(head.applicant) === textKey(head.respondent)) throw new Refusal('case.sameAgency')
  if (head.refers !== null && fileById(db, head.refers) === undefined) throw new Refusal('case.notFound')
  const made = context.commit(
    () => {
      const number = nextNumber(db, dayInChina(stamp.at).slice(0, 4))
      putFile(db, {
        id: head.id,
        kind,
        number,
        head,
        way: isOwn(kind) ? 'paper' : input.way,
        party: isOwn(kind) ? 'applicant' : input.as,
        other: isOwn(kind) ? '' : input.as === 'department' ? head.applicant : input.other,
        version: 0,
        openedAt: stamp.at,
        openedBy: stamp.author,
      })
      return { id: head.id, number }
    },
    ({ id, number }) => detailOf(kind, id, { note: number }),
  )
  say(context, made.id)
  return made
}

/** A claim is enough: the highest level that is claimed holds until it is decided (practice L2). What stands here is shown to nobody any more. */
export const seal = (kind: CaseKind, { id, claimedBy }: Parsed<'request.seal'>, context: Context): Output<'request.seal'> => {
  const { db } = context
  const stamp = stampOf(context)
  const on = context.commit(
    () => {
      const file = knownFile(db, kind, id)
      if (file.sealedOn !== null) return file.sealedOn
      const day = dayInChina(stamp.at)
      setSeal(db, file.rid, day, claimedBy)
      endCaseTasks(db, stamp, file.rid)
      return day
    },
    () => detailOf(kind, id),
  )
  say(context, id)
  return { on }
}

export const unseal = (kind: CaseKind, { id, ruling }: Parsed<'request.unseal'>, context: Context): Output<'request.unseal'> => {
  const { db } = context
  const stamp = stampOf(context)
  context.commit(
    () => {
      const file = knownFile(db, kind, id)
      if (file.sealedOn === null) throw new Refusal('case.notSealed')
      setSeal(db, file.rid, null, '')
      askForCase(db, id)
      followCase(db, stamp, workableFile(db, kind, id))
    },
    () => detailOf(kind, id, { note: ruling }),
  )
  say(context, id)
  return {}
}
