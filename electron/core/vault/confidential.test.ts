import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import { decryptDatabase } from './independent-reader.fixture.ts'
import { makeTestCore, passphraseOf, type TestCore } from './testing.ts'

let made: TestCore | null = null
afterEach(async () => {
  await made?.close()
  made = null
})

const filesOf = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? filesOf(join(dir, name)) : [join(dir, name)]))
const second = { with: { user: 'officer', passphrase: passphraseOf('officer') } }
const words = ['公租房申请信息', '公租', 'rental-housing-application', 'MULUMARK', '事由为调离本单位']

/** Files of the folder in which a word stands in the clear, in either usual encoding. */
const leaks = (dir: string): string[] =>
  filesOf(dir).flatMap((file) => {
    const bytes = readFileSync(file)
    return words.filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))).map((word) => `${file}: ${word}`)
  })

test.each(['sqlcipher', 'aegis'] as const)('nothing that was entered stands in the clear in any file, at any moment (%s)', async (cipher) => {
  const one = await makeTestCore({ cipher })
  made = one
  await one.as('officer')
  const patch = { title: '公租房申请信息', abstract: 'MULUMARK rental-housing-application' }
  const { id } = await one.value('catalogue.save', { patch, secrecy: '不涉密' })
  await one.value('catalogue.save', { id, base: 1, patch: { abstract: 'changed' }, secrecy: '不涉密' })
  expect(filesOf(one.dir).some((file) => file.endsWith('-wal') && statSync(file).size > 0)).toBe(true)
  expect(leaks(one.dir)).toEqual([])
  await one.value('vault.backup', {})
  await one.as('sys')
  const { name } = (await one.value('vault.backups', {})).backups[0] ?? { name: '' }
  await one.value('vault.copyBackup', { name, file: join(one.temp, 'outside') })
  await one.as('sec')
  await one.value('vault.disableUser', { user: 'head', reason: '事由为调离本单位' })
  await one.value('vault.lock', {})
  expect(leaks(one.temp)).toEqual([])
})

test('an independent reader opens the database with the exported key, pages authentic, rows found', async () => {
  const one = await makeTestCore()
  made = one
  await one.as('officer')
  await one.value('catalogue.save', { patch: { title: '公租房申请信息' }, secrecy: '不涉密' })
  await one.as('sys')
  const { keyHex, cipher } = await one.value('vault.exportKey', {}, second)
  expect(cipher).toBe('sqlcipher')
  await one.value('vault.lock', {})
  const plain = join(one.temp, 'plain.db')
  const { pages } = decryptDatabase(join(one.dir, 'catalogue.db'), keyHex, plain)
  const db = new DatabaseSync(plain, { readOnly: true })
  expect(db.prepare('PRAGMA page_count').get()).toEqual({ page_count: pages })
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  expect(db.prepare('SELECT title FROM entry').all()).toEqual([{ title: '公租房申请信息' }])
  expect(db.prepare("SELECT second FROM audit WHERE action = 'vault.exportKey'").get()).toEqual({ second: 'officer' })
  db.close()
  expect(() => decryptDatabase(join(one.dir, 'catalogue.db'), '00'.repeat(32), plain)).toThrow('page 1 is not authentic')
})
