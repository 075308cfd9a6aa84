import type { Language } from '../../shared/errors.ts'

/** `2026-11-22 16:30` in the machine's own zone; with seconds for the audit. Empty for nothing. */
export const formatMoment = (at: string | null, seconds = false): string => {
  if (at === null || at === '') return ''
  const moment = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`
  return seconds ? `${day} ${time}:${two(moment.getSeconds())}` : `${day} ${time}`
}

/** `10:42` today, `11-25 17:30` on another day, in the machine's own zone. */
export const formatShort = (at: string, now = new Date()): string => {
  const whole = formatMoment(at)
  return whole.slice(0, 10) === formatMoment(now.toISOString()).slice(0, 10) ? whole.slice(11) : whole.slice(5)
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** `4.2 MB`, in steps of 1024. */
export const formatBytes = (bytes: number): string => {
  let rest = bytes
  let step = 0
  while (rest >= 1024 && step < units.length - 1) {
    rest /= 1024
    step++
  }
  return `${step === 0 || rest >= 100 ? Math.round(rest) : rest.toFixed(1)} ${units[step]}`
}

/** Grouped by thousands in either language: `12,345`. */
export const formatNumber = (value: number, language: Language = 'zh'): string => value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')
