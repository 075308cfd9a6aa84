import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { pushTo } from '../platform/conformance/client.ts'
import { sql } from '../platform/database/database.ts'
import { startTestPlatform } from '../platform/testing.ts'
import { inGroups } from '../renderer/trust/fingerprint.ts'
import { secrecyGate } from '../shared/regulations/secrecy-gate.ts'
import { syncLogKindWords } from '../shared/sync/log-words.ts'
import { signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { choose, goTo, lock, say, toast } from './support/screen.ts'

test.use({ kind: 'bare' })

/** An authority of the test's own, with what is printed on its paper. */
const ownCertificate = (): { file: string; sha256: string; drop(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-ca-'))
  const file = join(folder, 'ca.pem')
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-subj', '/O=澄湖市数据局/CN=政务外网根证书', '-utf8']
  execFileSync('openssl', [...make, '-keyout', join(folder, 'key.pem'), '-out', file], { stdio: 'ignore' })
  const said = execFileSync('openssl', ['x509', '-in', file, '-noout', '-fingerprint', '-sha256'], { encoding: 'utf8' })
  return { file, sha256: (said.split('=')[1] ?? '').trim().replaceAll(':', '').toLowerCase(), drop: () => rmSync(folder, { recursive: true }) }
}

test('two officers edit the same entry apart, meet on the platform, decide, and what it refuses comes back', async ({ app, served }) => {
  test.setTimeout(360_000)
  const w = words('zh')
  const platform = await startTestPlatform()
  const certificate = ownCertificate()
  const line = app.getByRole('region', { name: w.sync.line })
  const tab = (name: keyof typeof w.sync.tabs) => app.getByRole('tab', { name: w.sync.tabs[name] }).click()
  const answer = async () => {
    await app.getByRole('radio', { name: secrecyGate.answers[0]?.label.zh ?? '' }).check()
    await app.getByRole('button', { name: w.catalogue.secrecy.confirmImport }).click()
  }
  try {
    await signIn(app, 'sys', w)
    await goTo(app, w, 'sync')
    await tab('setup')
    await app.getByRole('textbox', { name: w.sync.url }).fill('http://127.0.0.1:59321/')
    await app.getByRole('button', { name: w.sync.configure }).click()
    await expect(app.getByText(w.sync.configured)).toBeVisible()
    // Nobody there yet: the step that failed is named, with what to do.
    await app.getByRole('button', { name: w.sync.probe }).click()
    await expect(app.getByRole('alert')).toContainText('127.0.0.1:59321 拒绝了连接')
    await app.getByRole('textbox', { name: w.sync.url }).fill(platform.base)
    await app.getByRole('button', { name: w.sync.configure }).click()
    await app.getByRole('button', { name: w.sync.probe }).click()
    await expect(app.getByText('能连上：澄湖市政务数据平台')).toBeVisible()
    // The intranet's own authority: what its file holds is seen before it is trusted.
    const chosen = app.waitForEvent('filechooser')
    await app.getByRole('button', { name: w.sync.caChoose }).click()
    await (await chosen).setFiles(certificate.file)
    await expect(app.getByText(inGroups(certificate.sha256))).toBeVisible()
    await expectAccessible(app, 'sync setup')
    await picture(app, 'zh-light-sync-setup')
    await app.getByRole('button', { name: w.sync.configure }).click()
    await expect(app.getByText(w.sync.caCompare)).toBeHidden()
    await app.getByRole('textbox', { name: w.sync.code }).fill(await platform.code('澄湖市民政局'))
    await app.getByRole('button', { name: w.sync.enrol }).click()
    await expect(app.getByText('本机已登记')).toBeVisible()
    await expect(line).toContainText(w.sync.never)
    await lock(app, w)

    await signIn(app, 'officer', w)
    await goTo(app, w, 'sync')
    await app.getByText(say(w.sync.schedule.every, { minutes: 15 }), { exact: true }).click()
    await app.getByRole('button', { name: w.sync.schedule.save, exact: true }).click()
    await answer()
    await expect(app.getByText('李文静于')).toBeVisible()
    const { id } = await served.call('catalogue.save', { patch: { title: '婚姻登记信息', abstract: '原来的摘要' }, secrecy: '不涉密' })
    await served.call('catalogue.save', { patch: { title: '', abstract: '没有名称' }, secrecy: '不涉密' })
    const run = async () => {
      await app.getByRole('button', { name: w.sync.run, exact: true }).click()
      await answer()
      await expect(toast(app, '已同步').last()).toBeVisible()
    }
    await line.getByRole('button', { name: '2 项待上报' }).click()
    await expect(app.getByRole('table', { name: w.sync.tabs.waiting })).toContainText('婚姻登记信息')
    await expectAccessible(app, 'sync waiting')
    await run()
    await line.getByRole('button', { name: '1 项需要你处理' }).click()
    const tray = app.getByRole('table', { name: w.sync.tray })
    await expect(tray).toContainText('缺少信息资源名称')

    // The colleague at another desk, by the contract alone.
    const probe = await platform.enrol('澄湖市民政局')
    const change = { changeId: randomUUID(), entity: 'entry', id, baseVersion: 1, madeAt: '2026-11-25T00:00:00.000Z', officer: '王晓' }
    const { verdicts } = await pushTo(probe, [{ ...change, kind: 'patch', patch: { fields: { abstract: '同事改的摘要', theme: '民生' } }, note: '' }])
    expect(verdicts[0]?.verdict).toBe('applied')
    await served.call('catalogue.save', { id, base: 1, patch: { abstract: '我改的摘要', keywords: '婚姻' }, secrecy: '不涉密' })
    await run()
    await expect(line.getByRole('button', { name: '2 项需要你处理' })).toBeVisible()
    await expectAccessible(app, 'sync')
    await picture(app, 'zh-light-sync-waiting')
    await app.getByRole('button', { name: `${w.sync.open} 婚姻登记信息` }).click()
    const dialog = app.getByRole('dialog')
    await expect(dialog).toContainText('同事改的摘要')
    await expect(dialog.getByRole('button', { name: w.sync.save })).toBeDisabled()
    await expectAccessible(app, 'conflict')
    await picture(app, 'zh-light-sync-conflict')
    await dialog.getByRole('radio', { name: w.sync.useTheirs }).check()
    await dialog.getByRole('textbox', { name: w.sync.other }).fill('商定的摘要')
    await dialog.getByRole('button', { name: w.sync.save }).click()
    await expect(app.getByText(w.sync.noConflicts)).toBeVisible()

    await tray.getByRole('button', { name: w.sync.withdraw }).click()
    await app.getByRole('dialog').getByRole('button', { name: w.sync.withdraw }).click()
    await expect(app.getByText(w.sync.needsPart.empty)).toBeVisible()
    await run()
    await expect(app.getByText(/项需要你处理|项待上报/)).toHaveCount(0)
    await tab('log')
    const log = app.getByRole('table', { name: w.sync.tabs.log })
    await expect(log).toContainText('接收 0 项，上报 1 项')
    await expect(log).toContainText('每 15 分钟，李文静')
    await expectAccessible(app, 'sync log')
    await picture(app, 'zh-light-sync-log')
    await choose(app, app.getByRole('combobox', { name: w.sync.logPart.kind }), syncLogKindWords.quarantined.zh)
    await expect(log).not.toContainText('上报 1 项')
    await expect(log).toContainText('缺少信息资源名称')
    const download = app.waitForEvent('download')
    await app.getByRole('button', { name: w.sync.logPart.export }).click()
    const text = readFileSync(await (await download).path(), 'utf8')
    expect(text).toContain('退回待改')
    expect(text.split('\r\n').length).toBeGreaterThan(6)
    await expect(app.getByText('已导出')).toBeVisible()
    await tab('overview')
    await expectAccessible(app, 'sync overview')
    await picture(app, 'zh-light-sync')
    const row = await platform.db.one<{ content: string }>(sql`SELECT content FROM entity e WHERE id = ${id}::uuid`)
    expect(JSON.parse(row?.content ?? '')).toMatchObject({ abstract: '商定的摘要', theme: '民生', keywords: '婚姻' })
  } finally {
    certificate.drop()
    await platform.close()
  }
})
