import type { WriteDb } from '../../electron/core/db/open.ts'
import { writePeriodSettings } from '../../electron/core/statistics/period-store.ts'
import { checked } from '../../electron/core/submission/checking.ts'
import { freezeParts } from '../../electron/core/submission/freeze-job.ts'
import { asFrozen, previousOf } from '../../electron/core/submission/previous.ts'
import { type Fills, noFills, putRow, putSubmission, type Submission, setFills, setFrozen, submissionByRid } from '../../electron/core/submission/store.ts'
import { knownTemplate } from '../../electron/core/submission/templates.ts'
import { twinBytes } from '../../electron/core/submission/write-twin.ts'
import { readLaw } from '../../electron/core/work/law.ts'
import { addDays } from '../../shared/days.ts'
import { dayInChina } from '../../shared/moments.ts'
import { type Period, type PeriodKind, periodOn, yearsFrom } from '../../shared/statistics/periods.ts'
import type { SourceName } from '../../shared/statistics/sources.ts'
import type { Checked } from '../../shared/submissions/checks.ts'
import type { SubmissionDocument } from '../../shared/submissions/document.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { slowFigures, yearStarts } from './figures.fixture.ts'
import type { Played } from './play.ts'
import { movedBetween } from './reading/delta.ts'
import { answersFor, readFindings } from './reading/findings.ts'
import { spansOf } from './reading/periods.ts'
import type { Script } from './script.ts'

const at = '2026-11-27T02:00:00.000Z'
const mostBytes = 64 << 20

/** What freezing leaves, without a process of its own and without people. */
const freezeNow = (db: WriteDb, period: Period, template: string, n: number): number => {
  const known = knownTemplate(db, template, readLaw(db, at).on(period.until)).template
  const rid = putSubmission(db, {
    ...{ id: `20000000-0000-4000-8000-${String(n).padStart(12, '0')}`, version: 1, template: known, period, notice: null, state: 'draft', reason: '' },
    ...{ preparer: '李编目', reviewer: '郭主任', cover: {}, fills: noFills, createdAt: at, createdBy: 'officer' },
  })
  const one = submissionByRid(db, rid)
  const previous = previousOf(db, one)
  const { parts, rows } = freezeParts(db, { period, template: known, against: previous.against, earlier: previous.earlier }, at)
  for (const [source, found] of Object.entries(rows)) for (const [place, row] of found.entries()) putRow(db, rid, source as SourceName, place + 1, row)
  setFrozen(db, rid, asFrozen(db, one, parts, previous, at, '李编目'), at, 'frozen')
  return rid
}

/** What people fill in, at times too little. */
const fillsBy = (chance: Chance, template: string): Pick<Submission, 'cover' | 'fills' | 'reviewer' | 'notice'> => {
  const by = '李编目'
  const manual = (
    template === 'mulu-standard' ? ['exchange.times', 'exchange.records', 'exchange.storage', 'use.services'] : ['exchange.times', 'use.services']
  )
    .filter(() => chance.yes(0.8))
    .map((indicator) => ({
      ...{ indicator, key: null, value: String(chance.int(0, 400)), source: chance.yes(0.8) ? '平台页面' : '', by: chance.yes(0.9) ? '王五' : '' },
    }))
  const some = ['entry.total', 'request.received', 'entry.completeRate', 'item.total', 'use.services', 'entry.mountRate', 'need.made', 'refresh.rate']
  const remedies = chance.yes(0.5)
    ? []
    : [
        {
          problem: '一条目录未按时更新',
          measure: '',
          responsible: chance.yes(0.5) ? '王' : '',
          dueOn: chance.yes(0.7) ? '2027-01-31' : null,
          doneOn: null,
          result: '',
          ...(chance.yes(0.7) ? { statement: `check${chance.int(1, 16)}` } : {}),
        },
      ]
  const fills: Fills = {
    manual,
    explanations: some.filter(() => chance.yes(0.4)).map((indicator) => ({ indicator, key: null, text: '随业务增减', by })),
    reconciliations: chance.yes(0.3)
      ? [{ indicator: 'request.received', key: chance.of([null, '有条件共享']), other: '7', where: '平台首页', reason: '统计口径不同', evidence: '', by }]
      : [],
    statements: answersFor.flatMap((_, n) =>
      chance.yes(0.8) ? [{ line: `check${n + 1}`, answer: chance.of(['无此情形', '待核对', '已整改', '不涉及'] as const), text: '', by }] : [],
    ),
    remedies,
  }
  return { cover: chance.yes(0.8) ? { phone: '0574-12345678' } : {}, fills, reviewer: chance.of(['郭主任', '郭主任', '郭主任', '李编目', '']), notice: null }
}

const toldOf = (db: WriteDb, rid: number): SubmissionDocument => JSON.parse(twinBytes(db, submissionByRid(db, rid), mostBytes).toString()) as SubmissionDocument

/** As the second reading tells findings: of what has no figure its name, without the place in the law that stands behind it. */
const asTold = ({ code, figure, params }: Checked): string => {
  const name = params.field ?? params.name ?? String(params.label ?? '').replace(/（条例809.*$/, '')
  const about = figure === null ? String(name) : `${figure.indicator}${figure.key === null ? '' : `|${figure.key}`}`
  return [code, about, params.count === undefined ? '' : String(params.count)].filter((part) => part !== '').join(' ')
}

