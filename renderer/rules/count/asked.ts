import type { EventSource } from '../../../shared/clock.ts'
import type { Input } from '../../../shared/contract.ts'
import type { Rule } from '../../../shared/regulations/pack.ts'

/** What the form holds; '' is "not given". */
export type Asked = {
  choice: string
  start: string
  source: EventSource
  on: string
  shareType: string
  sensitive: string[]
  extended: boolean
  extendedBy: number
  consentOn: string
  noticeOn: string
  ended: boolean
  endedOn: string
  endedSource: EventSource
  ruling: string
}

export const nothingAsked = (today: string): Asked => ({
  choice: 'duty request.reply',
  start: today,
  source: '平台',
  on: '',
  shareType: '有条件共享',
  sensitive: [],
  extended: false,
  extendedBy: 5,
  consentOn: '',
  noticeOn: '',
  ended: false,
  endedOn: '',
  endedSource: '平台',
  ruling: '',
})

/** What ends each duty's clock, for a duty that is asked about without its rule. */
const endOf = (rule: Rule | null, endsOfDuty: string): string => (rule?.kind === 'deadline' ? rule.ends : endsOfDuty)

/** The form as a call; null while the start is missing. */
export const callOf = (asked: Asked, rule: Rule | null, endsOfDuty: string): Input<'clock.due'> | null => {
  if (asked.start === '' || asked.choice === '') return null
  const events: NonNullable<Input<'clock.due'>['events']> = []
  if (asked.extended && asked.consentOn !== '') events.push({ kind: 'extensionConsented', when: asked.consentOn, source: '平台', n: asked.extendedBy })
  if (asked.extended && asked.noticeOn !== '') events.push({ kind: 'extensionNotified', when: asked.noticeOn, source: '平台' })
  if (asked.ended && asked.endedOn !== '')
    events.push({
      kind: endOf(rule, endsOfDuty),
      when: asked.endedOn,
      source: asked.endedSource,
      ...(asked.ruling.trim() === '' ? {} : { ruling: asked.ruling.trim() }),
    })
  const [by, what = ''] = asked.choice.split(' ')
  return {
    ...(by === 'rule' ? { rule: what } : { duty: what, sensitive: asked.sensitive, ...(asked.shareType === '' ? {} : { shareType: asked.shareType }) }),
    at: asked.start,
    source: asked.source,
    events,
    ...(asked.on === '' ? {} : { on: asked.on }),
  }
}
