import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { CallMessage } from '../shared/transport.ts'
import { signIn, test, words } from './support/app.ts'
import { catalogueOn, gateWords, goTo, say, toast } from './support/screen.ts'

const w = words('zh')
const { entry, list, secrecy, history } = w.catalogue
const gate = gateWords('zh')

/** The next call of this name that the page makes. */
const nextCall = async (page: Page, name: string) => {
  const request = await page.waitForRequest((each) => each.url().endsWith('/call') && (each.postDataJSON() as CallMessage).name === name)
  return (request.postDataJSON() as CallMessage).input
}

test.beforeEach(async ({ app }) => {
  await signIn(app, 'officer', w)
})

test('finds by two characters, initials, full pinyin and code; the keyboard opens an entry', async ({ app }) => {
  const catalogue = catalogueOn(app, w)
  await catalogue.found(60)
  await app.keyboard.press('/')
  await expect(catalogue.search).toBeFocused()
  for (const typed of ['地名', 'bzdm', 'biaozhundiming', 'biaozhun', '3070349900110601/000042', '0110601/000042', '000042']) {
    await catalogue.search.fill('')
    await catalogue.found(60)
    await app.keyboard.type(typed)
    await expect(catalogue.first).toContainText('标准地名信息')
    await expect(catalogue.row('养老机构备案信息')).toHaveCount(0)
  }
  await catalogue.found(1)
  await app.keyboard.press('Escape')
  await catalogue.found(60)
  await app.keyboard.type('登记信息')
  await catalogue.found(10)
  const second = await catalogue.grid.getByRole('row').nth(2).getByRole('gridcell').nth(2).innerText()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(catalogue.title).toHaveText(second)
  await app.keyboard.press('Alt+PageDown')
  await expect(catalogue.title).not.toHaveText(second)
  await app.keyboard.press('Alt+PageUp')
  await expect(catalogue.title).toHaveText(second)
  await app.keyboard.press('Escape')
  await expect(catalogue.pane).toBeHidden()
  await expect(catalogue.grid).toBeFocused()
})

test('facets narrow the list, add up and clear', async ({ app }) => {
  const catalogue = catalogueOn(app, w)
  await catalogue.found(60)
  const facet = (name: string) => catalogue.filters.getByRole('checkbox', { name: new RegExp(`^${name}`) })
  await facet('不予共享').check()
  await catalogue.found(4)
  await expect(catalogue.row('离婚协议')).toBeVisible()
  await facet('有条件共享').check()
  await catalogue.found(30)
  await facet('养老服务处').check()
  await catalogue.found(5)
  await catalogue.search.fill('评估')
  await catalogue.found(2)
  await expect(catalogue.row('老年人能力评估报告')).toBeVisible()
  await catalogue.search.fill('没有这样的目录')
  await expect(app.getByRole('heading', { name: list.noHitsTitle })).toBeVisible()
  await app.getByRole('button', { name: list.clearText }).last().click()
  await catalogue.found(5)
  await catalogue.filters.getByRole('button', { name: list.clearFilters }).click()
  await catalogue.found(60)
})

test('a finding comes and goes beside its field; Ctrl+S saves what changed; the history tells it in words and gives it back', async ({ app }) => {
  const catalogue = catalogueOn(app, w)
  await catalogue.open('标准地名信息')
  const abstract = catalogue.field('信息资源摘要')
  const before = await abstract.inputValue()
  await expect(abstract).not.toHaveAttribute('aria-invalid', 'true')
  await abstract.fill('')
  await expect(abstract).toHaveAttribute('aria-invalid', 'true')
  await expect(abstract).toHaveAccessibleDescription(/摘要/)
  await abstract.pressSequentially('全市标准地名，按季度核对。')
  await expect(abstract).not.toHaveAttribute('aria-invalid', 'true')
  await expect(catalogue.pane.getByRole('status').filter({ hasText: say(entry.unsaved, { fields: '信息资源摘要' }) })).toBeVisible()

  const saved = nextCall(app, 'catalogue.save')
  await app.keyboard.press('Control+s')
  expect(await saved).toMatchObject({ base: 1, patch: { abstract: '全市标准地名，按季度核对。' } })
  expect(Object.keys(((await saved) as { patch: object }).patch)).toEqual(['abstract'])
  await catalogue.atVersion(2)
  await expect(toast(app, say(entry.saved, { version: 2 }))).toBeVisible()

  await catalogue.tab('history')
  await expect(catalogue.versions.getByRole('listitem')).toHaveCount(2)
  await expect(catalogue.changes.getByRole('deletion').first()).toBeVisible()
  await expect(catalogue.changes.getByRole('insertion').first()).toBeVisible()
  await expect(catalogue.changes.getByRole('term')).toHaveText(['信息资源摘要'])
  await catalogue.versions.getByRole('button', { name: new RegExp(`^${say(entry.version, { version: 1 })}`) }).click()
  await catalogue.changes.getByRole('button', { name: history.restore }).click()
  const asked = app.getByRole('dialog', { name: say(history.restoreTitle, { version: 1 }) })
  await asked.getByRole('button', { name: history.restore }).click()
  await catalogue.atVersion(3)
  await catalogue.tab('basic')
  await expect(abstract).toHaveValue(before)
})

