import { expect, type Locator, type Page } from '@playwright/test'
import { filledIn } from '../shared/agreements/agreements.fixture.ts'
import { agreementMachine } from '../shared/cases/agreement.ts'
import type { AgreementText } from '../shared/cases/agreement-text.ts'
import type { Input } from '../shared/contract.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { people } from './support/office.ts'
import { picture } from './support/picture.ts'
import { choose, gateWords, goTo, lock, say, toast, type Words } from './support/screen.ts'

const other = '澄湖市自然资源和规划局'
const act = (name: keyof typeof agreementMachine.acts, language: 'zh' | 'en' = 'zh'): string => {
  const said = agreementMachine.acts[name]?.words[language] ?? ''
  return said.charAt(0).toUpperCase() + said.slice(1)
}

const answerGate = async (app: Page, w: Words, language: 'zh' | 'en' = 'zh') => {
  await app.getByRole('radio', { name: gateWords(language).no }).check()
  await app.getByRole('button', { name: w.catalogue.secrecy.confirm, exact: true }).click()
}

const fits = async (app: Page) => expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

const application = {
  type: 'outside',
  resource: { id: null, code: '', name: '婚姻登记信息' },
  items: ['姓名', '身份证件号码', '登记日期'],
  basis: [{ title: '《不动产登记暂行条例》', article: '第十五条', quote: '' }],
  scene: '办理不动产登记时核对婚姻状况',
  scope: '各登记窗口工作人员',
  way: '服务接口',
  period: { from: '2026-12-01', to: '2027-11-30' },
  receiver: '',
} as const

/** A request that came by letter: what an agreement is drafted from. */
const requested = async ({ call }: Served, title: string, sensitive: ('个人隐私' | '商业秘密')[]): Promise<string> => {
  const { id } = await call('request.open', { secrecy: '不涉密', title, other, as: 'respondent', way: 'paper', shareType: '有条件共享', sensitive })
  await call('request.record', {
    secrecy: '不涉密',
    id,
    act: 'apply',
    party: 'applicant',
    officer: '王科长',
    source: '收文登记',
    when: '2026-11-20',
    evidence: '收文簿第12页',
    fields: { ...application, items: [...application.items], basis: application.basis.map((one) => ({ ...one })) },
  })
  return id
}

