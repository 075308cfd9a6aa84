import { expect, test } from 'vitest'
import { shortHash } from '../../../shared/documents/words.ts'
import { submissionPaper } from '../../../shared/submissions/paper.ts'
import { layTable } from '../../../shared/submissions/tables.ts'
import { bodyOf, readPdf, withoutBlanks } from '../documents/pdf-text.fixture.ts'
import { renderDocument } from '../documents/render-document.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { frozenSubmission, submissionText } from './document.fixture.ts'

const host = { ports: { startTask: startTaskHere }, signal: new AbortController().signal }

test.each(['zh', 'en'] as const)('every figure, name, explanation and place to sign is on the paper, number and check on each page (%s)', async (language) => {
  const document = frozenSubmission({ rows: 6 })
  const text = submissionText(document)
  const { bytes, pages, digest } = await renderDocument(submissionPaper(document, text, language), 'pdf', host)
  expect(digest).toBe(text.sha256)
  const read = readPdf(bytes)
  expect(read.pages).toHaveLength(pages ?? 0)
  const body = read.pages.map(bodyOf).join('')
  for (const table of document.template.tables) {
    const laid = layTable(document, table, language)
    expect(body).toContain(withoutBlanks(laid.words[language]))
    for (const { cells } of laid.rows) for (const cell of cells) if (typeof cell === 'string' && /^[\p{Script=Han}]+$/u.test(cell)) expect(body).toContain(cell)
  }
  const rate = document.figures.find(({ indicator }) => indicator === 'entry.completeRate')
  expect(body).toContain(`${rate?.value}%`)
  for (const said of [
    document.id,
    text.sha256,
    text.sm3,
    '王𠮷祥',
    '平台计入测试申请一件',
    ...(language === 'zh' ? ['填报人（签字）', '审核人（签字）', '单位（盖章）', '2026年10月9日'] : ['(seal)']),
  ])
    expect(body).toContain(withoutBlanks(said))
  for (const page of read.pages) {
    const all = withoutBlanks(page.map(({ text: piece }) => piece).join(''))
    expect(all).toContain(withoutBlanks(shortHash(text.sha256)))
    expect(all).toContain(document.id)
  }
})

test('a table no paper has room for is said to stand in the workbook', () => {
  const document = frozenSubmission({ rows: 4, requests: 1001 })
  const { blocks } = submissionPaper(document, submissionText(document), 'zh')
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === '共享申请办理台账')
  expect(blocks[at + 1]).toMatchObject({ kind: 'paragraph', text: expect.stringContaining('本表共 1001 行') })
  const tables = blocks.filter((block) => block.kind === 'table')
  expect(tables.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0)).toBeLessThan(50_000)
})