const monthsOf = { month: 1, quarter: 3, halfYear: 6, year: 12 } as const
/** What nobody submitted is counted by hand for the period before, once the first entry was there by its first day. */
const countedBefore = (script: Script, { kind, from }: Period, begins: string) => {
  const first = script.events.find((event) => event.do === 'enter')
  const before = [2024, 2025, 2026].flatMap((year) => spansOf(year, monthsOf[kind], begins)).find(({ until }) => addDays(until, 1) === from)
  if (first === undefined || before === undefined || dayInChina(first.at) > before.from) return null
  const figures = [...slowFigures(script, before)].map(([name, value]) => {
    const [indicator = '', key = null] = name.split('|')
    return { indicator, key, value, previous: value, origin: 'computed', source: '', by: '' }
  })
  return { figures }
}

const lists = ['entered', 'changed', 'left'] as const

/** What was compared, and what differed: as `period: what / what`. */
export type Compared = { submissions: number; findings: number; deltas: number; figures: number; wrong: string[] }

/** Faults that are planted: in what is kept before it is checked, or in what a change is told against. */
export type Plant = { frozen?(db: WriteDb, rid: number): void; before?(db: WriteDb): void }
type Last = { form: string; kind: string; told: SubmissionDocument; skipped: boolean }

/**
 * Every quarter of a history frozen, one after the other with gaps, filled in by chance and checked; and the years and half-years of
 * its self-assessment. What the checks say, what the delta tells and what was filled in must be what the second reading tells.
 */
export const compareSubmissions = (db: WriteDb, script: Script, played: Played, plant: Plant = {}): Compared => {
  const chance = chanceFrom(script.seed ^ 0x165667b1)
  const result: Compared = { submissions: 0, findings: 0, deltas: 0, figures: 0, wrong: [] }
  const nameOf = new Map([...played.entries].map(([name, id]) => [id, name]))
  // Every third agency closes its books on another day than the last of a month.
  const yearStart = script.seed % 3 === 1 ? chance.of(yearStarts) : '01-01'
  const years = yearsFrom(yearStart)
  writePeriodSettings(db, { years, usual: 'quarter' })
  const spans = (kind: PeriodKind, months: 3 | 6 | 12, form: string) =>
    [2025, 2026]
      .flatMap((year) => spansOf(year, months, yearStart))
      .filter(({ from, until }) => (kind === 'year' || script.from <= from) && until <= script.until)
      .map(({ id, from, until }) => ({ period: { kind, id, from, until }, form }))
  const wanted = [...spans('quarter', 3, 'mulu-standard'), ...spans('halfYear', 6, 'mulu-assessment'), ...spans('year', 12, 'mulu-assessment')]
  const tell = (period: Period, what: string, one: unknown, other: unknown): void => {
    const [a, b] = [JSON.stringify(one), JSON.stringify(other)]
    if (a !== b) result.wrong.push(`${period.id} ${what}: ${a} / ${b}`)
  }
  let last: Last | null = null
  let n = 0
  for (const { period, form } of wanted) {
    tell(period, 'period', periodOn(period.kind, addDays(period.from, chance.int(0, 27)), years), period)
    const skip = chance.yes(0.15)
    if (skip) {
      if (last !== null) last.skipped = true
      continue
    }
    plant.before?.(db)
    const rid = freezeNow(db, period, form, ++n)
    const filled = fillsBy(chance, form)
    setFills(db, { rid, ...filled })
    plant.frozen?.(db, rid)
    const told = toldOf(db, rid)
    const known = last !== null && last.form === form && last.kind === period.kind ? last : null
    const right = known === null || known.skipped ? null : known.told
    const counted = right === null ? countedBefore(script, period, yearStart) : null
    const findings = checked(db, submissionByRid(db, rid), at).map(asTold).sort()
    tell(period, 'checks', findings, readFindings(told, right ?? counted, counted !== null))
    for (const { indicator, key, previous } of counted?.figures ?? []) {
      // Of parts those alone that every form shows.
      if (key !== null && indicator !== 'entry.total') continue
      const shown = told.figures.find((one) => one.indicator === indicator && one.key === key)
      if (shown !== undefined) tell(period, `before: ${indicator} ${key ?? ''}`, shown.previous, previous)
    }
    result.findings += findings.length

    if (known === null) tell(period, 'delta', told.delta, null)
    else {
      const moved = movedBetween(script, known.told.period.until, period.until)
      for (const list of lists) tell(period, list, told.delta?.[list].map(({ id }) => nameOf.get(id) ?? id).sort(), moved[list])
      tell(
        period,
        'changes in words',
        told.delta?.changed.every(({ changes }) => changes.length > 0),
        true,
      )
      result.deltas += 1
    }
    // What was filled in is what stands there, and nothing of it was counted.
    for (const { indicator, value, source, by } of filled.fills.manual) {
      const one = told.figures.find((figure) => figure.indicator === indicator)
      tell(period, indicator, one && [one.value, one.source, one.by, one.origin, one.over], [value, source, by, 'manual', null])
    }
    const slow = slowFigures(script, period)
    for (const { indicator, key, value, origin } of told.figures) {
      if (origin !== 'computed' || (key !== null && value === '0')) continue
      tell(period, indicator, value, slow.get(key === null ? indicator : `${indicator}|${key}`) ?? null)
      result.figures += 1
    }
    result.submissions += 1
    last = { form, kind: period.kind, told, skipped: false }
  }
  return result
}
