import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Block, type DocumentModel, textsOf } from '../../../shared/documents/document.ts'
import { templateFacts } from '../../../shared/documents/facts.fixture.ts'
import { templates } from '../../../shared/documents/templates.ts'
import { tidyDocument } from '../../../shared/documents/tidy.ts'
import { readLimits } from '../sheets/types.ts'
import { inflatePart, zipParts } from '../sheets/zip.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { renderDocx } from './docx/render-docx.ts'
import { openFaces } from './fonts.ts'
import { renderPdf } from './pdf/render-pdf.ts'
import { bodyOf, readPdf, withoutBlanks } from './pdf-text.fixture.ts'
import { renderDocument } from './render-document.ts'

const host = { ports: { startTask: startTaskHere }, signal: new AbortController().signal }
const faces = openFaces()
const languages = ['zh', 'en'] as const
const papers = templates.flatMap((template) =>
  languages.map((lang) => ({ name: `${template.id} ${lang}`, paper: template.make(template.facts.parse(templateFacts[template.id]), lang) })),
)

let temp = ''
beforeAll(() => {
  temp = mkdtempSync(join(tmpdir(), 'mulu-documents-'))
})
afterAll(() => {
  rmSync(temp, { recursive: true, force: true })
})

const has = (program: string): boolean => spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined
const poppler = has('pdftotext') && has('pdffonts')
const office = spawnSync('soffice', ['--version'], { stdio: 'ignore' }).error === undefined

/** What a reader must find: every text of the paper, headings without their numbers. */
const wanted = (paper: DocumentModel): string[] =>
  paper.blocks
    .flatMap(textsOf)
    .flatMap((text) => text.split('\n'))
    .map(withoutBlanks)
    .filter((text) => text !== '')

const missing = (paper: DocumentModel, found: string): string[] => wanted(paper).filter((text) => !found.includes(text))

const docxText = async (bytes: Buffer): Promise<string> => {
  const part = zipParts(bytes, { ...readLimits, ratio: 100_000 }).get('word/document.xml')
  if (part === undefined) throw new Error('no document.xml')
  let xml = ''
  for await (const chunk of inflatePart(bytes, part)) xml += chunk.toString('utf8')
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&'))
    .join('')
}

