/**
 * `npm start [-- --vault DIR] [--in-browser] [--no-open]`: Mulu in its Electron window where that is possible, else the
 * same application on the loopback host (decisions T6).
 */
import { once } from 'node:events'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultVaultDir } from '../electron/core/hosting/data-folder.ts'
import { keepNurserySmall } from '../electron/core/nursery.ts'
import { builtPages } from '../electron/host/pages.ts'
import { fetchElectron, findElectron, whyNoWindow } from './electron-binary.ts'
import { isBuilt } from './freshness.ts'
import { browserCommand, openBrowser } from './open-browser.ts'
import { startWords } from './start-words.ts'
import { runWindow } from './window-process.ts'

const limitMs = 30_000
const root = join(import.meta.dirname, '..')
const { env, platform } = process
const surroundings = { platform, env, root: process.getuid?.() === 0 }
const words = startWords(Intl.DateTimeFormat().resolvedOptions().locale)
const say = (line: string) => {
  process.stdout.write(`${line}\n`)
}
const { values } = parseArgs({ options: { vault: { type: 'string' }, 'in-browser': { type: 'boolean' }, 'no-open': { type: 'boolean' } } })
const vaultDir = values.vault === undefined ? defaultVaultDir({ platform, home: homedir(), env }) : resolve(env.INIT_CWD ?? process.cwd(), values.vault)

/** Runs the window until it is closed; otherwise says why there is none. */
const tryWindow = async (): Promise<{ code: number } | { why: string }> => {
  if (values['in-browser'] === true) return { why: words.asked }
  const hindrance = whyNoWindow(surroundings)
  if (hindrance !== null) return { why: words[hindrance] }
  const folder = join(root, 'node_modules', 'electron')
  if (findElectron(folder, env) === null) {
    say(words.fetching)
    await fetchElectron(folder, env, { limitMs, failedMark: join(root, 'node_modules', '.cache', 'mulu', 'electron-not-fetched') })
  }
  const binary = findElectron(folder, env)
  if (binary === null) return { why: words.binary }
  const code = await runWindow([binary, root, `--vault=${vaultDir}`], limitMs)
  return code === null ? { why: words.notReady } : { code }
}

if (!isBuilt(root)) {
  say(words.building)
  await import('./build.ts')
}
const outcome = await tryWindow()
if ('code' in outcome) process.exitCode = outcome.code
else {
  say(words.instead(outcome.why))
  keepNurserySmall()
  const { openHost } = await import('../electron/host/open-host.ts')
  const host = await openHost({ vaultDir, assetsDir: join(root, 'assets'), pages: builtPages(join(root, 'dist', 'renderer')) })
  say(words.address(host.address()))
  say(words.end)
  if (values['no-open'] !== true) openBrowser(browserCommand(surroundings, host.launchAddress()))
  await Promise.race((['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => once(process, signal)))
  await host.close()
}
