import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { EventMessage } from '../../shared/transport.ts'
import { sha256Hex } from '../core/crypto/hash.ts'
import { fingerprintOf, newSigningPair, publicPem } from '../core/crypto/signature.ts'
import { migrations } from '../core/db/migrations.ts'
import { signDocument } from '../core/trust/signed.ts'
import { channels } from './channels.ts'
import { ownFrame, type RunningApplication, startApplication } from './testing.ts'

const running: RunningApplication[] = []
const start = async (...own: Parameters<typeof startApplication>) => {
  const application = await startApplication(...own)
  running.push(application)
  return application
}
afterEach(async () => {
  for (const application of running.splice(0)) await application.close()
})

const passphrase = 'correct horse battery'
const ask = (page: ReturnType<RunningApplication['openPage']>, name: string, input: unknown, secrets?: { passphrase: string }) =>
  page.call({ name, input, callId: 'c', ...(secrets === undefined ? {} : { secrets }) })

describe('one instance', () => {
  test('a second one goes away before it opens anything', async () => {
    const second = await start({ first: false })
    expect(second.seen).toMatchObject({ quits: 1, windows: [], children: [], log: [] })
    expect(readFileSync(join(second.folder, 'ready'), 'utf8')).toBe('second')
  })

  test('the first comes before the eyes when a second was tried', async () => {
    const first = await start()
    first.window().minimized = true
    first.emit.app('second-instance')
    expect(first.seen.windows).toHaveLength(1)
    expect(first.window().minimized).toBe(false)
    expect(first.seen.log).toContain('focus')
  })
})

test('without its sandbox it does not run', async () => {
  const bare = await start({ switches: ['no-sandbox'] })
  expect(bare.seen).toMatchObject({ quits: 1, windows: [], children: [] })
  expect(bare.seen.log.at(-1)).toContain('沙箱')
})

describe('the window', () => {
  test('sandboxed, isolated, without Node, on our own protocol', async () => {
    const { window, seen } = await start()
    expect(window().url).toBe('mulu://app/')
    expect(window().options.webPreferences).toEqual({
      preload: expect.stringMatching(/preload\.cjs$/),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    })
    expect(seen.log.slice(0, 3)).toEqual(['sandbox', 'schemes', 'ready'])
  })

  test('it is ready when it is shown and its page has reached the core', async () => {
    const application = await start()
    const ready = join(application.folder, 'ready')
    application.window().emit('ready-to-show')
    expect(application.window().shown).toBe(1)
    expect(existsSync(ready)).toBe(false)
    application.openPage()
    expect(readFileSync(ready, 'utf8')).toBe('window')
  })

  test('where it stood is where it opens again', async () => {
    const application = await start()
    writeFileSync(join(application.folder, 'window.json'), JSON.stringify({ x: 100, y: 50, width: 1500, height: 900, maximized: true }))
    application.window().emit('closed')
    application.emit.app('activate')
    expect(application.window().options).toMatchObject({ x: 100, y: 50, width: 1500, height: 900 })
    application.window().emit('ready-to-show')
    expect(application.window().maximized).toBe(true)
    application.window().emit('close')
    expect(JSON.parse(readFileSync(join(application.folder, 'window.json'), 'utf8'))).toEqual({ x: 100, y: 50, width: 1500, height: 900, maximized: true })
  })

  test('unsaved changes are asked about before they go', async () => {
    const { window, unloadPrevented, seen } = await start()
    seen.answers.boxSync = 0
    expect(unloadPrevented(window())).toBe(false) // the page keeps itself open
    seen.answers.boxSync = 1
    expect(unloadPrevented(window())).toBe(true) // its objection is overruled
    expect(seen.boxes.at(-1)).toMatchObject({ buttons: ['继续编辑', '放弃修改'], defaultId: 0, cancelId: 0 })
  })

  test('a page that crashed is loaded again', async () => {
    const { window, seen } = await start()
    window().contents.emit('render-process-gone')
    expect(seen.log).toContain('reload')
  })
})

