import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templateFacts } from '../../../shared/documents/facts.fixture.ts'
import { templates } from '../../../shared/documents/templates.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { bodyOf, readPdf } from './pdf-text.fixture.ts'

let made: TestCore
beforeAll(async () => {
  made = await makeTestCore()
  await made.as('officer')
  await made.value('profile.save', { patch: { agency: '澄湖市民政局' } })
})
afterAll(async () => {
  await made?.close()
})

const input = (name: string, more: object = {}) => ({
  template: 'request.refusal',
  facts: templateFacts['request.refusal'] ?? {},
  file: join(made.temp, name),
  purpose: '报送审核',
  secrecy: '不涉密' as const,
  ...more,
})

test('each kind of paper says what it must be told, in JSON Schema', async () => {
  const { templates: listed } = await made.value('document.templates', {})
  expect(listed.map(({ id }) => id)).toEqual(templates.map(({ id }) => id))
  for (const { name, facts } of listed) {
    expect(name.zh).not.toBe('')
    expect(name.en).not.toBe('')
    expect(facts).toMatchObject({ type: 'object', $schema: 'https://json-schema.org/draft/2020-12/schema', additionalProperties: false })
  }
  expect((await made.value('document.templates', { template: 'handOver' })).templates).toHaveLength(1)
  expect(await made.call('document.templates', { template: 'nothing' })).toMatchObject({ error: { code: 'document.unknownTemplate' } })
})

test('a paper is made by a process that ends, on record with its digest before the file appears', async () => {
  const pdf = await made.value('document.render', input('a.pdf'))
  const bytes = readFileSync(join(made.temp, 'a.pdf'))
  expect(pdf).toMatchObject({ sha256: sha256Hex(bytes), bytes: bytes.length, pages: 2 })
  const read = readPdf(bytes)
  expect(read.pages.map(bodyOf).join('')).toContain('现将理由函告如下')
  expect(read.pages[0]?.at(-1)?.text).toContain(pdf.check)
  const docx = await made.value('document.render', input('a.docx', { format: 'docx', lang: 'en' }))
  expect(docx).toMatchObject({ pages: null })
  await made.as('aud')
  const { events } = await made.value('audit.list', { action: 'document.render' })
  expect(events).toMatchObject([
    { outcome: 'ok', entity: 'copy', digest: docx.sha256 },
    { outcome: 'ok', entity: 'copy', digest: pdf.sha256, note: `request.refusal, pdf, ${pdf.check}` },
  ])
  expect(JSON.stringify(events)).not.toContain('人口基本信息')
  await made.as('officer')
})

test('a register bears agency, user, day and purpose on each page', async () => {
  await made.value('document.render', { ...input('l.pdf'), template: 'ledger.requests', facts: templateFacts['ledger.requests'] ?? {} })
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  for (const page of readPdf(readFileSync(join(made.temp, 'l.pdf'))).pages)
    expect(page.map(({ text }) => text).join('')).toContain(`澄湖市民政局　officer　${today}　用途：报送审核`)
})

test.each([
  ['without an answer to the question of secrecy', { secrecy: undefined }, 'secrecy.undeclared'],
  ['with another answer', { secrecy: '不确定' }, 'secrecy.unsure'],
  ['with a classification mark among its facts', { facts: { ...templateFacts['request.refusal'], reasons: ['机密★10年'] } }, 'secrecy.marked'],
  ['with a mark in its purpose', { purpose: '秘密★' }, 'secrecy.marked'],
  ['without the legal reason of a refusal (practice P14)', { facts: { ...templateFacts['request.refusal'], basis: [] } }, 'call.invalid'],
  ['of a kind there is not', { template: 'request.nothing' }, 'document.unknownTemplate'],
  ['with a character nobody can set', { facts: { ...templateFacts['request.refusal'], contact: '张😀' } }, 'document.noGlyph'],
])('%s nothing is made', async (_, more, code) => {
  expect(await made.call('document.render', input('no.pdf', more) as never)).toMatchObject({ ok: false, error: { code } })
  expect(existsSync(join(made.temp, 'no.pdf'))).toBe(false)
  expect(existsSync(join(made.temp, 'no.pdf.part'))).toBe(false)
})

test('what is wrong with the facts is said with its place', async () => {
  const facts = { ...templateFacts['request.refusal'], basis: [{ title: '' }] }
  expect(await made.call('document.render', input('no.pdf', { facts }))).toMatchObject({ error: { params: { where: 'facts.basis.0.title' } } })
})

test('an administrator makes no papers', async () => {
  await made.as('sys')
  expect(await made.call('document.render', input('no.pdf'))).toMatchObject({ error: { code: 'access.denied' } })
  await made.as('officer')
})
