import { expect, test } from 'vitest'
import { standardIndicators } from '../../shared/statistics/indicators.ts'
import { asked, handled, type Listed, leading, partsOf, sayFigure, shortPeriod, stepOf, timely, trends } from './figures.ts'

const listed = (id: string): Listed => {
  const found = standardIndicators.find((one) => one.id === id)
  if (found === undefined) throw new Error(id)
  return { ...found, formulaWords: found.about, unitWords: found.about, sourceWords: null, rules: [] }
}

test('every figure the screen asks for is in the set', () => {
  const known = new Set(standardIndicators.map(({ id }) => id))
  const wanted = [...leading, ...timely, ...handled, ...trends.rates, ...trends.amounts, ...trends.requests, ...asked]
  expect(wanted.filter((id) => !known.has(id))).toEqual([])
  expect(timely.map((id) => listed(id).formula.kind)).toEqual(timely.map(() => 'ratio'))
})

test('a figure is said with its thousands and its unit, and as nothing where there is none', () => {
  expect([sayFigure('1234567', 'count', 'zh'), sayFigure('-1234.50', 'gigabyte', 'en'), sayFigure('87.5', 'percent', 'zh')]).toEqual([
    '1,234,567',
    '-1,234.50',
    '87.5%',
  ])
  expect([sayFigure(null, 'count', 'zh'), sayFigure('见附表', 'text', 'zh')]).toEqual(['–', '见附表'])
})

test('parts stand in order of their number, the least of many together', () => {
  const figures = Array.from({ length: 14 }, (_, n) => ({ indicator: 'entry.byOffice', key: `处${n}`, value: String(n + 1), over: n + 1, under: n + 1 }))
  const whole = { indicator: 'entry.byOffice', key: null, value: '105', over: 105, under: 105 }
  const parts = partsOf({ figures: [whole, ...figures] }, listed('entry.byOffice'), 'zh', (count) => `其他 ${count} 类`)
  expect(parts.map(({ label, value }) => `${label} ${value}`)).toEqual([...Array.from({ length: 11 }, (_, n) => `处${13 - n} ${14 - n}`), '其他 3 类 6'])
  expect(parts.reduce((sum, { value }) => sum + value, 0)).toBe(105)
  expect(partsOf({ figures: [whole] }, listed('entry.published'), 'zh', String)).toEqual([])
  // A code is said in words; what is not filled in is said to be empty.
  const classes = [
    { indicator: 'entry.byClass', key: '3', value: '2', over: 2, under: 2 },
    { indicator: 'entry.byClass', key: '', value: '1', over: 1, under: 1 },
  ]
  expect(partsOf({ figures: classes }, listed('entry.byClass'), 'zh', String).map(({ label }) => label)).toEqual(['部门信息资源', '未填写'])
})

test('a change is told between two known figures alone', () => {
  const trend = (values: (string | null)[]) => ({ periods: [], series: [{ indicator: 'a.b', values }] })
  expect([stepOf(trend(['1', '80.1', '82.4']), 'a.b'), stepOf(trend([null, '2']), 'a.b'), stepOf(trend(['2']), 'a.b'), stepOf(null, 'a.b')]).toEqual([
    2.3,
    null,
    null,
    null,
  ])
})

test('periods have short names', () => {
  const ids = ['2026', '2026-Q4', '2026-M09', '2026-H2']
  expect(ids.map((id) => shortPeriod(id, 'zh'))).toEqual(['2026', '26年4季度', '26年9月', '26年下半年'])
  expect(ids.map((id) => shortPeriod(id, 'en'))).toEqual(['2026', 'Q4 26', '9/26', 'H2 26'])
})
