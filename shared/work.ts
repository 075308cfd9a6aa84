import { type NextStep, nextStep } from './entry-life.ts'
import type { Words } from './regulations/pack.ts'
import type { Role } from './roles.ts'

/** What calls for work on entries: a text changed, the agency's duties changed, the data changed (practice L8). */
export const triggerKinds = ['law', 'duty', 'data'] as const
export type TriggerKind = (typeof triggerKinds)[number]

/** Which of a change's days sets its clocks going: 公布日, 施行日, or the day it happened. */
export const triggerStarts = ['issuedOn', 'inForceOn', 'happenedOn'] as const
export type TriggerStart = (typeof triggerStarts)[number]

/** As the change report names them. */
export const triggerKindWords: Readonly<Record<TriggerKind, string>> = { law: '法律调整', duty: '职责变化', data: '数据变化' }
export const triggerStartWords: Readonly<Record<TriggerStart, string>> = { issuedOn: '公布日', inForceOn: '施行日', happenedOn: '发生日' }

/** What of a rule's `when.changed` a trigger is: the level of the text, or 职责, or 数据. */
export const changedBy = (kind: TriggerKind, level: string): string => (kind === 'law' ? level : kind === 'duty' ? '职责' : '数据')

export const taskKinds = [
  'update', // the catalogue, after a change of law or duty
  'report', // the change, to the competent department
  'refresh', // the data
  'agree',
  'submit',
  'publish',
  'mend', // what was returned
  'review', // 保密审查 of what is to be opened
  'notice', // from outside: a monitor, a letter, a telephone call (practice P17)
  'case', // the next act of a request, a dispute, a correction … : opened and closed as its acts come
  'statistics', // a submission a notice asks for: one for each period, closed when it was submitted
] as const
export type TaskKind = (typeof taskKinds)[number]

/** What is to be done, for lists and for what leaves. */
export const taskKindWords: Readonly<Record<TaskKind, Words>> = {
  update: { zh: '更新目录', en: 'update the catalogue' },
  report: { zh: '报告变更', en: 'report the change' },
  refresh: { zh: '更新数据', en: 'refresh the data' },
  agree: { zh: '审核同意', en: 'agree' },
  submit: { zh: '报送', en: 'submit' },
  publish: { zh: '审核并发布', en: 'review and publish' },
  mend: { zh: '修改后重新报送', en: 'mend and submit again' },
  review: { zh: '保密审查', en: 'secrecy review' },
  notice: { zh: '办理', en: 'deal with it' },
  case: { zh: '案卷办理', en: 'next act of a file' },
  statistics: { zh: '报送统计', en: 'submit statistics' },
}

/** The tasks that follow from where an entry stands: opened and closed as it moves. */
export const stepKinds = ['agree', 'submit', 'publish', 'mend'] as const satisfies readonly (TaskKind & NextStep)[]
export type StepTask = (typeof stepKinds)[number]

/** A check of a draft is nobody's task of itself: there are as many as there are drafts. */
export const stepTask = (life: Parameters<typeof nextStep>[0]): StepTask | null => {
  const step = nextStep(life)
  return step === null || step === 'check' ? null : step
}

/** Who acts next: a role of the office, or the competent department. */
export type Actor = `@${Role | 'department'}`
const actors = {
  agree: '@departmentHead',
  submit: '@catalogueOfficer',
  publish: '@department',
  mend: '@catalogueOfficer',
} as const satisfies Record<StepTask, Actor>
export const stepActor = (step: StepTask): Actor => actors[step]

/** What a task was closed with. `submitted` … `withdrawn` and `refreshed` come of themselves. */
export const doneWith = ['submitted', 'published', 'withdrawn', 'refreshed', 'moved', 'reviewed', 'version', 'reported', 'done', 'notNeeded'] as const
export type DoneWith = (typeof doneWith)[number]
/** As the change report says it. */
export const doneWithWords: Readonly<Record<DoneWith, string>> = {
  submitted: '更新后已报送',
  published: '更新后已发布',
  withdrawn: '已撤下',
  refreshed: '数据已更新',
  moved: '已进入下一步',
  reviewed: '已作保密审查',
  version: '目录已更新',
  reported: '已报告',
  done: '已办理',
  notNeeded: '不需更新',
}

/** What a person may close each kind with; the steps of an entry's life close as it moves. */
export const closings: Readonly<Record<TaskKind, readonly DoneWith[]>> = {
  update: ['version', 'notNeeded'],
  report: ['reported', 'notNeeded'],
  refresh: ['notNeeded'],
  agree: [],
  submit: [],
  publish: [],
  mend: [],
  review: ['notNeeded'],
  notice: ['done', 'notNeeded'],
  case: [],
  statistics: ['notNeeded'],
}

/** Where a task stands in the list: 超期, 临期, at once, later. */
export const dueBuckets = ['overdue', 'near', 'atOnce', 'later'] as const
export type DueBucket = (typeof dueBuckets)[number]
