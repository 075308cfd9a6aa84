import type { Script, ScriptEvent } from '../script.ts'
import { dayOf, dueAgain, workingDaysAfter } from './days.ts'

/** The catalogue as it stood at the end of a day, by going through everything that was recorded. */

// biome-ignore lint/suspicious/noExplicitAny: a content is whatever the script says
type Content = Record<string, any>
export type Entry = { name: string; content: Content; deleted: boolean; withdrawn: boolean; published: boolean; refreshedOn: string | null }

/** Order 809, in whose words much is asked that was not asked before. */
const inForce809 = '2025-08-01'

export const entriesAt = (script: Script, until: string): Map<string, Entry> => {
  const entries = new Map<string, Entry>()
  const recorded = script.events.filter(({ at }) => dayOf(at) <= until)
  for (const event of recorded) {
    if (event.do === 'enter' && !event.others)
      entries.set(event.entry, { name: event.entry, content: event.content, deleted: false, withdrawn: false, published: false, refreshedOn: null })
    const of = (name: string): Entry => {
      const entry = entries.get(name)
      if (entry === undefined) throw new Error(name)
      return entry
    }
    if (event.do === 'edit') of(event.entry).content = { ...of(event.entry).content, ...event.patch }
    if (event.do === 'delete') for (const name of event.entries) of(name).deleted = true
    if (event.do === 'undelete') for (const name of event.entries) of(name).deleted = false
    if (event.do === 'answer' && event.what === 'published' && event.publishedOn !== null)
      for (const name of event.entries) of(name).content = { ...of(name).content, publishedOn: event.publishedOn }
  }
  // What the department said and what was refreshed counts by its own day, whenever it was told of.
  for (const event of script.events) {
    if (event.do === 'answer' && dayOf(event.when) <= until) {
      for (const name of event.entries) {
        const entry = entries.get(name)
        if (entry === undefined) continue
        if (event.what === 'published') entry.published = true
        if (event.what === 'withdrawn') entry.published = false
        if (event.what !== 'returned') entry.withdrawn = event.what === 'withdrawn'
      }
    }
    if (event.do === 'refresh' && event.on <= until) {
      for (const name of event.entries) {
        const entry = entries.get(name)
        if (entry !== undefined && (entry.refreshedOn === null || entry.refreshedOn < event.on)) entry.refreshedOn = event.on
      }
    }
  }
  return entries
}

/** Entries whose text was changed at least once between two days, both counted in; back again is changed too. */
export const changedWithin = (script: Script, from: string, until: string): Set<string> => {
  const contents = new Map<string, Content>()
  const changed = new Set<string>()
  const put = (name: string, patch: Content, at: string): void => {
    const was = contents.get(name) ?? {}
    const is = { ...was, ...patch }
    contents.set(name, is)
    if (dayOf(at) >= from && dayOf(at) <= until && JSON.stringify(was) !== JSON.stringify(is)) changed.add(name)
  }
  for (const event of script.events) {
    if (event.do === 'enter') contents.set(event.entry, event.content)
    if (event.do === 'edit') put(event.entry, event.patch, event.at)
    if (event.do === 'answer' && event.what === 'published' && event.publishedOn !== null)
      for (const name of event.entries) put(name, { publishedOn: event.publishedOn }, event.at)
  }
  return changed
}

export const isThere = (entry: Entry | undefined): entry is Entry => entry !== undefined && !entry.deleted && !entry.withdrawn

const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
/** 无 says nothing where something is to be said. */
const said = (value: unknown): boolean => filled(value) && value !== '无'