describe.each(papers)('$name', ({ paper }) => {
  test('as PDF: the same bytes twice, every text of it, faces embedded, language and bookmarks', async () => {
    const one = await renderDocument(paper, 'pdf', host)
    expect(one.bytes.equals((await renderPdf(tidyDocument(structuredClone(paper)), one.digest, faces)).bytes)).toBe(true)
    const read = readPdf(one.bytes)
    expect(read.pages).toHaveLength(one.pages ?? 0)
    expect(missing(paper, read.pages.map(bodyOf).join(''))).toEqual([])
    expect(read.fonts.length).toBeGreaterThan(0)
    for (const font of read.fonts) expect(font).toMatchObject({ embedded: true, mapped: true })
    expect(read.catalog).toContain(`/Lang (${paper.lang === 'zh' ? 'zh-CN' : 'en'})`)
    expect(read.outlines.length).toBeGreaterThan(0)
    // Page number, number of the paper and short hash on each (practice P4).
    for (const [at, page] of read.pages.entries()) {
      const foot = withoutBlanks(page.map(({ text }) => text).join(''))
      expect(foot).toContain(`—${at + 1}—`)
      expect(foot).toContain(withoutBlanks(`${paper.number}${paper.lang === 'zh' ? '校验' : 'Check'}${one.digest.slice(0, 16)}`))
    }
  })

  test('as docx: the same bytes twice, and every text of it', async () => {
    const one = await renderDocument(paper, 'docx', host)
    expect(one.bytes.equals((await renderDocx(tidyDocument(structuredClone(paper)), one.digest)).bytes)).toBe(true)
    expect(missing(paper, withoutBlanks(await docxText(one.bytes)))).toEqual([])
  })

  test('says nothing that was not said', () => {
    expect(paper.blocks.flatMap(textsOf).join('\n')).not.toMatch(/undefined|null|\[object|\$\{|NaN/)
  })
})

test('other programs read it: poppler finds the texts and embedded faces, LibreOffice opens the docx', async (context) => {
  if (!poppler && !office) context.skip('neither poppler-utils nor LibreOffice is installed')
  const skipped: string[] = []
  const [agreement] = papers
  if (agreement === undefined) throw new Error('no paper')
  if (poppler) {
    for (const { name, paper } of papers.filter(({ name }) => /^(?:agreement|request.reply|ledger.requests|handOver) /.test(name))) {
      const path = join(temp, 'paper.pdf')
      writeFileSync(path, (await renderDocument(paper, 'pdf', host)).bytes)
      const text = spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' })
      expect([name, text.status, text.stderr]).toEqual([name, 0, ''])
      const body = text.stdout
        .split('\f')
        .map((page) => withoutBlanks(page).replace(/—\d+—.*$/, ''))
        .join('')
      expect([name, missing(paper, body)]).toEqual([name, []])
      const fonts = spawnSync('pdffonts', [path], { encoding: 'utf8' }).stdout.trim().split('\n').slice(2)
      for (const font of fonts) expect([name, font]).toEqual([name, expect.stringMatching(/Identity-H\s+yes yes yes/)])
    }
  } else skipped.push('poppler-utils is not installed')
  if (office) {
    const path = join(temp, 'paper.docx')
    writeFileSync(path, (await renderDocument(agreement.paper, 'docx', host)).bytes)
    const done = spawnSync(
      'soffice',
      [`-env:UserInstallation=file://${temp}/profile`, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', temp, path],
      { encoding: 'utf8', timeout: 120_000 },
    )
    expect(done.status).toBe(0)
    expect(missing(agreement.paper, withoutBlanks(readFileSync(join(temp, 'paper.txt'), 'utf8')))).toEqual([])
  } else skipped.push('LibreOffice is not installed')
  for (const why of skipped) process.stdout.write(`not tried: ${why}\n`)
}, 300_000)

const plain = (blocks: readonly Block[], more: Partial<DocumentModel> = {}): DocumentModel => ({
  lang: 'zh',
  name: '试样',
  number: '',
  on: '2026-11-27',
  agency: '澄湖市民政局',
  paper: 'upright',
  numbering: 'sections',
  blocks,
  ...more,
})
const says = (text: string): DocumentModel => plain([{ kind: 'paragraph', text }])

test('names with rare characters are set, in a further face where need be, and are found again', async () => {
  const { bytes } = await renderDocument(says('王𠮷祥、李䶮'), 'pdf', host)
  const read = readPdf(bytes)
  expect(bodyOf(read.pages[0] ?? [])).toBe('王𠮷祥、李䶮')
  expect(read.fonts.map(({ name }) => name.slice(7)).sort()).toEqual(['NotoSerifJP-Regular', 'NotoSerifSC-Regular'])
})

test('two characters of one shape stay two in the text', async () => {
  const { bytes } = await renderDocument(says('一⼀，·・'), 'pdf', host)
  expect(bodyOf(readPdf(bytes).pages[0] ?? [])).toBe('一⼀，·・')
})

test('a character without a glyph is refused by its name and place; docx leaves it to the reader’s faces', async () => {
  const table = plain([{ kind: 'table', columns: [{ title: '姓名', width: 1 }], rows: [['张😀三']] }])
  await expect(renderDocument(table, 'pdf', host)).rejects.toMatchObject({
    failure: { code: 'document.noGlyph', params: { character: '😀', code: 'U+1F600', where: '表格“张😀三”' } },
  })
  expect(withoutBlanks(await docxText((await renderDocument(table, 'docx', host)).bytes))).toContain('张😀三')
  await expect(renderDocument(says('م'), 'pdf', host)).rejects.toMatchObject({ failure: { code: 'document.noGlyph' } })
})

test.each([
  ['NUL', 'a\u0000b', 'U+0000'],
  ['an override of the order of writing', '金额\u202e001', 'U+202E'],
  ['an isolate', '甲\u2066乙', 'U+2066'],
  ['half a pair', '甲\ud842', 'U+D842'],
  ['private use', '甲\ue000', 'U+E000'],
  ['escape', '甲\u001b[31m', 'U+001B'],
])('%s is in no paper', async (_, text, code) => {
  for (const format of ['pdf', 'docx'] as const)
    await expect(renderDocument(says(text), format, host)).rejects.toMatchObject({ failure: { code: 'document.badCharacter', params: { code } } })
})

test('harmless invisible characters are left out, line ends are made one', async () => {
  const { bytes } = await renderDocument(says('\ufeff共\u200b享\u00ad\r\n数据\u000b目录 e\u0301'), 'pdf', host)
  expect(bodyOf(readPdf(bytes).pages[0] ?? [])).toBe('共享数据目录é')
})

test('hostile lengths: a word of 5,000 letters, 200 rows, a cell higher than a page, markup', async () => {
  const word = 'w'.repeat(5000)
  const cell = '很长的说明。'.repeat(800)
  const rows = Array.from({ length: 200 }, (_, at) => [String(at + 1), at === 100 ? cell : `第${at + 1}项<b>&amp;</b>`])
  const columns = [
    { title: '序号', width: 1 },
    { title: '说明', width: 5 },
  ]
  const paper = plain([
    { kind: 'paragraph', text: word },
    { kind: 'table', columns, rows },
  ])
  const { bytes, pages } = await renderDocument(paper, 'pdf', host)
  const read = readPdf(bytes)
  const bodies = read.pages.map(bodyOf)
  expect(bodies[0]).toContain('www')
  expect((bodies.join('').match(/w/g) ?? []).length).toBe(5000)
  expect(rows.flat().filter((text) => text !== cell && !bodies.join('').includes(text))).toEqual([])
  expect(
    (
      bodies
        .map((body) => body.replace('序号说明', ''))
        .join('')
        .match(/很长的说明。/g) ?? []
    ).length,
  ).toBe(800)
  // The head of the table stands on each of its pages.
  const first = bodies.findIndex((body) => body.includes('序号说明'))
  expect(bodies.slice(first).every((body) => body.includes('序号说明'))).toBe(true)
  expect(pages).toBeGreaterThan(8)
  // Nothing is outside the 版心, but for the foot.
  for (const page of read.pages)
    for (const { x, y } of page) {
      expect(x).toBeGreaterThan((28 * 72) / 25.4 - 1)
      expect(x).toBeLessThan((184 * 72) / 25.4 + 1)
      expect(y).toBeLessThan(841.89 - (37 * 72) / 25.4)
      expect(y).toBeGreaterThan((20 * 72) / 25.4)
    }
  expect(missing(paper, withoutBlanks(await docxText((await renderDocument(paper, 'docx', host)).bytes)))).toEqual([])
})

test('22 lines a page of 28 characters', async () => {
  const { bytes } = await renderDocument(says('字'.repeat(28 * 45 - 2)), 'pdf', host)
  const [first = []] = readPdf(bytes).pages
  const lines = first.filter(({ text }) => text.includes('字'))
  expect(lines).toHaveLength(22)
  expect(lines.slice(1).every(({ text, size }) => [...text].length === 28 && size === 16)).toBe(true)
})

test('署名 never stands alone on its page, whatever the length of the letter', async () => {
  for (let lines = 10; lines <= 24; lines++) {
    const body = Array.from({ length: lines }, (_, at): Block => ({ kind: 'paragraph', text: `正文${at}` }))
    const paper = plain([{ kind: 'title', text: '标题' }, ...body, { kind: 'signOff', agency: '落款机关', on: null }, { kind: 'copyTo', text: '某局。' }])
    const pages = readPdf((await renderPdf(paper, '', faces)).bytes).pages.map(bodyOf)
    const signed = pages.find((page) => page.includes('落款机关'))
    expect([lines, signed]).toEqual([lines, expect.stringContaining(`正文${lines - 1}`)])
    expect(signed).toContain('抄送：某局。')
  }
})

test('a heading is not left at the foot of a page', async () => {
  for (let lines = 15; lines <= 24; lines++) {
    const body = Array.from({ length: lines }, (_, at): Block => ({ kind: 'paragraph', text: `正文${at}` }))
    const pages = readPdf(
      (await renderPdf(plain([...body, { kind: 'heading', level: 1, text: '小标题' }, { kind: 'paragraph', text: '其后' }]), '', faces)).bytes,
    ).pages.map(bodyOf)
    expect(pages.find((page) => page.includes('小标题'))).toContain('一、小标题其后')
  }
})

test('a draft bears no date, an issued paper its own; nothing tells the time it was made', async () => {
  const dated = (await renderDocument(says('甲'), 'pdf', host)).bytes.toString('latin1')
  expect(dated).toContain('D:20261127000000Z')
  const draft = (await renderDocument({ ...says('甲'), on: null }, 'pdf', host)).bytes.toString('latin1')
  expect(draft).not.toContain('/CreationDate')
  expect(draft).not.toMatch(/D:\d{8}/)
  const year = String(new Date().getFullYear())
  for (const on of ['2019-03-04', null]) {
    const { bytes } = await renderDocument({ ...says('甲'), on }, 'docx', host)
    for (const part of zipParts(bytes, { ...readLimits, ratio: 100_000 }).values()) {
      let text = ''
      for await (const chunk of inflatePart(bytes, part)) text += chunk.toString('utf8')
      expect([part.name, text.includes(`${year}-`)]).toEqual([part.name, false])
    }
  }
})

test('the short hash stands for what is said, not for who takes the copy', async () => {
  const stamp = { agency: '甲局', user: '李䶮', on: '2026-11-27', purpose: '报送' }
  const [bare, taken] = [await renderDocument(says('甲'), 'pdf', host), await renderDocument({ ...says('甲'), stamp }, 'pdf', host)]
  expect(taken.digest).toBe(bare.digest)
  expect(taken.sha256).not.toBe(bare.sha256)
  expect((await renderDocument(says('乙'), 'pdf', host)).digest).not.toBe(bare.digest)
  const digest = 'ab'.repeat(32)
  expect(readPdf((await renderDocument({ ...says('甲'), digest }, 'pdf', host)).bytes).pages[0]?.at(-1)?.text).toContain('abab abab abab abab')
})

test('a paper with a classification mark is made nowhere: in a text, in a cell under 密级, beside a label', async () => {
  const marked = { failure: { code: 'secrecy.marked' } }
  await expect(renderDocument(says('机密★10年'), 'pdf', host)).rejects.toMatchObject(marked)
  await expect(renderDocument(plain([{ kind: 'table', columns: [{ title: '是否涉密', width: 1 }], rows: [['是']] }]), 'docx', host)).rejects.toMatchObject(
    marked,
  )
  await expect(renderDocument(plain([{ kind: 'pairs', rows: [[{ label: '密级', value: '秘密' }]] }]), 'pdf', host)).rejects.toMatchObject(marked)
})

test('a register of rows alike, which packs a hundredfold, is written as docx', async () => {
  const facts = { agency: '甲局', on: '2026-11-27', rows: Array.from({ length: 600 }, () => ({ subject: '同一事项', conclusion: '可以提供' })) }
  const template = templates.find(({ id }) => id === 'ledger.reviews')
  const { bytes } = await renderDocument(template?.make(template.facts.parse(facts), 'zh') ?? plain([]), 'docx', host)
  expect((await docxText(bytes)).match(/同一事项/g)).toHaveLength(600)
})

test('more than any paper holds is refused', async () => {
  const rows = Array.from({ length: 50_001 }, () => ['一'])
  await expect(renderDocument(plain([{ kind: 'table', columns: [{ title: '一', width: 1 }], rows }]), 'pdf', host)).rejects.toMatchObject({
    failure: { code: 'document.tooLarge' },
  })
  await expect(renderDocument(says('长'.repeat(1_000_001)), 'pdf', host)).rejects.toMatchObject({ failure: { code: 'document.tooLarge' } })
})
