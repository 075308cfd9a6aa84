import type { DeadlineItem } from '../../../shared/contract/deadlines.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { addDays } from '../../../shared/days.ts'
import { deadlineKindWords, sheetOf } from '../../../shared/deadlines.ts'
import type { ReadContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { permissionsEnding } from '../ledger/permissions.ts'
import { nearDay, readLaw, storedFacts } from '../work/law.ts'
import { type ListContext, ownersOf } from '../work/list.ts'
import { awaitedItems } from './awaited.ts'
import { type Joining, ownItems } from './own.ts'

export const listContext = ({ db, now, user }: ReadContext): ListContext => {
  const law = readLaw(db, now().toISOString())
  return { law, near: nearDay(law), user }
}

const permissionItems = (db: ReadDb, from: string, until: string, { law, near }: ListContext): DeadlineItem[] =>
  permissionsEnding(db, law.today, from, until).map(({ on, case: file, resource, persons }) => ({
    ...{ key: `${file.id} permission ${on}`, kind: 'permission', on, owner: '', mine: false, rule: '', article: null, sealed: false },
    ...{ entry: null, trigger: null, title: '' },
    case: { ...file, title: resource, act: 'permit' },
    count: persons,
    step: deadlineKindWords.permission,
    due: storedFacts(law, near, { rule: '', dueOn: on, provisional: false }),
  }))

const byDay = (a: DeadlineItem, b: DeadlineItem): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)

/** Everything that is due from one day to another, in order of the day: ours first, then what others owe. */
export const itemsBetween = (db: ReadDb, from: string, until: string, mine: boolean, context: ListContext, joining: Joining = {}): DeadlineItem[] =>
  [
    ...ownItems(db, { from, until, owners: ownersOf({ mine }, context.user) }, context, joining),
    ...(mine ? [] : [...awaitedItems(db, from, until, context), ...permissionItems(db, from, until, context)]),
  ].sort(byDay)

export const monthOf = ({ month, mine }: Parsed<'deadline.month'>, context: ReadContext): Output<'deadline.month'> => {
  const { db } = context
  const known = listContext(context)
  const { today, calendar } = known.law
  const { from, until } = sheetOf(month)
  const days: Output<'deadline.month'>['days'] = []
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(calendar.dayOf(day))
  const past = { from: null, until: addDays(from <= today ? from : today, -1), owners: ownersOf({ mine }, context.user) }
  const earlier = [...ownItems(db, past, known, { byDay: false }), ...(mine ? [] : awaitedItems(db, null, past.until, known))]
  return {
    month,
    today,
    days,
    items: itemsBetween(db, from, until, mine, known),
    earlier: { items: earlier.sort(byDay), count: earlier.reduce((sum, { count }) => sum + count, 0), until: past.until },
  }
}
