import { readingsOf } from '../electron/core/catalogue/search/pinyin.ts'
import { fold, runsOf } from '../electron/core/catalogue/search/runs.ts'
import { makeEntry } from './content.ts'

export type QueryClass = { name: string; queries: string[] }

const perClass = 150

/** What an officer might type, cut out of the generated entries: two thirds from titles, half of it across words. */
export const queryClasses = (entries: number): QueryClass[] => {
  const contents = Array.from({ length: perClass }, (_, i) => makeEntry(Math.floor((i * entries) / perClass)).content)
  const han = (text: string) => runsOf(fold(text)).flatMap((run) => (run.kind === 'han' ? run.chars : []))
  const cut = <T>(parts: readonly T[], length: number, i: number): T[] => {
    const at = (i * 7) % Math.max(1, parts.length - length + 1)
    return parts.slice(at, at + length)
  }
  const chinese = (length: number) =>
    contents.map((content, i) => cut(han(i % 3 === 2 ? content.abstract : content.title), length, i)).filter((chars) => chars.length === length)
  const readings = contents.map((content) => readingsOf(han(content.title))[0] ?? [])
  const syllables = (length: number) => readings.map((reading, i) => cut(reading, length, i)).filter((some) => some.length === length)
  const codes = contents.map((content) => content.codes[0]?.code ?? '')
  return [
    ...[1, 2, 3, 4, 8].map((length) => ({ name: `${length} characters`, queries: chinese(length).map((chars) => chars.join('')) })),
    { name: 'two words', queries: contents.map((content, i) => `${cut(han(content.title), 2, i).join('')} ${cut(han(content.provider), 2, i).join('')}`) },
    { name: 'Latin and digits', queries: latin },
    ...[1, 2, 3, 4].map((length) => ({
      name: `pinyin, ${length} initials`,
      queries: syllables(length).map((some) => some.map((syllable) => syllable[0]).join('')),
    })),
    ...[1, 2, 4].map((length) => ({ name: `pinyin, ${length} syllables`, queries: syllables(length).map((some) => some.join('')) })),
    { name: 'pinyin, letter by letter', queries: readings.map((reading, i) => reading.join('').slice(0, 1 + (i % 9))) },
    { name: 'code, its beginning', queries: codes.map((code, i) => code.slice(0, 1 + (i % code.length))) },
    { name: 'code, its end', queries: codes.map((code, i) => code.slice(-1 - (i % 7))) },
  ]
}

const latin = (
  'a ap api p po poi g gis w wi wifi s sq sql my mysql i id id_card app xlsx name up update update_time credit_code 2 20 202 2024 2025年 12345 12345热线 GIS图层 POI点位 WiFi覆盖 ' +
  'API服务 org lng lat status phone'
).split(' ')
