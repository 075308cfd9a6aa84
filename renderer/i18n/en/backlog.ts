import type { Texts } from '../texts.ts'
import type { backlog as zh } from '../zh/backlog.ts'

export const backlog: Texts<typeof zh> = {
  title: 'Existing entries to make up for',
  hint: 'Imported or published before the rule; answer many at once, rule by rule',
  existing: 'Existing (imported or published)',
  confirmed: 'Confirmed',
  later: 'To do',
  open: 'Unanswered',
  due: 'by {{day}}',
  overdue: '{{count}} overdue',
  answer: 'Answer all',
  answerOf: 'Answer all: {{rule}}',
  dialog: 'Answer for existing entries',
  about: '“{{rule}}” concerns {{count}} existing entries, {{open}} of them unanswered. Who answers and when is recorded; no entry is changed.',
  kind: 'Answer',
  kinds: { confirm: 'Confirmed: stays as it is', later: 'To be made up for, by a day' },
  dueOn: 'Made up for by',
  reason: 'Reason or plan',
  again: 'Give this answer also where one was given before',
  confirm: 'Answer {{count}}',
  done: '{{count}} answered',
  checking: "Checking by today's law: {{done}} / {{total}}",
  notYet: "Not all entries were checked by today's law yet; the figures may change.",
}
