import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyContent, emptyItem } from '../../../../shared/catalogue.ts'
import { contract, type Input } from '../../../../shared/contract.ts'
import { createPlaceFinder, placesDiffer } from '../../../../shared/divisions/divisions.ts'
import type { ReadDb } from '../../db/open.ts'
import { entryById } from '../queries.ts'
import { listings } from '../search/listings.fixture.ts'
import { makeTestDb } from '../test-db.fixture.ts'
import { createEntry, deleteEntry } from '../write.ts'
import { similarHandlers } from './handlers.ts'
import { createReader, likely, likeness } from './likeness.ts'

type Pair = { same: boolean; title: string; items: string[]; other: string; otherItems: string[] }
const list = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split('、'))
const labelled: Pair[] = readFileSync(join(import.meta.dirname, 'labelled.fixture.tsv'), 'utf8')
  .split('\n')
  .filter((line) => /^[=x]\t/.test(line))
  .map((line) => line.split('\t'))
  .map(([sign, title = '', items, other = '', otherItems]) => ({ same: sign === '=', title, items: list(items), other, otherItems: list(otherItems) }))

const reader = createReader()
const judged = ({ title, items, other, otherItems }: Pair): boolean =>
  likeness(reader.parse({ title, items }), reader.parse({ title: other, items: otherItems })).score >= likely

describe('the labelled pairs', () => {
  it('are more than two hundred, half of them near misses', () => {
    expect(labelled.length).toBeGreaterThanOrEqual(200)
    const same = labelled.filter((pair) => pair.same).length
    expect(Math.abs(same - labelled.length / 2)).toBeLessThan(3)
  })

  it.each([
    ['odd rows, on which the threshold was set', 0],
    ['even rows, held out', 1],
  ])('precision and recall of the %s', (name, half) => {
    const rows = labelled.filter((_, at) => at % 2 === half)
    const said = rows.filter(judged)
    const right = said.filter((pair) => pair.same).length
    const precision = right / said.length
    const recall = right / rows.filter((pair) => pair.same).length
    process.stdout.write(`similar, ${name}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} of ${rows.length} pairs\n`)
    expect(precision).toBeGreaterThanOrEqual(0.93)
    expect(recall).toBeGreaterThanOrEqual(0.93)
  })

  it('are judged the same from either side', () => {
    for (const { title, items, other, otherItems } of labelled) {
      const [a, b] = [reader.parse({ title, items }), reader.parse({ title: other, items: otherItems })]
      expect(Math.abs(likeness(a, b).score - likeness(b, a).score), title).toBeLessThan(0.12)
    }
  })
})

describe('places', () => {
  const finder = createPlaceFinder()
  const differ = (a: string, b: string) => placesDiffer(finder.find(a), finder.find(b))
  it.each([
    ['南明区社会团体', '云岩区社会团体', true],
    ['贵阳市社会团体', '南明区社会团体', false],
    ['社会团体', '南明区社会团体', false],
    ['宁波小型水库', '象山县小型水库', false],
    ['宁夏水库', '银川市水库', false],
    ['高新区雨水井盖', '经开区雨水井盖', true],
    ['公安机关处罚', '公安县处罚', false], // no place is read out of an everyday word
  ])('%s and %s', (a, b, expected) => {
    expect(differ(a, b)).toBe(expected)
  })
})

describe('catalogue.similar on real listings', () => {
  let test: ReturnType<typeof makeTestDb>
  const ask = (db: ReadDb, input: Input<'catalogue.similar'>) =>
    contract['catalogue.similar'].output.parse(
      similarHandlers['catalogue.similar'](contract['catalogue.similar'].input.parse(input), { db, now: () => new Date(), user: { name: '', roles: [] } }),
    )

  beforeAll(async () => {
    test = makeTestDb()
    const contents = await listings()
    test.db.exec('BEGIN')
    for (const content of contents) createEntry(test.db, test.stamp(), content, { imported: true, why: 'import' })
    const items = ['许可证编号', '企业名称', '法人代表', '发证机关'].map((name, at) => ({ ...emptyItem(`00000000-0000-4000-8000-00000000000${at}`), name }))
    createEntry(test.db, test.stamp(), { ...emptyContent(), title: '成品油零售经营批准证书', items }, { imported: false, why: 'create' })
    test.db.exec('COMMIT')
  }, 60_000)
  afterAll(() => test.close())

  it('finds the resource a labelled name means among all of three cities', () => {
    const known = new Set(test.db.all<{ title: string }>({ text: 'SELECT title FROM entry', values: [] } as never).map(({ title }) => title))
    const asked = labelled.filter(({ same, title }) => same && known.has(title))
    const missed = asked.filter(({ title, other, otherItems }) => !ask(test.db, { title: other, items: otherItems }).similar.some((row) => row.title === title))
    process.stdout.write(`similar, among ${known.size} names: ${asked.length - missed.length} of ${asked.length} found\n`)
    expect(asked.length).toBeGreaterThan(80)
    expect(missed.length / asked.length).toBeLessThan(0.1)
  })

  it('finds by items where the names share nothing', () => {
    const { similar } = ask(test.db, { title: '加油站名单', items: ['许可证编号', '企业名称', '法人代表', '发证机关'] })
    expect(similar.find(({ title }) => title === '成品油零售经营批准证书')).toBeUndefined() // by items alone it is too faint to be shown
    expect(ask(test.db, { title: '成品油经营批准名单', items: ['许可证编号', '企业名称', '法定代表人', '发证机关'] }).similar[0]).toMatchObject({
      title: '成品油零售经营批准证书',
      likely: true,
    })
    expect(ask(test.db, { title: '清镇市网吧分布信息' }).cited.map(({ title }) => title.zh)).toContain('《政务数据共享条例》第十九条第一款')
  })

  it('leaves out the entry itself and what was deleted; a name of signs finds nothing', () => {
    const [first] = ask(test.db, { title: '清镇市网吧分布信息' }).similar
    expect(first?.title).toBe('清镇市网吧分布信息')
    expect(ask(test.db, { title: '清镇市网吧分布信息', exceptId: first?.id ?? '' }).similar.map(({ id }) => id)).not.toContain(first?.id)
    const stored = entryById(test.db, first?.id ?? '')
    if (stored === undefined) throw new Error('not stored')
    deleteEntry(test.db, test.stamp(), stored)
    expect(ask(test.db, { title: '清镇市网吧分布信息' }).similar.map(({ id }) => id)).not.toContain(first?.id)
    expect(ask(test.db, { title: '——' })).toEqual({ similar: [], likely: 0, cited: [] })
  })
})