test('a new entry is asked about before it is held: doubt drops the text, 不涉密 saves it', async ({ app, served }) => {
  const catalogue = catalogueOn(app, w)
  await catalogue.found(60)
  const write = async () => {
    await app.getByRole('button', { name: list.new, exact: true }).click()
    await expect(catalogue.field('信息资源提供方')).toHaveValue('澄湖市民政局')
    await catalogue.field('信息资源名称').fill('公共停车场泊位信息')
    await catalogue.save.click()
  }
  const question = app.getByRole('dialog', { name: secrecy.title })
  await write()
  await expect(question.getByRole('button', { name: secrecy.confirm })).toBeDisabled()
  await question.getByRole('radio', { name: gate.unsure }).check()
  await question.getByRole('button', { name: secrecy.confirm }).click()
  const stopped = app.getByRole('dialog', { name: secrecy.stoppedTitle })
  await expect(stopped.getByRole('alert')).toHaveText(gate.unsureAction)
  await stopped.getByRole('button', { name: secrecy.understood }).click()
  await expect(catalogue.pane).toBeHidden()
  await expect(app.getByText('公共停车场')).toHaveCount(0)
  expect(await served.call('catalogue.search', { text: '停车场' })).toMatchObject({ total: 0 })

  await write()
  await question.getByRole('radio', { name: gate.no, exact: true }).check()
  await question.getByRole('button', { name: secrecy.confirm }).click()
  await catalogue.atVersion(1)
  await app.keyboard.press('Escape')
  await catalogue.search.fill('tcc')
  await catalogue.found(1)
  await expect(catalogue.row('公共停车场泊位信息')).toBeVisible()
})

test('two edits of one version stand side by side, and the side not taken stays in the history', async ({ app, served }) => {
  const catalogue = catalogueOn(app, w)
  const { stale } = w.catalogue
  await catalogue.open('标准地名信息')
  await catalogue.field('信息资源名称').fill('标准地名基本信息')
  await catalogue.field('信息资源摘要').fill('我的摘要')
  const [found] = (await served.call('catalogue.search', { text: '3070349900110601/000042' })).items
  await served.call('catalogue.save', {
    id: found?.id ?? '',
    base: 1,
    patch: { abstract: '别人的摘要', providerOffice: '地名处' },
    secrecy: '不涉密',
  })
  await expect(catalogue.pane.getByText(say(entry.staleNote, { version: 2 }))).toBeVisible()
  await expect(catalogue.field('信息资源摘要')).toHaveValue('我的摘要')
  await app.keyboard.press('Control+s')
  const dialog = app.getByRole('dialog', { name: stale.title })
  await expect(dialog.getByText(say(stale.left, { count: 1 }))).toBeVisible()
  await expect(dialog.getByRole('button', { name: stale.save })).toBeDisabled()
  await expect(dialog.getByRole('row').filter({ hasText: '信息资源名称' })).toContainText(stale.onlyMine)
  await expect(dialog.getByRole('row').filter({ hasText: '提供方内部部门' })).toContainText(stale.onlyTheirs)
  await dialog.getByRole('radio', { name: `信息资源摘要：${stale.useTheirs}` }).check()
  await dialog.getByRole('button', { name: stale.save }).click()
  await expect(dialog).toBeHidden()
  await expect(catalogue.field('信息资源名称')).toHaveValue('标准地名基本信息')
  await expect(catalogue.field('信息资源摘要')).toHaveValue('别人的摘要')
  await expect(catalogue.field('提供方内部部门')).toHaveValue('地名处')
  await catalogue.atVersion(4)
  await catalogue.tab('history')
  await catalogue.versions.getByRole('button', { name: new RegExp(`^${say(entry.version, { version: 3 })}`) }).click()
  await expect(catalogue.changes).toContainText(stale.keptNote)
  await expect(catalogue.changes).toContainText('我的摘要')
})

