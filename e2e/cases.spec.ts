import { expect, type Locator, type Page } from '@playwright/test'
import { wordsOfField, wordsOfValue } from '../shared/cases/field-words.ts'
import { machines } from '../shared/cases/machines.ts'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { passphraseOf, people } from './support/office.ts'
import { picture } from './support/picture.ts'
import { choose, gateWords, goTo, lock, say, toast } from './support/screen.ts'

const w = words('zh')
const { cases } = w
const field = (act: string, ...path: string[]): string => wordsOfField('request', act, path)?.zh ?? path.join('.')
const value = (said: string): string => wordsOfValue(said)?.zh ?? said
const act = (name: string): string => machines.request.acts[name]?.words.zh ?? name
const state = (name: string): string => machines.request.states[name]?.words.zh ?? name

const answerGate = async (app: Page, confirm: string = w.catalogue.secrecy.confirm) => {
  await app.getByRole('radio', { name: gateWords('zh').no }).check()
  await app.getByRole('button', { name: confirm, exact: true }).click()
}

const fits = async (app: Page) => expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

/** The letter a request came in by. */
const fillApplication = async (letter: Locator) => {
  await letter.getByRole('textbox', { name: cases.record.officer }).fill('王科长')
  await letter.getByRole('textbox', { name: w.answers.receivedOn }).fill('2026-11-20')
  await letter.getByRole('textbox', { name: w.answers.number }).fill('澄资规函〔2026〕8号')
  await letter.getByRole('textbox', { name: w.answers.evidence }).fill('收文簿第12页')
  await letter.getByRole('textbox', { name: field('apply', 'basis', 'title') }).fill('《不动产登记暂行条例》')
  await letter.getByRole('textbox', { name: field('apply', 'basis', 'article') }).fill('第十五条')
  await letter.getByRole('textbox', { name: field('apply', 'scene') }).fill('办理不动产登记时核对申请人的保障情况')
  await letter.getByRole('textbox', { name: field('apply', 'scope') }).fill('各登记窗口工作人员')
  await letter.getByRole('radio', { name: value('服务接口') }).check()
  await letter.getByRole('textbox', { name: `${field('apply', 'period')} ${cases.form.from}` }).fill('2026-12-01')
  await letter.getByRole('textbox', { name: `${field('apply', 'period')} ${cases.form.to}` }).fill('2027-11-30')
}

