import { momentInChina, readTime } from '../../catalogue/answers/answer-moment.ts'
import type { Letter } from '../../catalogue/answers/LetterFields.tsx'

/** How a letter's arrival is sent: a day where only the day is known (收文日期); null while something needed is missing. */
export const sentArrival = ({ source, day, time, number, evidence }: Letter, ruling: string) => {
  const read = readTime(time)
  if (source === null || day === '' || read === null || evidence.trim() === '') return null
  return { source, when: read === '' ? day : momentInChina(day, read), number: number.trim(), ruling: ruling.trim(), evidence: evidence.trim().slice(0, 300) }
}
