import { expect, type Page } from '@playwright/test'
import { fingerprintOf, newSigningPair, publicPem } from '../electron/core/crypto/signature.ts'
import { signDocument } from '../electron/core/trust/signed.ts'
import { type Language, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { choose, goTo, lock, say, toast, type Words } from './support/screen.ts'

const part = async (app: Page, w: Words, name: keyof Words['rules']['parts']) => {
  await goTo(app, w, 'rules')
  await app.getByRole('tab', { name: w.rules.parts[name], exact: true }).click()
}

/** A pack of 2027 as an issuer would sign it, and the issuer's key. */
const signedYear = () => {
  const pair = newSigningPair()
  const pack = {
    format: 'mulu-calendar/1',
    year: 2027,
    region: '',
    version: 1,
    source: '演示用：关于2027年部分节假日安排的通知',
    off: ['2027-01-01', '2027-01-02', '2027-01-03'],
    work: [],
    names: { '2027-01-01': '元旦', '2027-01-02': '元旦', '2027-01-03': '元旦' },
  }
  const file = { name: '日历2027.json', mimeType: 'application/json', buffer: Buffer.from(signDocument('calendar', pack, pair)) }
  return { key: publicPem(pair.publicKey), file, fingerprint: fingerprintOf(pair.publicKey) }
}

test.describe('the calendar', () => {
  const w = words('zh')

  test('a year by its months, the next one provisional until it is imported', async ({ app, served }) => {
    test.setTimeout(120_000)
    await signIn(app, 'officer', w)
    await part(app, w, 'calendar')
    const months = app.getByRole('table', { name: say(w.calendar.months, { month: 10 }), exact: true })
    await expect(
      months
        .getByRole('cell', { name: `1 ${w.calendar.off}` })
        .or(months.getByRole('cell', { name: `1${w.calendar.off}` }))
        .first(),
    ).toBeVisible()
    await expect(app.getByRole('button', { name: w.calendar.edit })).toHaveCount(0)
    await app.getByRole('button', { name: w.calendar.later }).click()
    const missing = say(w.calendar.missing, { year: 2027, whose: w.calendar.country })
    await expect(app.getByText(missing)).toBeVisible()
    await expectAccessible(app, 'calendar-provisional')
    await picture(app, 'zh-light-calendar-provisional')
    await lock(app, w)

    const { key, file, fingerprint } = signedYear()
    await signIn(app, 'sys', w)
    await served.call('trust.importKey', { file: await served.upload('数据局.pem', key), purpose: 'calendar', name: '市数据局', fingerprint })
    await part(app, w, 'calendar')
    const chooser = app.waitForEvent('filechooser')
    await app.getByRole('button', { name: w.calendar.import }).click()
    await (await chooser).setFiles(file)
    const dialog = app.getByRole('dialog', { name: w.calendar.importTitle })
    await expect(dialog.getByRole('row')).toHaveCount(4)
    await expect(dialog.getByText(say(w.calendar.signedBy, { name: '市数据局' }))).toBeVisible()
    await expectAccessible(app, 'calendar-import')
    await picture(app, 'zh-light-calendar-import')
    await dialog.getByRole('button', { name: w.calendar.apply }).click()
    await expect(toast(app, say(w.calendar.imported, { version: 1 }))).toBeVisible()
    await expect(app.getByText(missing)).toHaveCount(0)
  })

  test('an administrator edits a year with a reason, and what is due moves', async ({ app }) => {
    test.setTimeout(120_000)
    await signIn(app, 'sys', w)
    await part(app, w, 'calendar')
    while ((await app.getByText('2026', { exact: true }).count()) === 0) await app.getByRole('button', { name: w.calendar.earlier }).click()
    await app.getByRole('button', { name: w.calendar.edit }).click()
    const dialog = app.getByRole('dialog', { name: say(w.calendar.editTitle, { year: 2026, whose: w.calendar.country }) })
    await dialog.getByRole('button', { name: w.profile.addRow }).click()
    await dialog.getByRole('textbox', { name: `${w.calendar.day} 40`, exact: true }).fill('2026-11-25')
    await dialog.getByRole('textbox', { name: `${w.calendar.name} 40`, exact: true }).fill('市庆')
    await dialog.getByRole('textbox', { name: w.calendar.reason }).fill('市政府通告，全市放假一天')
    await expectAccessible(app, 'calendar-edit')
    await picture(app, 'zh-light-calendar-edit')
    await dialog.getByRole('button', { name: w.common.save }).click()
    await expect(toast(app, say(w.calendar.saved, { version: 2, count: 1 }))).toBeVisible()
    await expect(app.getByText('市政府通告，全市放假一天')).toBeVisible()
    await part(app, w, 'count')
    await app.getByRole('textbox', { name: w.clock.start }).fill('2026-11-20')
    await app.keyboard.press('Enter')
    await expect(app.getByRole('status', { name: w.clock.due })).toContainText('2026年12月7日（周一）')
  })
})

for (const [language, scheme] of [
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'light'],
] as const satisfies readonly (readonly [Language, 'light' | 'dark'])[]) {
  test.describe(`${language} ${scheme}`, () => {
    const w = words(language)
    test.use({ language, scheme })

    test('the calendar and a counted deadline', async ({ app }) => {
      test.setTimeout(120_000)
      await signIn(app, 'officer', w)
      await part(app, w, 'calendar')
      while ((await app.getByText('2026', { exact: true }).count()) === 0) await app.getByRole('button', { name: w.calendar.earlier }).click()
      await expect(app.getByRole('table', { name: say(w.calendar.months, { month: 12 }), exact: true })).toBeVisible()
      await expectAccessible(app, `calendar ${language} ${scheme}`)
      await picture(app, `${language}-${scheme}-calendar`)

      await part(app, w, 'count')
      const due = app.getByRole('status', { name: w.clock.due })
      const start = async (day: string) => {
        await app.getByRole('textbox', { name: w.clock.start }).fill(day)
        await app.keyboard.press('Enter')
      }
      await start('2026-09-18')
      await expect(due).toContainText(language === 'zh' ? '2026年10月9日（周五）' : 'Fri 9 Oct 2026')
      const days = app.getByRole('table', { name: w.clock.days })
      await expect(days.getByRole('row')).toHaveCount(23)
      await expect(days.getByRole('row').nth(3)).toContainText(w.clock.kinds.makeUp)
      await expectAccessible(app, `count ${language} ${scheme}`)
      await picture(app, `${language}-${scheme}-count`)
      await start('2026-12-25')
      await expect(app.getByRole('tabpanel').getByText(say(w.clock.provisional, { year: 2027, whose: w.calendar.country }))).toBeVisible()
    })
  })
}