/** An agreement that both signed on paper. */
const inForce = async ({ call, upload }: Served, request: string, text: AgreementText): Promise<void> => {
  const { id } = await call('agreement.open', { secrecy: '不涉密', title: '旧协议', other, as: 'respondent', way: 'paper', refers: request })
  const arrived = { source: '平台', when: '2026-01-05', evidence: '平台页面' } as const
  const theirs = { secrecy: '不涉密', id, party: 'applicant', officer: '王科长', ...arrived } as const
  const ours = async (
    name: string,
    fields: Input<'agreement.draft'>['fields'],
    consents: readonly ('headConsent' | 'secrecyReview')[],
    papers: string[] = [],
  ) => {
    const { actId } = await call('agreement.draft', { secrecy: '不涉密', id, act: name, fields, papers })
    for (const need of consents) {
      const form = { by: '陈国栋', on: '2026-01-04', evidence: '审批单', handledBy: '张经办', officeHead: '李处长' }
      await call('agreement.consent', { id, actId, need, ...form })
    }
    await call('agreement.issue', { secrecy: '不涉密', id, actId })
    await call('agreement.delivered', { id, actId, ...arrived })
  }
  const scan = await upload('协议.pdf', '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  const { sha256 } = await call('agreement.addPaper', { secrecy: '不涉密', id, file: scan })
  const signature = { way: 'paper', signer: '冯局长', authorisation: '授权书1号', on: '2026-01-05', copies: 2, keptAt: '档案室' }
  await call('agreement.record', { ...theirs, act: 'propose', fields: { text } })
  await ours('accept', {}, ['headConsent', 'secrecyReview'])
  await ours('sign', signature, ['headConsent'], [sha256])
  await call('agreement.record', { ...theirs, act: 'countersign', fields: signature, papers: [sha256] })
}

const parts = (app: Page, w: Words) => {
  const outline = app.getByRole('tablist', { name: w.agreement.outline })
  return {
    outline,
    checks: app.getByRole('complementary', { name: w.agreement.check.title }),
    part: (name: keyof Words['agreement']['outlineOf']) => outline.getByRole('tab', { name: new RegExp(w.agreement.outlineOf[name]) }),
    clause: (heading: string) => app.getByRole('listitem', { name: heading, exact: true }),
  }
}

const record = async (main: Locator, w: Words, officer: string, day: string) => {
  await main.getByRole('textbox', { name: w.cases.record.officer }).fill(officer)
  await main.getByRole('textbox', { name: w.answers.receivedOn }).fill(day)
  await main.getByRole('textbox', { name: w.answers.evidence }).fill('收文簿第15页')
}

test('an agreement: drafted from a request, written, proposed, answered by letter, compared and printed', async ({ app, served }) => {
  test.setTimeout(420_000)
  const w = words('zh')
  const { cases, agreement: a } = w
  await signIn(app, 'officer', w)
  await requested(served, '申请婚姻登记信息', ['个人隐私'])
  await goTo(app, w, 'cases')
  await app.getByRole('link', { name: '申请婚姻登记信息' }).click()
  const side = app.getByRole('complementary', { name: cases.file.next })
  await expect(side).toContainText(a.needed.yes)
  await expect(side).toContainText('第十二条')
  await expectAccessible(app, 'request with what it needs')
  await side.getByRole('button', { name: a.open.draft }).click()
  await expect(app.getByRole('textbox', { name: a.open.title })).toHaveValue('关于共享“婚姻登记信息”的安全保密协议')
  await expect(app.getByText(a.needed.yes)).toBeVisible()
  await expectAccessible(app, 'new agreement')
  await fits(app)
  await picture(app, 'zh-light-agreement-new')
  await app.getByRole('button', { name: cases.open.confirmDraft }).click()
  await answerGate(app, w)

  // The form: the outline says where something is missing, a finding leads to its field.
  const { outline, checks, part, clause } = parts(app, w)
  await expect(app.getByRole('textbox', { name: '协议名称' })).toHaveValue('关于共享“婚姻登记信息”的安全保密协议')
  await expect(checks).toContainText('还有空白')
  await expectAccessible(app, 'text, head')
  await fits(app)
  for (const name of ['parties', 'basis', 'content', 'purpose', 'way', 'clauses', 'validity', 'items', 'persons', 'pledge', 'exchange', 'disposal'] as const) {
    await part(name).click()
    await expectAccessible(app, `text, ${name}`)
    await fits(app)
    if (name === 'clauses' || name === 'items') await picture(app, `zh-light-agreement-${name}`)
  }
  await checks.getByRole('button', { name: /数据分级/ }).click()
  await expect(app.getByRole('textbox', { name: '数据分级' }).or(app.getByRole('combobox', { name: '数据分级' }))).toBeFocused()
  await checks.getByRole('button', { name: /附件2/ }).click()
  await expect(app.getByRole('button', { name: a.rows.add })).toBeFocused()
  await checks
    .getByRole('button', { name: /报告时限|事件/ })
    .first()
    .click()
  await expect(part('clauses')).toHaveAttribute('aria-selected', 'true')
  const focused = app.locator('input:focus')
  await expect(focused).toHaveAttribute('aria-label', /./)
  const before = await checks.getByRole('listitem').count()
  await focused.fill('2小时')
  await expect(checks.getByRole('listitem')).toHaveCount(before - 1)

  // A clause: taken out, put back, written anew; a fee is found with its article.
  const first = app
    .getByRole('listitem')
    .filter({ has: app.getByRole('button', { name: /^移除/ }) })
    .first()
  const heading = (await first.getAttribute('aria-label')) ?? ''
  await first.getByRole('button', { name: say(a.clauses.remove, { heading }) }).click()
  await app.getByRole('button', { name: a.clauses.restore }).click()
  await expect(clause(heading)).toBeVisible()
  await app.getByRole('button', { name: a.clauses.write }).click()
  const own = clause(a.clauses.unnamed)
  await own.getByRole('textbox', { name: a.clauses.heading }).fill('费用')
  await clause('费用').getByRole('textbox', { name: a.clauses.text }).fill('乙方按次向甲方支付数据服务费。')
  await expect(clause('费用')).toContainText('约定了费用')
  await clause('费用')
    .getByRole('button', { name: `${a.clauses.edit} 费用` })
    .click()
  await expect(checks).toContainText('约定了费用')
  await clause('费用')
    .getByRole('button', { name: say(a.clauses.remove, { heading: '费用' }) })
    .click()
  await expect(checks).not.toContainText('约定了费用')

  // Rows come from a spreadsheet.
  await part('persons').click()
  await app.getByRole('button', { name: a.rows.add }).click()
  await app.getByRole('textbox', { name: `姓名 1` }).focus()
  await app.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '赵𠮷\t登记一处\t受理\t查询\r\n钱敏\t登记二处\t复核\t查询\r\n')
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(app.getByRole('textbox', { name: `姓名 2` })).toHaveValue('钱敏')
  await app.getByRole('button', { name: a.readWhole }).click()
  await expect(app.getByRole('dialog')).toContainText('第一条')
  await expect(app.getByRole('dialog')).toContainText('赵𠮷')
  await expectAccessible(app, 'whole text')
  await picture(app, 'zh-light-agreement-whole')
  await app.keyboard.press('Escape')

  // What is not kept asks before it is left; it is kept and goes on.
  await expect(app.getByText(a.notKept)).toBeVisible()
  await app.getByRole('button', { name: cases.backToFile, exact: true }).click()
  await app.getByRole('dialog').getByRole('button', { name: w.common.stay }).click()
  await app.getByRole('navigation', { name: w.shell.rail }).getByRole('button', { name: w.shell.lock, exact: true }).click()
  await app.getByRole('dialog').getByRole('button', { name: w.common.stay }).click()
  await app.keyboard.press('Control+s')
  await answerGate(app, w)
  await expect(app.getByText(a.kept)).toBeVisible()
  await expect(outline).toBeVisible()
  await app.getByRole('button', { name: a.saveAndBack }).click()
  const main = app.getByRole('region', { name: cases.file.head, exact: true })
  const draft = main.getByRole('article', { name: act('propose') })
  await expect(draft).toContainText('婚姻登记信息')
  await expect(draft).not.toContainText('mulu-agreement')
  await picture(app, 'zh-light-agreement-draft')
  const at = new URL(app.url()).hash
  await lock(app, w)

  // Reviewed by another, issued and delivered.
  await app.goto(served.address)
  await signIn(app, 'keeper', w, 'today')
  await app.evaluate((hash) => {
    window.location.hash = hash
  }, at)
  await draft.getByRole('button', { name: say(cases.file.consent, { need: cases.needs.secrecyReview }) }).click()
  await app.getByRole('dialog').getByRole('textbox', { name: cases.consent.handledBy }).fill('张经办')
  await app.getByRole('dialog').getByRole('textbox', { name: cases.consent.officeHead }).fill('李处长')
  await app.getByRole('dialog').getByRole('button', { name: cases.consent.confirm, exact: true }).click()
  await expect(draft).toContainText(people.keeper)
  await draft.getByRole('button', { name: cases.file.issue }).click()
  await app.getByRole('dialog').getByRole('button', { name: cases.issue.confirm, exact: true }).click()
  await answerGate(app, w)
  await main.getByRole('button', { name: cases.file.delivered }).click()
  const delivery = app.getByRole('dialog')
  await choose(app, delivery.getByRole('combobox', { name: w.answers.source }), w.answers.sources.handover)
  await delivery.getByRole('textbox', { name: w.answers.receivedOn }).fill('2026-11-24')
  await delivery.getByRole('textbox', { name: w.answers.evidence }).fill('交接单第3号')
  await delivery.getByRole('button', { name: cases.deliver.confirm, exact: true }).click()
  await expect(main.getByRole('region', { name: /关于共享/ })).toContainText('第一条')
  await expectAccessible(app, 'agreement file')
  await fits(app)
  await picture(app, 'zh-light-agreement-file')

  // Their counter-proposal came by letter: typed over ours.
  await side.getByRole('button', { name: cases.file.recordHere }).click()
  await app.getByRole('menuitem', { name: act('counter') }).click()
  await expect(outline).toBeVisible()
  await record(app.locator('form, [role=tabpanel]').first(), w, '王科长', '2026-11-25')
  await expectAccessible(app, 'counter-proposal by letter')
  await fits(app)
  await picture(app, 'zh-light-agreement-record')
  await part('purpose').click()
  await app.getByRole('textbox', { name: '使用范围' }).fill('登记窗口人员和复核人员')
  await app.getByRole('button', { name: cases.record.confirm, exact: true }).click()
  await answerGate(app, w)
  await expect(toast(app, say(cases.record.done, { state: agreementMachine.states.proposed.words.zh }))).toBeVisible()
  await main.getByRole('tab', { name: a.tabs.compare }).click()
  await expect(main.getByRole('list', { name: a.tabs.compare })).toContainText('使用范围：由“各登记窗口工作人员”改为“登记窗口人员和复核人员”')
  await expect(main.getByText(say(a.compare.count, { count: 1 }))).toBeVisible()
  await expectAccessible(app, 'compare')
  await picture(app, 'zh-light-agreement-compare')
  await main.getByRole('tab', { name: new RegExp(`^${a.tabs.check}`) }).click()
  await expectAccessible(app, 'findings')

  // On paper.
  await main.getByRole('tab', { name: a.tabs.papers }).click()
  const download = app.waitForEvent('download')
  await main.getByRole('button', { name: a.render.make }).click()
  await answerGate(app, w)
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/)
  await expect(main.getByText(/SHA-256/)).toBeVisible()
  await expectAccessible(app, 'papers')
  await picture(app, 'zh-light-agreement-papers')

  // What is still wrong in it is said where it would be accepted.
  await side.getByRole('button', { name: act('accept'), exact: true }).click()
  await expect(main).toContainText('处必须改好')
  await expectAccessible(app, 'accept')
  await picture(app, 'zh-light-agreement-accept')
})

