import { useState } from 'react'
import type { PeriodKind } from '../../../shared/statistics/periods.ts'
import { useLanguage } from '../../app/language.ts'
import { useFresh } from '../use-fresh.ts'

/** A kind of period and one of those that have ended, chosen by its last day; the one that ended last to begin with. */
export const usePeriodChoice = (first: PeriodKind, on = '') => {
  const { language } = useLanguage()
  const [kind, setKind] = useState(first)
  const [chosen, setChosen] = useState(on)
  const { value, failure } = useFresh('period.list', { kind, count: 16 })
  const ended = value === null || value.kind !== kind ? [] : value.periods.filter((period) => period.ended).reverse()
  const until = ended.some((period) => period.until === chosen) ? chosen : (ended[0]?.until ?? '')
  return {
    kind,
    setKind,
    until,
    setUntil: setChosen,
    failure,
    data: ended.map((period) => ({ value: period.until, label: `${period.words[language]}  ${period.from} – ${period.until}` })),
  }
}
