import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EntryContent, emptyContent, emptyItem } from '../../../shared/catalogue.ts'
import type { Cell } from '../../../shared/cell.ts'
import { equal } from '../../../shared/changes.ts'
import { carriedBy, type ListingTemplate } from '../../../shared/listing/template.ts'
import type { Change } from '../../../shared/platform-api/schemas.ts'
import { mergeContents } from '../../../shared/sync/merge.ts'
import { applyContentPatch, isEmptyPatch, patchBetween } from '../../../shared/sync/patch.ts'
import { decoder } from '../transfer/candidate.ts'
import { createGrouping } from '../transfer/grouping.ts'
import { layoutOf, placer } from '../transfer/layout.ts'
import type { Candidate } from '../transfer/protocol.ts'
import { carriedPatch } from './carried.ts'
import { guideTemplate } from './desk.fixture.ts'
import { judgeRow, layRow } from './lay.ts'
import { portalTemplate } from './portal.fixture.ts'
import { rowWriter } from './write-rows.ts'

const defaults = { provider: '', providerCode: '', providerOffice: '', agency: '', agencyCode: '' }

/** The rows of one entry as the reading process reads them. */
const read = (template: ListingTemplate, rows: readonly Cell[][]): Candidate => {
  const layout = layoutOf(template.mapping)
  const place = placer(layout, [])
  const grouping = createGrouping(layout, '')
  const placed = rows.flatMap((cells, at) => place({ row: template.mapping.firstDataRow + at, cells }) ?? [])
  for (const row of placed) grouping.take(row)
  const [group] = grouping.groups
  if (group === undefined || grouping.groups.length !== 1) throw new Error(`${grouping.groups.length} groups`)
  return decoder(layout, defaults, { template: '', words: template.words, blankEmpties: true })(group, placed)
}

const change = (before: EntryContent, after: EntryContent, template: ListingTemplate): Change => ({
  changeId: randomUUID(),
  entity: 'entry',
  id: randomUUID(),
  baseVersion: 1,
  madeAt: '2026-11-26T00:00:00.000Z',
  officer: '李编目',
  kind: 'patch',
  patch: carriedPatch(patchBetween(before, after), carriedBy(template), before),
  note: '',
})

const write = (template: ListingTemplate, before: EntryContent | null, text: EntryContent): Cell[][] =>
  rowWriter(template)({
    id: randomUUID(),
    version: 1,
    change: change(before ?? emptyContent(), text, template),
    before,
    added: before === null,
    remembered: null,
    platformId: '',
  })

const words = fc.constantFrom('', '甲', '乙、丙', '第一行\n第二行', '含：冒号', '  两端空格 ', '𠮷野家𬱖')
const itemNames = fc.uniqueArray(fc.constantFrom('姓名', '身份证号', '登记日期', '住址', '电话', '结果'), { maxLength: 4 })
const ids = new Map<string, string>()
const idOf = (name: string) => {
  const id = ids.get(name) ?? randomUUID()
  ids.set(name, id)
  return id
}
const texts: fc.Arbitrary<EntryContent> = fc
  .record({
    abstract: words,
    theme: fc.constantFrom('', '民生服务', '综合政务'),
    shareType: fc.constantFrom('', '无条件共享', '有条件共享', '不予共享'),
    shareCondition: words,
    isOpen: fc.constantFrom('', '是', '否'),
    updateCycle: fc.constantFrom('', '每年', '每月'),
    publishedOn: fc.constantFrom(null, '2026-03-01', '2026-11-20'),
    dutyBasis: words,
    names: itemNames,
    note: words,
    type: fc.constantFrom('字符型C', '日期型D'),
  })
  .map(({ names, note, type, ...fields }) => ({
    ...emptyContent(),
    title: '婚姻登记信息',
    provider: '澄湖市民政局',
    ...fields,
    items: names.map((name) => ({ ...emptyItem(idOf(name)), name, dataType: type, note })),
  }))

const carriedOnly = (content: EntryContent, template: ListingTemplate): EntryContent => {
  const from = { ...emptyContent() }
  return applyContentPatch(from, carriedPatch(patchBetween(from, content), carriedBy(template), from))
}

