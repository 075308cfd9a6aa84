import { writeFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { fingerprintOf, newSigningPair, publicPem } from '../electron/core/crypto/signature.ts'
import { signDocument } from '../electron/core/trust/signed.ts'
import { builtInPacks } from '../shared/regulations/built-in.ts'
import { type Language, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, choose, goTo, say } from './support/screen.ts'

const ningbo = builtInPacks.find(({ id }) => id === 'NB-171')
const national = '《政务数据共享条例》'

for (const language of ['zh', 'en'] as const satisfies readonly Language[]) {
  test.describe(language, () => {
    const w = words(language)
    const { rules } = w
    test.use({ language })

    test('a regulation as it stands today and on another day, with its articles', async ({ app, served }) => {
      await signIn(app, 'officer', w)
      await served.call('profile.save', { patch: { regulations: ['NB-171', 'JS-85'] } })
      await goTo(app, w, 'rules')
      const list = app.getByRole('navigation', { name: rules.parts.packs })
      await list.getByRole('button', { name: language === 'zh' ? national : 'Order 809' }).click()
      const article = (n: string) => app.getByRole('article', { name: n, exact: true })
      const seventeen = article(language === 'zh' ? '第十七条' : 'art. 17')
      await expect(seventeen).toContainText('自调整、变化发生之日起10个工作日内')
      await expect(seventeen).toContainText(language === 'zh' ? '10个工作日' : '10 working days')
      if (language === 'en') await expect(seventeen).toContainText(rules.noEnglish)
      await expectAccessible(app, 'rules')
      await picture(app, `${language}-light-rules-national`)

      await list.getByRole('button', { name: language === 'zh' ? '《宁波市政府信息资源共享管理办法》' : 'Ningbo Measures' }).click()
      const third = article(language === 'zh' ? '第三条' : 'art. 3')
      await third.getByRole('button', { name: rules.showTranslation }).click()
      await expect(third).toContainText("The Government's information resources are to be shared with the principle of non-sharing.")
      await expect(third).toContainText(language === 'zh' ? '原文为以共享为原则、不共享为例外' : 'Sharing is the rule'.toLowerCase())
      await expectAccessible(app, 'rules, a regional one')
      await picture(app, `${language}-light-rules-regional`)

      const jiangsu = list.getByRole('button', { name: language === 'zh' ? '《江苏省政府信息化服务管理办法》' : 'Jiangsu Measures' })
      await expect(jiangsu).toContainText(language === 'zh' ? '已被接替' : 'Replaced')
      const day = app.getByRole('textbox', { name: rules.on })
      await day.fill('2015-06-01')
      await day.press('Enter')
      await expect(jiangsu).toContainText(language === 'zh' ? '施行中' : 'In force')
      await jiangsu.click()
      await expect(app.getByRole('heading', { level: 2, name: /江苏|Jiangsu/ })).toBeVisible()
      await expect(article(language === 'zh' ? '第十八条' : 'art. 18')).toContainText(w.sharing.missing)
      await picture(app, `${language}-light-rules-asof`)
    })

    test('a finding shows the article it rests on, and leads to the whole text', async ({ app }) => {
      await signIn(app, 'officer', w)
      const catalogue = catalogueOn(app, w)
      await catalogue.first.click()
      await catalogue.pane.getByRole('button', { name: w.catalogue.findings.title }).click()
      const shown = catalogue.pane.getByRole('button', { name: new RegExp(`^${w.sharing.article}`) }).first()
      await shown.click()
      const whole = catalogue.pane.getByRole('button', { name: rules.whole, exact: true }).first()
      await expect(whole).toBeVisible()
      await expectAccessible(app, 'a cited article')
      await picture(app, `${language}-light-entry-cited`)
      await whole.click()
      await expect(app.getByRole('navigation', { name: rules.parts.packs })).toBeVisible()
    })

    test('the article table, narrowed and printed', async ({ app, served }) => {
      await signIn(app, 'officer', w)
      await goTo(app, w, 'rules')
      await app.getByRole('tab', { name: rules.parts.coverage }).click()
      const table = app.locator('main').getByRole('table')
      const { rows } = await served.call('rules.coverage', {})
      await expect(table.getByRole('row')).toHaveCount(rows.length + 1)
      await expectAccessible(app, 'coverage')
      await picture(app, `${language}-light-rules-coverage`)
      await choose(app, app.getByRole('combobox', { name: rules.pack }), language === 'zh' ? national : 'Government Data Sharing Regulation (Order 809)')
      await choose(app, app.getByRole('combobox', { name: rules.coverage }), rules.how.enforced)
      const enforced = rows.filter(({ pack, how }) => pack === 'CN-809' && how === 'enforced')
      await expect(table.getByRole('row')).toHaveCount(enforced.length + 1)
      await expect(table).toContainText('catalogue.save')
      await app.evaluate(() => {
        window.print = () => document.body.setAttribute('data-printed', 'yes')
      })
      await app.getByRole('button', { name: w.common.print }).click()
      await expect(app.locator('body')).toHaveAttribute('data-printed', 'yes')
      await expect(app.locator('.mulu-sheet')).toContainText('lets in nothing without the one answer')
    })
  })
}

test('a regulation from a signed file: previewed in words, appended, its place in the list', async ({ app, served }, testInfo) => {
  const w = words('zh')
  const { rules } = w
  const pair = newSigningPair()
  await signIn(app, 'sys', w)
  const key = await served.upload('发布.pem', publicPem(pair.publicKey))
  await served.call('trust.importKey', { file: key, purpose: 'rulePack', name: '市司法局', fingerprint: fingerprintOf(pair.publicKey) })
  const articles = ningbo?.articles.map((article) =>
    article.article === 34 ? { article: 34, wording: [{ lang: 'zh', kind: 'official', text: '本办法自2010年5月1日起施行，2027年1月1日起废止。' }] } : article,
  )
  const file = testInfo.outputPath('NB-171-2.json')
  writeFileSync(
    file,
    signDocument('rulePack', JSON.parse(JSON.stringify({ ...ningbo, version: 2, articles, inForce: { from: '2010-05-01', to: '2026-12-31' } })), pair),
  )
  await goTo(app, w, 'rules')
  const chooser = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: rules.import }).click()
  await (await chooser).setFiles(file)
  const dialog = app.getByRole('dialog', { name: rules.importTitle })
  await expect(dialog).toContainText(say(rules.signedBy, { name: '市司法局' }))
  await expect(dialog).toContainText(say(rules.corrects, { title: ningbo?.title.zh ?? '' }))
  await expect(dialog.getByRole('insertion').first()).toContainText('2027年1月1日起废止')
  await expectAccessible(app, 'rules import')
  await picture(app, 'zh-light-rules-import')
  await dialog.getByRole('button', { name: rules.apply, exact: true }).click()
  await expect(app.getByRole('heading', { level: 2, name: ningbo?.title.zh ?? '' })).toBeVisible()
  const list = app.getByRole('navigation', { name: rules.parts.packs })
  await expect(list.getByRole('button', { name: ningbo?.title.zh ?? '' })).toHaveCount(2)
  await expect(app.getByText('市司法局')).toBeVisible()
  const { packs } = await served.call('rules.list', { on: '2027-01-02' })
  expect(packs.filter(({ id }) => id === 'NB-171').map(({ version, counts, standing }) => [version, counts, standing.state])).toEqual([
    [1, false, 'unverified'],
    [2, true, 'ended'],
  ])
})
