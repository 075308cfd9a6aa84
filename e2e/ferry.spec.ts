import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Download, expect, type Page } from '@playwright/test'
import { pushTo } from '../platform/conformance/client.ts'
import { civil, ordered } from '../platform/ferry/vault.fixture.ts'
import { startTestPlatform } from '../platform/testing.ts'
import { readCard } from '../shared/ferry/card.ts'
import { secrecyGate } from '../shared/regulations/secrecy-gate.ts'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { goTo, lock, toast } from './support/screen.ts'

test.use({ kind: 'bare' })

const desk = { width: 1366, height: 768 }
/** A4 within its margins. */
const upright = { width: 673, height: 986 }
const across = { width: 1032, height: 688 }

const printed = async (app: Page, what: () => Promise<void>, name: string, paper = upright) => {
  await app.evaluate(() => {
    document.body.removeAttribute('data-printed')
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await what()
  await expect(app.locator('body[data-printed]')).toBeAttached()
  await app.emulateMedia({ media: 'print' })
  await app.setViewportSize(paper)
  await picture(app, name)
  await app.setViewportSize(desk)
  await app.emulateMedia({ media: 'screen' })
}
const saved = async (download: Promise<Download>, path: string): Promise<string> => {
  await (await download).saveAs(path)
  return path
}

test('cards are exchanged, changes leave on a disc, the answer comes back on two, and the register has them all', async ({ app, served }) => {
  test.setTimeout(480_000)
  const w = words('zh')
  const f = w.ferry
  const folder = mkdtempSync(join(tmpdir(), 'mulu-ferry-'))
  const put = (name: string, bytes: string | Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  const tab = (name: keyof typeof f.tabs) => app.getByRole('tab', { name: f.tabs[name] }).click()
  const answer = async () => {
    await app.getByRole('radio', { name: secrecyGate.answers[0]?.label.zh ?? '' }).check()
    await app.getByRole('button', { name: w.catalogue.secrecy.confirmImport }).click()
  }
  const platform = await startTestPlatform()
  const theirs = await ordered(platform, 'card export')
  const fingerprint = String(theirs.fingerprint)
  try {
    await signIn(app, 'sys', w)
    await goTo(app, w, 'ferry')
    await expect(app.getByText(f.packages.empty)).toBeVisible()
    await tab('cards')
    await expectAccessible(app, 'no cards')
    await app.getByRole('button', { name: f.cards.make }).click()
    const making = app.waitForEvent('download')
    await app.getByRole('dialog').getByRole('button', { name: f.cards.make }).click()
    const own = readCard(readFileSync(await saved(making, join(folder, 'own.txt')), 'utf8'))
    if (own === null) throw new Error('no card in the file')
    await expect(toast(app, f.cards.made)).toBeVisible()

    await app.getByRole('button', { name: f.cards.trust }).click()
    const dialog = app.getByRole('dialog')
    const choosing = app.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: f.cards.choose }).click()
    await (await choosing).setFiles(put('platform-card.txt', String(theirs.card)))
    const typed = dialog.getByRole('textbox', { name: f.cards.typed })
    await typed.fill(fingerprint.replace(/^./, (first) => (first === '0' ? '1' : '0')))
    await expect(dialog.getByText(f.cards.typedWrong)).toBeVisible()
    await expect(dialog.getByRole('button', { name: f.cards.trustNow })).toBeDisabled()
    await typed.fill(fingerprint.toUpperCase().replaceAll(/(.{4})/g, '$1 '))
    await expect(dialog.getByText(f.cards.typedRight)).toBeVisible()
    await expectAccessible(app, 'trusting a card')
    await picture(app, 'zh-light-ferry-trust')
    await dialog.getByRole('button', { name: f.cards.trustNow }).click()
    await expect(app.getByRole('table', { name: f.cards.trusted })).toContainText('澄湖市政务数据平台')
    await expectAccessible(app, 'cards')
    await picture(app, 'zh-light-ferry-cards')
    await printed(app, () => app.getByRole('button', { name: f.cards.print }).click(), 'zh-print-card')
    const ours = (await served.call('ferry.identities', {})).identities.find((card) => card.own)?.fingerprint ?? ''
    await ordered(platform, 'card add', { agency: civil, officer: '李文静', fingerprint: ours }, [join(folder, 'own.txt')])
    await lock(app, w)

    await signIn(app, 'officer', w)
    await served.call('catalogue.save', { patch: { title: '婚姻登记信息', abstract: '登记办法' }, secrecy: '不涉密' })
    await served.call('catalogue.save', { patch: { title: '', abstract: '没有名称' }, secrecy: '不涉密' })
    const line = app.getByRole('region', { name: w.sync.line })
    await expect(line).toContainText('2 项待上报')
    await goTo(app, w, 'ferry')
    await app.getByRole('button', { name: f.packages.make }).click()
    await expect(app.getByRole('button', { name: f.make.submit })).toBeDisabled()
    await app.getByRole('textbox', { name: f.make.number }).fill('ZM-2026-017')
    for (const [field, name] of [
      [f.make.handledBy, '李文静'],
      [f.make.officeHead, '陈国栋'],
      [f.make.leader, '王建华'],
    ] as const) {
      await app.getByRole('textbox', { name: field }).fill(name)
    }
    await app.getByRole('textbox', { name: f.make.reviewNumber }).fill('民保审〔2026〕17号')
    await expectAccessible(app, 'making a package')
    await picture(app, 'zh-light-ferry-make')
    await app.getByRole('button', { name: f.make.submit }).click()
    const writing = app.waitForEvent('download')
    await answer()
    const up = await saved(writing, join(folder, 'up.txt'))
    await expect(app.getByText('已写出：上报包，共 1 卷')).toBeVisible()
    await expectAccessible(app, 'hand-over')
    await picture(app, 'zh-light-ferry-made')
    await printed(app, () => app.getByRole('button', { name: f.form.print }).click(), 'zh-print-hand-over')
    await app.getByRole('button', { name: f.back }).click()
    await expect(app.getByRole('table', { name: f.tabs.packages })).toContainText('待答复 2 项')

    // The platform takes it in: one change applies, the other has no name. A colleague at the platform has been at work too.
    expect(await ordered(platform, 'package import', {}, [up])).toMatchObject({ counts: { changes: 2, applied: 1, rejected: 1 } })
    const colleague = await platform.enrol(civil)
    const others = Array.from({ length: 40 }, (_, at) => ({
      changeId: randomUUID(),
      entity: 'entry',
      id: randomUUID(),
      baseVersion: 0,
      madeAt: '2026-11-26T00:00:00.000Z',
      officer: '王晓',
      kind: 'patch',
      patch: { fields: { title: `社会团体登记信息（${at + 1}）`, abstract: '登记事项和变更记录。'.repeat(100) } },
      note: '',
    }))
    expect((await pushTo(colleague, others)).verdicts.every(({ verdict }) => verdict === 'applied')).toBe(true)
    const disc = join(folder, 'disc')
    mkdirSync(disc)
    await ordered(platform, 'package export', { device: own.card.id, to: disc, media: 'PT-2026-003', 'media-bytes': '100000' })
    const [first = '', second = '', ...none] = readdirSync(disc)
      .sort()
      .map((name) => join(disc, name))
    expect(none).toEqual([])
    await app.getByRole('button', { name: f.packages.take }).click()
    await expectAccessible(app, 'taking in')
    const picking = app.waitForEvent('filechooser')
    await app.getByRole('button', { name: f.take.choose }).click()
    await (await picking).setFiles([second])
    await expect(app.getByText('共 2 卷，缺第 1 卷')).toBeVisible()
    await expect(app.getByRole('button', { name: f.take.preview })).toBeDisabled()
    await expectAccessible(app, 'a volume missing')
    await picture(app, 'zh-light-ferry-missing')
    const adding = app.waitForEvent('filechooser')
    await app.getByRole('button', { name: f.take.more }).click()
    await (await adding).setFiles([first])
    await expect(app.getByText(f.take.signers.trusted)).toBeVisible()
    await expect(app.getByText(f.take.good, { exact: true })).toBeVisible()
    await picture(app, 'zh-light-ferry-verified')
    await app.getByRole('button', { name: f.take.preview }).click()
    await expect(app.getByRole('table', { name: f.take.changesTitle })).toContainText('社会团体登记信息（40）')
    await expectAccessible(app, 'preview')
    await picture(app, 'zh-light-ferry-preview')
    await app.getByRole('textbox', { name: f.take.handedOverBy }).fill('平台 张三')
    await app.getByRole('button', { name: f.take.import }).click()
    await answer()
    await expect(app.getByText('退回待改 1 项')).toBeVisible()
    await expectAccessible(app, 'taken in')
    await picture(app, 'zh-light-ferry-taken')
    await app.getByRole('button', { name: f.packages.receipt }).click()
    await app.getByRole('dialog').getByRole('textbox', { name: f.make.number }).fill('ZM-2026-018')
    const receiving = app.waitForEvent('download')
    await app.getByRole('dialog').getByRole('button', { name: f.receipt.submit }).click()
    expect(readFileSync(await saved(receiving, join(folder, 'receipt.txt')), 'utf8')).toContain('"kind": "receipt"')
    await app.getByRole('dialog').getByRole('button', { name: w.common.close, exact: true }).last().click()
    await expect(line).toContainText('1 项需要你处理')
    expect(await ordered(platform, 'package receipt', {}, [join(folder, 'receipt.txt')])).toMatchObject({ kind: 'receipt' })

    // Once more: a normal answer, and nothing changes.
    await app.getByRole('button', { name: f.take.again }).click()
    const twice = app.waitForEvent('filechooser')
    await app.getByRole('button', { name: f.take.choose }).click()
    await (await twice).setFiles([first, second])
    await expect(app.getByText('接收过，再次接收不会有变化')).toBeVisible()

    await app.getByRole('button', { name: f.back }).click()
    const packages = app.getByRole('table', { name: f.tabs.packages })
    await expect(packages).toContainText('已采用 1、退回待改 1')
    await expectAccessible(app, 'packages')
    await picture(app, 'zh-light-ferry')
    await tab('media')
    const media = app.getByRole('table', { name: f.tabs.media })
    await expect(media.getByRole('row')).toHaveCount(4)
    await app.getByRole('button', { name: `${f.media.edit} ZM-2026-017` }).click()
    const medium = app.getByRole('dialog')
    await medium.getByRole('textbox', { name: f.media.handedOverOn }).fill('2026-11-26')
    await medium.getByRole('textbox', { name: f.media.receivedBy }).fill('张三')
    await medium.getByRole('textbox', { name: f.media.returnedOn }).fill('2026-11-27')
    await expectAccessible(app, 'medium')
    await picture(app, 'zh-light-ferry-medium')
    await medium.getByRole('button', { name: f.media.save }).click()
    await expect(media).toContainText('2026-11-27')
    await expectAccessible(app, 'media')
    await picture(app, 'zh-light-ferry-media')
    await printed(app, () => app.getByRole('button', { name: w.common.print }).click(), 'zh-print-media', across)
    await app.getByRole('textbox', { name: f.media.search }).fill('017')
    await expect(media.getByRole('row')).toHaveCount(2)
  } finally {
    await platform.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
