import type { EventSource } from '../../../shared/clock.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { DeadlineRule } from '../../../shared/regulations/pack.ts'
import { nextRefresh } from '../../../shared/update-cycle.ts'
import { changedBy, type TaskKind } from '../../../shared/work.ts'
import { chosenEntries } from '../catalogue/bulk/plan.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { StoredEntry } from '../catalogue/queries.ts'
import type { Context, VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { refuseForeign } from '../sync/owner.ts'
import { exportChangeReport } from '../transfer/export.ts'
import { articleOf, byCycle, type Chosen, chooseRule, dueUnder, type Law, nearDay, readLaw, storedFacts } from './law.ts'
import { putTask, putTrigger, setEntries, startOf } from './queries.ts'

type Opened = Output<'trigger.open'>['opened'][number]

/** The three clocks of practice L8, each with the duty and the event that sets it going; they are never mixed. */
const clocks = {
  update: { duty: 'catalogue.update', starts: 'lawOrDutyChanged' },
  report: { duty: 'catalogue.report', starts: 'contentOrNeedChanged' },
  refresh: { duty: 'data.refresh', starts: 'dataChanged' },
} as const satisfies Partial<Record<TaskKind, { duty: string; starts: DeadlineRule['starts'] }>>
type ClockKind = keyof typeof clocks

const startDay = (input: Parsed<'trigger.open'>): string => {
  if (input.kind === 'law' && input.level.trim() === '') throw new Refusal('trigger.levelNeeded')
  const day = startOf(input)
  if (day === null) throw new Refusal('trigger.dayNeeded', { which: input.startsWith })
  return day
}

type Start = { day: string; source: EventSource; changed: string }

/** The rule of one clock for this change; what is aside is told once for all of them. */
const ruleOf = (law: Law, kind: ClockKind, { day, source, changed }: Start): Chosen => chooseRule(law, clocks[kind], { changed }, day, source)

/** A day counted by the rule; of the data's refresh, where no rule has a number, by the entry's own cycle. */
const dueOf = (law: Law, kind: ClockKind, rule: DeadlineRule | null, { day, source }: Start, entry: StoredEntry | null) => {
  if (kind === 'refresh' && rule?.limit == null && entry !== null) {
    const dueOn = nextRefresh(entry.content.updateCycle, day, law.calendar)
    if (dueOn !== null) return { rule: byCycle, dueOn, provisional: law.calendar.missingFor(dueOn).length > 0 }
  }
  if (rule === null) return { rule: '', dueOn: null, provisional: false }
  const { dueOn, provisional } = dueUnder(law, rule, day, source, [])
  return { rule: rule.id, dueOn, provisional }
}

const open = async (input: Parsed<'trigger.open'>, context: Context): Promise<Output<'trigger.open'>> => {
  const { db } = context
  const { kind, title, number, level, note, issuedOn, inForceOn, happenedOn, startsWith } = input
  refuseMarks([title, number, note])
  const day = startDay(input)
  const stamp = stampOf(context)
  const law = readLaw(db, stamp.at)
  const start: Start = { day, source: kind === 'law' ? '文件原文' : '本单位登记', changed: changedBy(kind, level) }
  const own: ClockKind = kind === 'data' ? 'refresh' : 'update'
  const rule = ruleOf(law, own, start)
  const reports = input.report ?? kind !== 'data'
  const reportRule = reports ? ruleOf(law, 'report', start) : null
  const base = { title: '', source: '', by: stamp.author, at: stamp.at, startsOn: day }

  const made = await context.commitLong(
    async (breathe) => {
      const id = stamp.newId()
      const days = { issuedOn, inForceOn, happenedOn, startsWith }
      const trigger = putTrigger(db, { id, kind, title, number, level, note, ...days, entries: 0, openedBy: stamp.author, openedAt: stamp.at })
      const opened = new Map<string, Opened>()
      const tell = (what: ClockKind, found: { rule: string; dueOn: string | null; provisional: boolean }) => {
        const key = `${what} ${found.rule} ${found.dueOn ?? ''}`
        const known = opened.get(key)
        if (known !== undefined) known.tasks += 1
        else opened.set(key, { kind: what, tasks: 1, rule: found.rule, article: articleOf(law, found.rule), due: storedFacts(law, nearDay(law), found) })
      }
      let entries = 0
      for (const entry of chosenEntries(db, input, 0)) {
        await breathe()
        refuseForeign(db, entry)
        entries += 1
        if (entries % 100 === 0) context.progress('write', entries, 0)
        const due = dueOf(law, own, rule.rule, start, entry)
        putTask(db, { ...base, ...due, id: stamp.newId(), kind: own, rid: entry.rid, trigger, base: entry.version, owner: '@catalogueOfficer' })
        tell(own, due)
      }
      if (entries === 0) throw new Refusal('trigger.noEntries')
      if (reportRule !== null) {
        const due = dueOf(law, 'report', reportRule.rule, start, null)
        putTask(db, { ...base, ...due, id: stamp.newId(), kind: 'report', rid: null, trigger, base: null, owner: '@catalogueOfficer' })
        tell('report', due)
      }
      setEntries(db, trigger, entries)
      return { id, entries, opened: [...opened.values()] }
    },
    ({ id, entries }) => ({ entity: 'trigger', entityId: id, digest: sha256Hex(JSON.stringify([title, number, day])), note: `${kind}, ${entries} entries` }),
  )
  context.ports.emit('changed', { noun: 'task', ids: [] })
  const aside = [...rule.aside, ...(reportRule?.aside ?? [])].flatMap(({ rule: ruleId, why }) => {
    const article = articleOf(law, ruleId)
    return article === null ? [] : [{ rule: ruleId, article, why }]
  })
  return { ...made, startsOn: day, aside }
}

export const triggerHandlers: Pick<VaultHandlers, 'trigger.open' | 'trigger.report'> = {
  'trigger.open': open,
  'trigger.report': exportChangeReport,
}
