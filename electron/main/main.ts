import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as electron from 'electron'
import type { AppUpdater } from 'electron-updater'
import { defaultVaultDir } from '../core/hosting/data-folder.ts'
import { runApplication } from './application.ts'
import type { ElectronSurface } from './surface.ts'
import type { Updater } from './updates.ts'

// That Electron has the shape the rest of this folder relies on is checked here, by the compiler.
const surface: ElectronSurface = electron
const loadUpdater = async (): Promise<Updater> => {
  const { autoUpdater }: { autoUpdater: AppUpdater } = (await import('electron-updater')).default
  return autoUpdater
}
const fetchText = async (url: string): Promise<string> => {
  const reply = await fetch(url, { redirect: 'error' })
  if (!reply.ok) throw new Error(`${url}: ${reply.status}`)
  return reply.text()
}

const root = electron.app.getAppPath()
const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { vault: { type: 'string' }, 'ready-file': { type: 'string' } },
  strict: false,
})
const option = (value: string | boolean | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)

// Not awaited: Electron is ready only after this module has been evaluated.
runApplication(surface, {
  platform: process.platform,
  bundles: join(root, 'dist', 'electron'),
  assetsDir: join(root, 'assets'),
  vaultDir: option(values.vault) ?? defaultVaultDir({ platform: process.platform, home: electron.app.getPath('home'), env: process.env }),
  feedFile: process.platform === 'win32' ? join(process.env.PROGRAMDATA ?? 'C:\\ProgramData', 'Mulu', 'update.json') : '/etc/mulu/update.json',
  readyFile: option(values['ready-file']),
  loadUpdater,
  fetchText,
  newId: () => crypto.randomUUID(),
  monotonicMs: () => performance.now(),
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  electron.app.exit(1)
})