test('unsaved changes are kept from screen to screen, and asked about before they are lost', async ({ app }) => {
  const catalogue = catalogueOn(app, w)
  await catalogue.open('标准地名信息')
  await catalogue.field('信息资源名称').fill('标准地名基本信息')
  await goTo(app, w, 'export')
  await goTo(app, w, 'catalogue')
  await app.getByRole('button', { name: say(entry.drafts, { count: 1 }) }).click()
  await expect(catalogue.field('信息资源名称')).toHaveValue('标准地名基本信息')

  await app.getByRole('button', { name: w.shell.lock, exact: true }).click()
  const asked = app.getByRole('dialog', { name: say(entry.draftsTitle, { count: 1 }) })
  await asked.getByRole('button', { name: w.common.stay }).click()
  await expect(catalogue.field('信息资源名称')).toHaveValue('标准地名基本信息')
  const leaving = app.waitForEvent('dialog')
  await app.close({ runBeforeUnload: true })
  expect((await leaving).type()).toBe('beforeunload')
  await (await leaving).dismiss()

  await catalogue.pane.getByRole('button', { name: entry.discard }).click()
  const discarding = app.getByRole('dialog', { name: entry.discardTitle })
  await expect(discarding).toContainText('信息资源名称')
  await discarding.getByRole('button', { name: entry.discardConfirm }).click()
  await expect(catalogue.field('信息资源名称')).toHaveValue('标准地名信息')

  await goTo(app, w, 'profile')
  await app.getByRole('textbox', { name: w.profile.agency }).fill('澄湖市民政和社会工作局')
  await goTo(app, w, 'catalogue')
  await app.getByRole('dialog', { name: w.common.unsavedTitle }).getByRole('button', { name: w.common.stay }).click()
  await expect(app.getByRole('textbox', { name: w.profile.agency })).toHaveValue('澄湖市民政和社会工作局')
})

test('a deletion can be taken back at once, and later', async ({ app }) => {
  const catalogue = catalogueOn(app, w)
  await catalogue.found(60)
  await catalogue.search.fill('3070349900110401')
  await catalogue.found(4)
  await app.getByRole('checkbox', { name: list.pickAll }).check()
  await app
    .getByRole('toolbar', { name: say(list.picked, { count: 4 }) })
    .getByRole('button', { name: list.delete })
    .click()
  const asked = app.getByRole('dialog', { name: say(list.deleteTitle, { count: 4 }) })
  await asked.getByRole('textbox', { name: list.reason }).fill('重复')
  await asked.getByRole('button', { name: list.delete }).click()
  await expect(app.getByRole('heading', { name: list.noHitsTitle })).toBeVisible()
  await toast(app, say(list.deletedToast, { count: 4 }))
    .getByRole('button', { name: list.undo })
    .click()
  await expect(toast(app, say(list.restoredToast, { count: 4 }))).toBeVisible()
  await catalogue.found(4)

  await catalogue.open('社会团体登记信息（存量）')
  await catalogue.pane.getByRole('button', { name: entry.more }).click()
  await app.getByRole('menuitem', { name: entry.delete }).click()
  await app
    .getByRole('dialog', { name: say(list.deleteTitle, { count: 1 }) })
    .getByRole('button', { name: list.delete })
    .click()
  await expect(catalogue.pane).toBeHidden()
  await app.getByRole('button', { name: w.common.more, exact: true }).click()
  await app.getByRole('menuitem', { name: list.toDeleted }).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(list.deleted)
  await catalogue.found(1)
  await catalogue.first.click()
  await expect(catalogue.pane.getByText(entry.deletedNote)).toBeVisible()
  await catalogue.pane.getByRole('button', { name: list.restore }).click()
  await expect(catalogue.pane.getByText(entry.deletedNote)).toBeHidden()
  await app.getByRole('button', { name: list.toLiving }).click()
  await catalogue.found(60)
})
