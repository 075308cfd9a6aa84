import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assetsDir } from '../core/vault/testing.ts'
import { type Machine, runApplication } from './application.ts'
import { channels } from './channels.ts'
import { makeElectron } from './electron-double.testkit.ts'
import { pageLine } from './lines.ts'
import { createPageClient } from './port-client.ts'
import type { PortDouble } from './ports.testkit.ts'
import type { Frame } from './surface.ts'

export const ownFrame: Frame = { url: 'mulu://app/', parent: null }

/** The application on the double, with a folder of its own and built screens of one page. */
export const startApplication = async (own: Parameters<typeof makeElectron>[1] & { feed?: string; machine?: Partial<Machine> } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-electron-'))
  mkdirSync(join(folder, 'dist', 'renderer'), { recursive: true })
  writeFileSync(join(folder, 'dist', 'renderer', 'index.html'), '<!doctype html><title>目录</title>')
  writeFileSync(join(folder, 'secret.json'), '{}')
  if (own.feed !== undefined) writeFileSync(join(folder, 'update.json'), own.feed)
  const electron = makeElectron(folder, own)
  let ids = 0
  await runApplication(electron.surface, {
    platform: 'linux',
    bundles: join(folder, 'dist', 'electron'),
    assetsDir,
    vaultDir: join(folder, 'vault'),
    feedFile: join(folder, 'update.json'),
    readyFile: join(folder, 'ready'),
    loadUpdater: () => Promise.reject(new Error('no updater expected')),
    fetchText: () => Promise.reject(new Error('nothing is fetched')),
    newId: () => `handle-${++ids}`,
    monotonicMs: () => performance.now(),
    ...own.machine,
  })
  const window = () => {
    const last = electron.seen.windows.at(-1)
    if (last === undefined) throw new Error('no window')
    return last
  }
  /** The page's preload, as preload.ts wires it. */
  const openPage = () => {
    const connect = () => electron.send(channels.connect, ownFrame)
    const client = createPageClient(connect)
    window().contents.on('sent', (channel: string, [port]: PortDouble[]) => {
      if (channel === channels.port && port !== undefined) client.attach(pageLine(port.node as unknown as MessagePort))
    })
    connect()
    return client
  }
  return {
    ...electron,
    folder,
    window,
    openPage,
    close: async () => {
      const ended = electron
        .core()
        .filter(({ alive }) => alive)
        .map((child) => new Promise((resolve) => child.once('exit', resolve)))
      if (electron.seen.quits === 0) electron.surface.app.quit()
      await Promise.all(ended)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type RunningApplication = Awaited<ReturnType<typeof startApplication>>