test.describe('in English, dark', () => {
  test.use({ language: 'en', scheme: 'dark' })

  test('from the list, where no rule asks for one; renewed once it is in force', async ({ app, served }) => {
    test.setTimeout(420_000)
    const w = words('en')
    const { cases, agreement: a } = w
    const { call } = served
    await signIn(app, 'officer', w)
    const title = `申请${'婚姻登记与收养登记历史档案'.repeat(6)}信息`
    const request = await requested(served, title, [])
    await goTo(app, w, 'cases')
    await app.getByRole('tab', { name: cases.kinds.agreement }).click()
    await app.getByRole('button', { name: cases.new.agreement }).first().click()
    await expectAccessible(app, 'which request')
    await app.getByRole('button', { name: new RegExp(title.slice(0, 20)) }).click()
    await expect(app.getByText(a.needed.no)).toBeVisible()
    await expect(app.getByText('Order 809', { exact: false }).first()).toBeVisible()
    await expectAccessible(app, 'added condition')
    await fits(app)
    await picture(app, 'en-dark-agreement-added')
    await app.getByRole('button', { name: cases.open.confirmDraft }).click()
    await answerGate(app, w, 'en')
    const { part, checks } = parts(app, w)
    await expect(checks.getByRole('listitem').first()).toBeVisible()
    await part('clauses').click()
    await app
      .getByRole('button', { name: /^Remove / })
      .first()
      .click()
    await app.getByRole('button', { name: a.clauses.add }).click()
    await expect(app.getByRole('dialog').getByRole('checkbox')).toHaveCount(1)
    await expectAccessible(app, 'library')
    await picture(app, 'en-dark-agreement-library')
    await app.keyboard.press('Escape')
    await expectAccessible(app, 'clauses')
    await fits(app)
    await picture(app, 'en-dark-agreement-clauses')
    await part('items').click()
    await expectAccessible(app, 'items')
    await fits(app)

    // One in force, by letters: how long it holds, and what follows it.
    const { text } = await call('agreement.draftText', { request })
    const running = filledIn({ ...text, validity: { ...text.validity, from: '2026-01-01', until: '2026-12-20' } })
    await inForce(served, request, running)
    await app.getByRole('button', { name: cases.backToFile, exact: true }).click()
    await app.getByRole('dialog').getByRole('button', { name: w.common.leave }).click()
    await goTo(app, w, 'cases')
    await app.getByRole('tab', { name: cases.kinds.agreement }).click()
    await app.getByRole('link', { name: '旧协议' }).click()
    const main = app.getByRole('region', { name: cases.file.head, exact: true })
    await expect(main.getByRole('region', { name: /关于共享/ })).toContainText('Article 1')
    await expect(main.locator('[data-validity]')).toHaveAttribute('data-validity', 'ending')
    await expectAccessible(app, 'file')
    await fits(app)
    await picture(app, 'en-dark-agreement-file')
    await main.getByRole('button', { name: a.renew.open }).click()
    await app.getByRole('menuitem', { name: a.renew.as.续签 }).click()
    await expect(main.getByRole('textbox', { name: a.renew.from })).toHaveValue('2026-12-21')
    await expectAccessible(app, 'renewal')
    await picture(app, 'en-dark-agreement-renew')
    await main.getByRole('button', { name: cases.open.confirmDraft }).click()
    await answerGate(app, w, 'en')
    await part('validity').click()
    await expect(app.getByRole('textbox', { name: 'Ends on' })).toHaveValue('2027-12-20')
    await app.getByRole('button', { name: a.compare.last }).click()
    await expect(app.getByRole('dialog').getByRole('list', { name: a.tabs.compare })).toContainText('Ends on: from “2026-12-20” to “2027-12-20”')
    await expectAccessible(app, 'what was changed')
  })
})

