import { canonicalJson } from '../../../shared/canonical.ts'
import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { endOfDay, type Period, periodBefore } from '../../../shared/statistics/periods.ts'
import type { DocumentFigure } from '../../../shared/submissions/document.ts'
import { stateWords } from '../../../shared/submissions/states.ts'
import { namedIndicators, type Template } from '../../../shared/submissions/template.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Context, ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { asksFor, noticesOf, periodWanted, readPeriodSettings } from '../statistics/period-store.ts'
import { readLaw } from '../work/law.ts'
import { noticeRef, refuseNoNumber } from './filling.ts'
import { keepWorkbook, noFills, putEvent, putSubmission, setFrozen, submissionFor } from './store.ts'
import { knownTemplate, workbookOf } from './templates.ts'

/** As papers name who did it. */
export const personOf = ({ vault, user }: Pick<ViewContext, 'vault' | 'user'>): string => vault.session().user.fullName || user.name

type Asked = Pick<Parsed<'submission.draft'>, 'template' | 'kind' | 'on'>

/** The template as the law of the period's end has it, for a period it is meant for. */
const wanted = (context: Context, { template: id, kind, on }: Asked): { template: Template; period: Period } => {
  const { db, ports } = context
  const law = readLaw(db, ports.now().toISOString())
  const period = periodWanted(db, { kind, on }, law.today)
  const { template } = knownTemplate(db, id, law.on(period.until))
  if (!template.periods.includes(kind)) throw new Refusal('submission.templatePeriod', { kind })
  return { template, period }
}

export const draft = (input: Parsed<'submission.draft'>, context: Context) => {
  askSecrecy(input.secrecy)
  refuseMarks(input.reviewer)
  const { db } = context
  const { template, period } = wanted(context, input)
  const known = submissionFor(db, template.id, period.id)
  if (known !== undefined) throw new Refusal('submission.exists', { version: known.version, state: stateWords[known.state].zh })
  const asked = noticesOf(db).find((notice) => notice.template === template.id && asksFor(notice, period))
  const noticeId = input.notice ?? asked?.id
  const stamp = stampOf(context)
  const one = {
    id: stamp.newId(),
    version: 1,
    ...{ template, period, reason: '', cover: {}, fills: noFills, state: 'draft' as const },
    notice: noticeId === undefined ? null : noticeRef(db, noticeId, period),
    preparer: personOf(context),
    reviewer: input.reviewer,
    ...{ createdAt: stamp.at, createdBy: stamp.author },
  }
  return context.commit(
    () => {
      const rid = putSubmission(db, one)
      keepWorkbook(db, rid, workbookOf(db, template.id))
      putEvent(db, rid, { at: stamp.at, by: stamp.author, what: 'drafted', note: '' })
      return { id: one.id, version: 1 }
    },
    () => ({ entity: 'submission', entityId: one.id, note: period.id }),
  )
}

/** 接续: what was submitted before Mulu was used, for comparison alone (practice P7). */
export const opening = (input: Parsed<'submission.opening'>, context: Context) => {
  askSecrecy(input.secrecy)
  refuseMarks([input.source, input.figures])
  const { db, ports } = context
  const { template, period } = wanted(context, input)
  const shown = new Map(namedIndicators(template).map((indicator) => [indicator.id, indicator]))
  for (const { indicator, value } of input.figures) {
    const known = shown.get(indicator)
    if (known === undefined) throw new Refusal('statistics.noIndicator', { indicator })
    refuseNoNumber(value, known)
  }
  const stamp = stampOf(context)
  const { agency, creditCode, region } = readProfile(db)
  const id = ports.newId()
  const by = personOf(context)
  const figures = input.figures.map(
    (figure): DocumentFigure => ({ ...figure, over: null, under: null, origin: 'opening', previous: null, source: input.source, by }),
  )
  return context.commit(
    () => {
      const rid = putSubmission(db, {
        ...{ id, version: 1, template, period, notice: null, state: 'opening', reason: '', preparer: by, reviewer: '', cover: {}, fills: noFills },
        ...{ createdAt: stamp.at, createdBy: stamp.author },
      })
      const computed = {
        asOf: endOfDay(period.until),
        at: stamp.at,
        by,
        packs: [],
        calendars: [],
        counts: {},
        sealed: 0,
        rowsSha256: sha256Hex(canonicalJson({})),
      }
      const frozen = {
        agency: { name: agency, creditCode, region },
        periodBefore: periodBefore(period, readPeriodSettings(db).years).id,
        ...{ computed, figures, previous: [], delta: null, replaces: null },
      }
      setFrozen(db, rid, frozen, stamp.at, 'opening')
      putEvent(db, rid, { at: stamp.at, by: stamp.author, what: 'opening', note: input.source })
      return { id }
    },
    () => ({ entity: 'submission', entityId: id, note: `${period.id}, ${figures.length}` }),
  )
}
