import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, type Locator, type Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { makeTestCore } from '../electron/core/vault/testing.ts'
import { administer } from '../platform/administration.ts'
import { startTestPlatform } from '../platform/testing.ts'
import { dayInChina } from '../shared/moments.ts'
import type { SubmissionDocument } from '../shared/submissions/document.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { people, profile } from './support/office.ts'
import { picture } from './support/picture.ts'
import { choose, gateWords, goTo, lock, say, toast } from './support/screen.ts'

const w = words('zh')
const { submissions: s } = w
const secrecy = '不涉密'
const today = dayInChina(new Date().toISOString())
const keyPassphrase = 'a key for the quarter'
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const look = async (app: Page, name: string) => {
  await expectAccessible(app, name)
  expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await picture(app, `zh-light-${name}`)
}

const declare = async (app: Page, way: 'confirm' | 'confirmImport' = 'confirm') => {
  await app.getByRole('radio', { name: gateWords('zh').no }).check()
  await app.getByRole('button', { name: w.catalogue.secrecy[way], exact: true }).click()
}

/** Goes on by Tab, in a menu by the arrow, until it is there. */
const tabTo = async (app: Page, wanted: Locator, key = 'Tab', most = 60) => {
  await expect(wanted).toBeEnabled()
  for (let n = 0; n < most; n++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await app.keyboard.press(key)
  }
  throw new Error(`not reached by keyboard: ${wanted}`)
}
const press = async (app: Page, wanted: Locator, key = 'Enter') => {
  await tabTo(app, wanted)
  await app.keyboard.press(key)
}
/** One of the other deeds, chosen in their menu. */
const deed = async (app: Page, name: string) => {
  await app.getByRole('button', { name: s.otherDeeds }).press('Enter')
  await tabTo(app, app.getByRole('menuitem', { name }), 'ArrowDown')
  await app.keyboard.press('Enter')
}
/** The secrecy question by keyboard: it stands on its first answer. */
const declareByKeys = async (app: Page, way: 'confirm' | 'confirmImport' = 'confirm') => {
  await expect(app.getByRole('radio', { name: gateWords('zh').no })).toBeFocused()
  await app.keyboard.press('Space')
  await press(app, app.getByRole('button', { name: w.catalogue.secrecy[way], exact: true }))
}

const signByKeys = async (app: Page) => {
  await press(app, app.getByRole('button', { name: s.deeds.sign }))
  const dialog = app.getByRole('dialog')
  const text = dialog.getByRole('region', { name: w.signing.dialog.text })
  await expect(text).toContainText('SM3', { timeout: 60_000 })
  await expect(text.getByRole('table', { name: '使用记录台账' })).toBeVisible()
  await expect(text).toBeFocused()
  const tick = dialog.getByRole('checkbox')
  await expect(async () => {
    await text.press('End')
    await expect(tick).toBeEnabled({ timeout: 500 })
  }).toPass()
  await press(app, tick, 'Space')
  return async (passphrase: string) => {
    const field = dialog.getByRole('textbox', { name: w.signing.dialog.passphrase })
    await tabTo(app, field)
    await field.fill(passphrase)
    await app.keyboard.press('Enter')
    await declareByKeys(app)
  }
}

/** Exports by the dialogue; the bytes that came, and what it said of them. */
const exported = async (app: Page, format: keyof typeof s.formats): Promise<{ bytes: Buffer; said: string }> => {
  // What is next stands as a button of its own; a page that has just been opened does not know it yet.
  const button = app.getByRole('button', { name: s.deeds.export })
  const next = await button.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  )
  if (next) await button.click()
  else {
    await app.getByRole('button', { name: s.otherDeeds }).click()
    await app.getByRole('menuitem', { name: s.deeds.export }).click()
  }
  const dialog = app.getByRole('dialog')
  await dialog.getByRole('radio', { name: s.formats[format] }).check()
  await dialog.getByRole('textbox', { name: w.common.purpose }).fill('报市数据局')
  const download = app.waitForEvent('download')
  await dialog.getByRole('button', { name: s.export.confirm, exact: true }).click()
  await declare(app, 'confirmImport')
  const bytes = readFileSync((await (await download).path()) ?? '')
  await expect(dialog).toContainText(s.export.documentSm3, { timeout: 60_000 })
  const said = (await dialog.textContent()) ?? ''
  await dialog.getByRole('button', { name: w.common.close, exact: true }).last().click()
  return { bytes, said }
}

const synchronise = (served: Served) => served.call('sync.run', { secrecy })

