import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { cityForm } from '../electron/core/sheets/city-form.fixture.ts'
import { dayInChina } from '../shared/moments.ts'
import { type Language, type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { people } from './support/office.ts'
import { picture } from './support/picture.ts'
import { choose, gateWords, goTo, say, toast, type Words } from './support/screen.ts'

const fits = async (app: Page) => expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
const today = dayInChina(new Date().toISOString())
const keyPassphrase = 'a key for the quarter'

/** The secrecy question, answered 不涉密. */
const declare = async (app: Page, w: Words, language: Language = 'zh', way: 'confirm' | 'confirmImport' = 'confirm') => {
  await app.getByRole('radio', { name: gateWords(language).no }).check()
  await app.getByRole('button', { name: w.catalogue.secrecy[way], exact: true }).click()
}

/** Looked at: nothing serious for axe, nothing wider than the window, and a picture. */
const look = async (app: Page, name: string) => {
  await expectAccessible(app, name)
  await fits(app)
  await picture(app, name)
}

const noticeOf = (number: string) => ({
  ...{ number, issuer: '澄湖市数据局', title: '关于报送政务数据共享情况的通知', receivedOn: '2026-01-12', kind: 'quarter' as const, period: null },
  ...{ fromOn: '2026-01-01', untilOn: null, due: { kind: 'after' as const, n: 50, unit: 'workingDay' as const, hour: '17:00' }, template: 'mulu-standard' },
})

test.describe('a quarter of an office with its history', () => {
  test.use({ kind: 'history' })

  test('from the notice to the receipt, and corrected', async ({ app, served }) => {
    test.setTimeout(600_000)
    const w = words('zh')
    const { submissions: s } = w
    await signIn(app, 'officer', w)
    await goTo(app, w, 'submissions')
    await expect(app.getByRole('heading', { name: s.empty })).toBeVisible()
    await look(app, 'zh-light-submissions-empty')

    // The notice: every quarter, until when to the hour.
    await app.getByRole('button', { name: s.emptyNotice }).click()
    await expect(app.getByRole('heading', { name: s.notice.none })).toBeVisible()
    await app.getByRole('button', { name: s.notice.add }).click()
    const dialog = app.getByRole('dialog')
    await dialog.getByRole('textbox', { name: s.notice.number }).fill('澄数〔2026〕3号')
    await dialog.getByRole('textbox', { name: s.notice.issuer }).fill('澄湖市数据局')
    await dialog.getByRole('textbox', { name: s.notice.title }).fill('关于按季度报送政务数据共享情况的通知')
    await dialog.getByRole('textbox', { name: s.notice.hour }).fill('25:00')
    await expect(dialog.getByRole('button', { name: w.common.save, exact: true })).toBeDisabled()
    await dialog.getByRole('textbox', { name: s.notice.hour }).fill('17:00')
    await dialog.getByRole('textbox', { name: s.notice.days }).fill('50')
    await look(app, 'zh-light-submissions-notice')
    await dialog.getByRole('button', { name: w.common.save, exact: true }).click()
    await expect(app.getByRole('table', { name: s.views.notices })).toContainText('澄数〔2026〕3号')
    await look(app, 'zh-light-submissions-notices')

    // What was submitted before Mulu was used stands as the period before.
    await app.getByRole('tab', { name: s.views.periods }).click()
    await app.getByRole('button', { name: s.moreWays, exact: true }).click()
    await app.getByRole('menuitem', { name: s.opening.action }).click()
    await choose(app, dialog.getByRole('combobox', { name: s.columns.period, exact: true }), '2026年第2季度  2026-04-01 – 2026-06-30')
    await dialog.getByRole('textbox', { name: s.opening.source }).fill('2026年第2季度报送表（7月8日）')
    await dialog.getByRole('textbox', { name: '目录总数', exact: true }).fill('152')
    await dialog.getByRole('textbox', { name: '申请受理量', exact: true }).fill('19')
    await look(app, 'zh-light-submissions-opening')
    await dialog.getByRole('button', { name: say(s.opening.confirm, { count: 2 }) }).click()
    await declare(app, w)
    await expect(app.getByRole('status').filter({ hasText: s.next.opening })).toBeVisible()
    await look(app, 'zh-light-submissions-opened')
    await app.getByRole('button', { name: s.back }).click()

    // Begun from the list, beside its deadline.
    const periods = app.getByRole('table', { name: s.views.periods })
    await expect(periods).toContainText('17:00')
    await app.getByRole('button', { name: new RegExp(`^${s.draft.begin} 2026年第3季度`) }).click()
    await dialog.getByRole('combobox', { name: s.reviewer }).fill(people.head)
    await look(app, 'zh-light-submissions-draft')
    await dialog.getByRole('button', { name: s.draft.confirm, exact: true }).click()
    await declare(app, w)
    await expect(app.getByRole('heading', { level: 1, name: /2026年第3季度/ })).toBeVisible()
    const sharing = app.getByRole('table', { name: '共享情况统计表' })
    await expect(sharing).toContainText('目录总数')
    await look(app, 'zh-light-submissions-tables')

    // A figure: its formula, its rows, and who made a row what it is.
    await sharing.getByRole('button', { name: /^目录总数 / }).click()
    const drawer = app.getByRole('dialog')
    await expect(drawer).toContainText('的数量')
    await drawer.getByRole('button', { name: w.statistics.steps, exact: true }).first().click()
    await expect(drawer.getByRole('listitem').first()).toContainText(people.officer)
    await look(app, 'zh-light-submissions-figure')
    await drawer.getByRole('button', { name: w.common.close }).click()
    await app.getByRole('button', { name: '共享申请办理台账' }).click()
    await expect(app.getByRole('table', { name: '共享申请办理台账' })).toBeVisible()
    await look(app, 'zh-light-submissions-list')

    // Cover and figures by hand; leaving with changes asks.
    await app.getByRole('tab', { name: s.parts.cover }).click()
    await app.getByRole('textbox', { name: '联系电话' }).fill('0571-00000000')
    await goTo(app, w, 'catalogue')
    await app.getByRole('dialog').getByRole('button', { name: w.common.stay }).click()
    await app.getByRole('button', { name: w.common.save, exact: true }).click()
    const byHand = app.getByRole('table', { name: s.manual.title })
    const rows = byHand.getByRole('row')
    for (let at = 1; at < (await rows.count()); at++) {
      const [value, source, by] = [rows.nth(at).getByRole('textbox').nth(0), rows.nth(at).getByRole('textbox').nth(1), rows.nth(at).getByRole('textbox').nth(2)]
      await value.fill(String(at * 12))
      await source.fill('共享平台统计页面')
      await by.fill('平台运维 李工')
    }
    await look(app, 'zh-light-submissions-cover')
    await app.getByRole('button', { name: s.manual.save }).click()
    await expect(app.getByRole('button', { name: s.manual.save })).toBeDisabled()

    // Frozen, checked, explained.
    await app.getByRole('button', { name: s.freeze.action }).click()
    await expect(toast(app, '已冻结')).toBeVisible({ timeout: 120_000 })
    await app.getByRole('tab', { name: new RegExp(s.parts.checks) }).click()
    await look(app, 'zh-light-submissions-checks')
    await explainAll(app, w)

    await app.getByRole('tab', { name: s.parts.reconcile }).click()
    await app.getByRole('button', { name: s.reconcile.add }).click()
    await choose(app, dialog.getByRole('combobox', { name: s.figure.indicator }), '目录总数')
    await dialog.getByRole('textbox', { name: s.reconcile.other, exact: true }).fill('298')
    await dialog.getByRole('textbox', { name: s.reconcile.where }).fill('共享平台目录清单')
    await dialog.getByRole('textbox', { name: s.reconcile.reason }).fill('平台清单不含9月30日下午审核发布的2条')
    await look(app, 'zh-light-submissions-reconcile')
    await dialog.getByRole('button', { name: w.common.save, exact: true }).click()
    await expect(app.getByRole('table', { name: s.parts.reconcile })).toContainText('298')
    await app.getByRole('tab', { name: s.parts.delta }).click()
    await expect(app.getByText(s.delta.none)).toBeVisible()

    // The preparer signs by key, having read to the end; the reviewer on paper.
    await served.call('signing.createKey', {}, { newKeyPassphrase: keyPassphrase })
    await app.getByRole('button', { name: s.deeds.sign }).click()
    const text = dialog.getByRole('region', { name: w.signing.dialog.text })
    await expect(text).toContainText('SM3', { timeout: 60_000 })
    await expect(text.getByRole('table', { name: '共享情况统计表' })).toBeVisible()
    await look(app, 'zh-light-submissions-sign')
    await readToEnd(text)
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('textbox', { name: w.signing.dialog.passphrase }).fill(keyPassphrase)
    await dialog.getByRole('button', { name: w.signing.dialog.confirm, exact: true }).click()
    await declare(app, w)
    await expect(app.getByRole('status').filter({ hasText: say(s.next.signReviewer, { name: people.head }) })).toBeVisible({ timeout: 60_000 })
    await app.getByRole('button', { name: s.otherDeeds }).click()
    await app.getByRole('menuitem', { name: s.deeds.paper }).click()
    await dialog.getByRole('textbox', { name: s.paper.evidence }).fill('扫描件 2026Q3-报送表.pdf，原件存综合处')
    await look(app, 'zh-light-submissions-paper')
    await dialog.getByRole('button', { name: s.paper.confirm, exact: true }).click()
    await declare(app, w)
    await expect(app.getByText(s.next.export)).toBeVisible()

    // Exported; the file verifies, and says it is the one kept here.
    const json = await exported(app, w, s.formats.json, 'zh-light-submissions-export')
    await exported(app, w, s.formats.xlsx)
    await app.getByRole('tab', { name: s.parts.history }).click()
    await look(app, 'zh-light-submissions-history')

    // Submitted by hand, the receipt recorded, corrected.
    await app.getByRole('button', { name: s.otherDeeds }).click()
    await app.getByRole('menuitem', { name: s.deeds.record }).click()
    await dialog.getByRole('radio', { name: s.record.kinds.received }).check()
    await dialog.getByRole('textbox', { name: s.record.number }).fill('收〔2026〕118')
    await dialog.getByRole('textbox', { name: s.record.source }).fill('收文登记')
    await dialog.getByRole('textbox', { name: s.evidence }).fill('回执扫描件')
    await look(app, 'zh-light-submissions-record')
    await dialog.getByRole('button', { name: s.record.confirm, exact: true }).click()
    await declare(app, w)
    await expect(app.getByText(s.next.received)).toBeVisible()
    await app.getByRole('button', { name: s.otherDeeds }).click()
    await app.getByRole('menuitem', { name: s.deeds.correct }).click()
    await dialog.getByRole('textbox', { name: s.correct.reason }).fill('漏报一件9月底收到的申请')
    await dialog.getByRole('button', { name: s.correct.confirm, exact: true }).click()
    await declare(app, w)
    await expect(app.getByRole('combobox', { name: s.versions })).toHaveValue(/第2版/)
    await app.getByRole('button', { name: s.back }).click()
    await expect(periods).toContainText('第2版')
    await look(app, 'zh-light-submissions')

    // The corrected version says what is another figure now; signed on paper by both. Without a platform the
    // dialog says so, and that it was handed in is recorded.
    await periods
      .getByRole('link', { name: /政务数据共享情况报送表/ })
      .first()
      .click()
    await app.getByRole('button', { name: s.freeze.action }).click()
    await expect(app.getByRole('status').filter({ hasText: say(s.next.signPreparer, { name: people.officer }) })).toBeVisible({ timeout: 120_000 })
    const { id } = (await served.call('submission.list', {})).submissions.find(({ version }) => version === 2) ?? { id: '' }
    for (const [as, who] of [
      ['preparer', people.officer],
      ['reviewer', people.head],
    ] as const)
      await served.call('submission.signOnPaper', { id, as, name: who, on: today, evidence: '扫描件', secrecy: '不涉密' })
    await app.getByRole('button', { name: s.back }).click()
    await periods
      .getByRole('link', { name: /政务数据共享情况报送表/ })
      .first()
      .click()
    await app.getByRole('button', { name: s.otherDeeds }).click()
    await app.getByRole('menuitem', { name: s.deeds.submit }).click()
    await look(app, 'zh-light-submissions-submit')
    await dialog.getByRole('button', { name: s.submit.confirm, exact: true }).click()
    await declare(app, w, 'zh', 'confirmImport')
    await expect(dialog.getByRole('alert')).toContainText('sync.notConfigured', { timeout: 120_000 })
    await picture(app, 'zh-light-submissions-submit-refused')
    await dialog.getByRole('button', { name: w.common.cancel, exact: true }).click()
    await app.getByRole('button', { name: s.otherDeeds }).click()
    await app.getByRole('menuitem', { name: s.deeds.record }).click()
    await dialog.getByRole('textbox', { name: s.record.source }).fill('当面递交')
    await dialog.getByRole('textbox', { name: s.evidence }).fill('签收单')
    await dialog.getByRole('button', { name: s.record.confirm, exact: true }).click()
    await declare(app, w)
    await expect(app.getByText(s.next.receipt)).toBeVisible()
    await app.getByRole('tab', { name: s.parts.history }).click()
    await expect(app.getByRole('heading', { name: say(s.replaces.title, { version: 1 }) })).toBeVisible()
    await look(app, 'zh-light-submissions-corrected')
    await choose(app, app.getByRole('combobox', { name: s.versions }), '第1版（已更正）')
    await expect(app.getByText(s.next.replaced)).toBeVisible()
    await app.getByRole('button', { name: s.back }).click()

    const choosing = app.waitForEvent('filechooser')
    await app.getByRole('button', { name: s.verify.action }).click()
    await (await choosing).setFiles(json)
    await expect(dialog).toContainText(s.verify.consistent, { timeout: 60_000 })
    await look(app, 'zh-light-submissions-verify')
  })
})

/** Each change that asks for a word gets one, where it is asked for. */
const explainAll = async (app: Page, { common, submissions: s }: Words) => {
  const open = app.getByRole('listitem').filter({ hasText: s.check.kinds.error })
  for (let left = await open.count(); left > 0; left = await open.count()) {
    await open.first().getByRole('textbox', { name: s.explain.label }).fill('本季度集中清理存量目录，办结积压申请，变化属实')
    await open.first().getByRole('button', { name: common.save, exact: true }).click()
    await expect(open).toHaveCount(left - 1)
  }
}

const readToEnd = async (region: Locator) => {
  await region.evaluate(async (element) => {
    for (let n = 0; n < 40 && element.scrollTop + element.clientHeight < element.scrollHeight - 2; n++) {
      element.scrollTop = element.scrollHeight
      await new Promise((done) => setTimeout(done, 100))
    }
  })
}

/** Exports in a format; where the file lies. */
const exported = async (app: Page, w: Words, format: string, name?: string): Promise<string> => {
  const { submissions: s } = w
  const button = app.getByRole('button', { name: s.deeds.export })
  if (!(await button.isVisible())) {
    await app.getByRole('button', { name: s.otherDeeds }).click()
    await app.getByRole('menuitem', { name: s.deeds.export }).click()
  } else await button.click()
  const dialog = app.getByRole('dialog')
  await dialog.getByRole('radio', { name: format }).check()
  await dialog.getByRole('textbox', { name: w.common.purpose }).fill('报市数据局')
  if (name !== undefined) await look(app, name)
  const download = app.waitForEvent('download')
  await dialog.getByRole('button', { name: s.export.confirm, exact: true }).click()
  await declare(app, w, 'zh', 'confirmImport')
  const path = (await (await download).path()) ?? ''
  const kept = `${path}.${format === s.formats.json ? 'json' : 'xlsx'}`
  writeFileSync(kept, readFileSync(path))
  await expect(dialog).toContainText(s.export.documentSm3, { timeout: 60_000 })
  if (name !== undefined) await picture(app, `${name}ed`)
  await dialog.getByRole('button', { name: w.common.close, exact: true }).last().click()
  return kept
}

test('templates: the standard one saved as one’s own, its tables and indicators, a city’s form bound cell by cell', async ({ app }, info) => {
  test.setTimeout(400_000)
  const w = words('zh')
  const { submissions: s } = w
  await signIn(app, 'officer', w)
  await goTo(app, w, 'submissions')
  await app.getByRole('tab', { name: s.views.templates }).click()
  await expect(app.getByRole('table', { name: s.views.templates })).toContainText(s.form.builtIn)
  await look(app, 'zh-light-submissions-templates')
  await app.getByRole('button', { name: s.form.add }).click()
  const dialog = app.getByRole('dialog')
  await dialog.getByRole('textbox', { name: s.form.nameZh }).fill('澄湖市政务数据共享季度报表')
  await dialog.getByRole('textbox', { name: s.form.nameEn }).fill('Chenghu quarterly form')
  await look(app, 'zh-light-submissions-template-new')
  await dialog.getByRole('button', { name: w.common.save, exact: true }).click()
  await declare(app, w)
  await expect(app.getByRole('heading', { level: 1, name: '澄湖市政务数据共享季度报表' })).toBeVisible()
  await look(app, 'zh-light-submissions-template-basics')
  await app.getByRole('tab', { name: new RegExp(`^${s.form.section.tables}`) }).click()
  await app.getByRole('button', { name: s.form.addGroup }).click()
  await expect(app.getByText(/还有 1 处要改/)).toBeVisible()
  await look(app, 'zh-light-submissions-template-lines')
  await app
    .getByRole('button', { name: new RegExp(`^${s.form.lineRemove}`) })
    .last()
    .click()
  await app.getByRole('button', { name: '目录更新情况表' }).click()
  await look(app, 'zh-light-submissions-template-list')
  await app.getByRole('tab', { name: new RegExp(`^${s.form.section.indicators}`) }).click()
  await app.getByRole('button', { name: s.form.addIndicator }).click()
  await app.getByRole('textbox', { name: s.form.nameZh }).fill('可共享目录挂接率')
  await app.getByRole('textbox', { name: s.form.nameEn }).fill('Mounted of shareable')
  await app.getByRole('textbox', { name: s.form.countsZh }).fill('可共享目录中已挂接（含部分）的占比')
  await app.getByRole('textbox', { name: s.form.countsEn }).fill('Shareable entries that are mounted, wholly or partly')
  await choose(app, app.getByRole('combobox', { name: s.form.formulaKind }), s.form.formulaKinds.ratio)
  await choose(app, app.getByRole('combobox', { name: s.figure.unit }), '%')
  await expect(app.getByRole('status').filter({ hasText: '÷' })).toBeVisible()
  await look(app, 'zh-light-submissions-template-indicator')

  await app.getByRole('tab', { name: new RegExp(`^${s.form.section.form}`) }).click()
  const file = join(info.outputDir, '市表样.xlsx')
  writeFileSync(info.outputPath('市表样.xlsx'), await cityForm())
  const choosing = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: s.form.formLoad }).click()
  await declare(app, w, 'zh', 'confirmImport')
  await (await choosing).setFiles(file)
  await expect(app.getByText(/建议 \d+ 个单元格/)).toBeVisible({ timeout: 60_000 })
  await app.getByRole('button', { name: /采用全部建议/ }).click()
  const blank = app.getByRole('button', { name: new RegExp(s.form.blank) })
  await blank.first().click()
  await choose(app, app.getByRole('combobox', { name: s.form.fillWith }), s.form.boundKinds.mark)
  await choose(app, app.getByRole('combobox', { name: s.form.mark }), s.form.marks.sha256)
  await look(app, 'zh-light-submissions-template-form')
  await app.getByRole('button', { name: w.common.save, exact: true }).click()
  await declare(app, w)
  await expect(toast(app, '已保存为第')).toBeVisible({ timeout: 60_000 })
  // The form stays in sight once it is kept.
  await expect(app.getByRole('table', { name: '报表' })).toBeVisible()
  await expect(app.getByRole('button', { name: w.common.save, exact: true })).toBeDisabled()
  await app.getByRole('button', { name: s.form.back }).click()
  await expect(app.getByRole('table', { name: s.views.templates })).toContainText(s.form.hasForm)
})