test('a request by letter, a refusal that two others consent to, its delivery, and a claim of secrecy', async ({ app, served }) => {
  test.setTimeout(360_000)
  await signIn(app, 'officer', w)
  await goTo(app, w, 'cases')
  await expect(app.getByRole('heading', { name: cases.empty.request })).toBeVisible()

  // The file first: who asks, for which entry and items of ours.
  await app.getByRole('button', { name: cases.new.request, exact: true }).first().click()
  await app.getByRole('radio', { name: cases.open.sides.respondent }).check()
  await app.getByRole('textbox', { name: cases.open.searchOwn }).fill('城市居民最低生活保障对象信息')
  await app.getByRole('list', { name: cases.open.resource }).getByRole('button', { name: '城市居民最低生活保障对象信息' }).first().click()
  const items = app.getByRole('group', { name: cases.open.items })
  await items.getByRole('checkbox').first().check()
  await items.getByRole('checkbox').nth(1).check()
  await app.getByRole('textbox', { name: cases.open.other }).fill('澄湖市自然资源和规划局')
  await expect(app.getByRole('textbox', { name: cases.open.title })).toHaveValue('申请共享：城市居民最低生活保障对象信息')
  await expectAccessible(app, 'new request')
  await fits(app)
  await picture(app, 'zh-light-cases-new')
  await app.getByRole('button', { name: cases.open.confirmRecord }).click()
  await answerGate(app)

  // Their letter: it starts the clock on the day it was received.
  const main = app.getByRole('region', { name: cases.file.head })
  await expect(main.getByRole('heading', { name: say(cases.record.title, { what: act('apply') }) })).toBeVisible()
  await fillApplication(main)
  await fits(app)
  await picture(app, 'zh-light-cases-record')
  await main.getByRole('button', { name: cases.record.confirm, exact: true }).click()
  await answerGate(app)
  await expect(toast(app, say(cases.record.done, { state: state('applied') }))).toBeVisible()
  const side = app.getByRole('complementary', { name: cases.file.next })
  await expect(side).toContainText('12月4日（周五）前')
  await expect(side).toContainText('第二十一条')
  await side.getByRole('button', { name: say(cases.file.daysOf, { what: cases.duties['request-reply'] }) }).click()
  await expect(app.getByRole('dialog').getByRole('table', { name: w.clock.days })).toBeVisible()
  await app.keyboard.press('Escape')
  await expectAccessible(app, 'file')
  await fits(app)
  await picture(app, 'zh-light-cases-file')

  // A refusal: its ground is a statute of the regulations here, its letter a paper.
  await side.getByRole('button', { name: act('refuse'), exact: true }).click()
  await expect(main.getByText('材料不全、领导不同意不是理由', { exact: false })).toBeVisible()
  await expect(main.getByRole('radio', { name: value('statute') })).toBeVisible()
  await main.getByRole('radio', { name: value('statute') }).check()
  await choose(app, main.getByRole('combobox', { name: cases.form.pickLaw }), '条例809')
  await choose(app, main.getByRole('combobox', { name: cases.form.article, exact: true }), '第十五条')
  await expect(main.getByRole('textbox', { name: field('refuse', 'refusals', 'quote') })).not.toHaveValue('')
  await main.getByRole('textbox', { name: field('refuse', 'refusals', 'explanation') }).fill('所请求的用途不在目录所列共享用途之内。')
  const chooser = app.waitForEvent('filechooser')
  await main.getByRole('button', { name: cases.form.addPaper }).click()
  await (await chooser).setFiles({ name: '不同意共享的函.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 letter') })
  await answerGate(app, w.catalogue.secrecy.confirmImport)
  await expect(main.getByRole('checkbox', { name: '不同意共享的函.pdf' })).toBeChecked()
  await expectAccessible(app, 'refusal')
  await fits(app)
  await picture(app, 'zh-light-cases-refuse')
  await main.getByRole('button', { name: cases.form.save, exact: true }).click()
  await answerGate(app)
  const draft = main.getByRole('article', { name: act('refuse') })
  await expect(draft).toContainText(cases.needs.headConsent)
  await expect(draft.getByRole('button', { name: cases.file.issue })).toBeDisabled()

  // Its letter is made from what the draft says; here is what only a letter has.
  await draft.getByRole('button', { name: cases.letter.open }).click()
  const letter = app.getByRole('dialog')
  await expect(letter.getByRole('textbox', { name: cases.letter.facts.to, exact: true })).toHaveValue('澄湖市自然资源和规划局')
  await letter.getByRole('textbox', { name: cases.letter.facts.phone, exact: true }).fill('0000-1234567')
  await expectAccessible(app, 'letter')
  await picture(app, 'zh-light-cases-letter')
  await letter.getByRole('button', { name: cases.letter.attach, exact: true }).click()
  await answerGate(app, w.catalogue.secrecy.confirmImport)
  await expect(letter).toBeHidden()
  await expect(side).toContainText('关于不同意共享')

  // A draft is kept: the page is opened anew.
  const at = new URL(app.url()).hash
  await lock(app, w)
  await app.goto(served.address)
  await signIn(app, 'keeper', w, 'today')

  // Whoever consents is another, and comes by what is due today.
  await app.getByText(w.tasks.all, { exact: true }).click()
  await app
    .getByRole('button', { name: /申请共享：城市居民最低生活保障对象信息/ })
    .first()
    .click()
  await expect(app).toHaveURL(new RegExp(at.replaceAll('/', '\\/')))
  const consent = async (need: keyof typeof cases.needs) => {
    await draft.getByRole('button', { name: say(cases.file.consent, { need: cases.needs[need] }) }).click()
    const dialog = app.getByRole('dialog')
    if (need === 'secrecyReview') {
      await dialog.getByRole('textbox', { name: cases.consent.handledBy }).fill('张经办')
      await dialog.getByRole('textbox', { name: cases.consent.officeHead }).fill('李处长')
      await expectAccessible(app, 'secrecy review')
      await picture(app, 'zh-light-cases-consent')
    }
    await dialog.getByRole('button', { name: cases.consent.confirm, exact: true }).click()
    await expect(dialog).toBeHidden()
  }
  await consent('headConsent')
  await consent('secrecyReview')
  await expect(draft).toContainText(cases.file.ready)
  await expect(draft).toContainText(`${people.keeper}`)
  await picture(app, 'zh-light-cases-draft')
  await lock(app, w)

  // Issued, and delivered under a ruling: only that stops the clock.
  await signIn(app, 'officer', w)
  await goTo(app, w, 'cases')
  await expect(app.getByRole('table', { name: cases.kinds.request })).toContainText('12月4日（周五）前')
  await picture(app, 'zh-light-cases-list')
  await app.getByRole('link', { name: '申请共享：城市居民最低生活保障对象信息' }).click()
  await draft.getByRole('button', { name: cases.file.issue }).click()
  await app.getByRole('textbox', { name: cases.issue.number }).fill('澄民函〔2026〕15号')
  await app.getByRole('dialog').getByRole('button', { name: cases.issue.confirm, exact: true }).click()
  await answerGate(app)
  await main.getByRole('button', { name: cases.file.delivered }).click()
  const delivery = app.getByRole('dialog')
  await choose(app, delivery.getByRole('combobox', { name: w.answers.source }), w.answers.sources.handover)
  await delivery.getByRole('textbox', { name: w.answers.receivedOn }).fill('2026-11-24')
  await delivery.getByRole('textbox', { name: cases.record.ruling }).fill('澄数发〔2026〕3号')
  await delivery.getByRole('textbox', { name: w.answers.evidence }).fill('交接单第3号')
  await delivery.getByRole('button', { name: cases.deliver.confirm, exact: true }).click()
  await expect(toast(app, say(cases.deliver.done, { state: state('refused') }))).toBeVisible()
  await expect(side).toContainText('11月24日（周二）办结')
  await expect(main).toContainText('澄民函〔2026〕15号')
  await picture(app, 'zh-light-cases-refused')

  // A claim of state secrecy leaves a number and a day.
  await app.getByRole('button', { name: w.common.more, exact: true }).click()
  await app.getByRole('menuitem', { name: cases.file.seal }).click()
  const sealing = app.getByRole('dialog')
  await expect(sealing).toContainText(cases.seal.warning)
  await sealing.getByRole('textbox', { name: cases.seal.by }).fill('澄湖市自然资源和规划局')
  await expect(sealing.getByRole('button', { name: cases.seal.confirm })).toBeDisabled()
  await sealing.getByRole('checkbox', { name: cases.seal.understood }).check()
  await expectAccessible(app, 'seal')
  await picture(app, 'zh-light-cases-seal')
  await sealing.getByRole('button', { name: cases.seal.confirm }).click()
  await expect(app.getByText(cases.seal.sealedWhat)).toBeVisible()
  await expect(app.getByText('城市居民最低生活保障对象信息')).toHaveCount(0)
  await picture(app, 'zh-light-cases-sealed')
  await app.getByRole('button', { name: cases.back, exact: true }).click()
  await expect(app.getByRole('table', { name: cases.kinds.request })).toContainText(cases.seal.chip)

  // Two people lift it, with the ruling.
  await lock(app, w)
  await signIn(app, 'sec', w)
  await goTo(app, w, 'vault')
  await app.getByRole('button', { name: new RegExp(`^${w.vault.sealedCases.do}`) }).click()
  const lifting = app.getByRole('dialog')
  await lifting.getByRole('textbox', { name: w.vault.sealedCases.ruling }).fill('国保〔2026〕1号')
  await expectAccessible(app, 'lifting a seal')
  await picture(app, 'zh-light-cases-lift')
  await lifting.getByRole('button', { name: w.common.next, exact: true }).click()
  await choose(app, lifting.getByRole('combobox', { name: w.vault.second.user }), people.keeper)
  await lifting.getByRole('textbox', { name: w.vault.second.passphrase }).fill(passphraseOf('keeper'))
  await lifting.getByRole('button', { name: w.vault.sealedCases.confirm, exact: true }).click()
  await expect(toast(app, '已解除封存')).toBeVisible()
  await expect(app.getByRole('heading', { name: w.vault.sealedCases.title })).toBeHidden()
})

