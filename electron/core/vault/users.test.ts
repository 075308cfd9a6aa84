import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { givenPassphraseOf, makeTestCore, passphraseOf, settle, type TestCore, type TestOptions } from './testing.ts'

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
const newPassphrase = 'entirely new 2026 words'
const ownPassphrase = 'nobody else knows these'

test('the founder can only add users until the three administrators exist, and nobody after that', async () => {
  const { call, value } = await make({ vault: false })
  await value('vault.create', { user: '创建人', roles: ['catalogueOfficer'] }, { passphrase: newPassphrase })
  expect(await call('catalogue.save', { patch: { title: 'x' }, secrecy: '不涉密' })).toMatchObject({
    error: { code: 'vault.incomplete', params: { missing: 'systemAdmin, securityAdmin, auditAdmin' } },
  })
  expect(await call('vault.backup', {})).toMatchObject(refused('vault.incomplete'))
  const one = await value('vault.addUser', { name: '甲', roles: ['systemAdmin'] }, { newPassphrase })
  expect(one.complete).toBe(false)
  expect(await call('vault.addUser', { name: '甲', roles: ['auditAdmin'] }, { newPassphrase })).toMatchObject(refused('user.exists'))
  expect(await call('vault.addUser', { name: '乙', roles: ['auditAdmin'] }, { newPassphrase: 'aaaaaaaaaaaa' })).toMatchObject(refused('passphrase.simple'))
  await value('vault.addUser', { name: '乙', roles: ['securityAdmin'] }, { newPassphrase })
  const last = await value('vault.addUser', { name: '丙', roles: ['auditAdmin'] }, { newPassphrase })
  expect(last.complete).toBe(true)
  expect(await call('vault.addUser', { name: '丁', roles: ['departmentHead'] }, { newPassphrase })).toMatchObject(refused('access.denied'))
  // The founder's own roles have taken effect.
  await value('catalogue.save', { patch: { title: '人口信息' }, secrecy: '不涉密' })
})

test('an administrator who signs in too early can do nothing either', async () => {
  const { call, value } = await make({ vault: false })
  await value('vault.create', { user: '创建人' }, { passphrase: newPassphrase })
  await value('vault.addUser', { name: '乙', roles: ['securityAdmin'] }, { newPassphrase })
  await settle(value, '乙', ownPassphrase, newPassphrase)
  expect(await call('vault.setIdleLock', { minutes: 5 })).toMatchObject(refused('vault.incomplete'))
})

test.each(['systemAdmin', 'securityAdmin'] as const)('until there are three, a %s adds nobody', async (role) => {
  const { call, value } = await make({ vault: false })
  await value('vault.create', { user: '创建人' }, { passphrase: newPassphrase })
  await value('vault.addUser', { name: '乙', roles: [role] }, { newPassphrase })
  await settle(value, '乙', ownPassphrase, newPassphrase)
  for (const roles of [['securityAdmin'], ['auditAdmin'], ['departmentHead']] as const) {
    expect(await call('vault.addUser', { name: '丙', roles: [...roles] }, { newPassphrase })).toMatchObject(refused('vault.incomplete'))
  }
  await value('vault.unlock', { user: '创建人' }, { passphrase: newPassphrase })
  await value('vault.addUser', { name: '丙', roles: ['auditAdmin'] }, { newPassphrase })
})

