import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Download, Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { signIn, test, words } from './support/app.ts'
import { catalogueOn, gateWords, goTo, say } from './support/screen.ts'

const w = words('zh')
const { import: wizard, export: exporting, secrecy } = w.catalogue
const gate = gateWords('zh')
const guiyang = join(import.meta.dirname, '..', 'assets', 'listings', 'guizhou_guiyang.json')

type Upload = string | { name: string; mimeType: string; buffer: Buffer }

/** A file made here, as text in UTF-8. */
const textFile = (name: string, text: string): Upload => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

const chooseFile = async (page: Page, file: Upload): Promise<void> => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: wizard.choose }).click()
  await (await chooser).setFiles(file)
}

const answer = async (page: Page, word: string): Promise<void> => {
  const question = page.getByRole('dialog', { name: secrecy.title })
  await expect(question).toContainText(gate.importQuestion)
  await question.getByRole('radio', { name: word, exact: true }).check()
  await question.getByRole('button', { name: secrecy.confirmImport }).click()
}

/** Brings the wizard to the columns: file, and the secrecy question answered. */
const inspect = async (page: Page, file: Upload): Promise<void> => {
  await goTo(page, w, 'import')
  await chooseFile(page, file)
  await answer(page, gate.no)
  await expect(page.getByRole('region', { name: wizard.steps.mapping })).toBeVisible()
}

const dryRun = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: wizard.dryRun, exact: true }).click()
  await expect(page.getByRole('tablist', { name: wizard.steps.trial })).toBeVisible()
}

/** The four totals and how many there are in all, as they stand on screen. */
const totals = async (page: Page) => {
  const number = async (locator: Locator) => Number(/[\d,]+/.exec(await locator.innerText())?.[0]?.replaceAll(',', ''))
  const tab = (name: string) => number(page.getByRole('tab', { name: new RegExp(`${name}$`) }))
  return {
    rows: await number(page.getByText(/共 [\d,]+ 条目录/).locator('visible=true')),
    created: await tab(wizard.created),
    changed: await tab(wizard.changed),
    unchanged: await tab(wizard.unchanged),
    rejected: await tab(wizard.rejected),
  }
}

const saved = async (download: Download): Promise<Upload> => ({
  name: download.suggestedFilename(),
  mimeType: 'application/octet-stream',
  buffer: readFileSync(await download.path()),
})

/** Writes the whole catalogue out in this format and takes the file the browser was given. */
const exportAs = async (page: Page, format: keyof typeof exporting.formats) => {
  await goTo(page, w, 'export')
  await page.getByRole('radio', { name: exporting.formats[format] }).check()
  await page.getByRole('textbox', { name: w.common.purpose }).fill('报送市数据局')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: exporting.go }).click()
  return saved(await download)
}

test.beforeEach(async ({ app }) => {
  await signIn(app, 'officer', w)
})

test('a portal’s listing comes in: columns proposed, dry run that adds up, one write', async ({ app }) => {
  await inspect(app, guiyang)
  await expect(app.getByText(wizard.unrecognised)).toBeVisible()
  const proposed = (heading: string) => app.getByRole('combobox', { name: new RegExp(` ${heading}：${wizard.field}$`) })
  await expect(proposed('标题')).toHaveValue('信息资源名称')
  await expect(proposed('数据摘要')).toHaveValue('信息资源摘要')
  await expect(proposed('数据提供方')).toHaveValue('信息资源提供方')
  await dryRun(app)
  const trial = await totals(app)
  expect(trial.created).toBeGreaterThan(2000)
  expect(trial.created + trial.changed + trial.unchanged + trial.rejected).toBe(trial.rows)

  await app.getByRole('button', { name: say(wizard.apply, { count: trial.created }) }).click()
  await expect(app.getByRole('status').filter({ hasText: say(wizard.applied, { created: trial.created, changed: 0 }) })).toBeVisible()
  expect(await totals(app)).toEqual(trial)
  await app.getByRole('button', { name: wizard.toList }).click()
  const catalogue = catalogueOn(app, w)
  await catalogue.found(60 + trial.created)
  await catalogue.search.fill('在岗人数统计')
  await expect(catalogue.first).toContainText('在岗人数统计')
})

