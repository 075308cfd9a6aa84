import { type Chance, dayHere, later, momentOn, workingDaysOn } from './chance.ts'
import type { CaseKind, Fields, Happened, Party, ScriptEvent } from './script.ts'

type ActEvent = Extract<ScriptEvent, { do: 'act' }>
type Source = ActEvent['source']
type More = { fields?: Fields; entry?: string | null; text?: ActEvent['text'] }

/**
 * One case as it goes on: a cursor in time that never goes back, and acts that are recorded when or soon after they were
 * received. What would come after the last day did not happen.
 */
export type Life = {
  readonly name: string
  readonly party: Party
  readonly over: () => boolean
  readonly now: () => string
  readonly today: () => string
  /** Working days until what comes next. */
  pass(least: number, most: number): void
  act(name: string, party: Party, more?: More): void
  /** Stays in the office that does it: counts at once. */
  note(name: string, more?: More): void
  draft(name: string, fields: Fields): void
  seal(): void
}

export type Opening = {
  name: string
  kind: CaseKind
  title: string
  other: string
  as: Party
  shareType?: string
  sensitive?: readonly string[]
  refers?: string | null
  begins: string
  /** Not before this moment, whatever the day says. */
  after?: string
  until: string
}

export const beginCase = (chance: Chance, events: ScriptEvent[], opening: Opening): Life => {
  const { name, kind, title, other, as, shareType = '', sensitive = [], refers = null, begins, after = '', until } = opening
  let now = momentOn(chance, begins)
  if (now <= after) now = later(after, 3)
  let gone = dayHere(now) > until
  let spoken = false
  const tell = (at: string, event: Happened): void => {
    if (dayHere(at) > until) gone = true
    if (!gone) events.push({ at, ...event })
    now = later(at, chance.int(1, 5))
  }
  tell(now, { do: 'open', case: name, kind, title, other, as, shareType, sensitive, refers })
  /** What came by paper alone counts only under a ruling, and at times there is none. */
  const sourced = (opening: boolean): { when: string; source: Source; ruling: string } => {
    const source: Source = chance.by({ 平台清单: 12, 平台: 4, 收文登记: 3, 交接单: 1, 电话: opening ? 0 : 0.4 })
    const paper = source === '收文登记' || source === '交接单'
    return { when: paper ? dayHere(now) : now, source, ruling: paper && chance.yes(0.7) ? `甬数〔${now.slice(0, 4)}〕${chance.int(1, 90)}号` : '' }
  }
  const said = (act: string, party: Party, { fields = {}, entry = null, text = null }: More) => ({
    do: 'act' as const,
    case: name,
    act,
    party,
    fields,
    entry,
    text,
  })
  return {
    name,
    party: as,
    over: () => gone,
    now: () => now,
    today: () => dayHere(now),
    pass: (least, most) => {
      const next = momentOn(chance, workingDaysOn(dayHere(now), chance.int(least, most)))
      now = next > now ? next : later(now, 11)
    },
    act: (act, party, more = {}) => {
      const received = sourced(!spoken)
      spoken = true
      // Recorded the same day as a rule; after that nothing of this case is older.
      const at = chance.yes(0.8) ? later(now, 2) : momentOn(chance, workingDaysOn(dayHere(now), chance.int(1, 3)))
      tell(at > now ? at : later(now, 2), { ...said(act, party, more), ...received })
    },
    note: (act, more = {}) => tell(now, { ...said(act, as, more), when: now, source: '本单位登记', ruling: '' }),
    draft: (act, fields) => tell(now, { do: 'draft', case: name, act, fields }),
    seal: () => tell(now, { do: 'seal', case: name }),
  }
}
