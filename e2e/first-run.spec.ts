import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Role } from '../shared/roles.ts'
import { type Language, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { givenPassphrase, type Person, passphraseOf, people } from './support/office.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, choose, say, type Words } from './support/screen.ts'

/** Types a new passphrase into its two boxes. */
const typeTwice = async (page: Page, w: Words, label: string, passphrase: string): Promise<void> => {
  await page.getByRole('textbox', { name: label, exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: w.vault.passphrase.again, exact: true }).fill(passphrase)
}

/** Adds one of the people in the founder's presence; exactly these roles are ticked. */
const addPerson = async (page: Page, w: Words, person: Person, role: Role): Promise<void> => {
  await page.getByRole('textbox', { name: w.users.name, exact: true }).fill(people[person])
  const roles = page.getByRole('group', { name: w.users.roles, exact: true })
  for (const ticked of await roles.getByRole('checkbox', { checked: true }).all()) await ticked.uncheck()
  await roles.getByRole('checkbox', { name: w.roles[role], exact: true }).check()
  await typeTwice(page, w, w.vault.passphrase.new, givenPassphrase)
  await page.getByRole('button', { name: w.users.add, exact: true }).click()
  await expect(page.getByText(people[person], { exact: true }).first()).toBeVisible()
}

test.use({ kind: 'empty' })

for (const language of ['zh', 'en'] as const satisfies readonly Language[]) {
  test.describe(language, () => {
    test.use({ language })

    test('from nothing to a catalogue', async ({ app }) => {
      test.setTimeout(300_000)
      const w = words(language)
      const { firstRun: walk, vault, common } = w
      const next = app.getByRole('button', { name: common.next, exact: true })
      const at = (title: string) => expect(app.getByRole('heading', { level: 1, name: title })).toBeVisible()
      const look = async (name: string) => {
        await expectAccessible(app, `first run: ${name}`)
        await picture(app, `${language}-light-first-run-${name}`)
      }

      await at(walk.language.title)
      await app.getByRole('button', { name: w.shell[language], exact: true }).click()
      await expect(app.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en')
      await look('language')
      await next.click()

      await at(walk.network.title)
      await expect(next).toBeDisabled()
      await app.getByRole('button', { name: walk.network.kinds.classified, exact: true }).click()
      await expect(app.getByRole('alert')).toContainText(walk.network.refusedTitle)
      await expect(next).toBeDisabled()
      await look('network-refused')
      await app.getByRole('button', { name: walk.network.kinds.gov, exact: true }).click()
      await expect(app.getByRole('alert')).toBeHidden()
      await next.click()

      await look('start')
      await app.getByRole('button', { name: walk.start.new }).click()

      await at(walk.vault.title)
      const create = app.getByRole('button', { name: walk.vault.create, exact: true })
      await app.getByRole('textbox', { name: w.users.name, exact: true }).fill(people.sys)
      await app.getByRole('checkbox', { name: w.roles.catalogueOfficer, exact: true }).uncheck()
      await typeTwice(app, w, w.lock.passphrase, '1234567890')
      await expect(app.getByText(vault.passphrase.trouble.simple)).toBeVisible()
      await expect(create).toBeDisabled()
      await typeTwice(app, w, w.lock.passphrase, passphraseOf('sys'))
      await look('vault')
      await create.click()

      await at(walk.recovery.title)
      const onward = app.getByRole('button', { name: walk.recovery.next })
      await expect(onward).toBeDisabled()
      const groups = await app
        .getByRole('main')
        .getByRole('listitem')
        .evaluateAll((items) => items.map((item) => item.lastElementChild?.textContent ?? ''))
      expect(groups).toHaveLength(8)
      await look('recovery')
      await app.evaluate(() => {
        window.print = () => document.body.setAttribute('data-printed', '')
      })
      await app.getByRole('button', { name: common.print, exact: true }).click()
      await expect(app.locator('body')).toHaveAttribute('data-printed')
      await app.emulateMedia({ media: 'print' })
      await expect(app.getByRole('heading', { name: vault.recovery.sheetTitle })).toBeVisible()
      await expect(app.getByRole('main')).toBeHidden()
      await picture(app, `${language}-light-first-run-sheet`)
      await app.emulateMedia({ media: 'screen' })
      for (const [index, group] of groups.entries()) {
        const box = app.getByRole('textbox', { name: say(vault.recovery.group, { group: index + 1 }), exact: true })
        if ((await box.count()) === 1) await box.fill(group.toLowerCase())
      }
      await expect(app.getByText(vault.recovery.matches)).toHaveCount(2)
      await onward.click()

      await at(walk.users.title)
      await expect(app.getByRole('checkbox', { checked: true })).toHaveCount(1)
      await expect(app.getByRole('checkbox', { name: w.roles.securityAdmin, exact: true })).toBeChecked() // the first one missing
      await look('users')
      await addPerson(app, w, 'officer', 'catalogueOfficer')
      await addPerson(app, w, 'sec', 'securityAdmin')
      await addPerson(app, w, 'aud', 'auditAdmin')
      await expect(app.getByRole('status').filter({ hasText: walk.users.done }).first()).toBeVisible()
      await app.getByRole('button', { name: walk.users.signIn }).click()

      await choose(app, app.getByRole('combobox', { name: w.lock.user }), people.officer)
      await app.getByRole('textbox', { name: w.lock.passphrase }).fill(givenPassphrase)
      await app.getByRole('button', { name: w.lock.unlock, exact: true }).click()
      await at(w.lock.given.title)
      await look('given')
      await app.getByRole('textbox', { name: vault.passphrase.current, exact: true }).fill(givenPassphrase)
      const change = app.getByRole('button', { name: vault.passphrase.do, exact: true })
      await typeTwice(app, w, vault.passphrase.new, givenPassphrase)
      await change.click()
      await expect(app.getByRole('alert')).toContainText('passphrase.same')
      await typeTwice(app, w, vault.passphrase.new, passphraseOf('officer'))
      await change.click()

      await at(walk.profile.title)
      await app.getByRole('textbox', { name: w.profile.agency }).fill('宁波市海曙区民政局')
      const code = app.getByRole('textbox', { name: w.profile.creditCode })
      await code.fill('11430000743187451A')
      await expect(code).toHaveAccessibleDescription(w.profile.creditTrouble.check)
      await code.fill('11430000743187451f')
      await expect(code).toHaveAccessibleDescription(w.profile.creditGood)
      await app
        .getByRole('combobox', { name: w.profile.region })
        .or(app.getByRole('textbox', { name: w.profile.region }))
        .fill('宁波市海曙区')
      await look('profile')
      await app.getByRole('button', { name: walk.profile.save }).click()

      await at(walk.catalogue.title)
      const sample = app.getByRole('button', { name: walk.catalogue.sample })
      await expect(sample).toBeDisabled()
      await app.getByRole('checkbox', { name: walk.catalogue.secrecy }).check()
      await look('catalogue')
      await sample.click()
      await catalogueOn(app, w).found(60)
    })
  })
}
