import { useTranslation } from 'react-i18next'
import type { DeadlineItem } from '../../shared/contract/deadlines.ts'
import type { Output } from '../../shared/contract.ts'
import { subjectOf } from '../../shared/deadlines.ts'
import type { Language } from '../../shared/errors.ts'
import { useLanguage } from '../app/language.ts'
import { useGo } from '../app/route.ts'
import { writePlace } from '../cases/place.ts'

export type Month = Output<'deadline.month'>
export type MonthDay = Month['days'][number]

const enMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** 2026年11月, November 2026. */
export const sayMonth = (month: string, language: Language): string => {
  const [year = '', number = ''] = month.split('-')
  return language === 'zh' ? `${year}年${Number(number)}月` : `${enMonths[Number(number) - 1] ?? number} ${year}`
}

/** What is due and of what: 答复 2026-0003 申请婚姻登记信息; of many alike, how many. */
export const useItemWords = (): ((item: DeadlineItem) => { step: string; about: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (item) => ({
    step: item.step[language],
    about: [subjectOf(item), item.count === 1 ? '' : t(item.kind === 'permission' ? 'deadlines.persons' : 'deadlines.alike', { count: item.count })]
      .filter((part) => part !== '')
      .join(' '),
  })
}

/** Its case, its entry, the submissions, or the change it comes from; null: it leads nowhere. */
export const useOpenItem = (): ((item: DeadlineItem) => (() => void) | null) => {
  const go = useGo()
  return ({ kind, case: file, entry, trigger }) => {
    if (kind === 'statistics') return () => go('submissions')
    if (file !== null) return () => go('cases', writePlace({ kind: file.kind, view: 'file', id: file.id }))
    if (entry !== null) return () => go('catalogue', entry.id)
    if (trigger !== null) return () => go('today', `changes/${trigger.id}`)
    return null
  }
}

export const byDay = ({ items }: Pick<Month, 'items'>): ReadonlyMap<string, DeadlineItem[]> => Map.groupBy(items, ({ on }) => on)

/** 休 and 班 where a day is not what its weekday says; its holiday's name. */
export const useDayWords = (): ((day: MonthDay) => { mark: string; said: string }) => {
  const { t } = useTranslation()
  return ({ kind, works, name, provisional }) => ({
    mark: kind === 'dayOff' ? t('deadlines.off') : kind === 'makeUp' ? t('deadlines.work') : '',
    said: [t(works ? 'deadlines.working' : 'deadlines.dayOff'), name, provisional ? t('deadlines.provisional') : ''].filter((part) => part !== '').join(' · '),
  })
}
