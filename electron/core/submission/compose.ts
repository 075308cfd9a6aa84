import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { periodWords } from '../../../shared/statistics/periods.ts'
import { correctedParts } from '../../../shared/submissions/corrected.ts'
import type { DocumentFigure, SubmissionDocument } from '../../../shared/submissions/document.ts'
import { stateWords } from '../../../shared/submissions/states.ts'
import { type CoverField, type FigureRef, namedIndicators, refKey } from '../../../shared/submissions/template.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import type { EarlierFigure, Frozen, Submission } from './store.ts'

const byRef = (a: FigureRef, b: FigureRef): number => (refKey(a) < refKey(b) ? -1 : refKey(a) > refKey(b) ? 1 : 0)

type Known = { agency: Frozen['agency']; frozenAt: string | null }

const coverValue = (one: Submission, { agency, frozenAt }: Known, { id, from }: CoverField): string => {
  switch (from) {
    case 'agency':
      return agency.name
    case 'creditCode':
      return agency.creditCode
    case 'region':
      return agency.region
    case 'period':
      return periodWords(one.period).zh
    case 'from':
      return one.period.from
    case 'until':
      return one.period.until
    case 'noticeNumber':
      return one.notice?.number ?? ''
    case 'noticeIssuer':
      return one.notice?.issuer ?? ''
    case 'preparer':
      return one.preparer
    case 'reviewer':
      return one.reviewer
    case 'frozenOn':
      return frozenAt === null ? '' : dayInChina(frozenAt)
    case 'typed':
      return one.cover[id] ?? ''
  }
}

const coverWith = (one: Submission, known: Known): Record<string, string> =>
  Object.fromEntries(one.template.cover.map((field) => [field.id, coverValue(one, known, field)]))

/** Its cover as it would be printed; of a draft with what the profile says now. */
export const coverOf = (db: ReadDb, one: Submission): Record<string, string> => {
  if (one.computed !== null) return coverWith(one, { agency: one.computed.agency, frozenAt: one.computed.computed.at })
  const { agency, creditCode, region } = readProfile(db)
  return coverWith(one, { agency: { name: agency, creditCode, region }, frozenAt: null })
}

/** The period before's figure, as a figure bears it. */
export const asPrevious = (earlier: EarlierFigure | undefined): Pick<DocumentFigure, 'previous' | 'previousFrom'> => ({
  previous: earlier?.value ?? null,
  ...(earlier?.from === undefined || earlier.value === null ? {} : { previousFrom: earlier.from }),
})

/** Computed figures as they were frozen, and those filled in by hand. */
const figuresOf = (one: Submission, frozen: Frozen): DocumentFigure[] => {
  const previous = new Map(frozen.previous.map((ref) => [refKey(ref), ref]))
  const manual = new Map(one.fills.manual.map((ref) => [refKey(ref), ref]))
  const own = namedIndicators(one.template).flatMap((indicator): DocumentFigure[] => {
    if (indicator.formula.kind !== 'manual') return []
    const ref = { indicator: indicator.id, key: null }
    const filled = manual.get(refKey(ref))
    return [
      {
        ...ref,
        ...{ value: filled?.value ?? null, over: null, under: null, origin: 'manual', ...asPrevious(previous.get(refKey(ref))) },
        ...{ source: filled?.source ?? '', by: filled?.by ?? '' },
      },
    ]
  })
  return [...frozen.figures, ...own].sort(byRef)
}

/** The frozen part of a submission. Throws `submission.state` for a draft, which has none. */
export const frozenOf = (one: Pick<Submission, 'computed' | 'state'>): Frozen => {
  if (one.computed === null) throw new Refusal('submission.state', { state: stateWords[one.state].zh })
  return one.computed
}

/** The document without its rows: enough for everything but tables of rows. */
export const composeWithoutRows = (one: Submission): Omit<SubmissionDocument, 'rows'> => {
  const frozen = frozenOf(one)
  const { fills, notice } = one
  const said = {
    figures: figuresOf(one, frozen),
    explanations: [...fills.explanations].sort(byRef),
    reconciliations: [...fills.reconciliations].sort(byRef),
    statements: [...fills.statements].sort((a, b) => (a.line < b.line ? -1 : 1)),
    remedies: fills.remedies,
  }
  return {
    format: 'mulu-submission/1',
    id: one.id,
    version: one.version,
    replaces: frozen.replaces === null || frozen.before === undefined ? frozen.replaces : { ...frozen.replaces, ...correctedParts(frozen.before, said) },
    agency: frozen.agency,
    period: one.period,
    periodBefore: frozen.periodBefore,
    notice: notice === null ? null : { number: notice.number, issuer: notice.issuer, title: notice.title, dueAt: notice.dueAt },
    template: one.template,
    computed: frozen.computed,
    cover: coverWith(one, { agency: frozen.agency, frozenAt: frozen.computed.at }),
    ...said,
    delta: frozen.delta,
    // What is not there is no member: a text signed before there were such files stays what it was.
    ...(frozen.beside === undefined ? {} : { beside: frozen.beside }),
    ...(frozen.form === undefined ? {} : { form: frozen.form }),
  }
}
