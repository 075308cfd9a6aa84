import type { Notice } from '../../../shared/contract/statistics.ts'
import type { Input } from '../../../shared/contract.ts'
import type { PeriodKind } from '../../../shared/statistics/periods.ts'
import { clockInChina } from '../words.ts'

/** A notice as it is filled in: every field a text. */
export type NoticeForm = {
  number: string
  issuer: string
  title: string
  receivedOn: string
  kind: PeriodKind
  way: 'every' | 'once'
  period: string
  fromOn: string
  untilOn: string
  days: string
  unit: 'workingDay' | 'calendarDay'
  hour: string
  dueOn: string
  template: string
}

export const emptyNotice = (today: string, kind: PeriodKind): NoticeForm => ({
  ...{ number: '', issuer: '', title: '', receivedOn: today, kind, way: 'every', period: '', fromOn: `${today.slice(0, 4)}-01-01`, untilOn: '' },
  ...{ days: '10', unit: 'workingDay', hour: '17:00', dueOn: '', template: 'mulu-standard' },
})

export const formOfNotice = ({ due, period, untilOn, number, issuer, title, receivedOn, kind, fromOn, template }: Notice): NoticeForm => {
  const [dueOn = '', hourAt = '17:00'] = due.kind === 'at' ? clockInChina(due.at).split(' ') : []
  return {
    ...{ number, issuer, title, receivedOn, kind, fromOn, template, untilOn: untilOn ?? '' },
    way: period === null ? 'every' : 'once',
    period: period ?? '',
    days: due.kind === 'after' ? String(due.n) : '10',
    unit: due.kind === 'after' ? due.unit : 'workingDay',
    hour: due.kind === 'after' ? due.hour : hourAt,
    dueOn,
  }
}

const isHour = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** What of it can not be sent yet. */
export const unread = ({ way, days, hour, dueOn, untilOn, fromOn }: NoticeForm): { days: boolean; hour: boolean; turned: boolean; due: boolean } => ({
  days: way === 'every' && !/^(\d|[1-9]\d|1[01]\d|120)$/.test(days),
  hour: !isHour(hour),
  turned: way === 'every' && untilOn !== '' && untilOn < fromOn,
  due: way === 'once' && dueOn === '',
})

type Sent = Input<'period.saveNotice'>['notice']

/** As it is sent; null: something is missing. The hour is China's. */
export const noticeOfForm = (form: NoticeForm, id: string | null): Sent | null => {
  const { number, issuer, title, receivedOn, kind, way, period, fromOn, untilOn, days, unit, hour, dueOn, template } = form
  const missing = [issuer, title, receivedOn, template].some((text) => text.trim() === '') || (way === 'every' ? fromOn === '' : period === '')
  if (missing || Object.values(unread(form)).some((wrong) => wrong)) return null
  const due: Sent['due'] =
    way === 'every'
      ? { kind: 'after', n: Number(days), unit, hour }
      : { kind: 'at', at: new Date(Date.parse(`${dueOn}T${hour}:00.000Z`) - 8 * 3_600_000).toISOString() }
  return {
    ...(id === null ? {} : { id }),
    ...{ number: number.trim(), issuer: issuer.trim(), title: title.trim(), receivedOn, kind, template, due },
    period: way === 'once' ? period : null,
    fromOn: way === 'once' ? receivedOn : fromOn,
    untilOn: way === 'once' || untilOn === '' ? null : untilOn,
  }
}
