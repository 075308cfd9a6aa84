import { expect, type Locator, type Page } from '@playwright/test'
import { type Bureau, civil, openBureau, police } from '../electron/core/case/office.fixture.ts'
import { submitReady } from '../electron/core/sync/office.fixture.ts'
import { rule } from '../platform/store/review.ts'
import { startTestPlatform, type TestPlatform } from '../platform/testing.ts'
import { validFields } from '../shared/cases/acts.fixture.ts'
import { wordsOfField, wordsOfValue } from '../shared/cases/field-words.ts'
import { machines } from '../shared/cases/machines.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { choose, gateWords, goTo, lock, say, toast } from './support/screen.ts'

test.use({ kind: 'bare' })

/** Two agencies on one reference platform: ours in the browser, the other by its own vault; the department by the platform's desk. */
const w = words('zh')
const { cases } = w
const field = (act: string, ...path: string[]): string => wordsOfField('request', act, path)?.zh ?? path.join('.')
const value = (said: string): string => wordsOfValue(said)?.zh ?? said
const act = (kind: 'request' | 'dispute', name: string): string => machines[kind].acts[name]?.words.zh ?? name
const state = (kind: 'request' | 'dispute', name: string): string => machines[kind].states[name]?.words.zh ?? name

const answerGate = async (app: Page, confirm: string = w.catalogue.secrecy.confirm) => {
  await app.getByRole('radio', { name: gateWords('zh').no }).check()
  await app.getByRole('button', { name: confirm, exact: true }).click()
}

const synchronise = async (app: Page) => {
  await goTo(app, w, 'sync')
  await app.getByRole('button', { name: w.sync.run, exact: true }).click()
  await answerGate(app, w.catalogue.secrecy.confirmImport)
  await expect(toast(app, '已同步').last()).toBeVisible()
  await toast(app, '已同步').last().getByRole('button').click()
}

const openOthers = async (platform: TestPlatform): Promise<Bureau> => {
  const other = await openBureau(platform, police)
  const id = await other.save({ title: '户籍信息', abstract: '登记', isOpen: '否', shareType: '有条件共享', provider: police, dutyBasis: '三定第三条' })
  await submitReady(other, [id])
  await other.sync()
  await rule(platform.db, id, { kind: 'publish', publishedOn: '2026-11-25', number: '公告1号' }, '数据局', new Date())
  await other.sync()
  return other
}

const enrolHere = async (app: Page, served: Served, platform: TestPlatform) => {
  await signIn(app, 'sys', w)
  await served.call('sync.configure', { url: platform.base })
  await served.call('sync.enrol', { code: await platform.code(civil) })
  await lock(app, w)
}

