import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { signIn, test, words } from './support/app.ts'
import { passphraseOf, people } from './support/office.ts'
import { catalogueOn, choose, goTo, lock, say, toast } from './support/screen.ts'

const w = words('zh')
const { lock: door, vault, backups, audit } = w

const unlockWith = async (page: Page, passphrase: string): Promise<void> => {
  await page.getByRole('textbox', { name: door.passphrase, exact: true }).fill(passphrase)
  await page.getByRole('button', { name: door.unlock, exact: true }).click()
}

/** Which of these words the page holds in its document, its address or its storage. */
const held = async (page: Page, ...looked: string[]): Promise<string[]> => {
  const places = await page.evaluate(() => [
    document.documentElement.outerHTML,
    location.href,
    ...Object.values(localStorage),
    ...Object.values(sessionStorage),
  ])
  return looked.filter((word) => places.some((place) => place.includes(word)))
}

test('wrong passphrases are told, slowed and recorded; the right one opens', async ({ app }) => {
  await choose(app, app.getByRole('combobox', { name: door.user }), people.officer)
  await unlockWith(app, 'horse battery staple')
  await expect(app.getByRole('alert')).toContainText('vault.wrongPassphrase')
  await expect(app.getByRole('textbox', { name: door.passphrase, exact: true })).toHaveValue('')
  // The first waits are short: on a slow machine one may be over before it is seen.
  await expect(async () => {
    await unlockWith(app, 'another guess of mine')
    await expect(app.getByText(door.waitHint)).toBeVisible({ timeout: 1500 })
    await expect(app.getByRole('textbox', { name: door.passphrase, exact: true })).toBeDisabled({ timeout: 500 })
  }).toPass({ intervals: [0] })
  await expect(app.getByRole('textbox', { name: door.passphrase, exact: true })).toBeEnabled()
  await signIn(app, 'officer', w)
  await lock(app, w)
  await signIn(app, 'aud', w)
  await goTo(app, w, 'audit')
  await expect(app.getByRole('row').filter({ hasText: audit.actions['vault-unlockFailed'] }).nth(1)).toBeVisible()
})

test('locking drops what was seen and typed; sleep does the same', async ({ app, served }) => {
  await signIn(app, 'officer', w)
  const catalogue = catalogueOn(app, w)
  await catalogue.open('标准地名信息')
  expect(await held(app, '标准地名', '澄湖')).toEqual(['标准地名', '澄湖'])
  await app.keyboard.press('Control+Shift+L')
  await app.getByRole('combobox', { name: door.user }).waitFor()
  await expect(app.getByText(door.why.user)).toBeVisible()
  expect(await held(app, '地名', '3070349900110601', '澄湖')).toEqual([])
  await expect(served.call('catalogue.search', { text: '' })).rejects.toThrow('vault.locked')

  await signIn(app, 'officer', w)
  await catalogue.found(60)
  await expect(catalogue.search).toHaveValue('')
  await catalogue.open('标准地名信息')
  await catalogue.field('信息资源摘要').fill('没有保存的话')
  served.suspend()
  await expect(app.getByText(door.why.suspend)).toBeVisible()
  expect(await held(app, '地名', '没有保存的话')).toEqual([])
  await signIn(app, 'officer', w)
  await catalogue.open('标准地名信息')
  await catalogue.atVersion(1)
})