test.describe('with a platform', () => {
  test.use({ kind: 'history' })

  test('by keyboard from the list to both signatures; exported in each form; returned by the platform’s desk, corrected, accepted', async ({ app, served }) => {
    test.setTimeout(400_000)
    const platform = await startTestPlatform()
    const dialog = app.getByRole('dialog')
    const status = (text: string | RegExp) => app.getByRole('status').filter({ hasText: text })
    try {
      await signIn(app, 'sys', w)
      await served.call('sync.configure', { url: platform.base })
      await served.call('sync.enrol', { code: await platform.code('澄湖市民政局') })
      await lock(app, w)
      await signIn(app, 'officer', w)
      await served.call('submission.opening', {
        ...{ on: '2026-06-01', source: '2026年第2季度报送表', secrecy },
        figures: [{ indicator: 'entry.total', key: null, value: '152' }],
      })
      await served.call('signing.createKey', {}, { newKeyPassphrase: keyPassphrase })

      // From the list: begun without a mouse.
      await goTo(app, w, 'submissions')
      await press(app, app.getByRole('button', { name: new RegExp(`^${s.draft.begin} 2026年第3季度`) }))
      await tabTo(app, dialog.getByRole('combobox', { name: s.reviewer }))
      await app.keyboard.insertText(people.head)
      await app.keyboard.press('Escape')
      await press(app, dialog.getByRole('button', { name: s.draft.confirm, exact: true }))
      await declareByKeys(app)
      await expect(app.getByRole('heading', { level: 1, name: /2026年第3季度/ })).toBeVisible()

      // A list's rows lead to their records.
      await press(app, app.getByRole('button', { name: '共享申请办理台账' }))
      const requests = app.getByRole('table', { name: '共享申请办理台账' })
      await expect(requests.getByRole('button').first()).toBeVisible({ timeout: 60_000 })
      await look(app, 'submissions-rows')
      await press(app, requests.getByRole('button').first())
      await expect(app).toHaveURL(/cases\/request/)
      await app.goBack()

      // Figures by hand: what is no number is refused in words.
      const cover = app.getByRole('tab', { name: s.parts.cover })
      await tabTo(app, app.getByRole('tab', { selected: true }))
      await app.keyboard.press('ArrowRight')
      await expect(cover).toHaveAttribute('aria-selected', 'true')
      await app.getByRole('textbox', { name: '联系电话' }).fill('0571-00000000')
      await app.keyboard.press('Enter')
      await expect(app.getByRole('button', { name: w.common.save, exact: true })).toBeDisabled()
      const rows = app.getByRole('table', { name: s.manual.title }).getByRole('row')
      for (let at = 1; at < (await rows.count()); at++) {
        const cells = rows.nth(at).getByRole('textbox')
        for (const [n, typed] of [at === 1 ? '十二' : String(at * 12), '共享平台统计页面', '平台运维 李工'].entries()) await cells.nth(n).fill(typed)
      }
      await app.keyboard.press('Enter')
      await expect(app.getByRole('alert')).toContainText('submission.notANumber')
      await look(app, 'submissions-manual-refused')
      await rows.nth(1).getByRole('textbox').first().fill('12')
      await app.keyboard.press('Enter')
      await expect(app.getByRole('button', { name: s.manual.save })).toBeDisabled()

      // Frozen; what is next is read out, and Tab goes on from there.
      await app.keyboard.press('Control+Home')
      await app.getByRole('button', { name: s.freeze.action }).press('Enter')
      await expect(status(/下一步：处理 \d+ 项/)).toBeFocused({ timeout: 120_000 })
      await expect(app.getByRole('button', { name: s.deeds.sign })).toBeHidden()

      // Back to the draft with its reason, and frozen again; what was filled in stays.
      await deed(app, s.deeds.thaw)
      await expect(dialog.getByRole('textbox', { name: s.reason })).toBeFocused()
      await app.keyboard.insertText('漏登一件')
      await look(app, 'submissions-thaw')
      await press(app, dialog.getByRole('button', { name: s.thaw.confirm }))
      await expect(app.getByText(s.next.freeze)).toBeVisible()
      await expect(rows.nth(1).getByRole('textbox').first()).toHaveValue('12')
      await app.getByRole('button', { name: s.freeze.action }).press('Enter')

      // An anomaly asks for its word before anybody signs.
      await expect(status(/下一步：处理 \d+ 项/)).toBeVisible({ timeout: 120_000 })
      await press(app, app.getByRole('button', { name: s.toChecks }))
      const open = app.getByRole('listitem').filter({ hasText: s.check.kinds.error })
      await expect(open.first()).toBeVisible()
      for (let left = await open.count(); left > 0; left = await open.count()) {
        await open.first().getByRole('textbox', { name: s.explain.label }).fill('本季度集中清理存量目录，变化属实')
        await press(app, open.first().getByRole('button', { name: w.common.save, exact: true }))
        await expect(open).toHaveCount(left - 1)
      }

      // Signed by key, with a slip of the passphrase; taken back; signed again.
      const confirm = await signByKeys(app)
      await confirm('not this one')
      await expect(dialog.getByRole('alert')).toBeVisible()
      await look(app, 'submissions-sign-refused')
      await confirm(keyPassphrase)
      await expect(status(say(s.next.signReviewer, { name: people.head }))).toBeVisible({ timeout: 60_000 })
      await expect(app.getByRole('button', { name: s.deeds.sign })).toBeFocused()
      await deed(app, s.deeds.unsign)
      await expect(dialog.getByRole('textbox', { name: s.reason })).toBeFocused()
      await app.keyboard.insertText('补一句说明')
      await press(app, dialog.getByRole('button', { name: s.unsign.confirm }))
      await expect(status(say(s.next.signPreparer, { name: people.officer }))).toBeVisible()
      await (await signByKeys(app))(keyPassphrase)
      await expect(status(say(s.next.signReviewer, { name: people.head }))).toBeVisible({ timeout: 60_000 })

      // Nobody signs in another's place.
      await app.getByRole('button', { name: s.deeds.sign }).press('Enter')
      await expect(dialog.getByRole('alert')).toContainText('submission.otherPerson', { timeout: 60_000 })
      await look(app, 'submissions-sign-other')
      await app.keyboard.press('Escape')
      await expect(app.getByRole('button', { name: s.deeds.sign })).toBeFocused()
      await app.getByRole('tab', { name: s.parts.history }).click()
      await look(app, 'submissions-unsigned')

      // The reviewer, at the same desk with a key of his own.
      const address = app.url()
      await lock(app, w)
      await signIn(app, 'head', w)
      await served.call('signing.createKey', {}, { newKeyPassphrase: keyPassphrase })
      await app.goto(address)
      await (await signByKeys(app))(keyPassphrase)
      await expect(status(s.next.export)).toBeVisible({ timeout: 60_000 })
      await expect(app.locator('body')).not.toBeFocused()
      await lock(app, w)
      await signIn(app, 'officer', w)
      await app.goto(address)

      // Each file is what it says, and bears the digest that is on screen.
      const { line } = await served.call('submission.get', { id: /one\/([0-9a-f-]{36})/.exec(address)?.[1] ?? '' })
      const { id } = line
      const digest = line.sha256 ?? ''
      for (const format of ['json', 'pdf', 'bundle', 'xlsx'] as const) {
        const { bytes, said } = await exported(app, format)
        expect(said).toContain(sha256(bytes))
        expect(said).toContain(digest)
        if (format === 'pdf') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
        if (format === 'json') {
          expect(sha256(bytes)).toBe(digest)
          expect(JSON.parse(bytes.toString())).toMatchObject({ format: 'mulu-submission/1', id, version: 1 })
        }
        if (format === 'bundle') expect(Object.values(unzipSync(bytes)).map(sha256)).toContain(digest)
        if (format === 'xlsx') {
          const sheets = Object.entries(unzipSync(bytes)).filter(([name]) => /sharedStrings|sheet1\.xml/.test(name))
          expect(sheets.map(([, data]) => Buffer.from(data).toString()).join('')).toContain(digest)
        }
      }

      // On its way, received, returned by the desk with its reason.
      await deed(app, s.deeds.submit)
      await dialog.getByRole('button', { name: s.submit.confirm, exact: true }).click()
      await declare(app, 'confirmImport')
      await expect(status(s.next.underWay)).toBeVisible({ timeout: 120_000 })
      await look(app, 'submissions-under-way')
      await synchronise(served)
      await expect(app.getByText(s.next.received)).toBeVisible()
      await administer(platform.db, { command: 'review return', values: { id, reason: '第二表合计与明细不符，请核对' } })
      await synchronise(served)
      await expect(app.getByText(say(s.returnedWhy, { reason: '第二表合计与明细不符，请核对' }))).toBeVisible()
      await look(app, 'submissions-returned')

      // Corrected, sent, accepted.
      await app.getByRole('button', { name: s.deeds.correct }).click()
      await dialog.getByRole('textbox', { name: s.correct.reason }).fill('改正第二表合计')
      await dialog.getByRole('button', { name: s.correct.confirm, exact: true }).click()
      await declare(app)
      await expect(app.getByRole('combobox', { name: s.versions })).toHaveValue(/第2版/)
      await app.getByRole('button', { name: s.freeze.action }).click()
      await expect(status(say(s.next.signPreparer, { name: people.officer }))).toBeVisible({ timeout: 120_000 })
      for (const [as, name] of [
        ['preparer', people.officer],
        ['reviewer', people.head],
      ] as const)
        await served.call('submission.signOnPaper', { id, as, name, on: today, evidence: '扫描件', secrecy })
      await served.call('submission.submit', { id, secrecy })
      await synchronise(served)
      const answered = await administer(platform.db, { command: 'review accept', values: { id, number: '数报收〔2026〕7号' } })
      expect(answered).toMatchObject({ ok: true })
      await synchronise(served)
      await expect(app.getByText(s.next.accepted)).toBeVisible()
      await app.getByRole('tab', { name: s.parts.history }).click()
      await expect(app.getByRole('table', { name: s.history.title })).toContainText('数报收〔2026〕7号')
      await look(app, 'submissions-accepted')
    } finally {
      await platform.close()
    }
  })
})