test('a published entry is asked for on the platform, refused there, disputed, granted after all and delivered', async ({ app, served }) => {
  test.setTimeout(480_000)
  app.setDefaultTimeout(60_000)
  const platform = await startTestPlatform()
  let other: Bureau | undefined
  try {
    other = await openOthers(platform)
    await enrolHere(app, served, platform)
    await signIn(app, 'officer', w)
    await synchronise(app)

    // Asked for from what the other agency has published; by the platform, since there is one.
    await goTo(app, w, 'cases')
    await app.getByRole('button', { name: cases.new.request, exact: true }).first().click()
    await app.getByRole('textbox', { name: cases.open.searchOthers }).fill('户籍')
    await app.getByRole('list', { name: cases.open.resource }).getByRole('button', { name: '户籍信息' }).first().click()
    await expect(app.getByRole('textbox', { name: cases.open.other })).toHaveValue(police)
    await expect(app.getByRole('radio', { name: cases.open.ways.platform })).toBeChecked()
    await app.getByRole('button', { name: cases.open.confirmDraft }).click()
    await answerGate(app)
    const main = app.getByRole('region', { name: cases.file.head, exact: true })
    const side = app.getByRole('complementary', { name: cases.file.next, exact: true })
    await main.getByRole('textbox', { name: field('apply', 'basis', 'title') }).fill('《社会救助暂行办法》')
    await main.getByRole('textbox', { name: field('apply', 'basis', 'article') }).fill('第五十八条')
    await main.getByRole('textbox', { name: field('apply', 'scene') }).fill('核对申请人家庭经济状况')
    await main.getByRole('textbox', { name: field('apply', 'scope') }).fill('救助处三名经办人员')
    await main.getByRole('radio', { name: value('服务接口') }).check()
    await main.getByRole('textbox', { name: `${field('apply', 'period')} ${cases.form.from}` }).fill('2026-12-01')
    await main.getByRole('textbox', { name: `${field('apply', 'period')} ${cases.form.to}` }).fill('2027-11-30')
    await main.getByRole('button', { name: cases.form.save, exact: true }).click()
    await answerGate(app)
    const draft = main.getByRole('article', { name: act('request', 'apply') })
    await expect(draft.getByRole('button', { name: cases.file.issue })).toBeDisabled()
    const issued = async (article: Locator) => {
      await expect(article).toBeVisible() // back at the file
      const place = `${served.address.split('#')[0]}${new URL(app.url()).hash}`
      await lock(app, w)
      await signIn(app, 'keeper', w, 'today')
      await app.goto(place)
      await article.getByRole('button', { name: say(cases.file.consent, { need: cases.needs.headConsent }) }).click()
      await app.getByRole('dialog').getByRole('button', { name: cases.consent.confirm, exact: true }).click()
      await expect(article).toContainText(cases.file.ready)
      await lock(app, w)
      await signIn(app, 'officer', w)
      await app.goto(place)
      await article.getByRole('button', { name: cases.file.issue }).click()
      await app.getByRole('dialog').getByRole('button', { name: cases.issue.confirm, exact: true }).click()
      await answerGate(app)
    }
    await issued(draft)
    await expect(main).toContainText(cases.file.waitsSync)
    await synchronise(app)

    // The other side has it with its clock, and refuses.
    await other.sync()
    const [asked] = (await other.value('request.list', {})).rows
    expect(asked).toMatchObject({ party: 'respondent', state: 'applied', turn: true, other: civil })
    const id = asked?.id ?? ''
    await other.act('request', id, 'refuse')
    await other.sync()
    await synchronise(app)
    await goTo(app, w, 'cases')
    await app.getByRole('link', { name: '申请共享：户籍信息' }).click()
    await expect(main.getByText(act('request', 'refuse'), { exact: true })).toBeVisible()
    await expect(side).toContainText('办结')
    // Their letter is fetched when it is wanted.
    await side.getByRole('button', { name: new RegExp(`^${w.papers.fetch} 函`) }).click()
    await expect(toast(app, w.papers.fetched.split('“')[0] ?? '').last()).toBeVisible()
    await expect(side.getByRole('button', { name: new RegExp(`^${w.papers.save} 函`) })).toBeVisible()
    await expectAccessible(app, 'a refused request')
    await picture(app, 'zh-light-cases-on-platform')

    // Disputed from the file itself; the department's desk finds an agreement.
    await app.getByRole('button', { name: w.common.more, exact: true }).click()
    await app.getByRole('menuitem', { name: cases.file.dispute }).click()
    await app.getByRole('button', { name: cases.open.confirmDraft }).click()
    await answerGate(app)
    await main.getByRole('textbox', { name: wordsOfField('dispute', 'raise', ['matter'])?.zh ?? '' }).fill('所列理由与申请的用途不符')
    await main.getByRole('textbox', { name: wordsOfField('dispute', 'raise', ['wanted'])?.zh ?? '' }).fill('按目录共享')
    await choose(app, main.getByRole('combobox', { name: wordsOfField('dispute', 'raise', ['subject'])?.zh ?? '' }), value('refusal'))
    await expectAccessible(app, 'a dispute')
    await picture(app, 'zh-light-cases-dispute')
    await main.getByRole('button', { name: cases.form.save, exact: true }).click()
    await answerGate(app)
    const [dispute] = (await served.call('dispute.list', {})).rows
    expect(dispute).toMatchObject({ state: 'new', way: 'platform' })
    const raised = main.getByRole('article', { name: act('dispute', 'raise') })
    await expect(raised).toBeVisible()
    const disputeFile = `${served.address.split('#')[0]}${new URL(app.url()).hash}`
    await issued(raised)
    await synchronise(app)
    await other.sync()
    await other.act('dispute', dispute?.id ?? '', 'negotiate', { fields: validFields.dispute.negotiate ?? {} })
    await other.sync()
    await synchronise(app)
    await app.goto(disputeFile)
    await expect(main).toContainText(act('dispute', 'negotiate'))
    await side.getByRole('button', { name: act('dispute', 'settle'), exact: true }).click()
    await main.getByRole('textbox', { name: wordsOfField('dispute', 'settle', ['outcome'])?.zh ?? '' }).fill('同意按目录共享')
    await main.getByRole('button', { name: cases.form.save, exact: true }).click()
    await answerGate(app)
    await issued(main.getByRole('article', { name: act('dispute', 'settle') }))
    await synchronise(app)
    await other.sync()
    expect((await other.value('dispute.get', { id: dispute?.id ?? '' })).row.state).toBe('settled')
    await other.act('request', id, 'grantAfter', { fields: validFields.request.grantAfter ?? {} })
    await other.sync()
    await synchronise(app)
    await other.act('request', id, 'deliver', { fields: { ...validFields.request.deliver, firstOn: '2026-11-27' } })
    await other.sync()
    await synchronise(app)
    await goTo(app, w, 'cases')
    await app.getByRole('link', { name: '申请共享：户籍信息' }).click()
    await expect(main).toContainText(act('request', 'deliver'))
    await expect(app.getByText(state('request', 'delivered'), { exact: true }).first()).toBeVisible()
    await expect(side.getByText(state('dispute', 'settled'))).toBeVisible()
    await expectAccessible(app, 'a delivered request')
    await picture(app, 'zh-light-cases-delivered')
  } finally {
    await other?.close()
    await platform.close()
  }
})