describe('what a page may not do', () => {
  test('no permission, no device, no download, no network, no dictionary', async () => {
    const { seen, downloadPrevented } = await start()
    const granted: boolean[] = []
    for (const permission of ['media', 'clipboard-read', 'geolocation', 'notifications', 'openExternal'])
      seen.permission?.(null, permission, (yes) => granted.push(yes))
    expect(granted).toEqual(Array(5).fill(false))
    expect(seen.checks.map((check) => check())).toEqual([false, false])
    expect(downloadPrevented()).toBe(true)
    expect(seen.log).toContain('spelling false')
    const cancelled = (url: string) => {
      let cancel = false
      seen.network?.({ url }, (answer) => {
        cancel = answer.cancel
      })
      return cancel
    }
    for (const url of ['https://www.gov.cn/', 'http://127.0.0.1/', 'ws://a/', 'file:///etc/passwd', 'mulu://other/', 'chrome-extension://a/'])
      expect(cancelled(url)).toBe(true)
    for (const url of ['mulu://app/assets/a.js', 'data:,']) expect(cancelled(url)).toBe(false)
  })

  test('it stays at its address, opens no window and no webview', async () => {
    const application = await start()
    const page = application.page()
    for (const url of [
      'https://www.gov.cn/',
      'file:///etc/passwd',
      'javascript:1',
      'mulu://app.evil/',
      'mulu://evil@app/',
      'data:text/html,x',
      'about:blank',
    ]) {
      expect(page.navigationPrevented(url)).toBe(true)
    }
    expect(page.navigationPrevented('mulu://app/#/catalogue')).toBe(false)
    expect(page.webviewPrevented()).toBe(true)
    expect(page.open('mulu://app/')).toEqual({ action: 'deny' })
  })

  test('only links to published law open in the system’s browser', async () => {
    const application = await start()
    const page = application.page()
    for (const url of [
      'https://www.gov.cn/zhengce/x.htm',
      'http://www.gov.cn/',
      'https://www.gov.cn.evil.example/',
      'https://a@www.gov.cn/',
      'file:///etc/passwd',
      'ms-settings:',
      'https://www.gov.cn:8443/',
    ]) {
      expect(page.open(url)).toEqual({ action: 'deny' })
    }
    expect(application.seen.opened).toEqual(['https://www.gov.cn/zhengce/x.htm'])
  })

  test.each([
    ['another site', { url: 'https://evil.example/', parent: null }],
    ['another host of our scheme', { url: 'mulu://evil/', parent: null }],
    ['a frame inside our page', { url: 'mulu://app/', parent: {} }],
    ['a frame that is gone', null],
  ])('messages of %s are not heard', async (_who, frame) => {
    const application = await start()
    application.send(channels.connect, frame)
    expect(application.window().sentToPage).toEqual([])
    application.seen.answers.open = '/etc/passwd'
    await expect(application.invoke(channels.open, frame, { title: '', kinds: [] })).rejects.toThrow('not from here')
    expect(application.seen.dialogs).toEqual([])
  })
})

