import { writeFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { sha256Hex } from '../electron/core/crypto/hash.ts'
import { fingerprintOf, newSigningPair, publicPem } from '../electron/core/crypto/signature.ts'
import { migrations } from '../electron/core/db/migrations.ts'
import { signDocument } from '../electron/core/trust/signed.ts'
import { inGroups } from '../renderer/trust/fingerprint.ts'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { goTo, say, toast } from './support/screen.ts'

const w = words('zh')
const { trust, settings } = w
test.use({ kind: 'bare' })

test('a carried installer: the key is compared and trusted, the manifest checked, the installer verified after a backup', async ({ app, served }, info) => {
  const pair = newSigningPair()
  const put = (name: string, text: string) => {
    const path = info.outputPath(name)
    writeFileSync(path, text)
    return path
  }
  const release = {
    version: '99.0.0',
    updatesFrom: '0.0.1',
    schema: { from: 1, to: migrations.length },
    publishedOn: '2026-11-22',
    files: [{ name: 'Mulu-setup.exe', bytes: 11, sha256: sha256Hex('new program') }],
  }
  const choose = async (button: string, path: string) => {
    const chooser = app.waitForEvent('filechooser')
    await app.getByRole('button', { name: button, exact: true }).click()
    await (await chooser).setFiles(path)
  }
  await signIn(app, 'sys', w)
  await goTo(app, w, 'settings')
  const manifest = put('release.json', signDocument('release', release, pair))
  await choose(settings.update.manifest, manifest)
  await expect(app.getByRole('alert')).toContainText('trust.unknownKey')

  await app.getByRole('button', { name: `${trust.import}…`, exact: true }).click()
  const dialog = app.getByRole('dialog', { name: trust.import })
  await dialog.getByRole('textbox', { name: trust.name }).fill('目录发布方')
  await choose(trust.choose, put('key.pem', publicPem(pair.publicKey)))
  await expect(dialog.getByText(inGroups(fingerprintOf(pair.publicKey)))).toBeVisible()
  const doImport = dialog.getByRole('button', { name: trust.import, exact: true })
  await expect(doImport).toBeDisabled()
  await expectAccessible(app, 'import of a key')
  await dialog.getByRole('checkbox', { name: trust.compared }).check()
  await doImport.click()
  await expect(toast(app, say(trust.imported, { name: '目录发布方' }))).toBeVisible()
  await expect(app.getByRole('table', { name: trust.title })).toContainText('目录发布方')

  await choose(settings.update.manifest, manifest)
  await expect(app.getByRole('status').filter({ hasText: '99.0.0' })).toBeVisible()
  await choose(settings.update.installer, put('forged.exe', 'old program'))
  await expect(app.getByRole('alert')).toContainText('update.notListed')
  await choose(settings.update.installer, put('renamed.exe', 'new program'))
  const good = app.getByRole('status').filter({ hasText: settings.update.onward })
  await expect(good).toContainText('Mulu-setup.exe')
  await expectAccessible(app, 'settings with a verified update')
  expect((await served.call('vault.backups', {})).backups).toHaveLength(1)

  await app.getByRole('button', { name: `${trust.remove} 目录发布方`, exact: true }).click()
  await app.getByRole('dialog', { name: trust.removeTitle }).getByRole('button', { name: trust.remove, exact: true }).click()
  await expect(app.getByText(trust.none)).toBeVisible()
})
