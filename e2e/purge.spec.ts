import { expect } from '@playwright/test'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { passphraseOf, people } from './support/office.ts'
import { choose, goTo } from './support/screen.ts'

const w = words('zh')
const { vault } = w

test('spilled words are found, erased by two people, and the certificate says where they stood', async ({ app, served }) => {
  await signIn(app, 'sec', w)
  await served.call('vault.seal', { note: '' })
  await goTo(app, w, 'vault')
  await app.getByRole('button', { name: vault.purge.do, exact: true }).click()
  const dialog = app.getByRole('dialog', { name: vault.purge.title })
  const next = dialog.getByRole('button', { name: w.common.next, exact: true })
  await dialog.getByRole('textbox', { name: vault.purge.approval }).fill('国保〔2026〕1号')
  await dialog.getByRole('textbox', { name: vault.purge.approvedOn }).fill('2026-11-22')
  await dialog.getByRole('textbox', { name: vault.purge.texts }).fill('金民工程')
  await expect(next).toBeDisabled()
  await dialog.getByRole('button', { name: vault.purge.find, exact: true }).click()
  await expect(dialog.getByRole('listitem').filter({ hasText: vault.purge.places.register })).toBeVisible()
  await expectAccessible(app, 'purge of words')
  await next.click()

  const two = app.getByRole('dialog', { name: vault.purge.title })
  await choose(app, two.getByRole('combobox', { name: vault.second.user }), people.keeper)
  await two.getByRole('textbox', { name: vault.second.passphrase }).fill(passphraseOf('keeper'))
  await two.getByRole('button', { name: vault.purge.title, exact: true }).click()
  const certificate = app.getByRole('dialog', { name: vault.purge.certificate })
  await expect(certificate.getByRole('row').filter({ hasText: vault.purge.erased })).toContainText(vault.purge.places.register)
  await expect(certificate.getByRole('row').filter({ hasText: vault.purge.left })).toContainText(vault.purge.nowhere)
  await certificate.getByRole('button', { name: w.common.close, exact: true }).last().click()
  expect(await served.call('vault.findText', { texts: ['金民工程'] })).toMatchObject({ count: 0 })
})
