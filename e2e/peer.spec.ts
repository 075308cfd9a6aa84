import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type Agency, openAgency } from '../electron/core/ferry/peer.fixture.ts'
import { civil, police } from '../electron/core/signing/desk.fixture.ts'
import { filledIn } from '../shared/agreements/agreements.fixture.ts'
import { validFields } from '../shared/cases/acts.fixture.ts'
import type { AgreementText } from '../shared/cases/agreement-text.ts'
import { wordsOfField } from '../shared/cases/field-words.ts'
import { machines } from '../shared/cases/machines.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { choose, gateWords, goTo, lock, say, toast } from './support/screen.ts'

test.use({ kind: 'bare' })

const fits = async (app: Page) => expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
const act = (kind: 'request' | 'agreement', name: string, language: 'zh' | 'en' = 'zh'): string => {
  const said = machines[kind].acts[name]?.words[language] ?? name
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** The other agency, in a vault of its own: an application with a paper, and a proposed agreement. */
const openOther = async (more: { title?: string } = {}) => {
  const other = await openAgency(police)
  await other.as('sys')
  await other.value('profile.save', { patch: { regulations: ['NB-171'] } })
  await other.as('officer')
  const title = more.title ?? '申请共享：婚姻登记信息'
  const request = await other.cases.open('request', 'applicant', { other: civil, title, sensitive: ['个人隐私'] })
  const applied = await other.issue('request', request, 'apply', validFields.request.apply ?? {})
  const letter = other.put('使用依据和保密承诺.pdf', '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  const { sha256 } = await other.value('request.addPaper', { secrecy: '不涉密', id: request, file: letter })
  const { actId: drafted } = await other.value('request.draft', {
    secrecy: '不涉密',
    id: request,
    act: 'message',
    fields: { text: '拟增加两个信息项，先商量' },
  })
  const granted = await other.cases.live(
    'request',
    'applicant',
    [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
    ],
    { other: civil, sensitive: ['个人隐私'] },
  )
  const text = filledIn((await other.value('agreement.draftText', { request: granted })).text)
  const agreement = await other.cases.open('agreement', 'applicant', { other: civil, title: '婚姻登记信息共享安全保密协议' })
  const proposed = await other.issue('agreement', agreement, 'propose', { text } as never)
  return { other, request, applied, sha256, drafted, agreement, proposed, text }
}

/** Cards are exchanged: ours by its call, theirs as it came. */
const meet = async (served: Served, other: Agency) => {
  const { identity, card } = await served.call('ferry.identity', {})
  await other.as('sys')
  await other.value('ferry.trustIdentity', { file: other.put('civil.txt', card), fingerprint: identity.fingerprint })
  await other.as('officer')
  return { fingerprint: identity.fingerprint, card: readFileSync(join(other.temp, 'card.txt'), 'utf8') }
}

const ourDraft = (text: AgreementText): AgreementText => ({ ...text, purpose: { ...text.purpose, scope: '仅限婚姻登记窗口工作人员' } })

test('an agency’s card is trusted for what it is, its package stands beside our files, and ours goes back', async ({ app, served }) => {
  test.setTimeout(480_000)
  const w = words('zh')
  const { ferry: f, cases: c } = w
  const folder = mkdtempSync(join(tmpdir(), 'mulu-peer-'))
  const answer = async (confirm: string) => {
    await app.getByRole('radio', { name: gateWords('zh').no }).check()
    await app.getByRole('button', { name: confirm, exact: true }).click()
  }
  const { other, ...there } = await openOther()
  try {
    await signIn(app, 'sys', w)
    const { card, fingerprint } = await meet(served, other)
    const cardFile = join(folder, 'police-card.txt')
    writeFileSync(cardFile, card)
    await goTo(app, w, 'ferry')
    await app.getByRole('tab', { name: f.tabs.cards }).click()
    await app.getByRole('button', { name: f.cards.trust }).click()
    const trusting = app.getByRole('dialog')
    const choosing = app.waitForEvent('filechooser')
    await trusting.getByRole('button', { name: f.cards.choose }).click()
    await (await choosing).setFiles(cardFile)
    await expect(trusting.getByText(f.cards.means.copy)).toBeVisible()
    await trusting.getByRole('textbox', { name: f.cards.typed }).fill(other.fingerprint)
    await expectAccessible(app, "an agency's card")
    await picture(app, 'zh-light-peer-trust')
    await trusting.getByRole('button', { name: f.cards.trustNow }).click()
    await expect(app.getByRole('table', { name: f.cards.trusted })).toContainText(f.cards.kinds.copy)
    await lock(app, w)

    // What they show: an application with its paper and a draft; an agreement beside a draft of our own.
    await signIn(app, 'officer', w)
    const { files } = await other.send({ fingerprint }, [{ id: there.request, drafts: [there.drafted], papers: [there.sha256] }, { id: there.agreement }])
    const here = await served.call('agreement.open', { secrecy: '不涉密', title: '与公安局的安全保密协议', other: police, as: 'respondent', way: 'paper' })
    await served.call('agreement.draft', { secrecy: '不涉密', id: here.id, act: 'propose', fields: { text: ourDraft(there.text) } as never })
    await goTo(app, w, 'ferry')
    await app.getByRole('button', { name: f.packages.take }).click()
    const picking = app.waitForEvent('filechooser')
    await app.getByRole('button', { name: f.take.choose }).click()
    await (await picking).setFiles(files)
    await expect(app.getByText(f.take.good, { exact: true })).toBeVisible()
    await expect(app.getByText(f.kinds.peer).first()).toBeVisible()
    await picture(app, 'zh-light-peer-verified')
    await app.getByRole('button', { name: f.take.preview }).click()
    const table = app.getByRole('table', { name: f.take.casesTitle })
    await expect(table).toContainText('申请共享：婚姻登记信息')
    await expect(app.getByRole('button', { name: f.take.import })).toBeDisabled()
    const [, row, second] = await table.getByRole('row').all()
    if (row === undefined || second === undefined) throw new Error('two cases')
    await choose(app, row.getByRole('combobox'), f.take.newFile)
    await choose(app, second.getByRole('combobox'), `${here.number} 与公安局的安全保密协议`)
    await expectAccessible(app, 'where its cases belong')
    await fits(app)
    await picture(app, 'zh-light-peer-preview')
    await app.getByRole('button', { name: f.take.import }).click()
    await answer(w.catalogue.secrecy.confirmImport)
    await expect(app.getByText(f.take.casesDone)).toBeVisible()
    await expectAccessible(app, 'taken in from an agency')
    await picture(app, 'zh-light-peer-taken')

    // The application stands beside a file in which nothing happened yet; only a ruling lets it be recorded.
    const { rows } = await served.call('request.list', {})
    const number = rows[0]?.number ?? ''
    await app.getByRole('button', { name: say(f.take.toFile, { number }) }).click()
    const main = app.getByRole('region', { name: c.file.head })
    const side = app.getByRole('complementary', { name: c.file.next })
    await expect(main.getByText(c.file.noHistory)).toBeVisible()
    const came = main.getByRole('region', { name: c.received.title })
    await expect(came).toContainText(police)
    await expect(came).toContainText(c.received.status.draft)
    await expect(came).toContainText(c.received.known.unknown)
    await came.getByRole('button', { name: `${c.file.details} ${act('request', 'apply')}` }).click()
    await expectAccessible(app, 'came by package')
    await fits(app)
    await picture(app, 'zh-light-peer-received')
    await came.getByRole('button', { name: say(c.received.recordOf, { what: act('request', 'apply') }) }).click()
    const recording = app.getByRole('dialog')
    await expect(recording.getByText(c.received.recordRuling)).toBeVisible()
    await expect(recording.getByRole('button', { name: c.received.confirm, exact: true })).toBeDisabled()
    await recording.getByRole('textbox', { name: c.received.ruling }).fill('澄数发〔2026〕3号')
    await expectAccessible(app, 'recording it under a ruling')
    await picture(app, 'zh-light-peer-record')
    await recording.getByRole('button', { name: c.received.confirm, exact: true }).click()
    await answer(w.catalogue.secrecy.confirm)
    await expect(toast(app, say(c.received.recorded, { state: machines.request.states.applied?.words.zh ?? '' }))).toBeVisible()
    // Known as it is told, it asks for nothing more.
    await came.getByRole('button', { name: say(c.received.showSame, { count: 1 }) }).click()
    await expect(came).toContainText(c.received.known.same)
    await came.getByRole('button', { name: say(c.received.hideSame, { count: 1 }) }).click()
    await came.getByRole('button', { name: `${c.received.take} 使用依据和保密承诺.pdf` }).click()
    await answer(w.catalogue.secrecy.confirmImport)
    await expect(came).toContainText(c.received.inFile)
    await expect(side).toContainText('使用依据和保密承诺.pdf')
    await picture(app, 'zh-light-peer-recorded')

    // A draft of theirs is nobody's act: it is where the letter that comes of it begins.
    await came.getByRole('button', { name: c.received.recordFrom }).click()
    await expect(main.getByRole('textbox', { name: wordsOfField('request', 'message', ['text'])?.zh ?? '' })).toHaveValue('拟增加两个信息项，先商量')
    await app.getByRole('button', { name: c.backToFile }).click()

    // Their text beside ours, in words; recorded, and answered from.
    await goTo(app, w, 'cases')
    await app.getByRole('tab', { name: c.kinds.agreement }).click()
    await app.getByRole('link', { name: '与公安局的安全保密协议' }).click()
    await came.getByRole('button', { name: say(c.received.compareOf, { what: act('agreement', 'propose') }) }).click()
    await expect(app.getByRole('dialog')).toContainText('仅限婚姻登记窗口工作人员')
    await expectAccessible(app, 'compared in words')
    await picture(app, 'zh-light-peer-compare')
    await app.getByRole('dialog').getByRole('button', { name: w.common.close, exact: true }).last().click()
    await came.getByRole('button', { name: say(c.received.recordOf, { what: act('agreement', 'propose') }) }).click()
    await expect(recording.getByText(c.received.recordRuling)).toHaveCount(0)
    await recording.getByRole('button', { name: c.received.confirm, exact: true }).click()
    await answer(w.catalogue.secrecy.confirm)
    await expect(came).toContainText(c.received.known.same)
    await came.getByRole('button', { name: say(c.received.begin, { act: act('agreement', 'counter') }) }).click()
    await answer(w.catalogue.secrecy.confirm)
    await expect(main.getByRole('article', { name: act('agreement', 'counter') })).toBeVisible()

    // And back: from the file, with the draft they may see.
    await app.getByRole('button', { name: w.common.more, exact: true }).click()
    await app.getByRole('menuitem', { name: c.file.exchange }).click()
    const group = app.getByRole('group', { name: f.exchange.casesPart })
    await expect(group.getByRole('checkbox', { name: /与公安局的安全保密协议/ })).toBeChecked()
    await group.getByRole('checkbox', { name: new RegExp(`^${act('agreement', 'counter')}`) }).check()
    await app.getByRole('textbox', { name: f.exchange.note }).fill('修改稿请先看，定稿后正式提出')
    await app.getByRole('textbox', { name: f.make.number }).fill('ZM-2026-031')
    for (const [field, name] of [
      [f.make.handledBy, '李文静'],
      [f.make.officeHead, '陈国栋'],
      [f.make.leader, '王建华'],
    ] as const) {
      await app.getByRole('textbox', { name: field }).fill(name)
    }
    await expectAccessible(app, 'an exchange')
    await fits(app)
    await picture(app, 'zh-light-peer-make')
    await app.getByRole('button', { name: f.make.submit }).click()
    const writing = app.waitForEvent('download')
    await answer(w.catalogue.secrecy.confirmImport)
    const back = join(folder, 'back.txt')
    await (await writing).saveAs(back)
    await expect(app.getByText(f.exchange.doneAbout)).toBeVisible()
    await expectAccessible(app, 'an exchange written')
    await picture(app, 'zh-light-peer-made')
    expect(await other.bring([back])).toMatchObject({ cases: [{ place: 'known', into: { id: there.agreement } }] })
    expect(await other.received('agreement', there.agreement)).toMatchObject([
      {
        note: '修改稿请先看，定稿后正式提出',
        acts: [
          { id: there.proposed, known: 'same', status: 'counted', record: { lacks: null } },
          { act: 'counter', status: 'draft' },
        ],
      },
    ])
    await app.getByRole('button', { name: f.back }).click()
    await expect(app.getByRole('table', { name: f.tabs.packages })).toContainText(f.kinds.peer)
    await picture(app, 'zh-light-peer-packages')
  } finally {
    await other.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test.describe('in English, dark', () => {
  test.use({ language: 'en', scheme: 'dark' })

  test('the same screens can be read, with long names too', async ({ app, served }) => {
    test.setTimeout(480_000)
    const w = words('en')
    const { ferry: f, cases: c } = w
    const { other, ...there } = await openOther({ title: `申请共享：${'婚姻登记与收养登记历史档案'.repeat(7)}` })
    try {
      await signIn(app, 'sys', w)
      const { card, fingerprint } = await meet(served, other)
      await served.call('ferry.trustIdentity', { file: await served.upload('police.txt', card), fingerprint: other.fingerprint })
      await lock(app, w)
      await signIn(app, 'officer', w)
      await goTo(app, w, 'ferry')
      await app.getByRole('button', { name: f.packages.exchange }).click()
      await expect(app.getByText(f.exchange.none)).toBeVisible()
      await app.getByRole('button', { name: f.back }).click()
      const { files } = await other.send({ fingerprint }, [{ id: there.request, drafts: [there.drafted], papers: [there.sha256] }, { id: there.agreement }])
      await app.getByRole('button', { name: f.packages.take }).click()
      const picking = app.waitForEvent('filechooser')
      await app.getByRole('button', { name: f.take.choose }).click()
      await (await picking).setFiles(files)
      await app.getByRole('button', { name: f.take.preview }).click()
      const table = app.getByRole('table', { name: f.take.casesTitle })
      await expect(table).toContainText('2026-0001')
      for (const row of (await table.getByRole('row').all()).slice(1)) await choose(app, row.getByRole('combobox'), f.take.newFile)
      await expectAccessible(app, 'where its cases belong')
      await fits(app)
      await picture(app, 'en-dark-peer-preview')
      await app.getByRole('button', { name: f.take.import }).click()
      await app.getByRole('radio', { name: gateWords('en').no }).check()
      await app.getByRole('button', { name: w.catalogue.secrecy.confirmImport, exact: true }).click()
      // It is taken in once its files can be opened.
      await expect(app.getByRole('button', { name: say(f.take.toFile, { number: '' }) }).first()).toBeVisible()
      await picture(app, 'en-dark-peer-taken')
      const { rows } = await served.call('request.list', {})
      await app.getByRole('button', { name: say(f.take.toFile, { number: rows[0]?.number ?? '' }) }).click()
      const came = app.getByRole('region', { name: c.received.title })
      await expect(came).toContainText(c.received.status.issued)
      await expectAccessible(app, 'came by package')
      await fits(app)
      await picture(app, 'en-dark-peer-received')
      await app.getByRole('button', { name: w.common.more, exact: true }).click()
      await app.getByRole('menuitem', { name: c.file.exchange }).click()
      await expect(app.getByRole('group', { name: f.exchange.casesPart }).getByRole('checkbox').first()).toBeChecked()
      await expectAccessible(app, 'an exchange')
      await fits(app)
      await picture(app, 'en-dark-peer-make')
    } finally {
      await other.close()
    }
  })
})