test('a first text that came by letter is recorded over the draft, and one with a mark is not kept', async ({ app, served }) => {
  test.setTimeout(300_000)
  const w = words('zh')
  const { cases, agreement: a } = w
  await signIn(app, 'officer', w)
  const request = await requested(served, '申请婚姻登记信息', ['个人隐私'])
  await app.evaluate((id) => {
    window.location.hash = `#/cases/agreement/new/${id}`
  }, request)
  await app.getByRole('radio', { name: a.open.theirs }).check()
  await app.getByRole('button', { name: cases.open.confirmRecord }).click()
  await answerGate(app, w)
  const { part, checks } = parts(app, w)
  const confirm = app.getByRole('button', { name: cases.record.confirm, exact: true })
  await expect(confirm).toBeDisabled()
  await record(app.getByRole('tabpanel'), w, '王科长', '2026-11-25')
  await part('parties').click()
  await app.getByRole('textbox', { name: '名称' }).nth(1).fill('')
  await expect(app.getByText(say(a.check.open, { count: 1 }))).toBeVisible()
  await part('way').click()
  await confirm.click()
  await expect(app.getByRole('textbox', { name: '名称' }).nth(1)).toBeFocused()
  await app.getByRole('textbox', { name: '名称' }).nth(1).fill(other)
  await part('purpose').click()
  const scene = app.getByRole('textbox', { name: '使用场景' })
  await scene.fill('秘密★一年')
  await expect(checks).toContainText('密级标志')
  await confirm.click()
  await answerGate(app, w)
  await expect(app.getByRole('alert')).toContainText('secrecy.marked')
  await expectAccessible(app, 'refused')
  await scene.fill('核对婚姻状况')
  await confirm.click()
  await answerGate(app, w)
  await expect(app.getByRole('region', { name: /关于共享/ })).toContainText('核对婚姻状况')
})
