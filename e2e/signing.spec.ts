import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { makeCa } from '../electron/core/signing/authority.fixture.ts'
import { readBundle, writeBundle } from '../electron/core/signing/bundle.ts'
import { plainPdf } from '../electron/core/signing/pdf.fixture.ts'
import { readSubject, refOf } from '../electron/core/signing/verify.ts'
import { law, wholeText } from '../shared/agreements/agreements.fixture.ts'
import { wordsOfField } from '../shared/cases/field-words.ts'
import { machines } from '../shared/cases/machines.ts'
import { errors } from '../shared/errors.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { type Person, passphraseOf, people } from './support/office.ts'
import { picture } from './support/picture.ts'
import { choose, gateWords, goTo, lock, say, toast, type Words } from './support/screen.ts'

test.use({ actionTimeout: 40_000 })

const keyPassphrase = 'a passphrase of the key 17'

const fits = async (app: Page) => expect(await app.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

const tab = (app: Page, w: Words, name: keyof Words['signing']['tabs']) => app.getByRole('tab', { name: w.signing.tabs[name] }).click()

const pass = async (app: Page, w: Words, language: 'zh' | 'en' = 'zh') => {
  await app.getByRole('radio', { name: gateWords(language).no }).check()
  await app.getByRole('button', { name: w.catalogue.secrecy.confirmImport, exact: true }).click()
}

const saved = async (download: Promise<Download>, path: string): Promise<Buffer> => {
  await (await download).saveAs(path)
  return readFileSync(path)
}

const bring = async (app: Page, press: () => Promise<void>, name: string, buffer: Buffer, mimeType = 'application/octet-stream') => {
  const chooser = app.waitForEvent('filechooser')
  await press()
  await (await chooser).setFiles({ name, mimeType, buffer })
}

/** What is shown is read to its end; before that nothing can be confirmed. */
const readAndSign = async (app: Page, w: Words, files: number, passphrase = keyPassphrase, language: 'zh' | 'en' = 'zh') => {
  const dialog = app.getByRole('dialog').filter({ has: app.getByRole('region', { name: w.signing.dialog.text }) })
  const key = language === 'en' && files === 1 ? (w.signing.dialog as Record<string, string>).read_one : w.signing.dialog.read
  const tick = dialog.getByRole('checkbox', { name: say(key ?? '', { count: files }) })
  const region = dialog.getByRole('region', { name: w.signing.dialog.text })
  await expect(region).toBeVisible()
  await region.focus()
  await app.keyboard.press('End')
  await expect(tick).toBeEnabled()
  await expect(dialog.getByRole('button', { name: w.signing.dialog.confirm, exact: true })).toBeDisabled()
  await tick.check()
  await dialog.getByRole('textbox', { name: w.signing.dialog.passphrase }).fill(passphrase)
  await dialog.getByRole('button', { name: w.signing.dialog.confirm, exact: true }).click()
  await pass(app, w, language)
}

test('a key, its certificate, an authorisation by somebody else; a paper is signed, verified, and refused with one bit flipped', async ({ app }) => {
  test.setTimeout(420_000)
  const w = words('zh')
  const s = w.signing
  const dir = mkdtempSync(join(tmpdir(), 'mulu-signing-'))
  try {
    const ca = makeCa(dir, '澄湖市政务认证中心', 'p256')
    await signIn(app, 'head', w)
    await goTo(app, w, 'signing')
    await expect(app.getByRole('heading', { name: s.bundles.empty })).toBeVisible()
    await expectAccessible(app, 'bundles')
    const scripting = app.waitForEvent('download')
    await app.getByRole('button', { name: s.bundles.script }).click()
    expect((await saved(scripting, join(dir, 'verify.sh'))).equals(readFileSync(join(import.meta.dirname, '..', 'assets', 'signing', 'verify.sh')))).toBe(true)

    // A key of one's own, under its own passphrase.
    await tab(app, w, 'keys')
    await expect(app.getByRole('heading', { name: s.keys.ownNone })).toBeVisible()
    await app.getByRole('button', { name: s.keys.make }).click()
    let dialog = app.getByRole('dialog')
    await expect(dialog.getByRole('radio', { name: s.algorithms.sm2.name })).toBeChecked()
    await dialog.getByRole('radio', { name: s.algorithms.p256.name }).check()
    await dialog.getByRole('textbox', { name: s.keys.passphrase }).fill(passphraseOf('head'))
    await dialog.getByRole('textbox', { name: w.vault.passphrase.again }).fill(passphraseOf('head'))
    await dialog.getByRole('button', { name: s.keys.makeConfirm, exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('签名口令不能与登录口令相同')
    await dialog.getByRole('textbox', { name: s.keys.passphrase }).fill(keyPassphrase)
    await dialog.getByRole('textbox', { name: w.vault.passphrase.again }).fill(keyPassphrase)
    await expectAccessible(app, 'new key')
    await picture(app, 'zh-light-signing-new-key')
    await dialog.getByRole('button', { name: s.keys.makeConfirm, exact: true }).click()
    await expect(dialog).toBeHidden()
    const card = app.getByRole('article')
    await expect(card).toContainText(s.noCertificate)

    // Its request out; the certificate in, with what it proves here.
    await card.getByRole('button', { name: s.keys.request }).click()
    dialog = app.getByRole('dialog')
    await dialog.getByRole('textbox', { name: s.dialog.passphrase }).fill(keyPassphrase)
    const requesting = app.waitForEvent('download')
    await dialog.getByRole('button', { name: s.keys.requestConfirm, exact: true }).click()
    const request = (await saved(requesting, join(dir, 'key.csr'))).toString('utf8')
    await expect(dialog.getByRole('status')).toContainText('王建华')
    await dialog.getByRole('button', { name: w.common.cancel }).click()
    await bring(app, () => card.getByRole('button', { name: s.keys.bring }).click(), 'head.pem', Buffer.from(ca.issue(request)))
    await expect(card).toContainText('签名人身份未经认证机构证明')
    await expectAccessible(app, 'keys')
    await fits(app)
    await picture(app, 'zh-light-signing-keys')
    await card.getByRole('button', { name: s.keys.print }).click()
    await expect(app.getByRole('dialog').getByRole('group', { name: w.ferry.cards.fingerprint })).toBeVisible()
    await picture(app, 'zh-light-signing-fingerprint')
    await app.keyboard.press('Escape')
    await lock(app, w)

    // The administrator believes the authority only with the fingerprint from paper.
    await signIn(app, 'sys', w)
    await goTo(app, w, 'signing')
    await tab(app, w, 'authorities')
    await app.getByRole('button', { name: s.authorities.add }).click()
    dialog = app.getByRole('dialog')
    await bring(app, () => dialog.getByRole('button', { name: s.authorities.choose }).click(), 'ca.pem', Buffer.from(ca.pem))
    await expect(dialog).toContainText('澄湖市政务认证中心')
    const typed = dialog.getByRole('textbox', { name: w.ferry.cards.typed })
    await typed.fill('00:11')
    await expect(dialog).toContainText(w.ferry.cards.typedWrong)
    await typed.fill(ca.fingerprint)
    await dialog.getByRole('checkbox', { name: s.authorities.licensedAsk }).check()
    await expect(dialog.getByRole('button', { name: s.authorities.addConfirm })).toBeDisabled()
    await dialog.getByRole('textbox', { name: s.authorities.evidence }).fill('国密局公布名录〔2026〕1号')
    await expectAccessible(app, 'authority')
    await picture(app, 'zh-light-signing-authority')
    await dialog.getByRole('button', { name: s.authorities.addConfirm }).click()
    await expect(app.getByRole('table', { name: s.authorities.title })).toContainText(s.authorities.licensed)
    const list = ca.crl('2026-11-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z')
    await bring(app, () => app.getByRole('button', { name: s.authorities.bring }).click(), 'ca.crl', Buffer.from(list))
    await expect(app.getByRole('table', { name: s.authorities.crls })).toContainText(s.authorities.old)
    await expectAccessible(app, 'authorities')
    await fits(app)
    await picture(app, 'zh-light-signing-authorities')
    await lock(app, w)

    // The authorisation is recorded by somebody else.
    await signIn(app, 'keeper', w)
    await goTo(app, w, 'signing')
    await tab(app, w, 'authorisations')
    await app.getByRole('button', { name: s.authorisations.add }).click()
    dialog = app.getByRole('dialog')
    await choose(app, dialog.getByRole('combobox', { name: s.authorisations.user }), people.head)
    await dialog.getByRole('textbox', { name: s.authorisations.number }).fill('澄民授〔2026〕3号')
    await dialog.getByRole('textbox', { name: s.authorisations.authorisedBy }).fill('局长办公会')
    await dialog.getByRole('textbox', { name: s.authorisations.signsAs }).fill('授权代表')
    await dialog.getByRole('textbox', { name: s.authorisations.from, exact: true }).fill('2026-01-01')
    await dialog.getByRole('textbox', { name: s.authorisations.until, exact: true }).fill('2026-12-31')
    await dialog.getByRole('checkbox', { name: s.kinds.document }).check()
    await expectAccessible(app, 'authorisation')
    await picture(app, 'zh-light-signing-authorisation')
    await dialog.getByRole('button', { name: s.authorisations.addConfirm, exact: true }).click()
    const register = app.getByRole('table', { name: s.authorisations.title })
    await expect(register).toContainText('澄民授〔2026〕3号')
    await expect(register).toContainText(s.authorisations.states.valid)
    await expectAccessible(app, 'authorisations')
    await fits(app)
    await picture(app, 'zh-light-signing-authorisations')
    await lock(app, w)

    // A paper: shown, read to its end, confirmed, signed; the PDF bears the signature in itself.
    await signIn(app, 'head', w)
    await goTo(app, w, 'signing')
    await app.getByRole('button', { name: s.bundles.sign }).click()
    await app.getByRole('textbox', { name: s.make.name }).fill('数据共享工作承诺书')
    await app.getByRole('textbox', { name: s.make.number }).fill('澄民函〔2026〕21号')
    await app.getByRole('textbox', { name: s.make.note }).fill(Array.from({ length: 40 }, (_, at) => `${at + 1}. 按约定的用途使用共享数据。`).join('\n'))
    await expect(app.getByRole('textbox', { name: `${s.make.agency} 1` })).toHaveValue('澄湖市民政局')
    await app.getByRole('textbox', { name: `${s.make.as} 1` }).fill('甲方')
    await app.getByRole('button', { name: w.profile.addRow }).click()
    await app.getByRole('textbox', { name: `${s.make.agency} 2` }).fill('澄湖市公安局')
    await app.getByRole('textbox', { name: `${s.make.as} 2` }).fill('乙方')
    await bring(app, () => app.getByRole('button', { name: s.make.addFiles }).click(), '承诺书.pdf', Buffer.from(plainPdf('Pledge')), 'application/pdf')
    await expectAccessible(app, 'new signing')
    await fits(app)
    await picture(app, 'zh-light-signing-make')
    await app.getByRole('button', { name: s.make.show }).click()
    dialog = app.getByRole('dialog')
    await expect(dialog.getByRole('region', { name: s.dialog.text })).toContainText('40. 按约定的用途使用共享数据。')
    await expect(dialog.getByRole('checkbox')).toBeDisabled()
    await expect(dialog).toContainText('澄民授〔2026〕3号')
    await expectAccessible(app, 'signing dialogue')
    await fits(app)
    await picture(app, 'zh-light-signing-dialog')
    const signing = app.waitForEvent('download')
    await readAndSign(app, w, 1)
    const bundle = await saved(signing, join(dir, 'bundle.zip'))
    const note = app.getByRole('status').filter({ hasText: say(s.dialog.done, { position: 1, of: 2 }) })
    await expect(note).toContainText('承诺书.pdf')
    await picture(app, 'zh-light-signing-done')

    // Verified: the two statements apart, what is missing, the old list.
    await app.getByRole('button', { name: s.make.back }).click()
    await bring(app, () => app.getByRole('button', { name: s.bundles.verify }).click(), '签署文件包1.zip', bundle)
    await expect(app.getByText('文件未被改动；尚缺澄湖市公安局签署；签名人身份有证书证明。')).toBeVisible()
    const first = app.getByRole('article', { name: say(s.verdict.position, { position: 1 }) })
    await expect(first).toContainText('已登记为电子政务电子认证服务机构')
    await expect(first).toContainText('本软件不是经认证的商用密码产品')
    await expect(app.getByRole('article', { name: say(s.verdict.position, { position: 2 }) })).toContainText(s.verdict.missing)
    await expectAccessible(app, 'verdict')
    await fits(app)
    await picture(app, 'zh-light-signing-verdict')
    const taking = app.waitForEvent('download')
    await app
      .getByRole('button', { name: `${s.verdict.look} 承诺书.pdf` })
      .last()
      .click()
    expect((await saved(taking, join(dir, 'out.pdf'))).equals(Buffer.from(plainPdf('Pledge')))).toBe(true)
    await app.getByRole('textbox', { name: s.bundles.receivedOn }).fill('2026-11-26')
    await app.getByRole('textbox', { name: s.bundles.receivedSource }).fill('收文登记第12号')
    await app.getByRole('button', { name: s.bundles.receivedApply }).click()
    await expect(app.getByText('收文登记第12号')).toBeVisible()

    // The other agency's paper in its place, mixed; and one's own signature taken back.
    await app.getByRole('button', { name: s.bundles.withdraw }).click()
    dialog = app.getByRole('dialog')
    await dialog.getByRole('textbox', { name: s.withdraw.reason }).fill('附件有误')
    await dialog.getByRole('textbox', { name: s.dialog.passphrase }).fill('wrong passphrase')
    await dialog.getByRole('button', { name: s.withdraw.confirm, exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('签名口令不正确')
    await dialog.getByRole('textbox', { name: s.dialog.passphrase }).fill(keyPassphrase)
    await picture(app, 'zh-light-signing-withdraw')
    const withdrawing = app.waitForEvent('download')
    await dialog.getByRole('button', { name: s.withdraw.confirm, exact: true }).click()
    const back = await saved(withdrawing, join(dir, 'back.zip'))
    await bring(app, () => app.getByRole('button', { name: s.bundles.again }).click(), '撤回.zip', back)
    await expect(first).toContainText('附件有误')
    await expect(app.getByRole('button', { name: s.bundles.countersign })).toHaveCount(0)

    // One bit flipped in a file, the list mended: refused with what was changed. In the zip alone: no bundle any more.
    const { bundle: read } = await readBundle(bundle, 'bundle.zip')
    const subject = readSubject(read.subject)
    if (subject === null) throw new Error('no subject')
    const pdf = Buffer.from(plainPdf('Pledge'))
    pdf[20] = (pdf[20] ?? 0) ^ 1
    const forged = await writeBundle({ ...read, files: new Map([['承诺书.pdf', pdf]]) }, refOf(subject, read.subject))
    await bring(app, () => app.getByRole('button', { name: s.bundles.again }).click(), '改动.zip', forged)
    await expect(app.getByText('核验未通过：文件“承诺书.pdf”与签署时不一致，已被改动。').first()).toBeVisible()
    await expect(first).toContainText(s.verdict.bad)
    await expectAccessible(app, 'refused')
    await picture(app, 'zh-light-signing-refused')
    const torn = Buffer.from(bundle)
    const at = Math.floor(torn.length / 2)
    torn[at] = (torn[at] ?? 0) ^ 1
    await bring(app, () => app.getByRole('button', { name: s.bundles.again }).click(), '损坏.zip', torn)
    await expect(app.getByText(/核验未通过|不是签署文件包/).first()).toBeVisible()
    await lock(app, w)

    // What a side signed on paper stands in the bundle beside the key's.
    await signIn(app, 'keeper', w)
    await goTo(app, w, 'signing')
    await bring(app, () => app.getByRole('button', { name: s.bundles.verify }).click(), '签署文件包1.zip', bundle)
    await app.getByRole('button', { name: s.bundles.paper }).click()
    dialog = app.getByRole('dialog')
    await dialog.getByRole('textbox', { name: s.paper.name }).fill('马科长')
    await dialog.getByRole('textbox', { name: s.paper.signedOn }).fill('2026-11-26')
    await dialog.getByRole('textbox', { name: s.paper.seal }).fill('单位公章')
    await dialog.getByRole('textbox', { name: s.paper.original }).fill('办公室档案柜')
    await bring(app, () => dialog.getByRole('button', { name: s.paper.chooseScan }).click(), '盖章页.pdf', Buffer.from(plainPdf('Scan')), 'application/pdf')
    await expectAccessible(app, 'paper')
    await picture(app, 'zh-light-signing-paper')
    const recording = app.waitForEvent('download')
    await dialog.getByRole('button', { name: s.paper.confirm, exact: true }).click()
    await pass(app, w)
    const mixed = await saved(recording, join(dir, 'mixed.zip'))
    await bring(app, () => app.getByRole('button', { name: s.bundles.again }).click(), '签署文件包2.zip', mixed)
    await expect(app.getByRole('article', { name: say(s.verdict.position, { position: 2 }) })).toContainText('马科长')
    await expect(app.getByText(/签署齐全/).first()).toBeVisible()

    // Theirs first, on paper and written down here; ours after it, by key.
    await app.getByRole('button', { name: s.bundles.sign }).click()
    await app.getByRole('textbox', { name: s.make.name }).fill('数据交接确认书')
    await app.getByRole('textbox', { name: `${s.make.agency} 1` }).fill('澄湖市公安局')
    await app.getByRole('button', { name: w.profile.addRow }).click()
    await app.getByRole('textbox', { name: `${s.make.agency} 2` }).fill('澄湖市民政局')
    await app.getByRole('button', { name: s.bundles.paper }).click()
    dialog = app.getByRole('dialog')
    await dialog.getByRole('textbox', { name: s.paper.name }).fill('马科长')
    await dialog.getByRole('textbox', { name: s.paper.signedOn }).fill('2026-11-26')
    await bring(app, () => dialog.getByRole('button', { name: s.paper.chooseScan }).click(), '盖章页.pdf', Buffer.from(plainPdf('Scan')), 'application/pdf')
    const beginning = app.waitForEvent('download')
    await dialog.getByRole('button', { name: s.paper.confirm, exact: true }).click()
    await pass(app, w)
    const begun = await saved(beginning, join(dir, 'begun.zip'))
    await lock(app, w)
    await signIn(app, 'head', w)
    await goTo(app, w, 'signing')
    await bring(app, () => app.getByRole('button', { name: s.bundles.verify }).click(), '签署文件包1.zip', begun)
    await app.getByRole('button', { name: s.bundles.countersign }).click()
    await expect(app.getByRole('dialog')).toContainText('数据交接确认书')
    const countersigning = app.waitForEvent('download')
    await readAndSign(app, w, 0)
    const both = await saved(countersigning, join(dir, 'both.zip'))
    await expect(app.getByRole('status').filter({ hasText: say(s.dialog.done, { position: 2, of: 2 }) })).toBeVisible()
    await bring(app, () => app.getByRole('button', { name: s.bundles.again }).click(), '签署文件包2.zip', both)
    await expect(app.getByText(/签署齐全/).first()).toBeVisible()
    await expect(first).toContainText('盖章页.pdf')

    // A key's passphrase is changed; retired, it signs no more.
    await tab(app, w, 'keys')
    await card.getByRole('button', { name: s.keys.change }).click()
    dialog = app.getByRole('dialog')
    await dialog.getByRole('textbox', { name: s.keys.current }).fill(keyPassphrase)
    await dialog.getByRole('textbox', { name: s.keys.passphrase }).fill('another passphrase of it 23')
    await dialog.getByRole('textbox', { name: w.vault.passphrase.again }).fill('another passphrase of it 23')
    await expectAccessible(app, 'another passphrase')
    await dialog.getByRole('button', { name: s.keys.changeConfirm, exact: true }).click()
    await expect(toast(app, s.keys.changed)).toBeVisible()
    await card.getByRole('button', { name: s.keys.retire }).click()
    dialog = app.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: s.keys.retireConfirm })).toBeDisabled()
    await dialog.getByRole('textbox', { name: s.keys.retireReason }).fill('岗位调整')
    await expectAccessible(app, 'retire')
    await dialog.getByRole('button', { name: s.keys.retireConfirm }).click()
    await expect(card).toContainText('岗位调整')
    await expect(card.getByRole('button')).toHaveCount(1)
    await lock(app, w)

    // What was allowed and believed ends with a reason.
    await signIn(app, 'keeper', w)
    await goTo(app, w, 'signing')
    await tab(app, w, 'authorisations')
    await register.getByRole('button', { name: s.authorisations.revoke }).click()
    dialog = app.getByRole('dialog')
    await dialog.getByRole('textbox', { name: s.authorisations.revokeReason }).fill('岗位调整')
    await dialog.getByRole('button', { name: s.authorisations.revokeConfirm, exact: true }).click()
    await expect(register).toContainText(s.authorisations.states.revoked)
    await lock(app, w)
    await signIn(app, 'sys', w)
    await goTo(app, w, 'signing')
    await tab(app, w, 'authorities')
    await app.getByRole('table', { name: s.authorities.title }).getByRole('button').click()
    dialog = app.getByRole('dialog')
    await dialog.getByRole('textbox', { name: s.authorities.removeReason }).fill('许可到期')
    await dialog.getByRole('button', { name: s.authorities.removeConfirm, exact: true }).click()
    await expect(app.getByText(s.authorities.crlsNone)).toBeVisible()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})

const as = async (served: Served, person: Person) => {
  await served.call('vault.lock', {})
  await served.call('vault.unlock', { user: people[person] }, { passphrase: passphraseOf(person) })
}

/** An agreement whose text both sides agreed to, a key of the head's and its authorisation: made as another tab would make them. */
const readyToSign = async (served: Served): Promise<string> => {
  const { call } = served
  await as(served, 'officer')
  const received = { secrecy: '不涉密', party: 'applicant', officer: '王科长', source: '平台', when: '2026-11-26', evidence: '平台页面' } as const
  const { id } = await call('agreement.open', {
    secrecy: '不涉密',
    title: '婚姻登记信息共享安全保密协议',
    other: '澄湖市自然资源和规划局',
    as: 'respondent',
    way: 'paper',
  })
  await call('agreement.record', { ...received, id, act: 'propose', fields: { text: wholeText(law()), note: '' } })
  const { actId } = await call('agreement.draft', { secrecy: '不涉密', id, act: 'accept', fields: {} })
  await as(served, 'keeper')
  await call('agreement.consent', { id, actId, need: 'headConsent' })
  await call('agreement.consent', { id, actId, need: 'secrecyReview', handledBy: '张经办', officeHead: '李处长' })
  const given = { number: '澄民授〔2026〕3号', authorisedBy: '局长办公会', title: '授权代表', fromOn: '2026-01-01', untilOn: '2026-12-31' }
  await call('signing.recordAuthorisation', { user: people.head, scope: ['agreement'], ...given })
  await as(served, 'officer')
  await call('agreement.issue', { secrecy: '不涉密', id, actId })
  await call('agreement.delivered', { id, actId, source: '平台', when: '2026-11-27', evidence: '平台页面' })
  await as(served, 'head')
  await call('signing.createKey', {}, { newKeyPassphrase: keyPassphrase })
  await call('vault.lock', {})
  return id
}

for (const [language, scheme] of [
  ['zh', 'light'],
  ['en', 'dark'],
] as const) {
  test.describe(`${language}, ${scheme}`, () => {
    test.use({ language, scheme })

    test('an agreement is signed in its file: by key here, on paper there, and the verdict in words', async ({ app, served }) => {
      test.setTimeout(420_000)
      const w = words(language)
      const s = w.signing
      const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
      const field = (...path: string[]) => wordsOfField('agreement', 'countersign', path)?.[language] ?? ''
      const act = (name: string) => machines.agreement.acts[name]?.words[language] ?? name
      const shot = `${language}-${scheme}-signing-agreement`
      const id = await readyToSign(served)
      const open = async (person: Person) => {
        await app.goto(served.address)
        await signIn(app, person, w)
        await app.goto(`${served.address.split('#')[0]}#/cases/agreement/${id}`)
        await goTo(app, w, 'cases')
        await app.getByRole('tab', { name: w.cases.kinds.agreement }).click()
        await app.getByRole('link', { name: '婚姻登记信息共享安全保密协议' }).click()
      }
      const side = app.getByRole('complementary', { name: w.cases.file.next })
      const main = app.getByRole('region', { name: w.cases.file.head })

      // Our own signature on paper is written down by the form of the act, which asks for no way.
      await open('officer')
      await side.getByRole('button', { name: s.agreement.paperOurs }).click()
      await expect(main.getByRole('textbox', { name: upper(field('keptAt')) })).toBeVisible()
      await expect(main.getByRole('radio')).toHaveCount(0)
      await expectAccessible(app, 'our signature on paper')
      await picture(app, `${shot}-paper`)
      await app.getByRole('button', { name: w.cases.backToFile }).click()
      await lock(app, w)

      await open('head')
      const order = side.getByRole('list', { name: s.agreement.order })
      await expect(order.getByRole('listitem')).toHaveCount(2)
      await expect(order).toContainText(s.agreement.states.missing)
      await side.getByRole('button', { name: s.agreement.sign, exact: true }).click()
      const dialog = app.getByRole('dialog')
      const region = dialog.getByRole('region', { name: s.dialog.text })
      await expect(region).toContainText('不外传')
      await expect(region).toContainText('附件2使用人员及权限清单.pdf')
      await expect(dialog.getByRole('checkbox')).toBeDisabled()
      await expectAccessible(app, 'signing an agreement')
      await fits(app)
      await picture(app, `${shot}-sign`)
      const looking = app.waitForEvent('download')
      await region.getByRole('button', { name: `${s.verdict.look} 协议.pdf` }).click()
      expect((await (await looking).path()).length).toBeGreaterThan(0)
      await expect(toast(app, say(s.agreement.looked, { name: '协议.pdf' }))).toBeVisible()
      // What was not shown is refused in words, and shown anew.
      await app.route('**/call', async (route) => {
        const asked = JSON.parse(route.request().postData() ?? '{}') as { name: string; input: Record<string, unknown> }
        const other = asked.name === 'agreement.sign' ? { ...asked, input: { ...asked.input, shown: '0'.repeat(64) } } : asked
        await route.continue({ postData: JSON.stringify(other) })
      })
      await readAndSign(app, w, 6, keyPassphrase, language)
      await expect(dialog.getByRole('alert')).toContainText(errors['signing.notShown'][language].message)
      await app.unroute('**/call')
      await dialog.getByRole('alert').getByRole('button', { name: w.common.retry }).click()
      await expect(dialog.getByRole('checkbox')).toBeDisabled()
      await readAndSign(app, w, 6, keyPassphrase, language)
      await expect(dialog).toBeHidden()
      await expect(order).toContainText(s.agreement.states.draft)
      await expect(main.locator('article[data-act]')).toContainText('王建华')
      await expectAccessible(app, 'signed draft')
      await picture(app, `${shot}-draft`)

      // Consented to by another and issued by the officer, as any act.
      const { file } = await served.call('agreement.get', { id })
      const actId = file?.acts.at(-1)?.id ?? ''
      await as(served, 'keeper')
      await served.call('agreement.consent', { id, actId, need: 'headConsent' })
      await as(served, 'officer')
      await served.call('agreement.issue', { secrecy: '不涉密', id, actId })
      await served.call('agreement.delivered', { id, actId, source: '平台', when: '2026-11-27', evidence: '平台页面' })
      await served.call('vault.lock', {})
      await open('officer')
      await expect(order).toContainText(s.agreement.states.signed)
      await expect(side).toContainText(s.agreement.sameText)
      await expect(side.getByRole('button', { name: s.agreement.withdraw })).toBeVisible()
      await picture(app, `${shot}-half`)

      // The other side signed and sealed on paper: its record, with the scan.
      await side.getByRole('button', { name: s.agreement.recordOther }).click()
      await expect(main.getByRole('heading', { name: say(w.cases.record.title, { what: upper(act('countersign')) }) })).toBeVisible()
      await main.getByRole('textbox', { name: w.cases.record.officer }).fill('马科长')
      await main.getByRole('textbox', { name: w.answers.receivedOn }).fill('2026-11-27')
      await main.getByRole('textbox', { name: w.answers.evidence }).fill('收文簿第15页')
      await main.getByRole('radio').nth(1).check()
      await main.getByRole('textbox', { name: upper(field('signer')) }).fill('马局长')
      await main.getByRole('textbox', { name: upper(field('authorisation')) }).fill('法定代表人')
      await main.getByRole('textbox', { name: upper(field('on')) }).fill('2026-11-27')
      await main.getByRole('textbox', { name: upper(field('copies')) }).fill('4')
      await main.getByRole('textbox', { name: upper(field('keptAt')) }).fill('办公室档案柜')
      await bring(app, () => main.getByRole('button', { name: w.cases.form.addPaper }).click(), '盖章页.pdf', Buffer.from(plainPdf('Scan')), 'application/pdf')
      await pass(app, w, language)
      await expectAccessible(app, 'their signature on paper')
      await fits(app)
      await picture(app, `${shot}-record`)
      await main.getByRole('button', { name: w.cases.record.confirm, exact: true }).click()
      await app.getByRole('radio', { name: gateWords(language).no }).check()
      await app.getByRole('button', { name: w.catalogue.secrecy.confirm, exact: true }).click()
      await expect(order.getByRole('listitem').nth(1)).toContainText('马局长')
      await expect(side).toContainText('办公室档案柜')
      await expect(side).toContainText(language === 'zh' ? '签署齐全' : 'all have signed')
      await side.getByRole('button', { name: s.agreement.verifyDetails }).click()
      await expect(app.getByRole('dialog').getByRole('article').first()).toContainText(s.verdict.good)
      await expectAccessible(app, 'verdict')
      await picture(app, `${shot}-verdict`)
      await app.keyboard.press('Escape')

      // Colleagues compare keys and look up authorisations.
      await goTo(app, w, 'signing')
      for (const each of ['keys', 'authorisations', 'authorities'] as const) {
        await tab(app, w, each)
        await expect(app.getByRole('tabpanel')).toContainText(
          each === 'keys' ? people.head : each === 'authorisations' ? '澄民授〔2026〕3号' : s.authorities.none,
        )
        await expectAccessible(app, each)
        await fits(app)
        await picture(app, `${language}-${scheme}-signing-of-others-${each}`)
      }
    })
  })
}
