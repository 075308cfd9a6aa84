import { expect, type Page } from '@playwright/test'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, choose, goTo, lock, say, toast } from './support/screen.ts'

const w = words('zh')
const { tasks, shell } = w
const title = '养老机构备案信息'

const line = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })
const bucket = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })

test('today is the first screen, says when there is nothing, and lists what was recorded in order of its day', async ({ app }) => {
  await signIn(app, 'officer', w, 'today')
  await expect(app.getByRole('heading', { level: 1, name: shell.screens.today })).toBeVisible()
  await app.getByText(tasks.all, { exact: true }).click()
  const fresh = await app.getByText(tasks.empty).isVisible()
  if (fresh) await expectAccessible(app, 'an empty today')

  for (const [what, due] of [
    ['答复平台监测通报', '2020-1-20'],
    ['核对前置库', '2099-12-31'],
    ['整理来文', ''],
  ] as const) {
    await app.getByRole('button', { name: tasks.add }).click()
    const form = app.getByRole('dialog', { name: tasks.add })
    await form.getByLabel(tasks.title).fill(what)
    await form.getByLabel(tasks.source).fill('平台监测通报第7期')
    if (due !== '') await form.getByLabel(tasks.dueOn).fill(due)
    if (what === '答复平台监测通报') await expectAccessible(app, 'the form of a task')
    await form.getByRole('button', { name: tasks.record }).click()
    await expect(form).toBeHidden()
  }
  await expect(bucket(app, tasks.buckets.overdue).getByRole('listitem').filter({ hasText: '答复平台监测通报' })).toContainText('超期')
  await expect(bucket(app, tasks.buckets.atOnce).getByRole('listitem').filter({ hasText: '整理来文' })).toBeVisible()
  await expect(bucket(app, tasks.buckets.later).getByRole('listitem').filter({ hasText: '核对前置库' })).toBeVisible()
  await expect(app.getByRole('navigation', { name: shell.rail }).locator('[data-today-count]')).toBeVisible()
  await expectAccessible(app, 'today')

  await app.getByRole('button', { name: say(tasks.actionsOf, { title: '答复平台监测通报' }) }).click()
  await app.getByRole('menuitem', { name: tasks.close }).click()
  const closing = app.getByRole('dialog')
  await closing.getByRole('radio', { name: tasks.closings.done }).check()
  await closing.getByRole('button', { name: w.common.ok }).click()
  await expect(toast(app, tasks.closed)).toBeVisible()
  await expect(line(app, '答复平台监测通报')).toHaveCount(0)
})

