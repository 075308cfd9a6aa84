import type { Task } from './contract/tasks.ts'
import { addDays, weekdayOf } from './days.ts'
import type { Words } from './regulations/pack.ts'
import { roles, roleWords, roleWordsEn } from './roles.ts'
import { taskKinds, taskKindWords } from './work.ts'

/** What stands in the month: our own tasks, what another agency owes us, permissions that end. */
export const deadlineKinds = [...taskKinds, 'awaited', 'permission'] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

export const deadlineKindWords: Readonly<Record<DeadlineKind, Words>> = {
  ...taskKindWords,
  awaited: { zh: '等对方办理', en: 'awaited from the other side' },
  permission: { zh: '使用许可到期', en: 'permission to use ends' },
}

/** Of a sealed case nothing is said but its number and the day (practice L2). */
export const sealedWords: Words = { zh: '线下办理', en: 'off the system' }

/** What a task is about, in one line: its notice, its file, its entry, or the change it reports. */
export const subjectOf = ({ title, entry, trigger, case: file }: Pick<Task, 'title' | 'entry' | 'trigger' | 'case'>): string =>
  [title, file === null ? '' : `${file.number} ${file.title}`.trim(), entry?.title ?? '', title === '' && entry === null ? (trigger?.title ?? '') : '']
    .filter((part) => part !== '')
    .join(' · ')

const departmentWords: Words = { zh: '主管部门', en: 'competent department' }

/** Who acts next, as a person calls them: the entry's office for its data, else the role or the named person or agency. */
export const actorOf = ({ owner, kind, entry }: { owner: string; kind: DeadlineKind; entry: Task['entry'] }): Words => {
  if (kind === 'refresh' && entry !== null && entry.office !== '') return { zh: entry.office, en: entry.office }
  if (owner === '@department') return departmentWords
  const role = roles.find((each) => `@${each}` === owner)
  return role === undefined ? { zh: owner, en: owner } : { zh: roleWords[role], en: roleWordsEn[role] }
}

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

export const addToMonth = (month: string, n: number): string => {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + n
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** A month's sheet in whole weeks, Monday to Sunday: the first and the last day on it. */
export const sheetOf = (month: string): { from: string; until: string } => {
  const first = `${month}-01`
  const last = addDays(`${addToMonth(month, 1)}-01`, -1)
  const fromMonday = (day: string) => (weekdayOf(day) + 6) % 7
  return { from: addDays(first, -fromMonday(first)), until: addDays(last, 6 - fromMonday(last)) }
}
