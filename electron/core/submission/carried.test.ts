import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { cityForm } from '../sheets/city-form.fixture.ts'
import { writeBundle } from '../signing/bundle.ts'
import { canonicalText } from '../signing/canonical-text.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { withFilesBeside } from './beside.fixture.ts'
import { frozenSubmission, submissionText } from './document.fixture.ts'
import { digestsOf } from './pieces.ts'

/** What leaves in more than one file, from one copy to another. */
let one: TestCore
let other: TestCore
const opened = async (): Promise<TestCore> => {
  const core = await makeTestCore()
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '澄湖市民政局', region: '330200', regulations: ['NB-171'], creditCode: '11330200002948201X' } })
  await core.as('officer')
  return core
}
beforeAll(async () => {
  one = await opened()
  other = await opened()
}, 240_000)
afterAll(async () => {
  for (const core of [one, other]) await core?.close()
})

const secrecy = '不涉密' as const
const put = (core: TestCore, name: string, data: Uint8Array): string => {
  const path = join(core.temp, name)
  writeFileSync(path, data)
  return path
}
let nth = 0
const idOf = () => `5b0c6a1e-3f4d-4c2b-9a77-${String(++nth).padStart(12, '0')}`

test('long lists leave in files beside the document and are taken in with it; two copies write the same bytes', async () => {
  const id = idOf()
  const { document, files } = await withFilesBeside({ ...frozenSubmission({ rows: 4, requests: 300 }), id }, { inline: 1000, own: 20_000, file: 90_000 })
  expect(document.beside?.map(({ name, rows }) => [name, rows > 50]).slice(0, 2)).toEqual([
    ['报送-行-request-01.jsonl', true],
    ['报送-行-request-02.jsonl', true],
  ])
  const { bytes } = submissionText(document)
  const file = put(one, '来.json', bytes)
  // In any order and under any name: they are known by what is in them.
  const beside = [...files.values()].toReversed().map((data, at) => put(one, `第${at}份`, data))
  expect(await one.call('submission.import', { file, beside: beside.slice(1), secrecy })).toMatchObject({
    error: { code: 'submission.besideMissing', params: { name: document.beside?.at(-1)?.name } },
  })
  expect(await one.value('submission.import', { file, beside, secrecy })).toMatchObject({ id, known: false, sha256: sha256Hex(bytes) })
  expect(await one.value('submission.verify', { file, beside })).toMatchObject({ consistent: true, problems: [], kept: { same: true } })
  // Without the files it is said what was not counted again, and nothing else is found.
  const { problems } = await one.value('submission.verify', { file })
  expect(problems.map(({ words }) => words.zh)).toEqual(document.beside?.map(({ name, rows }) => `“${name}”（${rows} 行）没有一并交来，由它算出的数未核算。`))

  const out = await one.value('submission.export', { id, file: join(one.temp, '第三季度.json'), format: 'json', secrecy })
  expect(out.beside).toEqual([...files.keys()].map((name) => name.replace('报送', '第三季度')))
  expect(readFileSync(join(one.temp, '第三季度.json')).equals(bytes)).toBe(true)
  for (const [name, data] of files) expect(readFileSync(join(one.temp, name.replace('报送', '第三季度'))).equals(data)).toBe(true)
  expect(readdirSync(one.temp).filter((name) => name.endsWith('.part'))).toEqual([])
  // The other copy gets what this one wrote.
  const there = { file: join(one.temp, '第三季度.json'), beside: out.beside.map((name) => join(one.temp, name)) }
  await other.value('submission.import', { ...there, secrecy })
  for (const format of ['json', 'xlsx', 'pdf'] as const) {
    const [here, elsewhere] = await Promise.all(
      [one, other].map(async (core) => core.value('submission.export', { id, file: join(core.temp, `同.${format}`), format, secrecy })),
    )
    expect(here).toEqual(elsewhere)
  }
  const { table } = await one.value('submission.table', { id, table: 'requests', skip: 295, limit: 10 })
  expect([table.total, table.rows.length, table.rows[0]?.cells[0]]).toEqual([300, 5, 296])
}, 240_000)

