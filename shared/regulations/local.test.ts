import { describe, expect, it } from 'vitest'
import { hebei } from './he.ts'
import { jiangsu85 } from './js-85.ts'
import { ningxia } from './nx.ts'
import { type PackSource, packSchema } from './pack.ts'

const packs: readonly (readonly [string, PackSource, number, number])[] = [
  ['Hebei', hebei, 23, 23],
  ['Ningxia', ningxia, 11, 12],
  ['Jiangsu 85', jiangsu85, 35, 35],
]

describe.each(packs)('%s', (_name, source, articles, rows) => {
  const pack = packSchema.parse(source)

  it('has every article we hold, numbered without a gap, and a row for each', () => {
    expect(pack.articles.map(({ article }) => article)).toEqual(Array.from({ length: articles }, (_, index) => index + 1))
    expect(pack.coverage.map(({ place }) => place?.article)).toEqual(Array.from({ length: rows }, (_, index) => index + 1))
    for (const { place, how } of pack.coverage) expect(how === 'textMissing').toBe((place?.article ?? 0) > articles)
  })

  it('claims no Chinese wording, and cites paragraphs that are there', () => {
    for (const { wording } of pack.articles) expect(wording.map(({ lang, kind }) => [lang, kind])).toEqual([['en', 'machine translation']])
    for (const { id, place } of pack.rules) {
      const lines = pack.articles.find(({ article }) => article === place?.article)?.wording[0]?.text.split('\n') ?? []
      expect(lines.length, id).toBeGreaterThanOrEqual(place?.paragraph ?? 1)
      expect(lines.filter((line) => /^\((?:[a-z]|vi|\d)\)/i.test(line)).length, id).toBeGreaterThanOrEqual(place?.item ?? 0)
      expect(id.startsWith(`${pack.id}/${place?.article}`), id).toBe(true)
    }
    expect(new Set(pack.rules.map(({ id }) => id)).size).toBe(pack.rules.length)
  })
})

it('where the translation turns a rule round, the article says so', () => {
  const caution = (source: PackSource, article: number) => packSchema.parse(source).articles.find((row) => row.article === article)?.wording[0]?.caution
  expect(caution(jiangsu85, 13)?.zh).toContain('不得拒绝')
  expect(caution(hebei, 9)?.zh).toContain('不得新建')
  expect(caution(hebei, 13)?.en).toContain('calendar days')
  expect(caution(ningxia, 11)?.zh).toContain('有条件共享')
})

it('says what has replaced them, without its text', () => {
  expect(hebei.inForce).toEqual({ from: '2016-01-01', to: '2022-12-31' })
  expect(hebei.successors?.[0]).toMatchObject({ title: '《河北省政务数据共享应用管理办法》', from: '2023-01-01', textLoaded: false })
  expect(jiangsu85.inForce).toEqual({ from: '2012-12-01', to: '2022-01-31' })
  expect(jiangsu85.successors?.[0]).toMatchObject({ title: '《江苏省公共数据管理办法》', from: '2022-02-01', textLoaded: false })
  expect(ningxia.successors?.[0]).toMatchObject({ title: '《宁夏回族自治区数据条例》', from: null, textLoaded: false })
})
