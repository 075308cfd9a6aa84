import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { submissionPaper } from '../../../shared/submissions/paper.ts'
import { layTable } from '../../../shared/submissions/tables.ts'
import { openErrors } from '../../../shared/submissions/unsigned.ts'
import { flow, type Piece } from '../documents/pdf/flow.ts'
import { assessed, frozenSubmission, submissionText } from './document.fixture.ts'
import { submissionFiles } from './write-form.ts'

const texts = (paper: ReturnType<typeof submissionPaper>): string => JSON.stringify(paper.blocks)

test('the foot of the form, and what stands at its head', () => {
  const plain = frozenSubmission({ rows: 2 })
  const head = { id: 'tableNumber', words: { zh: '表号', en: 'Form' }, from: 'typed', required: false, place: 'head' } as const
  const document = {
    ...plain,
    template: { ...plain.template, cover: [...plain.template.cover, head] },
    cover: { ...plain.cover, tableNumber: '甬数统1表' },
  }
  const { blocks } = submissionPaper(document, submissionText(document), 'zh')
  expect(blocks[0]).toEqual({ kind: 'number', text: '表号：甬数统1表' })
  const signing = blocks.at(-1)
  expect(signing?.kind === 'pairs' && signing.rows.map((row) => row.map(({ label }) => label))).toEqual([
    ['单位负责人（签字）', '日期'],
    ['填报人（签字）', '日期'],
    ['审核人（签字）', '日期'],
    ['单位（盖章）', '报出日期'],
  ])
  expect(texts(submissionPaper(plain, submissionText(plain), 'zh'))).not.toContain('表号')
})

test('what can not be signed yet says so on cover and foot; without errors nothing is said', async () => {
  const document = frozenSubmission({ rows: 2 })
  const digests = submissionText(document)
  expect(openErrors({ ...document, cover: { ...document.cover, phone: '' } })).toBe(openErrors(document) + 1)
  const marked = submissionPaper(document, digests, 'zh', { errors: 3 })
  expect([marked.number, texts(marked)]).toEqual([expect.stringContaining('校验未通过'), expect.stringContaining('校验有 3 处')])
  const sound = submissionPaper(document, digests, 'zh', { errors: 0 })
  expect(sound.number + texts(sound)).not.toMatch(/未签署|草稿|校验未通过/)
  const sheet = (await readXlsx((await submissionFiles({ document, digests, language: 'zh', errors: 3 })).workbook)).sheets[0]
  expect(String(sheet?.rows[0]?.[0])).toContain('未签署')
})

test('explanations stand in the order of the form with their figures, and once', () => {
  const document = frozenSubmission({ rows: 6 })
  const turned = { ...document, explanations: document.explanations.toReversed() }
  const { blocks } = submissionPaper(turned, submissionText(document), 'zh')
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === '情况说明')
  const table = blocks[at + 1]
  expect(table?.kind === 'table' && table.rows.map((row) => row.slice(0, 3))).toEqual([
    ['目录总数', '5个', '6个'],
    ['按时答复率', expect.any(String), expect.any(String)],
  ])
  expect(JSON.stringify(blocks).split('一件因补正顺延')).toHaveLength(2)
})

test('a figure by hand says where it is from and whose word it is; a rate of nothing is — with its note', () => {
  const document = frozenSubmission({ rows: 6 })
  const sharing = document.template.tables[0]
  if (sharing === undefined) throw new Error('no table')
  const none = { ...document, figures: document.figures.map((one) => (one.indicator === 'request.replyDays' ? { ...one, value: null } : one)) }
  const laid = layTable(none, sharing, 'zh')
  const of = (indicator: string) => laid.rows.find(({ figure }) => figure?.indicator === indicator)?.cells
  expect(of('exchange.times')?.[6]).toBe('人工填报：平台计数页 2026-10-08，李编目')
  expect([of('request.replyDays')?.[3], laid.note?.zh]).toEqual(['—', expect.stringContaining('本期无此项')])
})

test('what changed since the last submission is a sheet, and on paper as far as it fits', async () => {
  const entry = (n: number) => ({ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, code: `307${n}`, title: `目录${n}` })
  const document = {
    ...frozenSubmission({ rows: 2 }),
    delta: {
      against: { id: entry(1).id, version: 1, period: '2026-Q2', sha256: 'c'.repeat(64) },
      entered: Array.from({ length: 250 }, (_, n) => entry(n)),
      changed: [{ ...entry(900), changes: ['名称：“甲”改为“乙”'] }],
      left: [entry(901)],
    },
  }
  const digests = submissionText(document)
  const { sheets } = await readXlsx((await submissionFiles({ document, digests, language: 'zh' })).workbook)
  const sheet = sheets.at(-1)
  expect([sheet?.name, sheet?.rows[253]?.slice(1)]).toEqual(['与上次报送相比', ['修改', '307900', '目录900', '名称：“甲”改为“乙”']])
  expect(sheet?.rows[255]?.[0]).toBe('共252条')
  const paper = texts(submissionPaper(document, digests, 'zh'))
  expect(paper).toContain('另有 52 条，见电子表和 JSON')
  expect(paper).not.toContain('目录230')
})

test('自查 names the files behind a count, ten of them; a remedy the item it answers to', () => {
  const document = assessed()
  const [check, remedies] = ['selfCheck', 'remedies'].map((id) => document.template.tables.find((table) => table.id === id))
  if (check === undefined || remedies === undefined) throw new Error('no table')
  const counted = layTable(document, check, 'zh').rows.map(({ cells }) => String(cells[3] ?? ''))
  expect(counted.some((text) => /：[1-9]\d*（.+）/.test(text))).toBe(true)
  const without = layTable({ ...document, rows: {} }, check, 'zh').rows.map(({ cells }) => String(cells[3] ?? ''))
  expect(without.some((text) => text.includes('（'))).toBe(false)
  expect(layTable(document, remedies, 'zh').rows.map(({ cells }) => cells[1])).toEqual([2, null])
})

test('a group row is never alone at the foot of a page, nor a table’s head with one row', () => {
  const drawn: [string, number][] = []
  let page = 1
  const piece = (name: string, more: Partial<Piece> = {}): Piece => ({ height: 20, draw: () => drawn.push([name, page]), ...more })
  flow([...['a', 'b', 'c'].map((name) => piece(name)), piece('group', { withNext: true }), piece('d')], { top: 0, height: 85 }, () => page++)
  expect(drawn.slice(3)).toEqual([
    ['group', 2],
    ['d', 2],
  ])
  const document = frozenSubmission({ rows: 2 })
  const sharing = submissionPaper(document, submissionText(document), 'zh').blocks.find((block) => block.kind === 'table')
  expect(sharing?.kind === 'table' && sharing.groups?.map((at) => sharing.rows[at])).toContainEqual(['目录'])
})
