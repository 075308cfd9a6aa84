import { expect, test } from 'vitest'
import { marks } from './highlight.ts'

const hits = (line: string, typed: string) =>
  marks(line, typed)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('')

test('marks every place of every typed word', () => {
  expect(hits('常住人口与流动人口登记', '人口')).toBe('常住[人口]与流动[人口]登记')
  expect(hits('人口GIS图层', '口 gis')).toBe('人[口][GIS]图层'.replace('][', ''))
  expect(hits('3070211760000002004006/000033', '3070211')).toBe('[3070211]760000002004006/000033')
})

test('mixed Han and Latin are separate words', () => {
  expect(hits('企业ETC通行记录', 'ETC通行')).toBe('企业[ETC通行]记录')
})

test('letters are marked by the characters they are the pinyin of', () => {
  const pinyin = (line: string, word: string) => (line === '常住人口登记' && word === 'rk' ? [2, 3] : null)
  expect(marks('常住人口登记', 'rk', pinyin)).toEqual([
    { text: '常住', hit: false },
    { text: '人口', hit: true },
    { text: '登记', hit: false },
  ])
  expect(marks('RK人口', 'rk', pinyin)[0]).toEqual({ text: 'RK', hit: true })
  expect(marks('人口', '12', pinyin)).toEqual([{ text: '人口', hit: false }])
})

test('nothing typed, nothing found, nothing odd', () => {
  expect(marks('人口', ' ')).toEqual([{ text: '人口', hit: false }])
  expect(hits('人口', 'rk')).toBe('人口')
  expect(hits('𠮷林䶮县', '𠮷')).toBe('[𠮷]林䶮县')
  expect(marks('', 'x')).toEqual([])
})
