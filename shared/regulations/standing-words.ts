import type { Language } from '../errors.ts'
import type { Standing } from './standing.ts'

/** One word for a chip, in the officers' language. */
const stateWords = {
  inForce: { zh: '施行中', en: 'In force' },
  unverified: { zh: '效力待核', en: 'Unverified' },
  notYet: { zh: '尚未施行', en: 'Not yet in force' },
  replaced: { zh: '已被接替', en: 'Replaced' },
  ended: { zh: '已失效', en: 'Ended' },
} as const satisfies Record<Standing['state'], Record<Language, string>>

export const sayState = ({ state }: Pick<Standing, 'state'>, language: Language): string => stateWords[state][language]

const inChinese = ({ state, from, to, successor, checkedOn }: Standing): string => {
  const since = from === null ? '施行日未核对' : `${from}起施行`
  const next = successor === null ? '' : `${successor.title}${successor.pack === null ? '（原文未载入）' : ''}`
  switch (state) {
    case 'notYet':
      return `${since}，当日尚未施行`
    case 'replaced':
      return `${successor?.from ?? ''}起由${next}接替`
    case 'ended':
      return `${to ?? ''}后失效`
    case 'unverified':
      return `${since}；现行效力未核实${next === '' ? '' : `，另有${next}`}（${checkedOn}查）`
    case 'inForce':
      return `${since}${next === '' ? '' : successor?.from == null ? `；另有${next}，何时接替未查到` : `；${successor.from}起由${next}接替`}（${checkedOn}查）`
  }
}

const inEnglish = ({ state, from, to, successor, checkedOn }: Standing): string => {
  const since = from === null ? 'day in force not confirmed' : `in force from ${from}`
  const next = successor === null ? '' : `${successor.title}${successor.pack === null ? ' (text not loaded)' : ''}`
  switch (state) {
    case 'notYet':
      return `${since}, not yet on this day`
    case 'replaced':
      return `replaced on ${successor?.from ?? ''} by ${next}`
    case 'ended':
      return `ended after ${to ?? ''}`
    case 'unverified':
      return `${since}; whether it still is, was not confirmed${next === '' ? '' : `; there is ${next}`} (checked ${checkedOn})`
    case 'inForce':
      return `${since}${next === '' ? '' : successor?.from == null ? `; ${next} follows, from when is not known` : `; from ${successor.from} replaced by ${next}`} (checked ${checkedOn})`
  }
}

/** How a pack stands, in a sentence: since when, what takes its place, when that was looked up (practice L9). */
export const sayStanding = (standing: Standing, language: Language): string => (language === 'zh' ? inChinese(standing) : inEnglish(standing))