test('doubt about secrecy ends it before the file is opened; a file with a mark is refused whole', async ({ app, served }) => {
  await goTo(app, w, 'import')
  await chooseFile(app, guiyang)
  await answer(app, gate.unsure)
  await app.getByRole('dialog', { name: secrecy.stoppedTitle }).getByRole('button', { name: secrecy.understood }).click()
  await expect(app.getByRole('heading', { name: wizard.choose })).toBeVisible()
  await expect(app.getByText('guizhou_guiyang.json')).toHaveCount(0)

  await chooseFile(app, textFile('内部.csv', '信息资源名称,信息资源摘要\n重点目标分布,按月更新\n重点人员名单,机密★10年\n'))
  await answer(app, gate.no)
  const refused = app.getByRole('alert').filter({ hasText: wizard.marked })
  await expect(refused).toContainText(wizard.markedText)
  await expect(refused).toContainText('3')
  await expect(app.getByRole('button', { name: wizard.dryRun, exact: true })).toHaveCount(0)
  await app.getByRole('button', { name: secrecy.understood }).click()
  await goTo(app, w, 'catalogue')
  await catalogueOn(app, w).found(60)
  expect(await served.call('catalogue.search', { text: '重点' })).toMatchObject({ total: 0 })
})

test('our own workbook comes back unchanged', async ({ app }) => {
  const workbook = await exportAs(app, 'xlsx')
  await expect(app.getByRole('status').filter({ hasText: say(exporting.done, { count: 60, size: '' }).replace(/，。$/, '') })).toBeVisible()
  await inspect(app, workbook)
  await dryRun(app)
  expect(await totals(app)).toEqual({ rows: 60, created: 0, changed: 0, unchanged: 60, rejected: 0 })
  await expect(app.getByText(wizard.nothing)).toBeVisible()
  await expect(app.getByRole('button', { name: say(wizard.apply, { count: 0 }) })).toBeDisabled()
})

test('good rows go in, the bad one into a file to correct', async ({ app }) => {
  const sheet =
    '信息资源名称,信息资源提供方,信息资源摘要,发布日期\n公共自行车站点,澄湖市城管局,站点位置,2026-03-01\n共享单车停放点,澄湖市城管局,停放点位置,去年春天\n'
  await inspect(app, textFile('城管.csv', sheet))
  await dryRun(app)
  expect(await totals(app)).toEqual({ rows: 2, created: 1, changed: 0, unchanged: 0, rejected: 1 })
  await expect(app.getByRole('region', { name: wizard.rejected }).getByRole('row').nth(1)).toContainText('发布日期')
  await app.getByRole('button', { name: say(wizard.apply, { count: 1 }) }).click()
  await expect(app.getByRole('status').filter({ hasText: say(wizard.applied, { created: 1, changed: 0 }) })).toBeVisible()
  const download = app.waitForEvent('download')
  await app.getByRole('button', { name: wizard.saveRejects }).click()
  const rejects = await saved(await download)
  expect(rejects).toMatchObject({ name: wizard.rejectsName })
  await expect(app.getByText(wizard.rejectsSaved)).toBeVisible()
  await app.getByRole('button', { name: wizard.again }).click()
  await inspect(app, rejects)
  await dryRun(app)
  expect(await totals(app)).toMatchObject({ rows: 1, rejected: 1 })
  await goTo(app, w, 'catalogue')
  await catalogueOn(app, w).found(61)
})

test('a long import that is cancelled leaves no trace', async ({ app, served }) => {
  const rows = Array.from({ length: 20_000 }, (_, n) => `泊位信息${n},澄湖市城管局,路段${n}的泊位位置和数量`)
  await inspect(app, textFile('泊位.csv', ['信息资源名称,信息资源提供方,信息资源摘要', ...rows].join('\n')))
  await dryRun(app)
  await app.getByRole('button', { name: say(wizard.apply, { count: 20_000 }) }).click()
  await app.getByRole('dialog', { name: wizard.applying }).getByRole('button', { name: w.common.cancel }).click()
  await expect(app.getByRole('alert')).toContainText('call.cancelled')
  await expect(app.getByRole('button', { name: say(wizard.apply, { count: 20_000 }) })).toBeEnabled()
  expect(await served.call('catalogue.search', { text: '泊位' })).toMatchObject({ total: 0 })
  expect(await served.call('catalogue.search', { text: '' })).toMatchObject({ total: 60 })
})

test('csv, JSON and DCAT leave as files', async ({ app }) => {
  const text = async (format: 'csv' | 'json' | 'dcat') => {
    const file = await exportAs(app, format)
    return typeof file === 'string' ? file : file.buffer.toString('utf8')
  }
  const csv = await text('csv')
  expect(csv.split('\r\n')[0]).toContain('信息资源名称')
  expect(csv).toContain('标准地名信息')
  expect(JSON.parse(await text('json'))).toHaveLength(60)
  expect(JSON.parse(await text('dcat'))).toHaveProperty('@context')
  await expect(app.getByRole('status').filter({ hasText: exporting.dcatNone })).toBeVisible()

  await app.getByRole('textbox', { name: w.common.purpose }).fill('')
  await app.getByRole('button', { name: exporting.go }).click()
  await expect(app.getByRole('textbox', { name: w.common.purpose })).toHaveAccessibleDescription(exporting.purposeNeeded)
})
