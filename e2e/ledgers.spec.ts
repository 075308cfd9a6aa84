import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { validFields } from '../shared/cases/acts.fixture.ts'
import { ledgerOf } from '../shared/ledgers/ledgers.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { choose, gateWords, goTo, say } from './support/screen.ts'

const fits = async (app: Page) => expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

/** The rail stands as it is: nothing on it has to be scrolled to. */
const railFits = async (app: Page, name: string) =>
  expect(
    await app
      .getByRole('navigation', { name })
      .evaluate((rail) => [...rail.querySelectorAll('*')].every((one) => one.scrollHeight <= one.clientHeight + 1 || one.clientHeight === 0)),
  ).toBe(true)

const other = '澄湖市自然资源和规划局'
const letter = { secrecy: '不涉密', officer: '王科长', source: '平台清单', evidence: '收文簿' } as const

/** Requests of other agencies by letter, and what the office wrote down of them. */
const someCases = async ({ call }: Served, count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const { id } = await call('request.open', {
      secrecy: '不涉密',
      title: `申请婚姻登记信息 ${n + 1}`,
      other,
      as: 'respondent',
      way: 'paper',
      shareType: '有条件共享',
    })
    await call('request.record', {
      ...letter,
      id,
      act: 'apply',
      party: 'applicant',
      when: `2026-11-${String(2 + (n % 20)).padStart(2, '0')}`,
      fields: validFields.request.apply ?? {},
    })
    ids.push(id)
  }
  const [first = ''] = ids
  await call('request.record', { ...letter, id: first, act: 'withdraw', party: 'applicant', when: '2026-11-25', fields: validFields.request.withdraw ?? {} })
  return ids
}

test('the registers: chosen, narrowed, exported, printed; a closed case archived and its archive verified', async ({ app, served }) => {
  test.setTimeout(360_000)
  const w = words('zh')
  const { ledgers, cases } = w
  await signIn(app, 'officer', w)
  await goTo(app, w, 'cases')
  await railFits(app, w.shell.rail)
  await app.getByRole('button', { name: ledgers.open, exact: true }).click()
  await expect(app.getByRole('heading', { name: ledgers.empty })).toBeVisible()
  await expectAccessible(app, 'empty register')
  await picture(app, 'zh-light-ledgers-empty')
  const [first = ''] = await someCases(served, 12)
  const table = app.getByRole('table', { name: ledgerOf('requests').words.zh })
  await expect(table).toContainText('2026-0012')
  await expect(table.getByRole('row')).toHaveCount(13)
  await expect(table).toContainText('2026-11-16')
  await expectAccessible(app, 'register')
  await fits(app)
  await picture(app, 'zh-light-ledgers')

  // Narrowed by period and state; what is turned round asks for nothing.
  await app.getByRole('textbox', { name: ledgers.from }).fill('2026-11-05')
  await app.getByRole('textbox', { name: ledgers.until }).fill('2026-11-07')
  await expect(app.getByText(say(ledgers.count, { count: 3 }))).toBeVisible()
  await app.getByRole('textbox', { name: ledgers.until }).fill('2026-11-01')
  await expect(app.getByText(ledgers.turned)).toBeVisible()
  await app.getByRole('button', { name: ledgers.clear }).first().click()
  await app.getByRole('textbox', { name: ledgers.other }).fill('没有这个单位')
  await expect(app.getByRole('heading', { name: ledgers.none })).toBeVisible()
  await app.getByRole('button', { name: ledgers.clear }).first().click()
  await expect(app.getByText(say(ledgers.count, { count: 12 }))).toBeVisible()

  // Exported: what for and the secrecy question first.
  await app.getByRole('button', { name: ledgers.export }).click()
  const dialog = app.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: ledgers.confirm, exact: true })).toBeDisabled()
  await dialog.getByRole('textbox', { name: w.common.purpose }).fill('半年自查')
  await dialog.getByRole('radio', { name: ledgers.formats.csv }).check()
  await expectAccessible(app, 'export of a register')
  await picture(app, 'zh-light-ledgers-export')
  const download = app.waitForEvent('download')
  await dialog.getByRole('button', { name: ledgers.confirm, exact: true }).click()
  await app.getByRole('radio', { name: gateWords('zh').no }).check()
  await app.getByRole('button', { name: w.catalogue.secrecy.confirmImport, exact: true }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('2026-0012')
  await expect(app.getByText('已导出 12 行', { exact: false })).toBeVisible()

  // The paper that is printed.
  await app.emulateMedia({ media: 'print' })
  await expect(app.locator('.mulu-sheet')).toContainText('2026-0012')
  await app.emulateMedia({ media: 'screen' })

  // Another register, by its name; one that says nothing yet.
  await choose(app, app.getByRole('combobox', { name: ledgers.which }), ledgerOf('events').words.zh)
  await expect(app.getByRole('table', { name: ledgerOf('events').words.zh })).toContainText('撤回申请')
  await expect(app).toHaveURL(/ledgers\/events/)
  await picture(app, 'zh-light-ledgers-events')
  await choose(app, app.getByRole('combobox', { name: ledgers.which }), ledgerOf('permissions').words.zh)
  await expect(app.getByRole('heading', { name: ledgers.empty })).toBeVisible()
  await choose(app, app.getByRole('combobox', { name: ledgers.which }), ledgerOf('requests').words.zh)

  // From a row to its case, which is closed: archived, and marked.
  await table.getByRole('link', { name: say(ledgers.openCase, { number: '2026-0001' }) }).click()
  await expect(app).toHaveURL(new RegExp(first))
  await app.getByRole('button', { name: ledgers.archive.action }).click()
  const archiving = app.getByRole('dialog')
  await archiving.getByRole('textbox', { name: ledgers.archive.number }).fill('2026-监管-001')
  await expectAccessible(app, 'archive')
  await picture(app, 'zh-light-archive')
  const packed = app.waitForEvent('download')
  await archiving.getByRole('button', { name: ledgers.archive.confirm, exact: true }).click()
  await app.getByRole('radio', { name: gateWords('zh').no }).check()
  await app.getByRole('button', { name: w.catalogue.secrecy.confirmImport, exact: true }).click()
  const archive = await (await packed).path()
  await expect(app.getByText('已归档，归档号 2026-监管-001', { exact: false })).toBeVisible()
  await expect(app.getByText(say(ledgers.archive.mark, { number: '2026-监管-001' }), { exact: true })).toBeVisible()
  await fits(app)
  await picture(app, 'zh-light-archived')

  // The package is what was recorded.
  await app.getByRole('button', { name: cases.back, exact: true }).click()
  await app.getByRole('button', { name: ledgers.open, exact: true }).click()
  const chooser = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: ledgers.verify.action }).click()
  await (await chooser).setFiles({ name: '归档包.zip', mimeType: 'application/zip', buffer: readFileSync(archive) })
  const verdict = app.getByRole('dialog')
  await expect(verdict).toContainText(ledgers.verify.whole)
  await expect(verdict).toContainText(ledgers.verify.same)
  await expectAccessible(app, 'archive verified')
  await picture(app, 'zh-light-archive-verified')
})

