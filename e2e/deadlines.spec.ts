import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { validFields } from '../shared/cases/acts.fixture.ts'
import { addDays, weekdayOf } from '../shared/days.ts'
import { addToMonth } from '../shared/deadlines.ts'
import { dayInChina } from '../shared/moments.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { gateWords, goTo, say } from './support/screen.ts'

const fits = async (app: Page) => expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
const other = '澄湖市自然资源和规划局'
const letter = { secrecy: '不涉密', officer: '王科长', source: '平台清单', evidence: '收文簿' } as const
const today = dayInChina(new Date().toISOString())
const month = today.slice(0, 7)

/** A day of the running month that is not today. */
const inMonth = (n: number): string => {
  const day = `${month}-${String(n).padStart(2, '0')}`
  return day === today ? `${month}-${String(n + 1).padStart(2, '0')}` : day
}

/** A month as an office has it: letters, cycles, requests of both sides, one of them sealed. */
const fill = async ({ call }: Served): Promise<void> => {
  await call('task.add', { title: '答复平台监测通报', source: '通报第7期', due: addDays(`${month}-01`, -40) })
  await call('task.add', { title: '报送前置库核对情况', due: inMonth(12) })
  await call('task.add', { title: '收文：关于开展政务数据资源普查工作的通知，要求各处室逐条核对并于月底前反馈', due: inMonth(26) })
  const fields = validFields.request.apply ?? {}
  for (const n of [6, 7]) {
    const { id } = await call('request.open', {
      secrecy: '不涉密',
      title: `申请婚姻登记信息 ${n}`,
      other,
      as: 'respondent',
      way: 'paper',
      shareType: '有条件共享',
    })
    await call('request.record', { ...letter, id, act: 'apply', party: 'applicant', when: addDays(today, -n), fields })
    if (n === 7) await call('request.seal', { id, claimedBy: other })
  }
  // As the department: what one agency owes another.
  const { id } = await call('request.open', {
    ...{ secrecy: '不涉密', title: '申请不动产登记信息', other, as: 'department', applicant: '澄湖市住房和城乡建设局', way: 'paper', shareType: '有条件共享' },
  })
  await call('request.record', { ...letter, id, act: 'apply', party: 'applicant', when: `${month}-01`, fields })
  const { items } = await call('catalogue.search', { limit: 60 })
  const ids = items.map(({ id }) => id)
  await call('data.recordRefresh', { filter: { ids }, refreshedOn: addDays(addToMonth(month, -1).concat('-20'), 0) })
}