test('an answer that is not on the platform ends nothing, and a rule of another day is counted by that day’s law', async ({ app }) => {
  const w = words('zh')
  await signIn(app, 'officer', w)
  await part(app, w, 'count')
  const due = app.getByRole('status', { name: w.clock.due })
  const fill = async (name: string, day: string) => {
    await app.getByRole('textbox', { name }).fill(day)
    await app.keyboard.press('Enter')
  }
  await fill(w.clock.start, '2026-09-18')
  await app.getByRole('checkbox', { name: w.clock.ended }).check()
  await fill(w.clock.endedOn, '2026-09-30')
  await expect(due).toContainText('9月30日（周三）办结')
  await choose(app, app.getByRole('combobox', { name: w.clock.endedSource }), '交接单')
  await expect(app.getByText(w.clock.why.notOnPlatform)).toBeVisible()
  await app.getByRole('textbox', { name: w.clock.ruling }).fill('市数据局函〔2026〕3号')
  await expect(due).toContainText('9月30日（周三）办结')
  await app.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await app.getByRole('button', { name: w.clock.print, exact: true }).click()
  await expect(app.locator('body')).toHaveAttribute('data-printed')
  await app.emulateMedia({ media: 'print' })
  await expect(app.getByRole('heading', { name: w.clock.sheetTitle })).toBeVisible()
  await picture(app, 'zh-light-count-paper')
  await app.emulateMedia({ media: 'screen' })
  await fill(w.clock.start, '2024-03-01')
  await expect(due).toContainText(w.clock.noDue)
  await expect(app.getByRole('tabpanel').getByText(w.clock.none)).toBeVisible()
})