test('who was added can do nothing before the passphrase is another one', async () => {
  const { as, call, value, temp, dir } = await make()
  await as('sec')
  await value('vault.addUser', { name: '新人', roles: ['catalogueOfficer', 'departmentHead'] }, { newPassphrase })
  const second = { with: { user: '新人', passphrase: newPassphrase } }
  // Nor is anybody present whose passphrase the other one typed.
  expect(await call('vault.exportKey', {}, second)).toMatchObject({ error: { code: 'passphrase.givenSecond', params: { user: '新人' } } })
  await as('officer')
  const { name } = await value('vault.backup', {})
  const restore = { user: 'sec', name }
  expect(await call('vault.restore', restore, { passphrase: passphraseOf('sec'), ...second })).toMatchObject(refused('passphrase.givenSecond'))

  const session = await value('vault.unlock', { user: '新人' }, { passphrase: newPassphrase })
  expect(session.mustChangePassphrase).toBe(true)
  for (const refusal of [
    call('catalogue.save', { patch: { title: 'x' }, secrecy: '不涉密' }),
    call('catalogue.search', { text: '' }),
    call('catalogue.export', { file: join(temp, 'x.csv'), format: 'csv' }),
    call('vault.backups', {}),
    call('vault.keychain', { on: true }, { passphrase: newPassphrase }),
    call('profile.get', {}),
    call('audit.verify', {}),
    call('vault.stayOpen', {}),
  ]) {
    expect(await refusal).toMatchObject(refused('passphrase.given'))
  }
  expect(await value('vault.status', {})).toMatchObject({ state: 'open', session: { mustChangePassphrase: true } })
  expect(await call('vault.changePassphrase', {}, { passphrase: newPassphrase, newPassphrase })).toMatchObject(refused('passphrase.same'))
  // It is not forgotten by a lock.
  await value('vault.lock', {})
  await value('vault.unlock', { user: '新人' }, { passphrase: newPassphrase })
  expect(await call('profile.get', {})).toMatchObject(refused('passphrase.given'))
  const before = readFileSync(join(dir, 'vault.json'))
  await value('vault.changePassphrase', {}, { passphrase: newPassphrase, newPassphrase: ownPassphrase })
  expect((await value('vault.status', {})).session?.mustChangePassphrase).toBe(false)
  await value('catalogue.save', { patch: { title: '人口信息' }, secrecy: '不涉密' })
  await value('vault.unlock', { user: '新人' }, { passphrase: ownPassphrase })
  await value('profile.get', {})
  await value('vault.lock', {})
  // Whoever puts the older header back gets the first passphrase, and the duty to change it along with it.
  for (const file of ['vault.json', 'vault.copy.json']) writeFileSync(join(dir, file), before)
  await value('vault.unlock', { user: '新人' }, { passphrase: newPassphrase })
  expect(await call('profile.get', {})).toMatchObject(refused('passphrase.given'))
})

test('a seal does not keep anybody from the first change', async () => {
  const { as, value } = await make()
  await as('sec')
  await value('vault.addUser', { name: '保密员', roles: ['confidentialityOfficer'] }, { newPassphrase: givenPassphraseOf('新') })
  await value('vault.seal', {})
  await settle(value, '保密员', ownPassphrase, givenPassphraseOf('新'))
  expect((await value('vault.seal', {})).copies).toEqual([])
})

test('two names that look alike are one', async () => {
  const { as, call, value } = await make()
  await as('sec')
  await value('vault.addUser', { name: 'Zhang三', roles: ['departmentHead'] }, { newPassphrase })
  for (const name of ['zhang三', 'ＺＨＡＮＧ三', 'OFFICER']) {
    expect(await call('vault.addUser', { name, roles: ['departmentHead'] }, { newPassphrase })).toMatchObject(refused('user.exists'))
  }
})

