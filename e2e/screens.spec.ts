import { expect } from '@playwright/test'
import { type ScreenName, screenNames } from '../renderer/app/route.ts'
import { type Language, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import type { Person } from './support/office.ts'
import { picture } from './support/picture.ts'
import { goTo, lock } from './support/screen.ts'

/** Who shows a screen best: the officer's own, and the administrators' theirs. */
const viewers: Partial<Record<Person, readonly ScreenName[]>> = {
  officer: [
    'today',
    'deadlines',
    'catalogue',
    'cases',
    'submissions',
    'check',
    'withheld',
    'import',
    'export',
    'registers',
    'statistics',
    'sync',
    'ferry',
    'rules',
    'profile',
    'signing',
    'protections',
    'settings',
  ],
  sec: ['users', 'vault'],
  sys: ['backups'],
  aud: ['audit'],
}

test('every screen is walked', () => {
  expect(Object.values(viewers).flat().sort()).toEqual([...screenNames].sort())
})

const pictured = process.env.MULU_SCREENS === '1'

/**
 * Colours depend on the scheme alone, names and widths on the language alone: two walks find what four do, which `npm run screens` goes.
 */
for (const language of ['zh', 'en'] as const satisfies readonly Language[]) {
  for (const scheme of pictured ? (['light', 'dark'] as const) : ([language === 'zh' ? 'light' : 'dark'] as const)) {
    test.describe(`${language}, ${scheme}`, () => {
      test.use({ language, scheme })

      test('every screen is readable for everyone', async ({ app, served }) => {
        test.setTimeout(300_000)
        const w = words(language)
        await app.getByRole('combobox', { name: w.lock.user }).waitFor()
        await expectAccessible(app, 'lock')
        await picture(app, `${language}-${scheme}-lock`)
        for (const [person, screens] of Object.entries(viewers) as [Person, readonly ScreenName[]][]) {
          await signIn(app, person, w)
          if (person === 'sys') {
            await goTo(app, w, 'users') // away from the list, which another window's backup does not reach
            await served.call('vault.backup', { keep: 14 })
          }
          for (const screen of screens) {
            await goTo(app, w, screen)
            await expect(app.getByRole('heading', { level: 1 })).toBeVisible()
            await expectAccessible(app, screen)
            expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${screen} scrolls sideways`).toBe(true)
            await picture(app, `${language}-${scheme}-${screen}`)
          }
          await lock(app, w)
        }
      })
    })
  }
}
