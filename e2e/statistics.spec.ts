import { expect, type Page } from '@playwright/test'
import { validFields } from '../shared/cases/acts.fixture.ts'
import { addDays } from '../shared/days.ts'
import { dayInChina } from '../shared/moments.ts'
import { standardIndicators } from '../shared/statistics/indicators.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { choose, goTo } from './support/screen.ts'

const fits = async (app: Page) => expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
const today = dayInChina(new Date().toISOString())
const letter = { secrecy: '不涉密', officer: '王科长', source: '平台清单', evidence: '收文簿' } as const
const named = (id: string, language: 'zh' | 'en') => standardIndicators.find((one) => one.id === id)?.words[language] ?? id

/** Requests of another agency, and data that were refreshed, in time and not. */
const fill = async ({ call }: Served): Promise<void> => {
  for (let n = 0; n < 6; n++) {
    const { id } = await call('request.open', {
      ...{ secrecy: '不涉密', title: `申请婚姻登记信息 ${n + 1}`, other: '澄湖市自然资源和规划局', as: 'respondent', way: 'paper', shareType: '有条件共享' },
    })
    const when = addDays(today, n < 2 ? -40 : -n)
    await call('request.record', { ...letter, id, act: 'apply', party: 'applicant', when, fields: validFields.request.apply ?? {} })
  }
  const { items } = await call('catalogue.search', { limit: 40 })
  await call('data.recordRefresh', { filter: { ids: items.slice(0, 25).map(({ id }) => id) }, refreshedOn: addDays(today, -3) })
  await call('data.recordRefresh', { filter: { ids: items.slice(25).map(({ id }) => id) }, refreshedOn: addDays(today, -70) })
  await call('task.add', { title: '答复平台监测通报', due: addDays(today, -4) })
}

test('figures of a period: charts, their tables, and where each figure comes from', async ({ app, served }) => {
  test.setTimeout(180_000)
  const w = words('zh')
  const { statistics, charts } = w
  await signIn(app, 'officer', w)
  await fill(served)
  await goTo(app, w, 'statistics')
  // A period that ended before anything was recorded says so, and what to do.
  await expect(app.getByRole('heading', { name: statistics.empty })).toBeVisible()
  await expectAccessible(app, 'a period without records')
  await picture(app, 'zh-light-statistics-empty')
  await app.getByRole('combobox', { name: statistics.period }).click()
  await app.getByRole('option').first().click()
  const total = app
    .getByRole('button')
    .filter({ hasText: named('entry.total', 'zh') })
    .first()
  await expect(total).toBeVisible()
  await expect(app.getByRole('figure', { name: statistics.rates })).toBeVisible()
  await expectAccessible(app, 'statistics')
  await fits(app)
  await picture(app, 'zh-light-statistics')
  const body = app.getByRole('region', { name: w.shell.screens.statistics })
  await body.evaluate((one) => one.scrollTo(0, 620))
  await picture(app, 'zh-light-statistics-timeliness')
  await body.evaluate((one) => one.scrollTo(0, one.scrollHeight))
  await picture(app, 'zh-light-statistics-trend')
  await body.evaluate((one) => one.scrollTo(0, 0))

  // The table behind a chart.
  const byType = app.getByRole('figure', { name: named('entry.total', 'zh'), exact: true }).first()
  await byType.getByText(charts.table, { exact: true }).click()
  await expect(byType.getByRole('table')).toContainText('有条件共享')
  await byType.getByText(charts.chart, { exact: true }).click()

  // From a number to its formula, its rows, their versions and who made them.
  await byType.getByRole('button', { name: /^有条件共享/ }).click()
  const drawer = app.getByRole('dialog')
  await expect(drawer).toContainText(`${named('entry.total', 'zh')}（有条件共享）`)
  await expect(drawer).toContainText(statistics.formula)
  await drawer.getByRole('button', { name: statistics.steps }).first().click()
  await expect(drawer.getByText(/第 \d+ 版/).first()).toBeVisible()
  await expectAccessible(app, 'where a figure comes from')
  await picture(app, 'zh-light-statistics-explain')
  await drawer.getByRole('button', { name: w.common.close }).click()
  await app.getByRole('button', { name: new RegExp(`^${named('request.replyRate', 'zh')}：`) }).click()
  await expect(drawer).toContainText('÷')
  await expect(drawer.getByRole('listitem').first()).toBeVisible()
  await drawer.getByRole('listitem').first().getByRole('button').first().click()
  await expect(app).toHaveURL(/cases\/request/)

  // Back from a row, the next one is still at hand.
  await goTo(app, w, 'statistics')
  await drawer.getByRole('button', { name: w.common.close }).click()
  await expect(drawer).toBeHidden()

  // Every figure; another kind of period.
  await app.getByText(statistics.views.all, { exact: true }).click()
  await expect(app.getByRole('table', { name: statistics.views.all })).toContainText(named('deliver.rate', 'zh'))
  await expectAccessible(app, 'all figures')
  await picture(app, 'zh-light-statistics-all')
  await app.getByText(statistics.views.overview, { exact: true }).click()
  await app.getByRole('radiogroup', { name: statistics.kinds }).getByText('年', { exact: true }).click()
  await expect(app.getByRole('combobox', { name: statistics.period })).toHaveValue(/年度$/)
  await choose(app, app.getByRole('combobox', { name: statistics.period }), `${today.slice(0, 4)}年度 · ${statistics.running}`)
  await expect(total).toBeVisible()

  // On paper.
  await app.emulateMedia({ media: 'print' })
  await expect(app.locator('.mulu-sheet')).toContainText(named('entry.byClass', 'zh'))
  const pdf = await app.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(4)
  await app.emulateMedia({ media: 'screen' })
})

test.describe('in English, dark', () => {
  test.use({ language: 'en', scheme: 'dark' })

  test('figures of a period', async ({ app, served }) => {
    test.setTimeout(240_000)
    const w = words('en')
    await signIn(app, 'officer', w)
    await fill(served)
    await goTo(app, w, 'statistics')
    await app.getByRole('combobox', { name: w.statistics.period }).click()
    await app.getByRole('option').first().click()
    await expect(app.getByRole('figure', { name: w.statistics.rates })).toBeVisible()
    await expectAccessible(app, 'statistics in the dark')
    await fits(app)
    await picture(app, 'en-dark-statistics')
    const body = app.getByRole('region', { name: w.shell.screens.statistics })
    await body.evaluate((one) => one.scrollTo(0, one.scrollHeight))
    await picture(app, 'en-dark-statistics-trend')
  })
})
