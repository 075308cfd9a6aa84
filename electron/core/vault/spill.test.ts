import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { emptyContent } from '../../../shared/catalogue.ts'
import { openReader, openWriter } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { putConflict } from '../sync/conflicts.ts'
import { putOutgoing } from '../sync/outbox.ts'
import { putShadow } from '../sync/shadow.ts'
import { makeTestCore, passphraseOf, type TestCore, type TestOptions } from './testing.ts'

let made: TestCore[] = []
const make = async (options: TestOptions = {}) => {
  const one = await makeTestCore(options)
  made.push(one)
  return one
}
afterEach(async () => {
  for (const one of made) await one.close()
  made = []
})
const refused = (code: string) => ({ ok: false, error: { code } })
const second = { with: { user: 'sec', passphrase: passphraseOf('sec') } }
const ruling = { approvalNumber: '国保〔2026〕1号', approvedOn: '2026-11-22' }

test('a sealed vault is frozen for everyone until the authority has spoken', async () => {
  const { as, call, value, temp } = await make()
  await as('officer')
  const { name } = await value('vault.backup', {})
  await as('keeper')
  expect(await call('vault.unseal', ruling, second)).toMatchObject(refused('vault.notSealed'))
  expect(await call('vault.purge', { ...ruling, entryIds: ['2d9b5c57-2a53-4fb7-a7ad-58d1c1f6a7b0'] }, second)).toMatchObject(refused('vault.notSealed'))
  const sealed = await value('vault.seal', { note: '疑似涉密' })
  expect(Date.parse(sealed.reportBy) - Date.parse(sealed.sealedAt)).toBe(24 * 3_600_000)
  expect(sealed.copies).toMatchObject([{ kind: 'backup', where: name }])
  expect((await value('vault.seal', {})).sealedAt).toBe(sealed.sealedAt)
  await as('officer')
  expect((await value('vault.status', {})).session?.sealed).toBe(true)
  expect(await call('catalogue.save', { patch: { title: 'x' }, secrecy: '不涉密' })).toMatchObject(refused('vault.sealed'))
  expect(await call('vault.backup', {})).toMatchObject(refused('vault.sealed'))
  await as('sys')
  expect(await call('vault.copyBackup', { name, file: join(temp, 'x') })).toMatchObject(refused('vault.sealed'))
  expect(await call('vault.exportKey', {}, second)).toMatchObject(refused('vault.sealed'))
  // Nor can an older backup be put in its place.
  expect(await call('vault.restore', { user: 'officer', name }, { passphrase: passphraseOf('officer'), ...second })).toMatchObject(refused('vault.sealed'))
  await as('keeper')
  expect(await call('vault.unseal', ruling)).toMatchObject(refused('access.second'))
  await value('vault.unseal', ruling, second)
  await as('officer')
  expect((await call('vault.backup', {})).ok).toBe(true)
})

test('a purge of entries nobody knows touches nothing', async () => {
  const { as, call, value, dir } = await make()
  await as('officer')
  const { id } = await value('catalogue.save', { patch: { title: '不该在这里的' }, secrecy: '不涉密' })
  const { name } = await value('vault.backup', {})
  await as('keeper')
  // One that only an older backup held is known by the seal.
  const elsewhere = '7f1c1a52-5d3c-4f0e-9f5e-1b8f1f0f2a11'
  await value('vault.seal', { entryIds: [id, elsewhere] })
  const before = readdirSync(dir).filter((file) => /^catalogue.*\.db$/.test(file))
  const entryIds = [id, elsewhere, '2d9b5c57-2a53-4fb7-a7ad-58d1c1f6a7b0']
  expect(await call('vault.purge', { ...ruling, entryIds }, second)).toMatchObject({ error: { code: 'purge.unknownEntries', params: { count: 1 } } })
  expect(readdirSync(join(dir, 'backups'))).toEqual([name])
  expect(readdirSync(dir).filter((file) => /^catalogue.*\.db$/.test(file))).toEqual(before)
  expect((await value('vault.purge', { ...ruling, entryIds: [id, elsewhere] }, second)).certificate).toMatchObject({ entries: 1, backups: [name] })
})

