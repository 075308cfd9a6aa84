import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { signIn, test, words } from './support/app.ts'
import { catalogueOn, say } from './support/screen.ts'

const w = words('zh')

test.beforeEach(async ({ app }) => {
  await signIn(app, 'officer', w)
})

/** Puts text on the clipboard the way another program does. */
const copyElsewhere = async (page: Page, text: string): Promise<void> => {
  const other = await page.context().newPage()
  await other.setContent('<textarea></textarea>')
  await other.getByRole('textbox').fill(text)
  await other.keyboard.press('Control+a')
  await other.keyboard.press('Control+c')
  await other.close()
}

test('a block is pasted, filled down and undone; the keyboard does it all', async ({ app }) => {
  const catalogue = catalogueOn(app, w)
  const { grid: words } = w.catalogue
  await catalogue.open('历史地名保护名录')
  await catalogue.tab('items')
  const grid = app.getByRole('grid', { name: words.label })
  const cell = (row: number, column: string, value: string) => grid.getByLabel(say(words.cell, { row, column, value }), { exact: true })
  const many = (count: number) => expect(catalogue.pane.getByRole('status').filter({ hasText: say(words.count, { count }) })).toBeVisible()
  await many(0)
  await copyElsewhere(app, '地名\t字符型C\t50\r\n"曾用名\n别名"\t字符型C\t200\r\n始用年份\t数值型N\t4\r\n')
  await cell(1, '信息项名称', words.emptyCell).click()
  await app.keyboard.press('Control+v')
  await expect(catalogue.pane.getByRole('status').filter({ hasText: say(words.selected, { rows: 3, cells: 9 }) })).toBeVisible()
  await expect(grid.getByRole('row').nth(2)).toContainText('曾用名 别名')

  await app.keyboard.press('Control+Home')
  await expect(cell(1, '信息项名称', '地名')).toBeFocused()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await app.keyboard.press(key)
  await app.keyboard.type('无条件')
  await expect(app.getByRole('option', { name: '无条件共享' })).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('Enter')
  await expect(cell(2, '共享类型', words.emptyCell)).toBeFocused()
  await app.keyboard.press('ArrowUp')
  await app.keyboard.press('Shift+Control+ArrowDown')
  await app.keyboard.press('Control+d')
  await expect(grid.getByRole('gridcell', { name: '无条件共享' })).toHaveCount(3)
  await app.keyboard.press('Control+z')
  await expect(grid.getByRole('gridcell', { name: '无条件共享' })).toHaveCount(1)
  await app.keyboard.press('Control+y')
  await expect(grid.getByRole('gridcell', { name: '无条件共享' })).toHaveCount(3)

  await app.keyboard.press('Control+End')
  await app.keyboard.press('Control+Delete')
  await app.keyboard.press('Escape')
  await many(2)
  await app.keyboard.press('Control+s')
  await catalogue.atVersion(2)
})

test('CREATE TABLE is read, looked over and added', async ({ app }) => {
  const catalogue = catalogueOn(app, w)
  const { grid: words } = w.catalogue
  await catalogue.open('历史地名保护名录')
  await catalogue.tab('items')
  await copyElsewhere(app, "CREATE TABLE t_place (id varchar(32) NOT NULL PRIMARY KEY COMMENT '地名编号', name varchar(100) COMMENT '标准名称', seen date);")
  const grid = app.getByRole('grid', { name: words.label })
  await grid.getByLabel(say(words.cell, { row: 1, column: '信息项名称', value: words.emptyCell }), { exact: true }).click()
  await app.keyboard.press('Control+v')
  const dialog = app.getByRole('dialog', { name: words.parseTitle })
  await expect(dialog).toContainText(words.parseKind.ddl)
  await expect(dialog.getByRole('row')).toHaveCount(4)
  await dialog.getByRole('button', { name: say(words.addParsed, { count: 3 }) }).click()
  await expect(grid.getByRole('row')).toHaveCount(5)
  await expect(grid.getByRole('row').nth(1)).toContainText('地名编号')
  await app.keyboard.press('Control+s')
  await catalogue.atVersion(2)
})