test('a month: chosen by mouse and keys, its days, their items, where they lead', async ({ app, served }) => {
  test.setTimeout(360_000)
  const w = words('zh')
  const { deadlines } = w
  await signIn(app, 'officer', w)
  await goTo(app, w, 'deadlines')
  await expect(app.getByRole('grid')).toBeVisible()
  await expectAccessible(app, 'an empty month')
  await picture(app, 'zh-light-deadlines-empty')
  await fill(served)
  const grid = app.getByRole('grid')
  await expect(grid).toContainText('报送前置库核对情况')
  await app.waitForTimeout(300)
  await expectAccessible(app, 'a month of deadlines')
  await fits(app)
  await picture(app, 'zh-light-deadlines')

  // By keys: a week on, the week's Sunday, another month and back.
  const cell = (day: string) => app.locator(`[data-day="${day}"]`)
  await cell(inMonth(12)).click()
  const panel = app.getByRole('region', { name: new RegExp(`${Number(inMonth(12).slice(8))}日`) })
  await expect(panel).toContainText('报送前置库核对情况')
  await cell(inMonth(12)).press('ArrowDown')
  const next = addDays(inMonth(12), 7)
  await expect(cell(next)).toBeFocused()
  await expect(cell(next)).toHaveAttribute('aria-selected', 'true')
  await cell(next).press('Home')
  const monday = addDays(next, -((weekdayOf(next) + 6) % 7))
  await expect(cell(monday)).toBeFocused()
  await cell(monday).press('PageDown')
  await expect(app.getByText(/^\d{4}年\d+月$/)).toHaveText(`${addToMonth(month, 1).slice(0, 4)}年${Number(addToMonth(month, 1).slice(5))}月`)
  await expect(app.locator(':focus')).toHaveAttribute('data-day', new RegExp(`^${addToMonth(month, 1)}`))
  await app.locator(':focus').press('PageUp')
  await expect(cell(monday)).toBeFocused()

  // What was due before is one button away.
  await app.getByRole('button', { name: /^此前超期/ }).click()
  await expect(app.getByRole('region', { name: deadlines.earlierTitle })).toContainText('答复平台监测通报')
  await expectAccessible(app, 'what was due before')
  await picture(app, 'zh-light-deadlines-earlier')

  // As a list, and mine alone; many alike unfold and lead to their entry.
  await app.getByText(deadlines.list, { exact: true }).click()
  await expect(app.getByRole('listitem').filter({ hasText: other }).first()).toBeVisible()
  await expectAccessible(app, 'the month as a list')
  await picture(app, 'zh-light-deadlines-list')
  await app.getByText(deadlines.mine, { exact: true }).click()
  await expect(app.getByRole('listitem').filter({ hasText: other })).toHaveCount(0)
  await app.getByRole('button', { name: deadlines.showAlike }).first().click()
  await app
    .getByRole('listitem')
    .filter({ has: app.getByRole('button', { name: deadlines.hideAlike }) })
    .getByRole('list')
    .getByRole('button')
    .first()
    .click()
  await expect(app).toHaveURL(/catalogue\/[0-9a-f-]{36}/)
  await goTo(app, w, 'deadlines')
  await app.getByText(deadlines.all, { exact: true }).click()
  await app.getByText(deadlines.grid, { exact: true }).click()

  // Exported: what for and the secrecy question first.
  await app.getByRole('button', { name: deadlines.export }).click()
  const dialog = app.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: deadlines.confirm, exact: true })).toBeDisabled()
  await dialog.getByRole('textbox', { name: w.common.purpose }).fill('科室备忘')
  await expectAccessible(app, 'export of deadlines')
  await picture(app, 'zh-light-deadlines-export')
  const download = app.waitForEvent('download')
  await dialog.getByRole('button', { name: deadlines.confirm, exact: true }).click()
  await app.getByRole('radio', { name: gateWords('zh').no }).check()
  await app.getByRole('button', { name: w.catalogue.secrecy.confirmImport, exact: true }).click()
  const ics = readFileSync(await (await download).path(), 'utf8')
  expect(ics).toContain('BEGIN:VCALENDAR')
  expect(ics.replaceAll('\r\n ', '')).toContain('科室备忘')
  await expect(app.getByText(/^已导出 \d+ 项/)).toBeVisible()

  // On paper: one page.
  await app.emulateMedia({ media: 'print' })
  await expect(app.locator('.mulu-sheet')).toContainText('报送前置库核对情况')
  const pdf = await app.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBe(1)
  await app.emulateMedia({ media: 'screen' })
})

test('narrow, it is a list', async ({ app, served }) => {
  const w = words('zh')
  await signIn(app, 'officer', w)
  await served.call('task.add', { title: '报送前置库核对情况', due: inMonth(12) })
  await app.setViewportSize({ width: 940, height: 768 })
  await goTo(app, w, 'deadlines')
  await expect(app.getByRole('listitem').filter({ hasText: '报送前置库核对情况' })).toBeVisible()
  await expect(app.getByRole('grid')).toHaveCount(0)
  await fits(app)
})

test.describe('in English, dark', () => {
  test.use({ language: 'en', scheme: 'dark' })

  test('a month of deadlines', async ({ app, served }) => {
    test.setTimeout(240_000)
    const w = words('en')
    await signIn(app, 'officer', w)
    await fill(served)
    await goTo(app, w, 'deadlines')
    await expect(app.getByRole('grid')).toContainText('报送前置库核对情况')
    await app.locator(`[data-day="${inMonth(26)}"]`).click()
    await expectAccessible(app, 'a month of deadlines in the dark')
    await fits(app)
    await picture(app, 'en-dark-deadlines')
    await app.getByRole('button', { name: say(w.deadlines.earlier, { count: 3 }) }).click()
    await expect(app.getByRole('region', { name: w.deadlines.earlierTitle })).toBeVisible()
  })
})