const longName =
  '关于进一步规范全市各级行政机关和具有公共管理和服务职能的事业单位按季度报送政务数据目录编制、共享申请办理、安全保密协议签订及使用成效情况的通知'

for (const [language, scheme] of [
  ['en', 'dark'],
  ['zh', 'dark'],
  ['en', 'light'],
] as const) {
  test.describe(`${language}, ${scheme}`, () => {
    test.use({ kind: 'history', language, scheme })

    test('the pages can be read, with long names too', async ({ app, served }) => {
      test.setTimeout(400_000)
      const w = words(language)
      const { submissions: s } = w
      await signIn(app, 'officer', w)
      const { id, next } = await prepared(served)
      const name = (page: string) => `${language}-${scheme}-submissions${page}`
      await goTo(app, w, 'submissions')
      await expect(app.getByRole('table', { name: s.views.periods })).toContainText('17:00')
      await look(app, name(''))
      if (language === 'zh') return
      await app.getByRole('tab', { name: s.views.notices }).click()
      await look(app, name('-notices'))
      await app.goto(`${app.url().split('#')[0]}#/submissions/one/${id}/newest/tables`)
      await expect(app.getByRole('table').first()).toBeVisible()
      await look(app, name('-tables'))
      if (scheme === 'light') {
        // What is not there is said, with what to do.
        await app.goto(`${app.url().split('#')[0]}#/submissions/one/5f0c1b1e-5a2a-4c55-9d2f-7b1b6a4f2c11/newest/tables`)
        await expect(app.getByRole('alert')).toContainText('submission.notFound')
        await look(app, name('-refused'))
        return
      }
      for (const part of ['cover', 'checks', 'reconcile', 'selfCheck', 'history'] as const) {
        await app.getByRole('tab', { name: new RegExp(`^${s.parts[part]}`) }).click()
        await look(app, name(`-${part}`))
      }
      await app.goto(`${app.url().split('#')[0]}#/submissions/one/${next}/newest/delta`)
      await expect(app.getByRole('heading', { name: new RegExp(s.delta.entered.replace('{{count}}', '\\d+')) })).toBeVisible({ timeout: 60_000 })
      await look(app, name('-delta'))
      await app.goto(`${app.url().split('#')[0]}#/submissions/template/mulu-standard`)
      await app.getByRole('tab', { name: new RegExp(`^${s.form.section.tables}`) }).click()
      await look(app, name('-template-lines'))
    })
  })
}

