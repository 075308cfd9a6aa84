import type { EntryContent } from '../../shared/catalogue.ts'
import { addDays } from '../../shared/days.ts'
import { type Chance, dayHere, later, momentOn, seasonOf, workingDay, workingDaysOn } from './chance.ts'
import { asFields, contentOf, editOf } from './content.ts'
import type { Happened, ScriptEvent } from './script.ts'

/** Entries that go through their life together, as the lists do that offices hand in. */
export type EntryPlan = { agency: string; from: string; until: string; entries: number; listSize: number }

type Member = { entry: string; content: EntryContent }

const limits: Readonly<Record<string, number>> = { 每日: 1, 每周: 7, 每月: 30, 每季度: 91, 每半年: 182, 每年: 365 }

export const writeEntries = (chance: Chance, { agency, from, until, entries, listSize }: EntryPlan): ScriptEvent[] => {
  const events: ScriptEvent[] = []
  let letters = 0
  let changes = 0

  /** The life of one list: a cursor in time that only goes on; what would come after the last day did not happen. */
  const liveList = (members: Member[], begins: string): void => {
    let now = momentOn(chance, begins)
    let gone = false
    const tell = (event: Happened): void => {
      if (dayHere(now) > until) gone = true
      if (!gone) events.push({ at: now, ...event })
      now = later(now, chance.int(1, 9))
    }
    const pass = (least: number, most: number): void => {
      const next = momentOn(chance, workingDaysOn(dayHere(now), chance.int(least, most)))
      now = next > now ? next : later(now, 7)
    }
    const names = (some: readonly Member[]): string[] => some.map(({ entry }) => entry)
    const edit = (member: Member): void => {
      let patch = editOf(chance, member.content, agency)
      // What changes nothing makes no version, and nothing new to check.
      if (JSON.stringify({ ...member.content, ...patch }) === JSON.stringify(member.content))
        patch = { abstract: `${member.content.abstract}另见说明${++letters}。` }
      member.content = { ...member.content, ...patch }
      tell({ do: 'edit', entry: member.entry, patch: asFields(patch) })
    }
    const answer = (what: 'submitted' | 'returned' | 'published' | 'withdrawn', some: readonly Member[]): void => {
      const number = what === 'submitted' ? '' : `甬数函〔${now.slice(0, 4)}〕${++letters}号`
      const told = now
      // Told of a day or two later, at times.
      if (chance.yes(0.25)) pass(0, 2)
      const publishedOn = what === 'published' && chance.yes(0.7) ? dayHere(told) : null
      tell({ do: 'answer', what, entries: names(some), when: told, number, publishedOn })
    }
    /** Checked, assessed, agreed, submitted and answered; of those returned, after a mend, once more. */
    const submit = (some: Member[], again = 2): Member[] => {
      if (some.length === 0 || gone) return []
      tell({ do: 'check', entries: names(some) })
      tell({ do: 'assess', entries: names(some) })
      pass(0, 2)
      tell({ do: 'agree', entries: names(some) })
      pass(0, 3)
      answer('submitted', some)
      if (chance.yes(0.1)) return []
      pass(1, 5)
      const returned = again > 0 ? some.filter(() => chance.yes(0.12)) : []
      const published = some.filter((member) => !returned.includes(member))
      if (published.length > 0) answer('published', published)
      if (returned.length === 0) return published
      answer('returned', returned)
      pass(1, 8)
      for (const member of returned) edit(member)
      return chance.yes(0.8) ? [...published, ...submit(returned, again - 1)] : published
    }
    const leave = (member: Member, list: Member[]): void => {
      tell({ do: 'delete', entries: [member.entry] })
      list.splice(list.indexOf(member), 1)
      if (!chance.yes(0.3)) return
      pass(1, 40)
      tell({ do: 'undelete', entries: [member.entry] })
    }
    /** A change calls for an update of these; done in time, late, found not needed, or left open. */
    const change = (list: Member[]): void => {
      const some = chance.some(list, chance.int(1, list.length))
      const [name, kind] = [`变更${++changes}-${members[0]?.entry}`, chance.by({ law: 3, duty: 1, data: 2 })]
      const on = addDays(dayHere(now), -chance.int(0, 3))
      const level = kind === 'law' ? chance.by({ 法律: 2, 行政法规: 2, 地方性法规: 1 }) : ''
      tell({ do: 'change', change: name, kind, level, title: `《社会救助办法》第${changes}次修订`, on, entries: names(some) })
      // Order 809 art.17 knows an extension, and was not in force before.
      const national = on >= '2025-08-01' && (kind === 'duty' || level === '法律' || level === '行政法规')
      if (national && chance.yes(0.15)) {
        pass(1, 4)
        tell({
          do: 'extend',
          change: name,
          entries: names(some),
          consentedOn: dayHere(now),
          number: `甬数延〔${now.slice(0, 4)}〕${++letters}号`,
        })
      }
      if (chance.yes(0.8)) pass(1, 4)
      else pass(9, 25)
      if (kind === 'data') {
        if (chance.yes(0.85)) tell({ do: 'refresh', entries: names(some), on: addDays(dayHere(now), -chance.int(0, 1)) })
        else if (chance.yes(0.5)) tell({ do: 'close', change: name, task: 'refresh', entries: names(some), on: dayHere(now), with: 'notNeeded' })
        return
      }
      switch (chance.by({ submit: 5, version: 1, notNeeded: 2, open: 1 })) {
        case 'submit':
          for (const member of some) edit(member)
          submit(some)
          return
        case 'version':
          for (const member of some) edit(member)
          tell({ do: 'close', change: name, task: 'update', entries: names(some), on: dayHere(now), with: 'version' })
          return
        case 'notNeeded':
          tell({
            do: 'close',
            change: name,
            task: 'update',
            entries: names(some),
            on: addDays(dayHere(now), -chance.int(0, 1)),
            with: 'notNeeded',
          })
      }
    }

    for (const member of members) tell({ do: 'enter', entry: member.entry, content: asFields(member.content), others: false })
    pass(1, 8)
    const list = [...members]
    if (chance.yes(0.1)) return
    let published = submit(list)
    const refreshes = chance.yes(0.75)
    while (!gone && published.length > 0) {
      published = published.filter((member) => list.includes(member))
      if (published.length === 0) break
      const cycle = limits[published[0]?.content.updateCycle ?? ''] ?? 60
      if (refreshes && chance.yes(0.75)) {
        if (chance.yes(0.8)) pass(Math.max(1, Math.min(60, cycle >> 1)), Math.max(2, Math.min(60, Math.floor((cycle * 2) / 3))))
        else pass(60, 120)
        tell({ do: 'refresh', entries: names(published), on: addDays(dayHere(now), -chance.int(0, 3)) })
        continue
      }
      pass(8, 70)
      switch (chance.by({ edit: 4, amend: 3, change: 3, leave: 1, withdraw: 0.5, rest: 1 })) {
        case 'edit':
          edit(chance.of(published))
          break
        case 'amend': {
          const some = chance.some(published, chance.int(1, published.length))
          for (const member of some) edit(member)
          pass(0, 6)
          // What was edited before stands amended, and so may be checked; the others have nothing new to check.
          submit(some)
          break
        }
        case 'change':
          change(published)
          break
        case 'leave':
          leave(chance.of(published), list)
          break
        case 'withdraw': {
          const some = chance.some(published, 1)
          answer('withdrawn', some)
          published = published.filter((member) => !some.includes(member))
        }
      }
    }
  }

  const inSeason = seasonOf(from, until)
  for (let n = 0; n < entries; ) {
    const size = Math.min(entries - n, chance.int(1, listSize))
    const members = Array.from({ length: size }, (_, at) => ({ entry: `目录${n + at + 1}`, content: contentOf(chance, n + at, agency) }))
    // Two thirds were there when the agency began.
    liveList(members, n < (entries * 2) / 3 ? workingDay(addDays(from, chance.int(0, 45))) : inSeason(chance))
    n += size
  }
  return events
}