/** What the compilation guide and Ningbo's rules ask to be filled in, and from August 2025 Order 809. */
export const isComplete = ({ content: c }: Entry, on: string): boolean => {
  const national = on >= inForce809
  const asked: boolean[] = [
    filled(c.title),
    filled(c.provider),
    filled(c.providerCode),
    filled(c.abstract),
    filled(c.shareType),
    filled(c.isOpen),
    filled(c.updateCycle),
  ]
  asked.push(c.formats.length > 0)
  for (const { formatClass, formatType, formatOther } of c.formats) {
    asked.push(filled(formatClass))
    if (formatClass !== '自描述格式' && formatClass !== '其他' && formatClass !== '') asked.push(filled(formatType))
    if (formatClass === '其他' || formatType === '其他') asked.push(filled(formatOther))
  }
  const tabular = c.formats.some(({ formatClass }: Content) => formatClass === '电子表格' || formatClass === '数据库')
  if (tabular) asked.push(c.items.length > 0)
  for (const item of c.items) {
    asked.push(filled(item.name))
    if (tabular) asked.push(filled(item.dataType))
  }
  if (c.shareType === '有条件共享') {
    asked.push(said(c.shareCondition))
    if (national) asked.push(filled(c.shareScope), filled(c.shareUse))
  }
  if (c.shareType === '无条件共享' || c.shareType === '有条件共享') asked.push(filled(c.shareWayClass), filled(c.shareWayType))
  if (c.shareType === '不予共享') {
    asked.push(c.shareBasis.length > 0)
    if (national) {
      asked.push(filled(c.shareReason))
      for (const { kind, title } of c.shareBasis) asked.push(filled(kind), filled(title))
    }
  }
  if (c.isOpen === '是') asked.push(filled(c.openCondition))
  if (national) asked.push(filled(c.dataGrade))
  return asked.every((given) => given)
}

/** Ningbo takes local regulations, Order 809 decisions of the State Council; every rule in force must be satisfied. */
export const hasAcceptedBasis = ({ content: c }: Entry, on: string): boolean => {
  if (c.shareBasis.length === 0) return false
  const kinds: string[] = c.shareBasis.map(({ kind }: Content) => kind)
  const asked = (one: Content): boolean => on < inForce809 || (filled(one.article) && filled(one.quotation))
  const stated = c.shareBasis.every((one: Content) => filled(one.kind) && filled(one.title) && asked(one))
  const ningbo = kinds.some((kind) => ['法律', '行政法规', '地方性法规'].includes(kind))
  const national = kinds.some((kind) => ['法律', '行政法规', '国务院决定'].includes(kind))
  return stated && ningbo && (on < inForce809 || national)
}

export const refreshOf = (entry: Entry, until: string): 'noCycle' | 'unrecorded' | 'inCycle' | 'late' => {
  if (dueAgain(entry.content.updateCycle, '2025-01-01') === null) return 'noCycle'
  if (entry.refreshedOn === null) return 'unrecorded'
  const due = dueAgain(entry.content.updateCycle, entry.refreshedOn)
  return due !== null && due <= until ? 'late' : 'inCycle'
}

export type Update = {
  entry: string
  kind: 'law' | 'duty' | 'data'
  dueOn: string | null
  outcome: 'inTime' | 'late' | 'overdue' | 'running' | 'stopped' | 'noDays'
}

/** Order 809 art.17: ten working days and, with consent, five more. What changes by local law alone has no days of its own. */
const updateDue = (change: Extract<ScriptEvent, { do: 'change' }>, extended: boolean): string | null => {
  const national = change.kind === 'duty' || change.level === '法律' || change.level === '行政法规' || change.level === '国务院决定'
  if (!national || change.on < inForce809) return null
  return workingDaysAfter(change.on, extended ? 15 : 10)
}

/** Every update that a change called for, as it stood at the end of a day. */
export const updatesAt = (script: Script, until: string): Update[] => {
  const found: Update[] = []
  const entries = entriesAt(script, until)
  for (const change of script.events) {
    if (change.do !== 'change' || change.kind === 'data' || dayOf(change.at) > until) continue
    for (const entry of change.entries) {
      let extended = false
      let doneOn: string | null = null
      let stopped = false
      for (const event of script.events) {
        if (event.at < change.at || doneOn !== null || stopped) continue
        if (event.do === 'extend' && event.change === change.change && event.entries.includes(entry) && event.consentedOn <= until) extended = true
        if (event.do === 'answer' && event.what !== 'returned' && event.entries.includes(entry)) {
          const on = dayOf(event.when)
          if (on <= until && change.on <= on) doneOn = on
        }
        if (event.do === 'close' && event.task === 'update' && event.change === change.change && event.entries.includes(entry) && event.on <= until) {
          if (event.with === 'notNeeded') stopped = true
          else doneOn = event.on
        }
      }
      const dueOn = updateDue(change, extended)
      const outcome =
        stopped || (doneOn === null && entries.get(entry)?.deleted === true)
          ? 'stopped'
          : dueOn === null
            ? 'noDays'
            : doneOn !== null
              ? doneOn <= dueOn
                ? 'inTime'
                : 'late'
              : dueOn <= until
                ? 'overdue'
                : 'running'
      found.push({ entry, kind: change.kind, dueOn, outcome })
    }
  }
  return found
}
