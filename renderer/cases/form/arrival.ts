import { momentInChina, readTime } from '../../catalogue/answers/answer-moment.ts'
import { emptyLetter, type Letter } from '../../catalogue/answers/LetterFields.tsx'

/** How a letter's arrival is sent: a day where only the day is known (收文日期); null while something needed is missing. */
export const sentArrival = ({ source, day, time, number, evidence }: Letter, ruling: string) => {
  const read = readTime(time)
  if (source === null || day === '' || read === null || evidence.trim() === '') return null
  return { source, when: read === '' ? day : momentInChina(day, read), number: number.trim(), ruling: ruling.trim(), evidence: evidence.trim().slice(0, 300) }
}

/** Another's letter as it is recorded: how it arrived, who signed it, and the ruling it counts under. */
export type Arrived = Letter & { officer: string; ruling: string }

export const notArrived: Arrived = { ...emptyLetter, source: '收文登记', officer: '', ruling: '' }

export const sentRecord = (letter: Arrived) => {
  const sent = sentArrival(letter, letter.ruling)
  return sent === null || letter.officer.trim() === '' ? null : { ...sent, officer: letter.officer.trim() }
}