test('a change of law opens tasks with their article and day, is extended, and becomes a report', async ({ app }) => {
  await signIn(app, 'officer', w)
  const catalogue = catalogueOn(app, w)
  await catalogue.search.fill(title)
  await catalogue.row(title).first().getByRole('checkbox').check()
  await app.getByRole('toolbar').getByRole('button', { name: tasks.work }).click()
  await app.getByRole('menuitem', { name: tasks.trigger }).click()
  const form = app.getByRole('dialog', { name: say(tasks.triggerTitle, { count: 1 }) })
  await form.getByLabel(tasks.document).fill('养老服务法')
  await form.getByLabel(tasks.documentNumber).fill('主席令第9号')
  await choose(app, form.getByRole('combobox', { name: tasks.level }), '法律')
  await form.getByRole('textbox', { name: tasks.issuedOn }).fill('2099-3-2')
  await form.getByRole('textbox', { name: tasks.inForceOn }).fill('2099-6-1')
  await form.getByLabel(tasks.changeNote).fill('备案事项增加')
  await form.getByRole('radio', { name: tasks.startDays.inForceOn }).check()
  await expectAccessible(app, 'the form of a change')
  await picture(app, 'zh-light-trigger')
  await form.getByRole('button', { name: tasks.openTrigger }).click()
  const opened = app.getByRole('dialog', { name: say(tasks.opened, { count: 1 }) })
  await expect(opened).toContainText('条例809第十七条第二款')
  await expectAccessible(app, 'what a change opened')
  await opened.getByRole('button', { name: w.common.ok }).click()

  await goTo(app, w, 'today')
  const update = app.locator('[data-kind="update"]').filter({ hasText: title })
  await expect(update).toContainText('养老服务法')
  await expect(update).toContainText(`${tasks.starts.inForceOn} 2099-06-01`)
  await expect(update).toContainText('条例809第十七条第二款')
  await expect(update).toContainText('暂定')
  await expectAccessible(app, 'today with a change')
  await picture(app, 'zh-light-today-change')

  await update.getByRole('button').last().click()
  await app.getByRole('menuitem', { name: tasks.extend }).click()
  const consent = app.getByRole('dialog', { name: say(tasks.extendTitle, { what: title }) })
  await consent.getByLabel(tasks.number).fill('数函〔2026〕9号')
  await consent.getByLabel(tasks.consentedOn).fill('2026-1-20')
  await consent.getByLabel(tasks.extendEvidence).fill('收文夹')
  await consent.getByRole('button', { name: tasks.record }).click()
  await expect(update).toContainText(say(tasks.extendedBy, { number: '数函〔2026〕9号' }))

  // The entry is one click away.
  await update.getByRole('button', { name: title, exact: true }).click()
  await expect(catalogue.title).toHaveText(title)
  await goTo(app, w, 'today')
  await app.getByRole('tab', { name: tasks.views.changes }).click()
  await expectAccessible(app, 'the changes')
  await app.getByRole('button', { name: '养老服务法' }).click()
  await expect(app.getByRole('heading', { name: tasks.reportTitle })).toBeVisible()
  await expect(app.getByRole('row').filter({ hasText: title })).toContainText('未改')
  await expectAccessible(app, 'the change report')
  await picture(app, 'zh-light-change-report')
  const download = app.waitForEvent('download')
  await app.getByRole('button', { name: tasks.reportSave }).click()
  expect((await download).suggestedFilename()).toBe('变更报告.xlsx')

  await goTo(app, w, 'today')
  await update.getByRole('button').last().click()
  await app.getByRole('menuitem', { name: tasks.close }).click()
  const closing = app.getByRole('dialog')
  await closing.getByRole('radio', { name: tasks.closings.notNeeded }).check()
  await closing.getByRole('textbox', { name: tasks.reason }).fill('备案信息项已含新增事项')
  await closing.getByRole('button', { name: w.common.ok }).click()
  await expect(update).toHaveCount(0)
})

test('data are due again by their cycle; the head sees what is his', async ({ app }) => {
  await signIn(app, 'officer', w)
  const catalogue = catalogueOn(app, w)
  await catalogue.search.fill(title)
  await catalogue.row(title).first().getByRole('checkbox').check()
  await app.getByRole('toolbar').getByRole('button', { name: tasks.work }).click()
  await app.getByRole('menuitem', { name: tasks.refresh }).click()
  const form = app.getByRole('dialog', { name: say(tasks.refreshTitle, { count: 1 }) })
  await form.getByLabel(tasks.refreshedOn).fill('2020-1-6')
  await expectAccessible(app, 'the form of a refresh')
  await form.getByRole('button', { name: tasks.record }).click()
  await expect(toast(app, say(tasks.refreshed, { count: 1, dated: 1 }))).toBeVisible()
  await goTo(app, w, 'today')
  await expect(bucket(app, tasks.buckets.overdue).locator('[data-kind="refresh"]').filter({ hasText: title })).toContainText('养老服务处')
  await lock(app, w)
  await signIn(app, 'head', w, 'today')
  await expect(line(app, title).and(app.locator('[data-kind="refresh"]'))).toHaveCount(0)
  await app.getByText(tasks.all, { exact: true }).click()
  await expect(app.locator('[data-kind="refresh"]').filter({ hasText: title })).toBeVisible()
})
