import { dayInChina } from '../../../shared/moments.ts'

/** `9:30`, `09：30` or nothing; null where it can not be read. */
export const readTime = (typed: string): string | null => {
  const text = typed.trim().replace('：', ':')
  if (text === '') return ''
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  return hours === '' || Number(hours) > 23 || Number(minutes) > 59 ? null : `${hours.padStart(2, '0')}:${minutes}`
}

/** A day and a time of China's clock as a moment; a day without a time is its beginning. */
export const momentInChina = (day: string, time: string): string => new Date(`${day}T${time === '' ? '00:00' : time}:00+08:00`).toISOString()

/** The other way: China's day, and its time where there is one. */
export const sayInChina = (at: string): string => {
  const time = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)
  return time === '00:00' ? dayInChina(at) : `${dayInChina(at)} ${time}`
}
