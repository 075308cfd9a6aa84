import type { TFunction } from 'i18next'
import { sayDue } from '../../../shared/clock-words.ts'
import type { Language } from '../../../shared/errors.ts'
import type { Next } from '../../../shared/next-step.ts'

/** 待主管部门审核并发布，剩2个工作日，11月24日（周二）前，条例809第十七条第三款: what a chip says when it is pointed at (practice W). */
export const sayNext = (next: Next | null, t: TFunction, language: Language): string => {
  if (next === null) return t('life.nothingNext')
  const said: string[] = [t('life.next', { who: t(`life.actor.${next.actor}`), what: t(`life.step.${next.step}`) })]
  if (next.due !== null) said.push(sayDue(next.due, language))
  if (next.article !== null) said.push(next.article[language])
  return said.join(language === 'zh' ? '，' : ', ')
}