/** A year's assessment frozen after the quarters before it, under a notice with a long name. */
const prepared = async ({ call }: Served): Promise<{ id: string; next: string }> => {
  const secrecy = '不涉密'
  await call('period.saveNotice', {
    notice: { ...noticeOf('澄数〔2026〕3号'), title: longName, issuer: '澄湖市政务服务和数据资源管理局（市大数据发展管理局）' },
  })
  const before = await call('submission.draft', { reviewer: people.head, on: '2026-06-01', secrecy })
  await call('submission.freeze', { id: before.id, secrecy })
  const { id: next } = await call('submission.draft', { reviewer: people.head, on: '2026-09-01', secrecy })
  const { id } = await call('submission.draft', { template: 'mulu-assessment', kind: 'halfYear', on: '2026-06-30', reviewer: people.head, secrecy })
  await call('submission.freeze', { id, secrecy })
  const { template } = await call('submission.get', { id })
  const table = template.tables.find(({ kind }) => kind === 'statements')
  const lines = table?.kind === 'statements' ? table.lines : []
  await call('submission.fill', {
    id,
    secrecy,
    statements: lines.slice(0, 3).map(({ id: line }, at) => ({ line, answer: at === 0 ? '待核对' : '无此情形', text: at === 0 ? longName : '' })),
    remedies: [{ problem: longName, measure: '逐条补登数据更新情况', responsible: '李文静', dueOn: today, doneOn: null, result: '' }],
    reconciliations: [{ indicator: 'entry.total', key: null, other: '298', where: '共享平台目录清单', reason: longName, evidence: '清单截图' }],
  })
  return { id, next }
}