test('a seal is not forgotten by an older header, nor by a new passphrase', async () => {
  const { as, call, value, dir, recoveryCode } = await make()
  await as('officer')
  const { name } = await value('vault.backup', {})
  const old = readFileSync(join(dir, 'vault.json'))
  await as('keeper')
  await value('vault.seal', {})
  const fresh = 'entirely new 2026 words'
  await value('vault.resetPassphrase', { user: 'head' }, { recoveryCode, newPassphrase: fresh })
  await value('vault.unlock', { user: 'head' }, { passphrase: fresh })
  expect((await value('vault.status', {})).session?.sealed).toBe(true)
  await value('vault.lock', {})
  for (const file of ['vault.json', 'vault.copy.json']) writeFileSync(join(dir, file), old)
  const restore = () => call('vault.restore', { user: 'officer', name }, { passphrase: passphraseOf('officer'), ...second })
  expect(await restore()).toMatchObject(refused('vault.sealed'))
  await as('officer')
  expect(await restore()).toMatchObject(refused('vault.sealed'))
  expect((await value('vault.status', {})).session?.sealed).toBe(true)
})

const locationOf = async (one: TestCore, cipher: 'sqlcipher' | 'aegis') => {
  await one.as('sys')
  const { keyHex } = await one.value('vault.exportKey', {}, second)
  await one.value('vault.lock', {})
  const [database] = readdirSync(one.dir).filter((file) => /^catalogue.*\.db$/.test(file))
  return { path: join(one.dir, database ?? ''), keyHex, cipher }
}

/** As work with a platform leaves it: a change on its way, what the platform has, and two texts to choose from. */
const leaveWithPlatform = async (one: TestCore, cipher: 'sqlcipher' | 'aegis', id: string, text: string): Promise<void> => {
  const db = openWriter(await locationOf(one, cipher))
  const content = { ...emptyContent(), title: text }
  putOutgoing(db, {
    changeId: 'c',
    id,
    kind: 'patch',
    baseVersion: 1,
    body: text,
    localVersion: 1,
    state: 'sent',
    madeAt: '',
    officer: '',
    note: '',
    problem: null,
  })
  const state = { status: 'draft' as const, publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] }
  putShadow(db, { id, version: 1, content, state, owner: '', ownerName: '', gone: null, localVersion: 0, stale: false })
  putConflict(db, { conflictId: 'k', id, base: content, mineVersion: 1, theirs: content, theirsVersion: 2, theirsBy: '', overlaps: [], openedAt: '' })
  db.close()
}

