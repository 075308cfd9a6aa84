import { expect, type Page } from '@playwright/test'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, choose, gateWords, say, toast } from './support/screen.ts'

const w = words('zh')
const { bulk, catalogue: texts } = w

const dialog = (page: Page) => page.getByRole('dialog', { name: bulk.title })
const confirmSecrecy = async (page: Page) => {
  const question = page.getByRole('dialog', { name: texts.secrecy.title })
  await question.getByRole('radio', { name: gateWords('zh').no, exact: true }).check()
  await question.getByRole('button', { name: texts.secrecy.confirm }).click()
}
const ledgerOf = async (page: Page) => {
  await page.getByRole('main').getByRole('button', { name: w.common.more, exact: true }).click()
  await page.getByRole('menuitem', { name: bulk.ledger }).click()
  return page.getByRole('dialog', { name: bulk.ledger })
}

test('all found are changed as previewed, stand in the ledger, and one click takes it back', async ({ app, served }) => {
  await signIn(app, 'officer', w)
  const catalogue = catalogueOn(app, w)
  await catalogue.found(60)
  await catalogue.grid.getByRole('checkbox', { name: texts.list.pickAll }).check()
  const found = app.getByRole('toolbar').getByRole('button', { name: texts.list.pickFound })
  if (await found.isVisible()) await found.click()
  await expect(app.getByRole('toolbar')).toContainText(say(texts.list.picked, { count: 60 }))
  await app.getByRole('toolbar').getByRole('button', { name: bulk.action }).click()

  const form = dialog(app)
  await choose(app, form.getByRole('combobox', { name: bulk.field, exact: true }), '联系人')
  await form.getByRole('combobox', { name: bulk.value, exact: true }).fill('李文静')
  await form.getByRole('button', { name: bulk.preview }).click()
  await expect(form.getByRole('status')).toContainText('选定 60 条')
  const table = form.getByRole('region', { name: bulk.table })
  await expect(table.getByRole('row').nth(1)).toContainText('李文静')
  await expectAccessible(app, 'the preview')
  await picture(app, 'zh-light-bulk')
  await expect(form.getByRole('button', { name: /^应用到/ })).toBeDisabled()
  await form.getByLabel(bulk.reason).fill('统一联系人')
  await form.getByRole('button', { name: /^应用到/ }).click()
  await confirmSecrecy(app)
  await expect(form).toBeHidden()

  const { rows } = await served.call('catalogue.bulkLedger', {})
  expect(rows[0]).toMatchObject({ reason: '统一联系人', operation: { kind: 'set', field: 'contact', value: '李文静' } })
  const ledger = await ledgerOf(app)
  await expect(ledger.getByRole('listitem').first()).toContainText('联系人填为“李文静”')
  await expectAccessible(app, 'the ledger')
  await picture(app, 'zh-light-bulk-ledger')
  await ledger.getByRole('button', { name: bulk.undo }).click()
  await expect(toast(app, say(bulk.undone, { entries: rows[0]?.entries ?? 0 }))).toBeVisible()
  await expect(ledger.getByRole('listitem').first()).toContainText('撤回')
  await expect(ledger.getByRole('button', { name: bulk.undo })).toHaveCount(0)
})

test('find and replace; what changed since the preview is named, and nothing is written', async ({ app, served }) => {
  await signIn(app, 'officer', w)
  const catalogue = catalogueOn(app, w)
  await catalogue.search.fill('养老')
  await catalogue.row('养老机构备案信息').first().getByRole('checkbox').check()
  await app.getByRole('toolbar').getByRole('button', { name: bulk.action }).click()
  const form = dialog(app)
  await choose(app, form.getByRole('combobox', { name: bulk.field, exact: true }), '信息资源名称')
  await choose(app, form.getByRole('combobox', { name: bulk.kind, exact: true }), bulk.kinds.replace)
  await form.getByLabel(bulk.find).fill('备案信息')
  await form.getByLabel(bulk.with).fill('备案数据')
  await form.getByRole('button', { name: bulk.preview }).click()
  await expect(form.getByRole('region', { name: bulk.table }).getByRole('row')).toHaveCount(2)

  const { items } = await served.call('catalogue.search', { text: '养老机构备案信息' })
  const entry = items.find(({ title }) => title === '养老机构备案信息')
  await served.call('catalogue.save', { id: entry?.id, base: entry?.version, patch: { contact: '别处' }, secrecy: '不涉密' })
  await form.getByLabel(bulk.reason).fill('改称')
  await form.getByRole('button', { name: /^应用到/ }).click()
  await confirmSecrecy(app)
  await expect(form.getByText(bulk.differs)).toBeVisible()
  await expect(form).toContainText('养老机构备案信息')
  await expectAccessible(app, 'a refused bulk edit')
  await form.getByRole('button', { name: bulk.preview }).click()
  await form.getByRole('button', { name: /^应用到/ }).click()
  await confirmSecrecy(app)
  await expect(form).toBeHidden()
  await catalogue.search.fill('养老机构备案数据')
  await expect(catalogue.row('养老机构备案数据')).toBeVisible()
})