describe('the protocol', () => {
  test('it serves the screens under the policy', async () => {
    const { seen } = await start()
    expect(seen.schemes).toEqual(['mulu'])
    const page = await seen.page?.({ url: 'mulu://app/', method: 'GET' })
    expect(await page?.text()).toContain('目录')
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';")
    expect(page?.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page?.headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    ['GET', 'mulu://app/../../secret.json'],
    ['GET', 'mulu://app/%2e%2e/%2e%2e/secret.json'],
    ['GET', 'mulu://app/..%2f..%2fsecret.json'],
    ['GET', 'mulu://other/'],
    ['GET', 'mulu://user@app/'],
    ['POST', 'mulu://app/'],
    ['GET', 'mulu://app/none.js'],
  ])('%s %s is not there', async (method, url) => {
    const { seen } = await start()
    const reply = await seen.page?.({ url, method })
    expect(reply?.status).toBe(404)
    expect(reply?.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('the core behind the page', () => {
  test('calls, events, and the lock when the machine sleeps or its screen is locked', async () => {
    const application = await start()
    const page = application.openPage()
    const heard: EventMessage[] = []
    page.on((message) => heard.push(message))
    expect(await ask(page, 'vault.status', {})).toMatchObject({ ok: true, value: { state: 'absent' } })
    expect(await ask(page, 'vault.create', { user: 'li' }, { passphrase })).toMatchObject({ ok: true })
    for (const name of ['suspend', 'lock-screen']) {
      application.emit.power(name)
      await expect.poll(() => heard.at(-1)).toEqual({ event: 'locked', value: { why: 'suspend' } })
      expect(await ask(page, 'vault.unlock', { user: 'li' }, { passphrase })).toMatchObject({ ok: true })
      await expect.poll(() => heard.at(-1)).toEqual({ event: 'unlocked', value: { user: 'li' } })
    }
    expect(await page.call({ name: 'vault.status', input: {}, callId: '', extra: 1 } as never)).toMatchObject({ ok: false, error: { code: 'call.invalid' } })
  })

  test('files chosen in dialogs become handles; nothing else does', async () => {
    const application = await start()
    const page = application.openPage()
    const target = join(application.folder, '核验.sh')
    application.seen.answers.save = target
    const request = { title: '保存', name: '..\\核验.sh', kinds: [{ label: '脚本', extensions: ['sh'] }] }
    expect(await application.invoke(channels.save, ownFrame, request)).toEqual({ handle: 'handle-1', name: '核验.sh' })
    expect(application.seen.dialogs).toEqual([
      {
        title: '保存',
        defaultPath: '.._核验.sh',
        filters: [
          { name: '脚本', extensions: ['sh'] },
          { name: '*', extensions: ['*'] },
        ],
        properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
      },
    ])
    expect(await ask(page, 'audit.script', { file: 'handle-1' })).toMatchObject({ ok: true })
    expect(readFileSync(target, 'utf8')).toContain('sha256sum')
    for (const file of [target, 'handle-2', '../x'])
      expect(await ask(page, 'audit.script', { file })).toMatchObject({ ok: false, error: { code: 'file.unknownHandle' } })
    application.seen.answers.open = target
    const picked = (await application.invoke(channels.open, ownFrame, { title: '', kinds: [] })) as { handle: string }
    expect(await ask(page, 'audit.script', { file: picked.handle })).toMatchObject({ ok: false, error: { code: 'file.unknownHandle' } }) // chosen to be read
    const several = await application.invoke(channels.openMany, ownFrame, { title: '', kinds: [] })
    expect(several).toMatchObject([{ name: '核验.sh' }])
    expect(application.seen.dialogs.at(-1)).toMatchObject({ properties: ['openFile', 'multiSelections', 'dontAddToRecent'] })
    application.seen.answers.open = null
    expect(await application.invoke(channels.open, ownFrame, { title: '', kinds: [] })).toBeNull()
    expect(await application.invoke(channels.openMany, ownFrame, { title: '', kinds: [] })).toEqual([])
    await expect(application.invoke(channels.open, ownFrame, { title: '', kinds: [], path: '/etc' })).rejects.toThrow()
  })

  test('when its process dies the page is told, another takes its place, locked', async () => {
    const application = await start()
    const page = application.openPage()
    const heard: EventMessage[] = []
    page.on((message) => heard.push(message))
    await ask(page, 'vault.create', { user: 'li' }, { passphrase })
    const pending = ask(page, 'vault.unlock', { user: 'li' }, { passphrase })
    application.core()[0]?.end(9)
    expect(await pending).toMatchObject({ ok: false, error: { code: 'host.lost' } })
    expect(heard.at(-1)).toEqual({ event: 'locked', value: { why: 'closed' } })
    await expect.poll(() => application.core().length).toBe(2)
    expect(application.seen.boxes.at(-1)).toMatchObject({ type: 'error', message: expect.stringContaining('已锁定') })
    await expect.poll(() => ask(page, 'vault.status', {})).toMatchObject({ ok: true, value: { state: 'locked' } })
  })

  test('when it keeps dying the application ends with a sentence', async () => {
    const application = await start()
    for (let time = 1; time <= 4; time++) {
      application.core().at(-1)?.end(9)
      await expect.poll(() => application.seen.boxes.length).toBe(time)
    }
    expect(application.core()).toHaveLength(4)
    expect(application.seen.boxes.at(-1)?.message).toContain('反复')
    await expect.poll(() => application.seen.quits).toBeGreaterThan(0)
  })

  test('quitting waits until the vault is closed', async () => {
    const application = await start()
    const page = application.openPage()
    await ask(page, 'vault.create', { user: 'li' }, { passphrase })
    expect(application.quitPrevented()).toBe(true)
    await expect.poll(() => application.core()[0]?.alive).toBe(false)
    await expect.poll(() => application.seen.quits).toBe(1)
    expect(application.quitPrevented()).toBe(false)
    expect(application.core()).toHaveLength(1)
  })
})

describe('menu and updates', () => {
  const labels = (items: object[]): string[] =>
    items.flatMap((item) => ['label' in item ? String(item.label) : '—', ...('submenu' in item ? labels(item.submenu as object[]) : [])])

  test('in the language of the system, without developer’s tools in a package', async () => {
    const chinese = await start()
    expect(labels(chinese.seen.menu)).toEqual(expect.arrayContaining(['文件', '锁定', '撤销', '全选']))
    expect(labels(chinese.seen.menu)).not.toContain('开发工具')
    const english = await start({ locale: 'en-GB', packaged: false })
    expect(labels(english.seen.menu)).toEqual(expect.arrayContaining(['File', 'Lock', 'Developer tools']))
  })

  test('锁定 locks', async () => {
    const application = await start()
    const page = application.openPage()
    await ask(page, 'vault.create', { user: 'li' }, { passphrase })
    const [file] = application.seen.menu as { submenu: { label: string; click(): void }[] }[]
    file?.submenu[0]?.click()
    await expect.poll(() => ask(page, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
  })

  test.each([undefined, '{', '{"feed":"http://insecure.example/"}', '{"feed":"https://a.example/","more":1}'])(
    'with the feed file %s nothing is loaded and nothing offered',
    async (feed) => {
      let loads = 0
      const machine = { loadUpdater: () => Promise.reject(new Error(String(++loads))) }
      const application = await start({ machine, ...(feed === undefined ? {} : { feed }) })
      expect(labels(application.seen.menu)).not.toContain('检查更新')
      expect(loads).toBe(0)
    },
  )

  const feed = '{"feed":"https://updates.example/mulu/"}'
  const pair = newSigningPair()
  const signed = (content: string) =>
    signDocument(
      'release',
      {
        version: '99.0.0',
        updatesFrom: '0.0.1',
        schema: { from: 1, to: migrations.length },
        publishedOn: '2026-11-22',
        files: [{ name: 'setup.exe', bytes: content.length, sha256: sha256Hex(content) }],
      },
      pair,
    )
  /** A feed with an installer, and a machine that loads and fetches from it. */
  const withFeed = async (manifest: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'mulu-feed-'))
    const log: string[] = []
    const updater = {
      autoDownload: true,
      autoInstallOnAppQuit: true,
      disableWebInstaller: false,
      setFeedURL: ({ url }: { url: string }) => void log.push(`feed ${url}`),
      checkForUpdates: async () => ({ isUpdateAvailable: true, updateInfo: { version: '99.0.0' } }),
      downloadUpdate: async () => {
        log.push('download')
        writeFileSync(join(folder, 'setup.exe'), 'new program')
        return [join(folder, 'setup.exe')]
      },
      quitAndInstall: () => void log.push('install'),
    }
    const fetchText = async (url: string) => {
      log.push(url)
      return manifest
    }
    const application = await start({ feed, machine: { loadUpdater: async () => updater, fetchText, vaultDir: join(folder, 'v') } })
    const help = application.seen.menu.at(-1) as { submenu: { label: string; click(): void }[] }
    const check = () => help.submenu[0]?.click()
    const shown = () => application.seen.boxes.map(({ message }) => message)
    await expect.poll(shown).toEqual(['有新版本 99.0.0。'])
    return { application, folder, log, updater, check, shown }
  }
  /** A vault whose system administrator is signed in and trusts the publisher's key. */
  const withTrust = async (application: RunningApplication, folder: string) => {
    const page = application.openPage()
    const must = async (name: string, input: unknown, secrets: { passphrase?: string; newPassphrase?: string } = {}) => {
      const reply = await page.call({ name, input, callId: 'c', secrets })
      if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
    }
    await must('vault.create', { user: 'li' }, { passphrase })
    for (const role of ['systemAdmin', 'securityAdmin', 'auditAdmin']) await must('vault.addUser', { name: role, roles: [role] }, { newPassphrase: passphrase })
    await must('vault.unlock', { user: 'systemAdmin' }, { passphrase })
    await must('vault.changePassphrase', {}, { passphrase, newPassphrase: `${passphrase} of my own` })
    application.seen.answers.open = join(folder, 'key.pem')
    writeFileSync(application.seen.answers.open, publicPem(pair.publicKey))
    const picked = (await application.invoke(channels.open, ownFrame, { title: '', kinds: [] })) as { handle: string }
    await must('trust.importKey', { file: picked.handle, purpose: 'release', name: '发布方', fingerprint: fingerprintOf(pair.publicKey) })
  }

  test('at the start a feed is only told of; the administrator’s check verifies, backs up, closes, installs', async () => {
    const { application, folder, log, updater, check, shown } = await withFeed(signed('new program'))
    expect(log).toEqual(['feed https://updates.example/mulu/'])
    await withTrust(application, folder)
    check()
    await expect.poll(() => log.at(-1)).toBe('install')
    expect(log).toEqual([...Array(2).fill('feed https://updates.example/mulu/'), 'download', 'https://updates.example/mulu/release.json', 'install'])
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, disableWebInstaller: true })
    expect(shown().slice(1)).toEqual(['有新版本 99.0.0。', '新版本 99.0.0 已下载。'])
    expect(readdirSync(join(folder, 'v', 'backups'))).toHaveLength(1)
    expect(application.core()[0]?.alive).toBe(false) // the vault was closed before the installer started
  })

  test.each([
    ['with another content', 'old program', true, '与发布清单中的任何文件都不一致'],
    ['while the vault is locked', 'new program', false, '保险库已锁定'],
  ])('nothing is installed %s', async (_why, content, trusting, sentence) => {
    const { application, folder, log, check, shown } = await withFeed(signed(content))
    if (trusting) await withTrust(application, folder)
    check()
    await expect.poll(() => shown().at(-1)).toBe('没有安装这个版本。')
    expect(application.seen.boxes.at(-1)?.detail).toContain(sentence)
    expect(log).not.toContain('install')
  })
})