describe.each([
  ['items in one cell, other words', portalTemplate],
  ['one row per item', guideTemplate],
] as const)('%s', (_, template) => {
  const told = (content: EntryContent) => carriedOnly(content, template)

  test('what is written in the sheet and comes back as it is confirms the text, letter by letter', () => {
    fc.assert(
      fc.property(texts, texts, fc.boolean(), (was, now, fresh) => {
        const before = fresh ? null : told(was)
        const sent = applyContentPatch(before ?? emptyContent(), (change(before ?? emptyContent(), now, template) as Change & { kind: 'patch' }).patch)
        fc.pre(before === null || !equal(before, sent))
        const candidate = read(template, write(template, before, now))
        const judged = judgeRow(layRow(candidate, template, [sent, before ?? emptyContent()], randomUUID), before, sent, carriedBy(template))
        expect(judged.saying).toBe('confirmed')
        expect(judged.theirs).toEqual(sent)
        expect(judged.base).toEqual(sent)
      }),
      { numRuns: 150 },
    )
  })

  test('a sheet that still shows the text of before confirms nothing', () => {
    fc.assert(
      fc.property(texts, texts, (was, now) => {
        const before = told(was)
        const patch = (change(before, now, template) as Change & { kind: 'patch' }).patch
        fc.pre(!isEmptyPatch(patch))
        const sent = applyContentPatch(before, patch)
        // A sheet can not show every difference (blanks at the ends of a text).
        const [shownBefore, shownSent] = [write(template, null, before), write(template, null, sent)]
        fc.pre(
          !equal(read(template, shownBefore).patch, read(template, shownSent).patch) ||
            !equal(read(template, shownBefore).said, read(template, shownSent).said),
        )
        const judged = judgeRow(layRow(read(template, shownBefore), template, [sent, before], randomUUID), before, sent, carriedBy(template))
        expect(['pending', 'altered']).toContain(judged.saying)
        if (judged.saying === 'pending') expect(judged.theirs).toEqual(before)
      }),
      { numRuns: 150 },
    )
  })

  test('whatever of it the platform took or rewrote, every word of ours is in the merged text, in a disagreement, or was replaced by theirs', () => {
    const decision = fc.record({ abstract: fc.constantFrom('sent', 'before', 'third'), theme: fc.constantFrom('sent', 'before', 'third'), items: fc.boolean() })
    fc.assert(
      fc.property(texts, texts, texts, decision, (was, now, later, took) => {
        const before = told(was)
        const patch = (change(before, now, template) as Change & { kind: 'patch' }).patch
        fc.pre(!isEmptyPatch(patch))
        const sent = applyContentPatch(before, patch)
        const pick = (how: string, field: 'abstract' | 'theme') => (how === 'sent' ? sent[field] : how === 'before' ? before[field] : `平台的${field}`)
        const shown = { ...sent, abstract: pick(took.abstract, 'abstract'), theme: pick(took.theme, 'theme'), items: took.items ? sent.items : before.items }
        const judged = judgeRow(layRow(read(template, write(template, null, shown)), template, [sent, before], randomUUID), before, sent, carriedBy(template))
        // What was written here after the change had left.
        const local = { ...sent, keywords: later.abstract, updateCycle: later.updateCycle }
        const base = judged.saying === 'pending' || judged.saying === 'differs' ? before : judged.base
        const merged = mergeContents(base, local, judged.theirs)
        for (const field of ['abstract', 'theme', 'updateCycle', 'keywords'] as const) {
          const kept = merged.content[field] === local[field] || merged.overlaps.some((overlap) => overlap.field === field)
          const theirs = equal(merged.content[field], judged.theirs[field]) && !equal(judged.theirs[field], before[field])
          expect(kept || theirs).toBe(true)
        }
        // Nothing the sheet has no column for is touched.
        expect(judged.theirs.dutyBasis).toBe(before.dutyBasis)
        const mine = new Set(local.items.map(({ id }) => id))
        for (const { id } of merged.content.items) expect(mine.has(id) || judged.theirs.items.some((item) => item.id === id)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
