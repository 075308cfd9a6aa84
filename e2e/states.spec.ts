import { join } from 'node:path'
import { expect } from '@playwright/test'
import { sections } from '../renderer/catalogue/entry/sections.ts'
import { fieldLabels } from '../shared/fields.ts'
import { type Language, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, gateWords, goTo, say } from './support/screen.ts'

const template = join(import.meta.dirname, '..', 'assets', 'templates', 'guide-2017-example.xlsx')
const listing = join(import.meta.dirname, '..', 'assets', 'listings', 'zhejiang_ningbo.json')

for (const language of ['zh', 'en'] as const satisfies readonly Language[]) {
  test.describe(language, () => {
    const w = words(language)
    const { grid, list, secrecy, stale, import: wizard, export: exporting } = w.catalogue
    const gate = gateWords(language)
    const label = (field: keyof typeof fieldLabels) => fieldLabels[field][language]
    test.use({ language })

    test('an entry in all its sections, with what it asks', async ({ app, served }) => {
      test.setTimeout(300_000)
      const look = async (name: string) => {
        await expectAccessible(app, name)
        await picture(app, `${language}-light-${name}`)
      }
      await signIn(app, 'officer', w)
      const catalogue = catalogueOn(app, w)
      const code = '3070349900110601/000042'
      const [found] = (await served.call('catalogue.search', { text: code })).items
      const save = (base: number, patch: object) => served.call('catalogue.save', { id: found?.id ?? '', base, patch, secrecy: '不涉密' })
      await save(1, { abstract: '全市标准地名的名称、类别、位置和启用日期，按季度核对。', updateCycle: '每季度', shareType: '有条件共享' })

      await catalogue.search.fill(code)
      await catalogue.row('标准地名信息').click()
      await expect(catalogue.title).toHaveText('标准地名信息')
      for (const name of sections) {
        await catalogue.tab(name)
        if (name === 'history') await expect(catalogue.changes.getByRole('insertion').first()).toBeVisible()
        await look(`entry-${name}`)
      }
      await catalogue.tab('items')
      await app.getByRole('button', { name: grid.paste }).click()
      const parsing = app.getByRole('dialog', { name: grid.parseTitle })
      await parsing.getByRole('textbox').fill("CREATE TABLE t_place (id varchar(32) NOT NULL COMMENT '地名编号', name varchar(100) COMMENT '标准名称')")
      await expect(parsing.getByRole('row')).toHaveCount(3)
      await look('items-parse')
      await parsing.getByRole('button', { name: w.common.cancel }).click()

      await catalogue.tab('basic')
      await catalogue.pane.getByRole('button', { name: w.catalogue.findings.title }).click()
      await catalogue.field(label('title')).fill('标准地名基本信息')
      await catalogue.field(label('abstract')).fill('')
      await look('entry-edited')
      await save(2, { abstract: '另一个窗口写的摘要。', providerOffice: '地名处' })
      await app.keyboard.press('Control+s')
      await expect(app.getByRole('dialog', { name: stale.title }).getByRole('radio').first()).toBeVisible()
      await look('stale')
      await app.getByRole('dialog', { name: stale.title }).getByRole('button', { name: w.common.cancel }).click()
      await app.getByRole('button', { name: w.shell.lock, exact: true }).click()
      await expect(app.getByRole('dialog')).toBeVisible()
      await expectAccessible(app, 'lock-unsaved')
      await app.getByRole('dialog').getByRole('button', { name: w.common.stay }).click()

      await app.getByRole('button', { name: list.new, exact: true }).click()
      await catalogue.field(label('title')).fill('公共停车场泊位信息')
      await catalogue.save.click()
      const question = app.getByRole('dialog', { name: secrecy.title })
      await expect(question.getByRole('radio').first()).toBeVisible()
      await look('secrecy')
      await question.getByRole('radio', { name: gate.unsure }).check()
      await question.getByRole('button', { name: secrecy.confirm }).click()
      await expect(app.getByRole('dialog', { name: secrecy.stoppedTitle })).toBeVisible()
      await look('secrecy-stopped')
    })

    test('lists, palette, help, import and export', async ({ app }) => {
      test.setTimeout(300_000)
      const look = async (name: string) => {
        await expectAccessible(app, name)
        await picture(app, `${language}-light-${name}`)
      }
      await signIn(app, 'officer', w)
      const catalogue = catalogueOn(app, w)
      await catalogue.search.fill('dbdx 登记')
      await expect(app.getByRole('heading', { name: list.noHitsTitle })).toBeVisible()
      await look('catalogue-none')
      await catalogue.search.fill('dengji')
      await expect(catalogue.row('基金会登记信息')).toBeVisible()
      await app.getByRole('checkbox', { name: list.pickAll }).check()
      await look('catalogue-picked')
      await app.getByRole('toolbar').getByRole('button', { name: list.delete }).click()
      await expect(app.getByRole('dialog').getByRole('textbox')).toBeVisible()
      await expectAccessible(app, 'delete')
      await app.getByRole('dialog').getByRole('button', { name: w.common.cancel }).click()
      await expect(app.getByRole('dialog')).toHaveCount(0)

      await app.keyboard.press('Control+k')
      await app.getByRole('textbox', { name: w.shell.palette }).fill('地名')
      await expect(app.getByRole('button', { name: '标准地名信息' })).toBeVisible()
      await look('palette')
      await app.keyboard.press('Escape')
      await expect(app.getByRole('dialog')).toHaveCount(0)
      await app.keyboard.press('F1')
      await expect(app.getByRole('dialog', { name: w.shell.shortcuts }).getByRole('table').first()).toBeVisible()
      await look('shortcuts')
      await app.keyboard.press('Escape')
      await expect(app.getByRole('dialog')).toHaveCount(0)

      const bring = async (file: string) => {
        const chooser = app.waitForEvent('filechooser')
        await app.getByRole('button', { name: wizard.choose }).click()
        await (await chooser).setFiles(file)
        const question = app.getByRole('dialog', { name: secrecy.title })
        await question.getByRole('radio', { name: gate.no, exact: true }).check()
        await question.getByRole('button', { name: secrecy.confirmImport }).click()
        await expect(app.getByRole('region', { name: wizard.steps.mapping })).toBeVisible()
      }
      const tryOut = async () => {
        await app.getByRole('button', { name: wizard.dryRun, exact: true }).click()
        await expect(app.getByRole('tablist', { name: wizard.steps.trial })).toBeVisible()
      }
      await goTo(app, w, 'import')
      await bring(listing)
      await expect(app.getByRole('textbox', { name: wizard.headerRows })).toHaveCount(0) // JSON has none
      await look('import-mapping')
      await tryOut()
      await look('import-trial')
      await goTo(app, w, 'catalogue')
      await goTo(app, w, 'import')
      await expect(app.getByRole('tablist', { name: wizard.steps.trial })).toBeVisible() // half way, as it was left
      await app.getByRole('button', { name: w.common.back }).click()
      await app.getByRole('button', { name: wizard.otherFile }).click()
      await bring(template)
      await tryOut()
      await app.getByRole('button', { name: new RegExp(`^${say(wizard.apply, { count: '\\d+' })}$`) }).click()
      await expect(app.getByRole('button', { name: wizard.toList })).toBeVisible()
      await look('import-result')

      await goTo(app, w, 'export')
      await app.getByRole('textbox', { name: w.common.purpose }).fill('报送市数据局 2026 年第四季度目录')
      await app.getByRole('button', { name: exporting.go }).click()
      await expect(app.getByRole('status').filter({ hasText: 'SHA-256' })).toBeVisible()
      await look('export-done')
    })

    test.describe('before the first entry', () => {
      test.use({ kind: 'bare' })

      test('the empty catalogue', async ({ app }) => {
        await signIn(app, 'officer', w)
        await expect(app.getByRole('heading', { name: list.emptyTitle })).toBeVisible()
        await expectAccessible(app, 'catalogue-empty')
        await picture(app, `${language}-light-catalogue-empty`)
      })
    })
  })
}
