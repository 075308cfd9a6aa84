import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openReader } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { passphraseOf } from '../vault/testing.ts'
import { type ListingDesk, openListingDesk } from './desk.fixture.ts'
import { portalTemplate, writePortal } from './portal.fixture.ts'

// Each listing is read by a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const second = { with: { user: 'sec', passphrase: passphraseOf('sec') } }
const ruling = { approvalNumber: '国保〔2026〕1号', approvedOn: '2026-11-22' }

/** Every value of every table, as the database holds them. */
const dump = async (desk: ListingDesk): Promise<Buffer> => {
  await desk.as('sys')
  const { keyHex } = await desk.value('vault.exportKey', {}, second)
  await desk.value('vault.lock', {})
  const [database = ''] = readdirSync(desk.dir).filter((file) => /^catalogue.*\.db$/.test(file))
  const db = openReader({ path: join(desk.dir, database), keyHex, cipher: 'sqlcipher' })
  const tables = db.all<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`)
  const rows = tables.flatMap(({ name }) => db.all<Record<string, unknown>>(sql([`SELECT * FROM "${name}"`] as unknown as TemplateStringsArray)))
  db.close()
  return Buffer.concat(rows.flatMap((row) => Object.values(row).map((value) => Buffer.from(value instanceof Uint8Array ? value : String(value)))))
}

test('a purge reaches what a platform was told and showed of an entry, and a template that holds the words', async () => {
  const desk = await openListingDesk('portal')
  try {
    const gone = await desk.save({ title: '甲乙丙工程名册', provider: '澄湖市民政局', abstract: '甲乙丙工程的摘要' })
    await desk.save({ title: '低保对象信息', provider: '澄湖市民政局', abstract: '提到丁戊己项目' })
    const sent = await desk.export()
    await desk.clerk.take(sent.path)
    await desk.import()
    await desk.save({ abstract: '甲乙丙工程再改' }, gone)
    await desk.export()
    const sheet = desk.file('named')
    await writePortal(sheet, [])
    const mapping = {
      ...portalTemplate.mapping,
      columns: portalTemplate.mapping.columns.map((each) => (each.column === 7 ? { ...each, header: '丁戊己项目' } : each)),
    }
    await desk.value('listing.saveTemplate', { name: '另一个', template: { ...portalTemplate, mapping }, workbook: sheet })
    const before = await dump(desk)
    for (const word of ['甲乙丙工程', '丁戊己项目']) expect(before.includes(word), word).toBe(true)
    await desk.as('keeper')
    await desk.value('vault.seal', { entryIds: [gone] })
    const texts = ['丁戊己项目']
    const { places, count } = await desk.value('vault.findText', { texts })
    expect(places.map(({ where }) => where)).toEqual(expect.arrayContaining(['entry', 'listing_row', 'listing_template']))
    await desk.value('vault.purge', { ...ruling, entryIds: [gone], texts, count }, second)
    await desk.value('vault.unseal', ruling, second)
    const after = await dump(desk)
    for (const word of ['甲乙丙', '丁戊己']) expect(after.includes(word), word).toBe(false)
    expect(after.includes('低保对象信息')).toBe(true)
    await desk.as('officer')
    expect((await desk.value('listing.templates', {})).templates.map(({ name }) => name)).toEqual(['portal'])
  } finally {
    await desk.close()
  }
})