test('a forgotten passphrase is set anew with the recovery sheet', async ({ app, served }) => {
  await app.getByRole('button', { name: door.forgot }).click()
  const dialog = app.getByRole('dialog', { name: door.reset.title })
  await choose(app, dialog.getByRole('combobox', { name: door.reset.user }), people.officer)
  const group = (index: number) => dialog.getByRole('textbox', { name: say(vault.recovery.group, { group: index }), exact: true })
  const swapped = served.recoveryCode.slice(0, 4) + (served.recoveryCode[4] === '0' ? '1' : '0')
  await group(1).fill(swapped)
  await expect(dialog.getByText(say(vault.recovery.groupBad, { groups: 1 }))).toBeVisible()
  await group(1).fill('')
  await group(1).pressSequentially(served.recoveryCode.replaceAll('-', '').toLowerCase())
  await expect(dialog.getByText(vault.recovery.allGood)).toBeVisible()
  await dialog.getByRole('textbox', { name: vault.passphrase.new, exact: true }).fill('a quite new sentence')
  await dialog.getByRole('textbox', { name: vault.passphrase.again, exact: true }).fill('a quite new sentence')
  await dialog.getByRole('button', { name: door.reset.do, exact: true }).click()
  await expect(toast(app, door.reset.done)).toBeVisible()
  await expect(dialog).toBeHidden()
  await choose(app, app.getByRole('combobox', { name: door.user }), people.officer)
  await unlockWith(app, passphraseOf('officer'))
  await expect(app.getByRole('alert')).toContainText('vault.wrongPassphrase')
  await unlockWith(app, 'a quite new sentence')
  // Whoever held the sheet may have typed it: nothing else is answered before it is another one.
  await expect(app.getByRole('heading', { level: 1, name: door.given.title })).toBeVisible()
  await expect(served.call('catalogue.search', { text: '' })).rejects.toThrow('passphrase.given')
  await app.getByRole('textbox', { name: vault.passphrase.current, exact: true }).fill('a quite new sentence')
  await app.getByRole('textbox', { name: vault.passphrase.new, exact: true }).fill('known to me alone')
  await app.getByRole('textbox', { name: vault.passphrase.again, exact: true }).fill('known to me alone')
  await app.getByRole('button', { name: vault.passphrase.do, exact: true }).click()
  await goTo(app, w, 'catalogue')
  await catalogueOn(app, w).found(60)
})

test('each role sees what is its own, and the core refuses the rest', async ({ app, served }) => {
  await signIn(app, 'aud', w)
  const rail = app.getByRole('navigation', { name: w.shell.rail })
  await expect(app.getByRole('heading', { level: 1, name: w.shell.screens.audit })).toBeVisible() // where its work is
  await expect(rail.getByRole('link', { name: w.shell.screens.catalogue, exact: true })).toHaveCount(0)
  await expect(served.call('catalogue.search', { text: '地名' })).rejects.toThrow('access.denied')
  await app.evaluate(() => {
    location.hash = '#/export'
  })
  await expect(app.getByRole('heading', { name: w.shell.noRight })).toBeVisible()
  await lock(app, w)

  await signIn(app, 'officer', w)
  await expect(rail.getByRole('link', { name: w.shell.screens.catalogue, exact: true })).toBeVisible()
  await expect(rail.getByRole('link', { name: w.shell.screens.audit, exact: true })).toHaveCount(0)
  await expect(served.call('audit.list', {})).rejects.toThrow('access.denied')
  await lock(app, w)

  await signIn(app, 'head', w)
  const catalogue = catalogueOn(app, w)
  await expect(app.getByRole('button', { name: w.catalogue.list.new, exact: true })).toHaveCount(0)
  await catalogue.open('标准地名信息')
  await catalogue.tab('basic')
  await expect(catalogue.field('信息资源名称')).not.toBeEditable()
  await expect(catalogue.save).toHaveCount(0)
})

test('a backup is made, listed and copied out; the check finds nothing; a second person lets the key out', async ({ app }) => {
  await signIn(app, 'sys', w)
  await goTo(app, w, 'backups')
  await expect(app.getByRole('heading', { name: backups.empty })).toBeVisible()
  await app.getByRole('button', { name: backups.now }).click()
  const row = app.getByRole('row').filter({ hasText: backups.verified })
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('60')
  const copy = app.waitForEvent('download')
  await row.getByRole('button', { name: backups.copy }).click()
  expect((await copy).suggestedFilename()).toMatch(/\.mulubackup$/)
  expect(readFileSync(await (await copy).path(), 'latin1')).not.toContain(Buffer.from('标准地名').toString('latin1'))
  await app.getByRole('button', { name: backups.check, exact: true }).click()
  await expect(app.getByRole('status').filter({ hasText: /没有发现损坏：检查了 \d+ 页/ })).toBeVisible()
  await lock(app, w)

  await signIn(app, 'sec', w)
  await goTo(app, w, 'vault')
  await app.getByRole('button', { name: vault.exportKey.do }).click()
  const dialog = app.getByRole('dialog', { name: vault.exportKey.title })
  await choose(app, dialog.getByRole('combobox', { name: vault.second.user }), people.sys)
  await dialog.getByRole('textbox', { name: vault.second.passphrase }).fill(passphraseOf('sec'))
  await dialog.getByRole('button', { name: vault.exportKey.do }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'vault.wrongPassphrase' })).toBeVisible()
  await dialog.getByRole('textbox', { name: vault.second.passphrase }).fill(passphraseOf('sys'))
  await dialog.getByRole('button', { name: vault.exportKey.do }).click()
  const key = await dialog.getByText(/^[0-9a-f]{64}$/).innerText()
  await dialog.getByRole('button', { name: vault.exportKey.hide }).click()
  await expect(dialog).toBeHidden()
  expect(await held(app, key)).toEqual([])
})

