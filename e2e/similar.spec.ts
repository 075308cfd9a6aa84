import { expect } from '@playwright/test'
import { fieldLabels } from '../shared/fields.ts'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, say } from './support/screen.ts'

for (const language of ['zh', 'en'] as const) {
  test.describe(language, () => {
    test.use({ language })

    test('what is there already is shown while a new entry is named', async ({ app }) => {
      const w = words(language)
      await signIn(app, 'officer', w)
      const catalogue = catalogueOn(app, w)
      await app.getByRole('button', { name: w.catalogue.list.new, exact: true }).click()
      const note = app.getByRole('status', { name: w.catalogue.similar.title })
      await catalogue.field(fieldLabels.title[language]).fill('渔港潮位观测站')
      await expect(note).toHaveCount(0)
      await catalogue.field(fieldLabels.title[language]).fill('标准地名名录')
      await expect(note.getByRole('button', { name: '标准地名信息' })).toBeVisible()
      await expect(note).toContainText(say(w.catalogue.similar.found, { count: 1 }).slice(0, 8))
      await expectAccessible(app, 'similar')
      await picture(app, `${language}-light-similar`)
      await note.getByRole('button', { name: '标准地名信息' }).click()
      await expect(catalogue.title).toHaveText('标准地名信息')
      // What was begun is kept meanwhile.
      await app.getByRole('button', { name: w.catalogue.list.new, exact: true }).click()
      await expect(catalogue.field(fieldLabels.title[language])).toHaveValue('标准地名名录')
    })
  })
}