test.describe('in English, dark', () => {
  test.use({ language: 'en', scheme: 'dark' })

  test('a long register is scrolled through, with long names too; every register opens', async ({ app, served }) => {
    test.setTimeout(360_000)
    const w = words('en')
    const { ledgers } = w
    await signIn(app, 'officer', w)
    await someCases(served, 130)
    const { id } = await served.call('request.open', {
      secrecy: '不涉密',
      title: `申请${'婚姻登记历史档案'.repeat(12)}`,
      other: `${'自然资源和不动产登记'.repeat(6)}中心`,
      as: 'respondent',
      way: 'paper',
      shareType: '有条件共享',
    })
    await served.call('request.record', { ...letter, id, act: 'apply', party: 'applicant', when: '2026-11-26', fields: validFields.request.apply ?? {} })
    await served.call('request.seal', { id, claimedBy: other })
    await goTo(app, w, 'cases')
    await app.getByRole('button', { name: ledgers.open, exact: true }).click()
    const name = ledgerOf('requests').words.en
    const table = app.getByRole('table', { name })
    await expect(table).toContainText(ledgers.sealed)
    await expect(table).toHaveAttribute('aria-rowcount', '132')
    await expect(table).not.toContainText('中心')
    await expectAccessible(app, 'long register')
    await fits(app)
    await picture(app, 'en-dark-ledgers')
    const region = app.getByRole('region', { name })
    await region.focus()
    await app.keyboard.press('End')
    await expect(async () => {
      await region.evaluate((one) => one.scrollTo(0, one.scrollHeight))
      await expect(table).toContainText('2026-0001', { timeout: 500 })
    }).toPass()
    // Requests, refusals … each by its name, empty or not, without a word missing.
    for (const kind of [
      'refusals',
      'use',
      'disposals',
      'agreements',
      'agreedNeeds',
      'direct',
      'frontEnd',
      'disputes',
      'complaints',
      'reviewsWaiting',
      'reviews',
      'events',
    ] as const) {
      await choose(app, app.getByRole('combobox', { name: ledgers.which }), ledgerOf(kind).words.en)
      await expect(app.getByRole('table', { name: ledgerOf(kind).words.en }).or(app.getByRole('heading', { name: ledgers.empty }))).toBeVisible()
      await fits(app)
    }
    await expectAccessible(app, 'events')
    await picture(app, 'en-dark-ledgers-events')
  })
})