test.describe('in English, dark', () => {
  test.use({ language: 'en', scheme: 'dark' })

  test('lists, files and forms of every kind can be read, with long names too', async ({ app, served }) => {
    test.setTimeout(360_000)
    const en = words('en')
    const { call } = served
    await signIn(app, 'officer', en)
    const other = `澄湖市${'自然资源和规划与不动产登记'.repeat(3)}管理服务中心`
    const title = `申请${'婚姻登记与收养登记历史档案'.repeat(6)}信息`
    const received = { secrecy: '不涉密', party: 'applicant', officer: '王科长', source: '收文登记', when: '2026-11-20', evidence: '收文簿' } as const
    const application = {
      type: 'returnFlow',
      resource: { id: null, code: '', name: '婚姻登记信息' },
      items: Array.from({ length: 30 }, (_, at) => `信息项${at + 1}`),
      basis: [{ title: '《不动产登记暂行条例》', article: '第十五条', quote: '不动产登记机构可以查询。' }],
      scene: '核对婚姻状况',
      scope: '登记窗口',
      way: '批量交换',
      period: { from: '2026-12-01', to: '2027-11-30' },
    }
    const { id } = await call('request.open', {
      secrecy: '不涉密',
      title,
      other,
      as: 'respondent',
      way: 'paper',
      shareType: '有条件共享',
      sensitive: ['个人隐私', '商业秘密'],
    })
    await call('request.record', { ...received, id, act: 'apply', fields: application })
    await call('request.draft', { secrecy: '不涉密', id, act: 'noticeMissing', fields: { missing: ['使用依据原文', '保密承诺书'] } })
    const opened = await call('request.open', { secrecy: '不涉密', title: '申请户籍登记信息', other: '澄湖市公安局', shareType: '无条件共享' })
    await call('request.draft', { secrecy: '不涉密', id: opened.id, act: 'apply', fields: {} })
    await call('incident.open', { secrecy: '不涉密', title: '接口调用异常' })

    await goTo(app, en, 'cases')
    const table = app.getByRole('table', { name: en.cases.kinds.request })
    await expect(table).toContainText('2026-0001')
    await expectAccessible(app, 'list')
    await fits(app)
    await picture(app, 'en-dark-cases-list')
    await app.getByText(en.cases.which.turn, { exact: true }).click()
    await app.getByRole('textbox', { name: en.cases.find }).fill('nothing of the kind')
    await expect(app.getByRole('heading', { name: en.cases.noneFound })).toBeVisible()
    await app.getByRole('button', { name: en.cases.showAll }).click()

    await table.getByRole('link', { name: title }).click()
    const main = app.getByRole('region', { name: en.cases.file.head })
    const side = app.getByRole('complementary', { name: en.cases.file.next })
    await expect(main.getByRole('article')).toContainText('使用依据原文')
    await expect(side).toContainText('Order 809')
    await expectAccessible(app, 'file')
    await fits(app)
    await picture(app, 'en-dark-cases-file')
    // A return flow has no words for a condition beside the way (Order 809 art.24).
    await side.getByRole('button', { name: 'Reply: granted', exact: true }).click()
    await expect(main.getByText(en.cases.form.returnFlow)).toBeVisible()
    await expect(main.getByRole('textbox')).toHaveCount(0)
    await app.getByRole('button', { name: en.cases.backToFile }).click()
    await side.getByRole('button', { name: 'Reply: granted in part' }).click()
    await expect(main.getByRole('group', { name: 'Items granted' }).getByRole('checkbox')).toHaveCount(30)
    await expectAccessible(app, 'granted in part')
    await fits(app)
    await picture(app, 'en-dark-cases-partly')
    await app.getByRole('button', { name: en.cases.backToFile }).click()

    await goTo(app, en, 'cases')
    await app.getByRole('tab', { name: en.cases.kinds.incident }).click()
    await app.getByRole('link', { name: '接口调用异常' }).click()
    await side.getByRole('button', { name: 'Record', exact: true }).click()
    await main.getByRole('textbox', { name: 'Reach' }).fill('一个单位')
    await expectAccessible(app, 'incident')
    await picture(app, 'en-dark-cases-incident')
    // What is not saved asks before it is left.
    await app.getByRole('button', { name: en.cases.backToFile }).click()
    await app.getByRole('dialog').getByRole('button', { name: en.common.leave }).click()
    await expect(main.getByText(en.cases.file.noHistory)).toBeVisible()

    await goTo(app, en, 'today')
    await app
      .getByRole('button', { name: new RegExp(title) })
      .first()
      .click()
    await expect(app.getByRole('heading', { level: 1 })).toContainText('2026-0001')
  })
})