test('the log is whole, tells who did what, and leaves with the script that verifies it', async ({ app, served }) => {
  await signIn(app, 'officer', w)
  const [found] = (await served.call('catalogue.search', { text: '标准地名信息' })).items
  await served.call('catalogue.save', { id: found?.id ?? '', base: 1, patch: { abstract: '改过的摘要' }, secrecy: '不涉密' })
  await lock(app, w)
  await signIn(app, 'aud', w)
  await goTo(app, w, 'audit')
  await app.getByRole('button', { name: audit.verify, exact: true }).click()
  await expect(app.getByRole('status').filter({ hasText: /^完好：[\d,]+ 条记录/ })).toBeVisible()
  await choose(app, app.getByRole('combobox', { name: audit.filters.action, exact: true }), audit.actions['catalogue-save'])
  const events = app.getByRole('table', { name: w.shell.screens.audit }).getByRole('row').filter({ hasText: audit.actions['catalogue-save'] })
  await expect(events).toHaveCount(1)
  await expect(events).toContainText(people.officer)
  await expect(events).toContainText('信息资源摘要')
  await expect(app.getByText('改过的摘要')).toHaveCount(0)
  await events.getByRole('button').click()
  await expect(app.getByRole('dialog', { name: audit.detail })).toContainText(audit.prev)
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: audit.filters.clear }).click()

  const log = app.waitForEvent('download')
  await app.getByRole('button', { name: audit.export }).click()
  const text = readFileSync(await (await log).path(), 'utf8')
  expect(text).toContain('catalogue.save')
  expect(text).not.toMatch(/改过的摘要|标准地名/)
  const script = app.waitForEvent('download')
  await app.getByRole('button', { name: audit.script }).click()
  expect(readFileSync(await (await script).path(), 'utf8')).toMatch(/^#!/)
})

test('a sealed vault says so on every screen and refuses to change, export and back up', async ({ app, served }) => {
  await signIn(app, 'sec', w)
  await goTo(app, w, 'vault')
  await app.getByRole('button', { name: vault.seal.do }).click()
  const dialog = app.getByRole('dialog', { name: vault.seal.title })
  await expect(dialog.getByRole('button', { name: vault.seal.do })).toBeDisabled()
  await dialog.getByRole('textbox', { name: say(vault.seal.typeWord, { word: vault.seal.confirmWord }) }).fill(vault.seal.confirmWord)
  await dialog.getByRole('button', { name: vault.seal.do }).click()
  const report = app.getByRole('dialog', { name: vault.seal.reportTitle })
  await expect(report).toContainText(vault.seal.reportBy)
  await report.getByRole('button', { name: w.common.close, exact: true }).last().click()
  const banner = app.getByRole('status').filter({ hasText: w.common.sealed })
  await expect(banner).toBeVisible()
  await lock(app, w)

  await signIn(app, 'officer', w)
  await expect(banner).toBeVisible()
  for (const refused of [
    () => served.call('catalogue.save', { patch: { title: '新目录' }, secrecy: '不涉密' }),
    () => served.call('catalogue.sample', { secrecy: '不涉密' }),
    () => served.call('catalogue.search', { text: '' }),
  ]) {
    await expect(refused()).rejects.toThrow('vault.sealed')
  }
})