const binding = {
  cells: [
    { sheet: '报表', cell: 'D4', value: { kind: 'figure' as const, indicator: 'entry.total', key: null } },
    { sheet: '报表', cell: 'E4', value: { kind: 'previous' as const, indicator: 'entry.total', key: null } },
  ],
  blocks: [],
}
/** Written in the city's form, which it names. */
const inCityForm = async (form: Buffer): Promise<SubmissionDocument> => {
  const whole = frozenSubmission({ rows: 5 })
  const template = { ...whole.template, id: 'chenghu', version: 3, workbook: binding }
  return { ...whole, id: idOf(), template, form: await digestsOf(form) }
}

test('a copy without the city’s form says so and writes no other; with it, it writes the same', async () => {
  const form = await cityForm()
  const document = await inCityForm(form)
  const { id } = document
  const file = put(one, '城市.json', submissionText(document).bytes)
  await one.value('submission.import', { file, secrecy })
  const exported = (core: TestCore, format: 'xlsx' | 'pdf' | 'json') =>
    core.call('submission.export', { id, file: join(core.temp, `城市.${format}`), format, secrecy })
  expect(await exported(one, 'xlsx')).toMatchObject({
    error: { code: 'submission.noForm', params: { template: 'chenghu 3', sha256: document.form?.sha256.slice(0, 16) } },
  })
  expect(readdirSync(one.temp)).not.toContain('城市.xlsx')
  for (const format of ['pdf', 'json'] as const) expect(await exported(one, format)).toMatchObject({ ok: true })
  // Another workbook than the one that is named is none of it.
  await one.value('submission.import', { file, beside: [put(one, '别的.xlsx', Buffer.concat([form, Buffer.alloc(1)]))], secrecy })
  expect(await exported(one, 'xlsx')).toMatchObject({ ok: false })
  expect(await one.value('submission.import', { file, beside: [put(one, '表样.xlsx', form)], secrecy })).toMatchObject({ known: true })
  expect(await exported(one, 'xlsx')).toMatchObject({ ok: true })
  await other.value('submission.import', { file, beside: [put(other, '表样.xlsx', form)], secrecy })
  expect(await exported(other, 'xlsx')).toMatchObject({ ok: true })
  const written = [one, other].map((core) => readFileSync(join(core.temp, '城市.xlsx')))
  expect(written[0]?.equals(written[1] ?? Buffer.alloc(0))).toBe(true)
  // Totals of the form are there for readers that count nothing.
  expect((await readXlsx(written[0] ?? Buffer.alloc(0))).sheets[0]?.rows[3]?.slice(3, 6)).toEqual([5, 4, 9])
}, 240_000)

test('a bundle brings document, form and lists; one whose signatures are of something else is not taken in', async () => {
  const form = await cityForm()
  const document = await inCityForm(form)
  const { bytes, sha256, sm3 } = submissionText(document)
  const bundleOf = async (signed: string) => {
    const content = { title: '报送', sha256: signed, sm3 }
    const subject = {
      kind: 'submission',
      id: document.id,
      version: document.version,
      signers: [{ agency: document.agency.name, as: '填报人', person: '李编目' }],
      content,
    }
    const text = canonicalText(subject)
    const files = new Map([
      ['报送.json', bytes],
      ['表样.xlsx', form],
    ])
    return writeBundle(
      { subject: text, files, entries: [], withdrawals: [] },
      { kind: 'submission', id: document.id, version: document.version, sha256: sha256Hex(text) },
    )
  }
  const wrong = put(one, '别的.zip', await bundleOf('a'.repeat(64)))
  expect(await one.call('submission.import', { file: wrong, secrecy })).toMatchObject({ error: { code: 'submission.signedOther' } })
  expect((await one.value('submission.verify', { file: wrong })).problems[0]?.words.zh).toBe('签名包中签署的不是其中的这份报送。')
  const right = put(one, '签名包.zip', await bundleOf(sha256))
  expect((await one.value('submission.verify', { file: right })).problems.filter(({ figure }) => figure === null)).toEqual([])
  expect(await one.value('submission.import', { file: right, secrecy })).toMatchObject({ id: document.id, known: false })
  const out = await one.value('submission.export', { id: document.id, file: join(one.temp, '由包.xlsx'), format: 'xlsx', secrecy })
  expect(out.beside).toHaveLength(5)
}, 240_000)
