import { expect } from '@playwright/test'
import { fieldLabels } from '../shared/fields.ts'
import { labelOfRule } from '../shared/findings.ts'
import { type Language, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, goTo, say, toast } from './support/screen.ts'

for (const language of ['zh', 'en'] as const satisfies readonly Language[]) {
  test.describe(language, () => {
    const w = words(language)
    const { sharing, backlog } = w
    test.use({ language })

    test('the sharing type is asked for, proposed with its articles, and filled in when adopted', async ({ app, served }) => {
      test.setTimeout(120_000)
      await signIn(app, 'officer', w)
      await served.call('profile.save', { patch: { regulations: ['NB-171'] } })
      const catalogue = catalogueOn(app, w)
      await catalogue.open('历史地名保护名录')
      await catalogue.tab('sharing')
      await catalogue.pane.getByRole('button', { name: sharing.open }).click()
      const wizard = app.getByRole('dialog', { name: sharing.title })
      const result = wizard.getByRole('region', { name: sharing.result })
      const question = (name: RegExp) => wizard.getByRole('region', { name: sharing.questions }).getByRole('radiogroup', { name })
      await expect(result.getByRole('status')).toHaveText(sharing.nothing)

      const local = language === 'zh' ? /有没有法律、法规明确规定/ : /Does a law or regulation expressly/
      const sensitive = language === 'zh' ? /协同管理相关、信息内容敏感/ : /joint management or sensitive/
      const forbids = language === 'zh' ? /有没有法律、行政法规或者国务院决定/ : /a law, an administrative regulation or a State Council/
      await question(sensitive).getByText(sharing.answer.yes, { exact: true }).click()
      const type = language === 'zh' ? '有条件共享' : 'conditional'
      await expect(result.getByRole('status')).toHaveText(say(sharing.proposed, { type }))
      await question(local).getByText(sharing.answer.yes, { exact: true }).click()
      await question(forbids).getByText(sharing.answer.no, { exact: true }).click()
      await expect(result.getByRole('alert')).toContainText(language === 'zh' ? '重新论证' : 'justify it anew')
      await expect(result.getByRole('status')).toHaveText(say(sharing.proposed, { type }))

      const article = result.getByRole('button', { name: new RegExp(`^${sharing.article}`) }).first()
      await article.click()
      await expect(result.getByText('列入附加条件共享类', { exact: false }).first()).toBeVisible()
      await expectAccessible(app, 'share-type')
      await picture(app, `${language}-light-share-type`)

      await result.getByRole('textbox', { name: fieldLabels.shareScope[language] }).fill('本市各级行政机关')
      await result.getByRole('textbox', { name: fieldLabels.shareUse[language] }).fill('地名核验')
      await wizard.getByRole('button', { name: say(sharing.adopt, { type }) }).click()
      await expect(toast(app, sharing.adopted)).toBeVisible()
      await expect(catalogue.field(fieldLabels.shareType[language])).toHaveValue('有条件共享')
      await expect(catalogue.field(fieldLabels.shareUse[language])).toHaveValue('地名核验')
      await app.keyboard.press('Control+s')
      await catalogue.atVersion(2)
    })

    test('a basis that only the local rule accepts is shown with both articles', async ({ app, served }) => {
      await signIn(app, 'officer', w)
      await served.call('profile.save', { patch: { regulations: ['NB-171'] } })
      const catalogue = catalogueOn(app, w)
      const [found] = (await served.call('catalogue.search', { text: '历史地名保护名录' })).items
      if (found === undefined) throw new Error('not in the sample')
      const shareBasis = [{ kind: '地方性法规', title: '澄湖市地名保护条例', number: '', article: '第九条', quotation: '不得对外提供' }]
      const patch = { shareType: '不予共享', shareReason: '条例规定', shareBasis }
      await served.call('catalogue.save', { id: found.id, base: found.version, patch, secrecy: '不涉密' })
      await catalogue.open('历史地名保护名录')
      await catalogue.tab('sharing')
      const judged = catalogue.pane.getByRole('region', { name: sharing.basis })
      await expect(judged.getByRole('status')).toContainText(sharing.rejustify)
      await expect(judged.getByText(new RegExp(`^${sharing.accepts}[：:]`))).toHaveCount(1)
      await expect(judged.getByText(new RegExp(`^${sharing.refuses}[：:]`))).toHaveCount(2)
      await expectAccessible(app, 'basis')
      await picture(app, `${language}-light-basis`)
    })

    test('what was there before a rule is answered all at once', async ({ app }) => {
      await signIn(app, 'officer', w)
      await goTo(app, w, 'check')
      const table = app.getByRole('region', { name: backlog.title })
      const rule = labelOfRule('missing.basisNumber', language)
      const row = table.getByRole('row').filter({ hasText: rule }).first()
      await expect(row).toBeVisible()
      await row.getByRole('button', { name: say(backlog.answerOf, { rule }) }).click()
      const dialog = app.getByRole('dialog', { name: backlog.dialog })
      await dialog.getByRole('radio', { name: backlog.kinds.later }).check()
      await dialog.getByRole('textbox', { name: backlog.dueOn }).fill('2099-12-31')
      await dialog.getByRole('textbox', { name: backlog.reason }).fill('随年度目录整理补齐')
      await expectAccessible(app, 'backlog')
      await picture(app, `${language}-light-backlog`)
      await dialog.getByRole('button', { name: new RegExp(`^${say(backlog.confirm, { count: '\\d+' })}$`) }).click()
      await expect(row).toContainText(say(backlog.due, { day: '2099-12-31' }))
    })
  })
}