/** Every value of every table, the index's own included, as the database holds them. */
const dump = async (one: TestCore, cipher: 'sqlcipher' | 'aegis'): Promise<Buffer> => {
  const db = openReader(await locationOf(one, cipher))
  const tables = db.all<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`)
  const rows = tables.flatMap(({ name }) => db.all<Record<string, unknown>>(sql([`SELECT * FROM "${name}"`] as unknown as TemplateStringsArray)))
  db.close()
  return Buffer.concat(rows.flatMap((row) => Object.values(row).map((value) => Buffer.from(value instanceof Uint8Array ? value : String(value)))))
}

test.each(['sqlcipher', 'aegis'] as const)(
  'a purge reaches entry, versions, index, backups and kept files (%s)',
  async (cipher) => {
    const one = await make({ cipher })
    const { as, value, dir, temp } = one
    await as('officer')
    const { id } = await value('catalogue.save', { patch: { title: '不该在这里的公租房名册' }, secrecy: '不涉密' })
    await value('catalogue.save', { id, base: 1, patch: { title: '改过一次的名字' }, secrecy: '不涉密' })
    const bulk = { filter: { ids: [id] }, operation: { kind: 'set' as const, field: 'abstract', value: '租房名册底稿' } }
    const previewed = await value('catalogue.bulkPreview', bulk)
    await value('catalogue.bulkApply', { ...bulk, previewDigest: previewed.whole?.digest ?? '', secrecy: '不涉密', reason: '名册改过' })
    await value('catalogue.save', { patch: { title: '人口基本信息' }, secrecy: '不涉密' })
    const { name } = await value('vault.backup', {})
    const restored = await value('vault.restore', { user: 'officer', name }, { passphrase: passphraseOf('officer'), ...second })
    const kept = restored.keptAs ?? ''
    await leaveWithPlatform(one, cipher, id, '报给平台的底册')
    const words = ['公租', '租房', '名册', '改过', '底册']
    const before = await dump(one, cipher)
    for (const word of words) expect(before.includes(word), word).toBe(true)
    await as('sys')
    await value('vault.copyBackup', { name, file: join(temp, 'outside.mulu') })
    await as('keeper')
    await value('vault.seal', { entryIds: [id] })
    const { certificate } = await value('vault.purge', { ...ruling, entryIds: [id] }, second)
    expect(certificate).toMatchObject({ entries: 1, versions: 3, backups: [name, kept], approvalNumber: ruling.approvalNumber })
    expect(certificate.outside).toMatchObject([{ kind: 'backup', where: 'outside.mulu' }])
    expect(certificate.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(existsSync(join(dir, kept))).toBe(false)
    expect(readdirSync(join(dir, 'backups'))).toEqual([])
    await value('vault.unseal', ruling, second)
    const after = await dump(one, cipher)
    for (const word of words) expect(after.includes(word), word).toBe(false)
    expect(after.includes('人口')).toBe(true)
    await as('aud')
    const { events } = await value('audit.list', { action: 'vault.purge' })
    expect(events).toMatchObject([{ actor: 'keeper', second: 'sec', digest: certificate.digest }])
    expect((await value('audit.verify', {})).broken).toBeNull()
    expect(readFileSync(join(dir, 'vault.json'), 'utf8')).toContain('"sealedAt": null')
  },
  30_000,
)

test('a purge takes papers along: those of its entries, wherever else they are, and those that are named', async () => {
  const one = await make()
  const { as, call, value, temp } = one
  await as('officer')
  const ids: string[] = []
  for (const title of ['公租房名册', '人口基本信息', '户籍信息']) ids.push((await value('catalogue.save', { patch: { title }, secrecy: '不涉密' })).id)
  const [spilt = '', other = '', third = ''] = ids
  const paper = async (text: string, entries: string[]) => {
    const file = join(temp, `${text}.pdf`)
    writeFileSync(file, `%PDF-1.7 ${text}`)
    return (await value('attachment.add', { file, secrecy: '不涉密', entries })).sha256
  }
  await paper('名单附表', [spilt, other])
  const named = await paper('会议纪要', [third])
  const kept = await paper('来函正文', [other, third])
  for (const word of ['名单附表', '会议纪要', '来函正文']) expect((await dump(one, 'sqlcipher')).includes(word), word).toBe(true)
  await as('keeper')
  await value('vault.seal', { entryIds: [spilt] })
  expect(await value('vault.findText', { texts: ['名单附表'] })).toMatchObject({
    attachments: 3,
    places: [{ where: 'entry_attachment', field: 'name', count: 2 }],
  })
  const purge = (attachments: string[]) => call('vault.purge', { ...ruling, entryIds: [spilt], attachments }, second)
  expect(await purge(['0'.repeat(64)])).toMatchObject(refused('purge.unknownEntries'))
  expect(await purge([named])).toMatchObject({ value: { certificate: { entries: 1, attachments: 2 } } })
  await value('vault.unseal', ruling, second)
  const after = await dump(one, 'sqlcipher')
  for (const word of ['名单附表', '会议纪要', '公租房']) expect(after.includes(word), word).toBe(false)
  await as('officer')
  expect((await value('attachment.list', { entry: other })).attachments.map(({ sha256 }) => sha256)).toEqual([kept])
  expect(await value('attachment.open', { entry: third, sha256: kept, file: join(temp, 'out.pdf') })).toMatchObject({ sha256: kept })
  expect(readFileSync(join(temp, 'out.pdf'), 'utf8')).toBe('%PDF-1.7 来函正文')
}, 30_000)

test.each(['sqlcipher', 'aegis'] as const)(
  'a purge of words reaches every place they were typed, and says where (%s)',
  async (cipher) => {
    const one = await make({ cipher })
    const { as, call, value, temp } = one
    const secrecy = '不涉密'
    const secret = '甲乙丙工程'
    await as('officer')
    const { id } = await value('catalogue.save', { patch: { title: `${secret}名册`, abstract: '别的话', dutyBasis: `${secret}职责` }, secrecy })
    await value('catalogue.save', { id, base: 1, patch: { title: '改过的名字', keywords: '甲乙 丙工程' }, secrecy })
    const { id: clean } = await value('catalogue.save', { patch: { title: '人口基本信息' }, secrecy })
    const gone = await value('catalogue.save', { patch: { title: '撤销的', contact: `${secret}处` }, secrecy })
    await value('catalogue.delete', { entries: [{ id: gone.id, base: 1 }], reason: `${secret}不再有` })
    await value('register.save', { row: { kind: 'duty', name: `${secret}职责`, office: '', basis: '', note: '' } })
    await value('register.save', { row: { kind: 'duty', name: '人口管理', office: '', basis: `关于${secret}的通知`, note: '' } })
    await value('profile.save', { patch: { agency: '民政局', namedPersons: [{ name: '李', duty: `${secret}联络`, phone: '', since: '' }] } })
    const extension = { key: 'a1', label: `${secret}编号`, kind: 'text', choices: [] as string[], required: false } as const
    await value('profile.save', { patch: { extensionFields: [extension] } })
    const columns = [{ column: 0, header: '名称', field: 'title' }]
    await value('catalogue.saveMapping', { name: `${secret}表`, mapping: { sheet: '', headerRows: 1, firstDataRow: 2, columns } })
    await value('catalogue.export', { file: join(temp, `${secret}.json`), format: 'json' })
    const { name } = await value('vault.backup', {})
    expect(await call('vault.findText', { texts: [secret] })).toMatchObject(refused('access.denied'))
    await as('keeper')
    await value('vault.seal', { note: `发现${secret}` })
    expect(await call('vault.findText', { texts: ['甲'] })).toMatchObject(refused('call.invalid'))
    const found = await value('vault.findText', { texts: [`《甲乙丙 工程》`] })
    expect(found.entryIds.sort()).toEqual([id, gone.id].sort())
    const places = found.places.map(({ where, field, count }) => `${where}.${field} ${count}`)
    expect(places).toEqual(
      expect.arrayContaining([
        'copy.place 1',
        'entry.contact 1',
        'entry.dutyBasis 1',
        'entry.keywords 1',
        'entry_version.changes 1',
        'entry_version.note 1',
        'mapping.name 1',
        'profile.value 1',
        'register.basis 1',
        'register.name 1',
        'sealed.value 1',
      ]),
    )
    expect(await call('vault.purge', { ...ruling, texts: [secret], count: 1 }, second)).toMatchObject({
      error: { code: 'purge.otherCount', params: { found: found.count } },
    })
    expect(await call('vault.purge', { ...ruling }, second)).toMatchObject(refused('call.invalid'))
    const { certificate } = await value('vault.purge', { ...ruling, texts: [secret], count: found.count }, second)
    expect(certificate).toMatchObject({ entries: 0, versions: 0, backups: [name], left: [] })
    expect(certificate.erased).toEqual(found.places)
    expect(JSON.stringify(certificate)).not.toContain('甲乙')
    await value('vault.unseal', ruling, second)
    const after = await dump(one, cipher)
    for (const word of [secret, '甲乙', '乙丙']) expect(after.includes(word), word).toBe(false)
    await as('officer')
    // What is left is whole: it can be read, searched, changed and brought back.
    expect((await value('catalogue.get', { id })).entry.content).toMatchObject({ title: '改过的名字', keywords: '', dutyBasis: '', abstract: '别的话' })
    expect(await value('catalogue.search', { text: '改过' })).toMatchObject({ total: 1 })
    expect(await value('catalogue.search', { text: '甲乙' })).toMatchObject({ total: 0 })
    const history = await value('catalogue.history', { id })
    expect(JSON.stringify(history)).not.toContain('甲乙')
    await value('catalogue.undelete', { ids: [gone.id] })
    await value('catalogue.save', { id, base: 2, patch: { keywords: '新词' }, secrecy })
    expect((await value('register.list', {})).rows).toMatchObject([{ name: '人口管理', basis: '' }])
    expect((await value('profile.get', {})).profile).toMatchObject({ agency: '民政局', extensionFields: [], namedPersons: [{ name: '李', duty: '' }] })
    expect((await value('catalogue.get', { id: clean })).entry.content.title).toBe('人口基本信息')
    await as('aud')
    expect((await value('audit.verify', {})).broken).toBeNull()
  },
  60_000,
)

test('what can not be erased is named: a note of the audit, a name somebody signs in with', async () => {
  const { as, value, temp } = await make()
  await as('officer')
  const { name } = await value('vault.backup', {})
  await as('sys')
  await value('vault.copyBackup', { name, file: join(temp, '甲乙丙工程.mulu') })
  await as('sec')
  await value('vault.addUser', { name: '甲乙丙工程组', roles: ['departmentHead'] }, { newPassphrase: 'entirely new 2026 words' })
  await as('keeper')
  await value('vault.seal', {})
  const { count } = await value('vault.findText', { texts: ['甲乙丙工程'] })
  const { certificate } = await value('vault.purge', { ...ruling, texts: ['甲乙丙工程'], count }, second)
  expect(certificate.erased).toEqual([{ where: 'copy', field: 'place', count: 1 }])
  expect(certificate.left.map(({ where, field }) => `${where}.${field}`).sort()).toEqual(['audit.note', 'user.name'])
})
