import { afterEach, expect, test, vi } from 'vitest'
import { migrations } from './db/migrations.ts'
import { makeTestCore, passphraseOf, type TestCore } from './vault/testing.ts'

let made: TestCore | null = null
afterEach(async () => {
  await made?.close()
  made = null
})

/** A vault whose log takes no refusals and no signatures while `meta` says so: what a full disk does. */
const full = (id: number) => ({
  id,
  name: 'full',
  sql: `CREATE TRIGGER full_audit BEFORE INSERT ON audit WHEN NEW.outcome <> 'ok' AND (SELECT value FROM meta WHERE key = 'idleLockMinutes') = '77'
      BEGIN SELECT RAISE(ABORT, 'no space'); END;
    CREATE TRIGGER full_checkpoint BEFORE INSERT ON audit_checkpoint WHEN (SELECT value FROM meta WHERE key = 'idleLockMinutes') = '77'
      BEGIN SELECT RAISE(ABORT, 'no space'); END;`,
})

test('a refusal that can not be recorded ends nothing and is recorded later; the vault locks all the same', async () => {
  const lost = vi.fn()
  process.on('unhandledRejection', lost)
  try {
    made = await makeTestCore({ migrations: [...migrations, full(migrations.length + 1)] })
    const { as, call, value } = made
    await as('sys')
    await value('vault.setIdleLock', { minutes: 77 })
    expect(await call('audit.export', { file: '/nowhere' })).toMatchObject({ error: { code: 'access.denied' } })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(lost).not.toHaveBeenCalled()
    await value('vault.setIdleLock', { minutes: 15 })
    expect(await call('catalogue.search', {})).toMatchObject({ error: { code: 'access.denied' } })
    await value('vault.setIdleLock', { minutes: 77 })
    await value('vault.lock', {})
    expect((await value('vault.status', {})).state).toBe('locked')
    await as('aud')
    const { events } = await value('audit.list', { actor: 'sys' })
    expect(events.filter(({ outcome }) => outcome === 'access.denied').map(({ action }) => action)).toEqual(['catalogue.search', 'audit.export'])
    expect((await value('audit.verify', {})).broken).toBeNull()
  } finally {
    process.off('unhandledRejection', lost)
  }
})

test('guesses of a second person’s passphrase are slowed, also when they come at once', async () => {
  made = await makeTestCore()
  const { as, call } = made
  await as('sys')
  const replies = await Promise.all(Array.from({ length: 5 }, () => call('vault.exportKey', {}, { with: { user: 'officer', passphrase: 'a wrong guess' } })))
  const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code))
  expect(codes).toEqual(['vault.wrongPassphrase', 'vault.wrongPassphrase', 'vault.slowed', 'vault.slowed', 'vault.slowed'])
})

test('a wrong recovery sheet is in the audit', async () => {
  made = await makeTestCore()
  const { as, call, value, recoveryCode } = made
  const other = await makeTestCore()
  const foreign = other.recoveryCode
  await other.close()
  expect(await call('vault.unlock', { user: 'officer', by: 'recovery' }, { recoveryCode: foreign })).toMatchObject({ error: { code: 'recovery.wrong' } })
  const reset = { recoveryCode: foreign, newPassphrase: passphraseOf('officer') }
  expect(await call('vault.resetPassphrase', { user: 'officer' }, reset)).toMatchObject({ error: { code: 'recovery.wrong' } })
  await as('aud')
  const { events } = await value('audit.list', { action: 'vault.unlockFailed' })
  expect(events.map(({ actor, outcome }) => [actor, outcome])).toEqual([
    ['officer', 'recovery.wrong'],
    ['officer', 'recovery.wrong'],
  ])
  expect(JSON.stringify(events)).not.toContain(recoveryCode.slice(0, 5))
})

test('a backup is named, never pointed at', async () => {
  made = await makeTestCore()
  const { as, call, value } = made
  await as('sys')
  const { name } = await value('vault.backup', {})
  const target = { name: `../backups/${name}`, file: `${made.temp}/copy` }
  expect(await call('vault.copyBackup', target)).toMatchObject({ error: { code: 'vault.noBackup' } })
})
