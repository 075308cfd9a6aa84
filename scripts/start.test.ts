import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fetchElectron, findElectron, whyNoWindow } from './electron-binary.ts'
import { isBuilt, markBuilt } from './freshness.ts'
import { browserCommand } from './open-browser.ts'
import { startWords } from './start-words.ts'
import { runWindow } from './window-process.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulu-start-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** A folder like node_modules/electron, with an install.js of the test's own. */
const fakeElectron = (install = '') => {
  writeFileSync(join(folder, 'package.json'), '{"name":"electron","version":"45.4.1"}')
  writeFileSync(join(folder, 'install.js'), install)
}
const put = (version = 'v45.4.1') => {
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(join(folder, 'dist', 'version'), version)
  writeFileSync(join(folder, 'path.txt'), 'electron')
  writeFileSync(join(folder, 'dist', 'electron'), '')
}

describe('where a window can be shown', () => {
  test.each([
    [{ platform: 'linux', env: { DISPLAY: ':0' }, root: false }, null],
    [{ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, root: false }, null],
    [{ platform: 'linux', env: { DISPLAY: '' }, root: false }, 'display'],
    [{ platform: 'linux', env: { DISPLAY: ':0' }, root: true }, 'root'],
    [{ platform: 'win32', env: {}, root: false }, null],
    [{ platform: 'darwin', env: {}, root: false }, null],
  ] as const)('%j: %s', (surroundings, why) => {
    expect(whyNoWindow(surroundings)).toBe(why)
  })
})

describe('the Electron binary', () => {
  test('is found by the two files its package reads, in the version that is wanted', () => {
    fakeElectron()
    expect(findElectron(folder, {})).toBeNull()
    put()
    expect(findElectron(folder, {})).toBe(join(folder, 'dist', 'electron'))
    put('v44.0.0')
    expect(findElectron(folder, {})).toBeNull()
    put()
    rmSync(join(folder, 'dist', 'electron'))
    expect(findElectron(folder, {})).toBeNull()
    expect(findElectron(join(folder, 'none'), {})).toBeNull()
  })

  test('is fetched by the package’s own installer, which is told of the mirror', async () => {
    fakeElectron(`require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'seen'))}, process.env.ELECTRON_MIRROR ?? '')`)
    await fetchElectron(folder, { ...process.env, ELECTRON_MIRROR: 'https://mirror.example/' }, { limitMs: 10_000, failedMark: join(folder, 'failed') })
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe('https://mirror.example/')
    expect(existsSync(join(folder, 'failed'))).toBe(false)
  })

  test('an installer that hangs is ended in time', async () => {
    const pidFile = join(folder, 'pid')
    fakeElectron(`require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`)
    const started = performance.now()
    await fetchElectron(folder, process.env, { limitMs: 700, failedMark: join(folder, 'failed') })
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow('ESRCH')
    expect(existsSync(join(folder, 'failed'))).toBe(true)
  })

  test('after a failure it is left alone for a day, unless a mirror is named', async () => {
    const tries = join(folder, 'tries')
    fakeElectron(`require('node:fs').appendFileSync(${JSON.stringify(tries)}, 'x'); process.exitCode = 1`)
    const attempt = (more: Record<string, string> = {}) =>
      fetchElectron(folder, { ...process.env, ...more }, { limitMs: 10_000, failedMark: join(folder, 'cache', 'failed') })
    await attempt()
    await attempt()
    expect(readFileSync(tries, 'utf8')).toBe('x')
    await attempt({ ELECTRON_MIRROR: 'https://mirror.example/' })
    expect(readFileSync(tries, 'utf8')).toBe('xx')
    const yesterday = new Date(Date.now() - 90_000_000)
    utimesSync(join(folder, 'cache', 'failed'), yesterday, yesterday)
    await attempt()
    expect(readFileSync(tries, 'utf8')).toBe('xxx')
    await attempt({ ELECTRON_SKIP_BINARY_DOWNLOAD: '1', ELECTRON_MIRROR: 'https://mirror.example/' })
    expect(readFileSync(tries, 'utf8')).toBe('xxx')
  })
})

describe('the window’s process', () => {
  const readyFile = `process.argv.find((word) => word.startsWith('--ready-file=')).slice(13)`
  const program = (text: string): [string, ...string[]] => {
    writeFileSync(join(folder, 'window.cjs'), text)
    return [process.execPath, join(folder, 'window.cjs')]
  }

  test('ready, it is waited for until its end', async () => {
    expect(await runWindow(program(`require('node:fs').writeFileSync(${readyFile}, 'window'); setTimeout(() => process.exit(3), 300)`), 10_000)).toBe(3)
  })

  test('one that ends before it was ready counts as none', async () => {
    expect(await runWindow(program('process.exit(0)'), 10_000)).toBeNull()
    expect(await runWindow([join(folder, 'no-such-binary')], 10_000)).toBeNull()
  })

  test('one that does not become ready is ended', async () => {
    const pidFile = join(folder, 'pid')
    const stubborn = `require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`
    expect(await runWindow(program(stubborn), 4000)).toBeNull()
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow('ESRCH')
  })
})

test('a browser is opened for a person at a screen, and for nobody else', () => {
  const open = (platform: string, env: Record<string, string>, root = false) =>
    browserCommand({ platform, env, root }, 'http://127.0.0.1:1/#key=a')?.[0] ?? null
  expect([open('linux', { DISPLAY: ':0' }), open('win32', {}), open('darwin', {})]).toEqual(['xdg-open', 'rundll32', 'open'])
  expect([open('linux', {}), open('linux', { DISPLAY: ':0' }, true), open('linux', { DISPLAY: ':0', CI: '1' })]).toEqual([null, null, null])
})

test('a build counts until a source changes; tests are no source', () => {
  for (const path of [
    'renderer/a.tsx',
    'shared/b.ts',
    'electron/c.ts',
    'electron/c.test.ts',
    'scripts/bundles.ts',
    'vite.config.ts',
    'package-lock.json',
    'dist/renderer/index.html',
  ]) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), '')
  }
  expect(isBuilt(folder)).toBe(false)
  markBuilt(folder, new Date(Date.now() + 1000))
  expect(isBuilt(folder)).toBe(true)
  const later = new Date(Date.now() + 5000)
  utimesSync(join(folder, 'electron/c.test.ts'), later, later)
  expect(isBuilt(folder)).toBe(true)
  utimesSync(join(folder, 'shared/b.ts'), later, later)
  expect(isBuilt(folder)).toBe(false)
})

test('one plain sentence says why there is no window, in the language of the system', () => {
  expect(startWords('zh-CN').instead(startWords('zh-CN').root)).toBe('不使用 Electron 窗口（以 root 身份运行），同一程序改在本机浏览器中打开。')
  expect(startWords('en-US').instead(startWords('en-US').binary)).toMatch(/^The Electron window is not used \(no Electron here.*browser on this machine\.$/)
  expect(startWords('C')).toBe(startWords('en'))
})