test('the three administrators: what may be combined and what not', async () => {
  const { as, call, value } = await make()
  await as('sec')
  const add = (roles: Parameters<typeof call<'vault.addUser'>>[1]['roles'], combineReason?: string) =>
    call('vault.addUser', { name: '新人', roles, ...(combineReason === undefined ? {} : { combineReason }) }, { newPassphrase })
  expect(await add(['auditAdmin', 'systemAdmin'], '人手不足')).toMatchObject(refused('user.rolesClash'))
  expect(await add(['auditAdmin', 'securityAdmin'], '人手不足')).toMatchObject(refused('user.rolesClash'))
  expect(await add(['systemAdmin', 'securityAdmin'])).toMatchObject(refused('user.combineReason'))
  expect(await add(['systemAdmin', 'securityAdmin'], ' ')).toMatchObject(refused('call.invalid'))
  expect(await add(['systemAdmin', 'securityAdmin', 'catalogueOfficer', 'departmentHead'], '全局只有两人')).toMatchObject({
    ok: true,
    value: { user: { combineReason: '全局只有两人' } },
  })
  expect(await call('vault.setRoles', { user: 'officer', roles: ['auditAdmin', 'securityAdmin'] })).toMatchObject(refused('user.rolesClash'))
  await value('vault.setRoles', { user: 'officer', roles: ['auditAdmin', 'catalogueOfficer'] })
  await as('aud')
  expect((await value('audit.list', { action: 'vault.setRoles' })).events.map(({ outcome }) => outcome)).toEqual(['ok', 'user.rolesClash'])
})

test('only the security administrator makes administrators', async () => {
  const { as, call } = await make()
  await as('sys')
  expect(await call('vault.addUser', { name: '新人', roles: ['securityAdmin'] }, { newPassphrase })).toMatchObject(refused('user.adminRoles'))
  expect((await call('vault.addUser', { name: '新人', roles: ['catalogueOfficer'] }, { newPassphrase })).ok).toBe(true)
})

test('there is always one of each administrator', async () => {
  const { as, call, value } = await make()
  await as('sec')
  expect(await call('vault.setRoles', { user: 'aud', roles: ['departmentHead'] })).toMatchObject({
    error: { code: 'user.lastAdministrator', params: { role: 'auditAdmin' } },
  })
  expect(await call('vault.disableUser', { user: 'sys', reason: '调离' })).toMatchObject(refused('user.lastAdministrator'))
  expect(await call('vault.disableUser', { user: 'sec', reason: '调离' })).toMatchObject(refused('user.self'))
  expect(await call('vault.disableUser', { user: '无此人', reason: '调离' })).toMatchObject(refused('user.unknown'))
  await value('vault.addUser', { name: 'aud2', roles: ['auditAdmin'] }, { newPassphrase })
  await value('vault.setRoles', { user: 'aud', roles: ['departmentHead'] })
})

test.each(['sqlcipher', 'aegis'] as const)('who leaves is shut out by a new key; the others notice nothing (%s)', async (cipher) => {
  const { as, call, value, dir, temp, recoveryCode } = await make({ cipher })
  await as('officer')
  await value('catalogue.save', { patch: { title: '人口信息' }, secrecy: '不涉密' })
  const backup = await value('vault.backup', {})
  await as('sys')
  await value('vault.copyBackup', { name: backup.name, file: join(temp, 'outside.mulu') })
  await as('sec')
  const left = await value('vault.disableUser', { user: 'head', reason: '调离' })
  expect(left).toMatchObject({ olderBackups: [backup.name, 'outside.mulu'], user: { name: 'head' } })
  expect(left.user.disabledAt).not.toBeNull()
  // The session goes on under the new key, and only the new file is left.
  expect((await value('vault.users', {})).users.filter(({ disabledAt }) => disabledAt !== null)).toHaveLength(1)
  expect(readdirSync(dir).filter((name) => name.startsWith('catalogue'))).toEqual(expect.arrayContaining(['catalogue-2.db']))
  expect(existsSync(join(dir, 'catalogue.db'))).toBe(false)
  expect(await call('vault.disableUser', { user: 'head', reason: '调离' })).toMatchObject(refused('user.disabled'))
  expect(await call('vault.unlock', { user: 'head' }, { passphrase: passphraseOf('head') })).toMatchObject(refused('vault.wrongPassphrase'))
  for (const user of ['officer', 'sys', 'aud', 'keeper', 'founder'] as const) await as(user)
  await value('vault.unlock', { user: 'officer', by: 'recovery' }, { recoveryCode })
  expect((await value('catalogue.check', {})).entries).toBe(1)
  expect((await value('audit.verify', {})).broken).toBeNull()
})
