import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { allHold, type CountedRow, figuresOf, formulaWords, type Indicator, indicatorSchema, rounded, rowsBehind, troubleIn } from './indicator.ts'
import { standardIndicators } from './indicators.ts'
import { readVolume } from './volume.ts'

test('rounding is half away from zero and exact', () => {
  expect([rounded(1, 8, 2), rounded(1, 3, 1), rounded(2, 3, 0), rounded(-1, 8, 2), rounded(0, 7, 1), rounded(5, 1000, 2), rounded(12.3456, 1, 4)]).toEqual([
    '0.13',
    '0.3',
    '1',
    '-0.13',
    '0.0',
    '0.01',
    '12.3456',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 4 }), (over, under, digits) => {
      // Twice the distance to what is told is at most one unit of its last place.
      const told = BigInt(rounded(over, under, digits).replace('.', ''))
      const off = told * BigInt(under) - BigInt(over) * 10n ** BigInt(digits)
      expect(2n * (off < 0n ? -off : off) <= BigInt(under)).toBe(true)
    }),
  )
})

const rate: Indicator = indicatorSchema.parse({
  id: 'a.rate',
  words: { zh: '率', en: 'rate' },
  about: { zh: '率', en: 'rate' },
  formula: { kind: 'ratio', source: 'entry', where: [{ fact: 'shareable', is: [true] }], over: [{ fact: 'mounted', is: [true] }] },
  unit: 'percent',
  digits: 1,
  direction: 'more',
  by: 'shareType',
})

describe('a ratio', () => {
  const rows: CountedRow[] = [
    ...Array.from({ length: 2 }, () => ({ facts: { shareable: true, mounted: true, shareType: '甲' } })),
    { facts: { shareable: true, mounted: false, shareType: '乙' } },
    ...Array.from({ length: 5 }, () => ({ facts: { shareable: false, mounted: true, shareType: '丙' } })),
  ]
  it('is of the rows it asks for, in all and by parts', () => {
    expect(figuresOf(rate, rows)).toEqual([
      { indicator: 'a.rate', key: null, value: '66.7', over: 2, under: 3 },
      { indicator: 'a.rate', key: '乙', value: '0.0', over: 0, under: 1 },
      { indicator: 'a.rate', key: '甲', value: '100.0', over: 2, under: 2 },
    ])
  })
  it('lists its parts as forms do: the list of the field, then other words, last what is not filled in', () => {
    const written = ['', '乙', '不予共享', '有条件共享', '甲', '无条件共享'].map((shareType) => ({ facts: { shareable: true, mounted: true, shareType } }))
    expect(figuresOf(rate, written).map(({ key }) => key)).toEqual([null, '无条件共享', '有条件共享', '不予共享', '乙', '甲', ''])
  })
  it('of nothing is not known', () => {
    expect(figuresOf(rate, [])[0]?.value).toBeNull()
  })
  it('stands on rows that can be told', () => {
    const behind = (part: 'over' | 'under', key: string | null) => rows.filter(({ facts }) => allHold(facts, rowsBehind(rate, key, part))).length
    expect([behind('over', null), behind('under', null), behind('over', '乙'), behind('under', '乙')]).toEqual([2, 3, 0, 1])
  })
})

test('each standard indicator names facts there are, says itself in words, and no two are one', () => {
  expect(new Set(standardIndicators.map(({ id }) => id)).size).toBe(standardIndicators.length)
  for (const indicator of standardIndicators) {
    expect(indicatorSchema.parse(indicator)).toEqual(indicator)
    expect(troubleIn(indicator), indicator.id).toBe('')
    const { zh, en } = formulaWords(indicator)
    expect(zh, indicator.id).not.toMatch(/undefined|\w{4,}In\b/)
    expect(en, indicator.id).not.toMatch(/undefined|[\u4e00-\u9fff]{3,}.*[\u4e00-\u9fff]{8,}/)
  }
})

test('volumes as offices write them', () => {
  const said = (text: string) => {
    const { recordsWan, storageG, read } = readVolume(text)
    return read ? [recordsWan, storageG] : 'unread'
  }
  expect(['约3万条', '1.2亿条', '35000条', '3,000余条', '约10余万条', '五万条', '十二万条', '２百条', '10多万笔'].map(said)).toEqual([
    ...[
      [3, null],
      [12000, null],
      [3.5, null],
      [0.3, null],
      [10, null],
      [5, null],
      [12, null],
      [0.02, null],
      [10, null],
    ],
  ])
  expect(['800M', '1.5GB', '2T', '512 KB', '2000兆', '5个G', '1 PB', '3万条（500MB）'].map(said)).toEqual([
    ...[
      [null, 0.7813],
      [null, 1.5],
      [null, 2048],
      [null, 0.0005],
      [null, 1.9531],
      [null, 5],
      [null, 1_048_576],
      [3, 0.4883],
    ],
  ])
  // Nobody knows what these come to: they are counted apart and named by the checks, never taken for nothing.
  const open = ['若干', '20万', '1.2亿', '3万户', '5万人次', '3万条、2万条', '第2批次 3项 5万条', '日均1000条', '每月2万条', '三千五百条', '几十万条', '']
  expect(open.map(said)).toEqual(open.map(() => 'unread'))
})
