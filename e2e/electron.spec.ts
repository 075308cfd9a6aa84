import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { findElectron, whyNoWindow } from '../scripts/electron-binary.ts'
import type { Bridge } from '../shared/transport.ts'

declare global {
  interface Window {
    readonly mulu?: Bridge
  }
}

const root = join(import.meta.dirname, '..')
const binary = findElectron(join(root, 'node_modules', 'electron'), process.env)
const hindrance = whyNoWindow({ platform: process.platform, env: process.env, root: process.getuid?.() === 0 })
const why = binary === null ? 'there is no Electron binary here' : hindrance === null ? null : `no window can be shown here (${hindrance})`
if (why !== null) process.stderr.write(`Electron tests skipped: ${why}\n`)

/** The real application in its real window; the folder of the vault is the test's own. */
const launch = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-electron-e2e-'))
  const app = await _electron.launch({
    executablePath: binary ?? '',
    args: [root, `--vault=${join(folder, 'vault')}`, `--user-data-dir=${join(folder, 'user')}`, `--ready-file=${join(folder, 'ready')}`],
  })
  const page = await app.firstWindow()
  return {
    app,
    page,
    folder,
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

test.describe('in Electron', () => {
  // biome-ignore lint/suspicious/noSkippedTests: they run wherever the binary is; the reason is printed
  test.skip(why !== null, why ?? '')

  test('the screens come by our protocol, under the policy, without Node', async () => {
    const { page, folder, close } = await launch()
    await expect.poll(() => existsSync(join(folder, 'ready'))).toBe(true)
    expect(page.url()).toMatch(/^mulu:\/\/app\//)
    expect(await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process'), Object.keys(window.mulu ?? {})])).toEqual([
      'undefined',
      'undefined',
      ['call', 'on', 'files'],
    ])
    expect(await page.evaluate(async () => (await fetch('mulu://app/')).headers.get('content-security-policy'))).toContain("default-src 'none'")
    expect(
      await page.evaluate(() =>
        fetch('https://www.gov.cn/').then(
          () => 'reached',
          () => 'blocked',
        ),
      ),
    ).toBe('blocked')
    await close()
  })

  test('a vault is made in its own process, a file comes in by a dialog, a search answers', async () => {
    const { app, page, folder, close } = await launch()
    const call = (name: string, input: unknown, secrets?: { passphrase?: string; newPassphrase?: string }) =>
      page.evaluate(([message]) => window.mulu?.call(message), [{ name, input, callId: 'e2e', ...(secrets === undefined ? {} : { secrets }) }] as const)
    const passphrase = 'correct horse battery'
    expect(await call('vault.create', { user: 'li', kdfSeconds: 0.3 }, { passphrase })).toMatchObject({ ok: true })
    for (const [name, role] of Object.entries({ wang: 'catalogueOfficer', sys: 'systemAdmin', sec: 'securityAdmin', aud: 'auditAdmin' })) {
      expect(await call('vault.addUser', { name, roles: [role] }, { newPassphrase: passphrase })).toMatchObject({ ok: true })
    }
    await call('vault.lock', {})
    expect(await call('vault.unlock', { user: 'wang' }, { passphrase })).toMatchObject({ ok: true })
    expect(await call('vault.changePassphrase', {}, { passphrase, newPassphrase: 'staple of my own' })).toMatchObject({ ok: true })
    const list = join(folder, 'list.csv')
    writeFileSync(list, '信息资源名称,信息资源提供方\n人口基本信息,宁川市公安局\n')
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    }, list)
    const file = await page.evaluate(() => window.mulu?.files.open({ title: '', kinds: [] }))
    expect(await call('catalogue.import', { file: file?.handle, secrecy: '不涉密', apply: true })).toMatchObject({ ok: true, value: { created: 1 } })
    expect(await call('catalogue.search', { text: '人口' })).toMatchObject({ ok: true, value: { total: 1 } })
    expect(readFileSync(join(folder, 'ready'), 'utf8')).toBe('window')
    await close()
  })
})