/** A quarter of the same agency, frozen on another computer. */
const elsewhere = async (): Promise<Buffer> => {
  const other = await makeTestCore()
  try {
    await other.as('officer')
    await other.value('profile.save', { patch: profile })
    const { id } = await other.value('submission.draft', { on: '2026-08-01', reviewer: '王建华', secrecy })
    await other.value('submission.freeze', { id, secrecy })
    const file = `${other.temp}/报送.json`
    await other.value('submission.export', { id, file, format: 'json', secrecy })
    return readFileSync(file)
  } finally {
    await other.close()
  }
}

test.describe('files', () => {
  test.use({ kind: 'bare' })

  test('a submission of another computer is verified and taken in; a template leaves, comes back, is changed and used', async ({ app, served }, info) => {
    test.setTimeout(400_000)
    const bytes = await elsewhere()
    const put = (name: string, data: Uint8Array | string): string => {
      writeFileSync(info.outputPath(name), data)
      return info.outputPath(name)
    }
    const dialog = app.getByRole('dialog')
    await signIn(app, 'officer', w)
    await goTo(app, w, 'submissions')
    const verify = async (file: string) => {
      const choosing = app.waitForEvent('filechooser')
      await app.getByRole('button', { name: s.verify.action }).click()
      await (await choosing).setFiles(file)
    }
    const whole = put('报送.json', bytes)
    await verify(whole)
    await expect(dialog).toContainText(s.verify.consistent, { timeout: 60_000 })
    await expect(dialog).toContainText(s.verify.unknown)
    await expect(dialog).toContainText(sha256(bytes))
    await dialog.getByRole('button', { name: w.common.close, exact: true }).last().click()
    await expect(app.getByRole('button', { name: s.verify.action })).toBeFocused()

    // One figure changed; then one that is no submission at all.
    const document = JSON.parse(bytes.toString()) as SubmissionDocument
    const spoilt = bytes.toString().replace(/("indicator":"entry\.total","key":null,[^}]*"value":)"\d+"/, '$1"9999"')
    expect(spoilt).not.toBe(bytes.toString())
    await verify(put('改过.json', spoilt))
    await expect(dialog).toContainText(s.verify.inconsistent, { timeout: 60_000 })
    await expect(dialog.getByRole('list', { name: s.verify.problems })).toContainText('9999')
    await look(app, 'submissions-verify-spoilt')
    await dialog.getByRole('button', { name: w.common.close, exact: true }).last().click()
    await verify(put('别的.json', '{"format":"else"}'))
    await expect(app.getByRole('alert')).toContainText('submission.fileForm', { timeout: 60_000 })
    await look(app, 'submissions-verify-refused')
    await app.getByRole('alert').getByRole('button').click()

    // Taken in, opened, and known from then on.
    await app.getByRole('button', { name: s.moreWays, exact: true }).click()
    await app.getByRole('menuitem', { name: s.takeIn.action }).click()
    const choosing = app.waitForEvent('filechooser')
    await declare(app, 'confirmImport')
    await (await choosing).setFiles(whole)
    await expect(app.getByRole('heading', { level: 1, name: /2026年第3季度/ })).toBeVisible({ timeout: 60_000 })
    expect((await served.call('submission.get', { id: document.id })).line.sha256).toBe(sha256(bytes))
    await look(app, 'submissions-taken-in')
    await app.getByRole('button', { name: s.back }).click()

    // A template of one's own as a file; removed here, and back from the file.
    await app.getByRole('tab', { name: s.views.templates }).click()
    await app.getByRole('button', { name: s.form.add }).click()
    const name = '澄湖市政务数据共享季度报表'
    await dialog.getByRole('textbox', { name: s.form.nameZh }).fill(name)
    await dialog.getByRole('textbox', { name: s.form.nameEn }).fill('Chenghu quarterly form')
    await dialog.getByRole('button', { name: w.common.save, exact: true }).click()
    await declare(app)
    await app.getByRole('button', { name: s.form.back }).click()
    const act = async (which: string) => {
      await app.getByRole('button', { name: `${w.common.actions} ${name}` }).click()
      await app.getByRole('menuitem', { name: which }).click()
    }
    await act(s.form.export)
    await dialog.getByRole('textbox', { name: w.common.purpose }).fill('给各局')
    const download = app.waitForEvent('download')
    await dialog.getByRole('button', { name: s.export.confirm, exact: true }).click()
    await declare(app, 'confirmImport')
    const kept = put('模板.json', readFileSync((await (await download).path()) ?? ''))
    await expect(dialog).toBeHidden()
    await act(s.form.remove)
    await dialog.getByRole('button', { name: w.common.remove, exact: true }).click()
    await expect(app.getByRole('table', { name: s.views.templates })).not.toContainText(name)
    await app.getByRole('button', { name: s.form.load }).click()
    const opening = app.waitForEvent('filechooser')
    await declare(app, 'confirmImport')
    await (await opening).setFiles(kept)
    await expect(app.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 })

    // A field on the cover, an indicator of one's own, a table that shows it.
    await app.getByRole('button', { name: w.profile.addRow, exact: true }).click()
    const field = app.getByRole('table', { name: s.cover.title }).getByRole('row').last().getByRole('textbox')
    await field.first().fill('分管领导')
    await field.nth(1).fill('Head in charge')
    await app.getByRole('tab', { name: new RegExp(`^${s.form.section.indicators}`) }).click()
    await app.getByRole('button', { name: s.form.addIndicator }).click()
    await app.getByRole('textbox', { name: s.form.nameZh }).fill('可共享目录数')
    await app.getByRole('textbox', { name: s.form.nameEn }).fill('Shareable entries')
    await app.getByRole('textbox', { name: s.form.countsZh }).fill('可共享的目录')
    await app.getByRole('textbox', { name: s.form.countsEn }).fill('Entries that can be shared')
    await app.getByRole('tab', { name: new RegExp(`^${s.form.section.tables}`) }).click()
    await app.getByRole('button', { name: s.form.tableAdd }).click()
    await app.getByRole('menuitem', { name: s.form.tableKinds.lines }).click()
    await app.getByRole('textbox', { name: s.form.tableNameZh }).fill('市补充表')
    await app.getByRole('textbox', { name: s.form.tableNameEn }).fill('City addendum')
    await app.getByRole('button', { name: s.form.addFigure }).click()
    await choose(app, app.getByRole('combobox', { name: `${s.form.lineFigure} 1` }), '可共享目录数')
    await look(app, 'submissions-template-addendum')
    await app.getByRole('button', { name: w.common.save, exact: true }).click()
    await declare(app)
    await expect(toast(app, '已保存为第')).toBeVisible({ timeout: 60_000 })

    // Used for a draft.
    await app.getByRole('button', { name: s.form.back }).click()
    await app.getByRole('tab', { name: s.views.periods }).click()
    await app.getByRole('button', { name: s.draft.open }).click()
    await choose(app, dialog.getByRole('combobox', { name: s.template }), name)
    await dialog.getByRole('combobox', { name: s.reviewer }).fill(people.head)
    await dialog.getByRole('button', { name: s.draft.confirm, exact: true }).click()
    await declare(app)
    await app.getByRole('button', { name: '市补充表' }).click()
    await expect(app.getByRole('table', { name: '市补充表' })).toContainText('可共享目录数')
    await look(app, 'submissions-own-form')
    await app.getByRole('tab', { name: s.parts.cover }).click()
    await expect(app.getByRole('textbox', { name: '分管领导' })).toBeVisible()
  })
})
