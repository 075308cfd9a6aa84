import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { createClerk } from '../electron/core/listing/clerk.fixture.ts'
import { portalTemplate, writePortal } from '../electron/core/listing/portal.fixture.ts'
import { secrecyGate } from '../shared/regulations/secrecy-gate.ts'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { choose, goTo, lock, say } from './support/screen.ts'

test.use({ kind: 'bare' })

const w = words('zh')
const l = w.listing

const open = async (page: Page): Promise<void> => {
  await goTo(page, w, 'sync')
  await page.getByRole('tab', { name: w.sync.tabs.listing }).click()
}

const answer = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: secrecyGate.answers[0]?.label.zh ?? '' }).check()
  await page.getByRole('button', { name: w.catalogue.secrecy.confirmImport }).click()
}

const upload = async (page: Page, button: string, file: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await chooser).setFiles(file)
}

test('a platform with nothing but its own sheets: its template, our changes out, its listing back with what a person decides', async ({ app, served }) => {
  test.setTimeout(240_000)
  const dir = mkdtempSync(join(tmpdir(), 'mulu-listing-'))
  try {
    const sheet = join(dir, '平台空表.xlsx')
    const status = portalTemplate.mapping.columns.find(({ field }) => field === 'meta.status')?.column ?? 0
    const title = portalTemplate.mapping.columns.find(({ field }) => field === 'title')?.column ?? 0
    const row = (name: string, word: string) => portalTemplate.mapping.columns.map((_, at) => (at === title ? name : at === status ? word : null))
    await writePortal(sheet, [row('示范甲', '待审核'), row('示范乙', '已上架'), row('示范丙', '审核不通过')])

    await signIn(app, 'sys', w)
    await open(app)
    await app.getByRole('textbox', { name: l.platform }).fill('澄湖市数据目录平台')
    await app.getByRole('button', { name: l.begin, exact: true }).click()
    await expect(app.getByText(say(l.begun, { platform: '澄湖市数据目录平台' })).first()).toBeVisible()
    await lock(app, w)

    await signIn(app, 'officer', w)
    await open(app)
    await upload(app, l.newTemplate, sheet)
    const editor = app.getByRole('dialog', { name: l.editorTitle })
    await expect(editor.getByRole('table', { name: l.columns })).toContainText('数据项列表')
    await editor.getByRole('textbox', { name: l.name, exact: true }).fill('数据目录平台')
    await editor.getByRole('textbox', { name: '共享类型' }).fill('普遍共享=无条件共享\n授权共享=有条件共享\n不共享=不予共享')
    await expect(editor.getByRole('combobox', { name: '已上架' })).toHaveValue(l.states.published)
    await expectAccessible(app, 'template')
    await picture(app, 'zh-light-listing-template')
    await editor.getByRole('button', { name: w.common.save }).click()
    await expect(app.getByRole('table', { name: l.templates })).toContainText(l.withWorkbook)

    const save = async (name: string, abstract: string) =>
      (
        await served.call('catalogue.save', {
          patch: { title: name, provider: '澄湖市民政局', abstract, shareType: '有条件共享', shareCondition: '凭函' },
          secrecy: '不涉密',
        })
      ).id
    const published = await save('婚姻登记信息', '登记情况')
    await save('低保对象信息', '对象')
    await app.getByRole('button', { name: l.export, exact: true }).click()
    const out = app.getByRole('dialog', { name: l.export })
    await out.getByRole('textbox', { name: l.purpose }).fill('按月报送')
    await out.getByRole('button', { name: l.export }).click()
    const download = app.waitForEvent('download')
    await answer(app)
    const handed = join(dir, 'handed.xlsx')
    await (await download).saveAs(handed)
    await expect(out).toContainText(say(l.exported, { added: 2, changed: 0, deleted: 0 }))
    await out.getByRole('button', { name: w.common.close, exact: true }).last().click()
    await expect(app.getByRole('table', { name: l.waiting })).toContainText('低保对象信息')

    // The clerk at the platform.
    const clerk = createClerk(portalTemplate, sheet, 'CH-')
    await clerk.take(handed)
    clerk.set('婚姻登记信息', 'meta.status', '已上架')
    clerk.set('婚姻登记信息', 'publishedOn', '2026/11/20')
    clerk.set('低保对象信息', 'meta.status', '审核不通过')
    clerk.set('低保对象信息', 'meta.reason', '摘要过短')
    clerk.entries.push([row('养老机构信息', '已上架').map((cell, at) => (at === clerk.at('provider') ? '澄湖市民政局' : cell))])
    // Written here too, and never handed over: only its name speaks for it.
    const alike = await save('养老机构信息', '本机自己写的')
    const listing = join(dir, '平台清单.xlsx')
    await clerk.write(listing)

    await app.getByRole('button', { name: l.import, exact: true }).click()
    const dialog = app.getByRole('dialog', { name: l.import })
    await upload(app, l.chooseFile, listing)
    await dialog.getByRole('button', { name: l.tryOut }).click()
    await answer(app)
    const trial = dialog.getByRole('status', { name: l.trial })
    await expect(trial).toContainText(`${l.handed.confirmed} 1`)
    await expect(trial).toContainText(`${l.handed.returned} 1`)
    await expect(trial).toContainText(`${l.effects.undecided} 1`)
    await expectAccessible(app, 'listing')
    await picture(app, 'zh-light-listing-trial')
    await choose(app, dialog.getByRole('combobox', { name: /养老机构信息/ }), '养老机构信息')
    await dialog.getByRole('button', { name: l.apply }).click()
    await expect(app.getByText(l.noWaiting)).toBeVisible()
    await expectAccessible(app, 'listings')
    await picture(app, 'zh-light-listing')

    expect((await served.call('catalogue.get', { id: published })).entry).toMatchObject({ status: 'published', content: { publishedOn: '2026-11-20' } })
    expect((await served.call('catalogue.get', { id: alike })).entry.content.abstract).toBe('本机自己写的')
    await app.getByRole('tab', { name: new RegExp(`^${w.sync.tabs.needs}`) }).click()
    await expect(app.getByRole('table', { name: w.sync.tray })).toContainText('摘要过短')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})

test.describe('in English, dark', () => {
  test.use({ language: 'en', scheme: 'dark' })
  test('the part without a template, and the editor on a sheet nobody has seen', async ({ app, served }) => {
    test.setTimeout(180_000)
    const en = words('en')
    const dir = mkdtempSync(join(tmpdir(), 'mulu-listing-'))
    try {
      const sheet = join(dir, 'platform.xlsx')
      await writePortal(sheet, [portalTemplate.mapping.columns.map(({ field }) => (field === 'title' ? '示范甲' : field === 'meta.status' ? '已上架' : null))])
      await signIn(app, 'sys', en)
      await served.call('listing.begin', { platform: '澄湖市数据目录平台' })
      await lock(app, en)
      await signIn(app, 'officer', en)
      await goTo(app, en, 'sync')
      await app.getByRole('tab', { name: en.sync.tabs.listing }).click()
      await expect(app.getByText(en.listing.noTemplates)).toBeVisible()
      await expectAccessible(app, 'listings')
      await picture(app, 'en-dark-listing')
      await upload(app, en.listing.newTemplate, sheet)
      const editor = app.getByRole('dialog', { name: en.listing.editorTitle })
      await expect(editor.getByRole('table', { name: en.listing.columns })).toContainText('数据项列表')
      await expectAccessible(app, 'template')
      await picture(app, 'en-dark-listing-template')
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
})
