import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { askCore } from './ask-core.ts'
import { channels } from './channels.ts'
import type { Question } from './core-link.ts'
import { type CoreProcess, startCoreProcess } from './core-process.ts'
import { createDialogs } from './dialogs.ts'
import { safeStorageKeychain } from './keychain.ts'
import { menuTemplate, showMenu } from './menu.ts'
import { announceProtocol, servePages } from './page-protocol.ts'
import type { ElectronSurface, Window } from './surface.ts'
import { closeSession, guardContents, trustedMessages } from './trust.ts'
import { checkForUpdates, readFeed, type Updater } from './updates.ts'
import { openWindow, present } from './window.ts'
import { type Words, wordsFor } from './words.ts'

export type Machine = {
  platform: string
  /** Folder of the bundles; the built screens lie beside it. */
  bundles: string
  assetsDir: string
  vaultDir: string
  /** Where an administrator may name an update feed. */
  feedFile: string
  /** A file to write once the window shows a page that has reached the core; `npm start` waits for it. */
  readyFile: string | null
  loadUpdater(): Promise<Updater>
  /** The text at an address of the update feed. */
  fetchText(url: string): Promise<string>
  newId(): string
  monotonicMs(): number
}

const closePatienceMs = 5000

/** The application's life, from the first instance to the last window. */
export const runApplication = async (electron: ElectronSurface, machine: Machine): Promise<void> => {
  const { app } = electron
  app.setName('Mulu')
  if (!app.requestSingleInstanceLock()) {
    reportReady(machine, 'second')
    app.quit()
    return
  }
  app.setAppUserModelId('cn.mulu.catalogue')
  app.enableSandbox()
  announceProtocol(electron)
  guardContents(app, (url) => electron.shell.openExternal(url))
  await app.whenReady()

  const words = wordsFor(app.getLocale())
  if (app.commandLine.hasSwitch('no-sandbox')) {
    electron.dialog.showErrorBox(words.noSandbox, words.noSandboxDetail)
    app.quit()
    return
  }
  closeSession(electron.session.defaultSession)
  servePages(electron, join(machine.bundles, '..', 'renderer'))
  const { core, dialogs } = startCore(electron, machine, words)
  const opening = createWindowKeeper(electron, machine, words)
  wireMessages(electron, core, dialogs, opening)
  for (const event of ['suspend', 'lock-screen'] as const) electron.powerMonitor.on(event, core.suspend)
  app.on('second-instance', opening.present)
  app.on('activate', opening.present)
  app.on('window-all-closed', () => {
    app.quit()
  })
  const close = closeOnce(core)
  quitAfter(electron, close)
  await wireMenu(electron, machine, words, { core, dialogs, close })
  opening.present()
}

const startCore = (electron: ElectronSurface, machine: Machine, words: Words) => {
  const dialogs = createDialogs(electron.dialog, machine.newId)
  const keychain = safeStorageKeychain(electron.safeStorage, machine.platform, electron.app.getPath('userData'))
  const answer = async (question: Question): Promise<unknown> => {
    if (question.about === 'path') return dialogs.path(question.handle, question.purpose) ?? null
    if (question.act === 'backend') return keychain.backend()
    if (question.act === 'store') return keychain.store(question.account, question.secret)
    return question.act === 'load' ? keychain.load(question.account) : keychain.remove(question.account)
  }
  const core = startCoreProcess(electron, {
    coreFile: join(machine.bundles, 'core.js'),
    taskFile: join(machine.bundles, 'task.js'),
    args: [machine.vaultDir, machine.assetsDir],
    answer,
    now: machine.monotonicMs,
    onLost: (often) => {
      const [message, detail] = often ? [words.stoppedForGood, words.stoppedForGoodDetail] : [words.stopped, words.stoppedDetail]
      const shown = electron.dialog.showMessageBox({ type: 'error', message, detail, buttons: [words.ok], defaultId: 0, cancelId: 0 })
      if (often)
        void shown.finally(() => {
          electron.app.quit()
        })
    },
  })
  return { core, dialogs }
}

type WindowKeeper = { present(): void; current(): Window | null; connected(): void }

const createWindowKeeper = (electron: ElectronSurface, machine: Machine, words: Words): WindowKeeper => {
  let window: Window | null = null
  let shown = false
  let connected = false
  let reported = false
  const ready = () => {
    if (!shown || !connected || reported) return
    reported = true
    reportReady(machine, 'window')
  }
  return {
    current: () => window,
    connected: () => {
      connected = true
      ready()
    },
    present: () => {
      if (window !== null) {
        present(window)
        return
      }
      window = openWindow(electron, {
        preload: join(machine.bundles, 'preload.cjs'),
        stateFolder: electron.app.getPath('userData'),
        words,
        onShown: () => {
          shown = true
          ready()
        },
        onClosed: () => {
          window = null
        },
      })
    },
  }
}

const wireMessages = (electron: ElectronSurface, core: CoreProcess, dialogs: ReturnType<typeof createDialogs>, keeper: WindowKeeper) => {
  const messages = trustedMessages(electron.ipcMain)
  messages.on(channels.connect, () => {
    keeper.current()?.webContents.postMessage(channels.port, null, [core.connect()])
    keeper.connected()
  })
  const inWindow = (show: (window: Window, request: unknown) => Promise<unknown>) => async (request: unknown) => {
    const window = keeper.current()
    return window === null ? null : show(window, request)
  }
  messages.handle(channels.open, inWindow(dialogs.open))
  messages.handle(channels.openMany, inWindow(dialogs.openMany))
  messages.handle(channels.save, inWindow(dialogs.save))
}

const closeOnce = (core: CoreProcess): (() => Promise<void>) => {
  let closing: Promise<void> | null = null
  return () => {
    closing ??= core.close(closePatienceMs)
    return closing
  }
}

/** Quitting waits until the core has closed its vault. */
const quitAfter = ({ app }: ElectronSurface, close: () => Promise<void>) => {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close().then(() => {
      closed = true
      app.quit()
    })
  })
}

type Running = { core: CoreProcess; dialogs: ReturnType<typeof createDialogs>; close(): Promise<void> }

const wireMenu = async (electron: ElectronSurface, machine: Machine, words: Words, { core, dialogs, close }: Running) => {
  const feed = await readFeed(machine.feedFile)
  const parts = {
    load: machine.loadUpdater,
    fetchText: machine.fetchText,
    dialog: electron.dialog,
    words,
    verify: (manifest: string, installer: string) => askCore(core, 'update.verify', { manifest: dialogs.offer(manifest), installer: dialogs.offer(installer) }),
    beforeInstall: close,
  }
  const check = (quiet: boolean) => {
    if (feed !== null) void checkForUpdates(feed, parts, quiet)
  }
  const actions = {
    lock: core.lock,
    checkForUpdates:
      feed === null
        ? null
        : () => {
            check(false)
          },
  }
  showMenu(electron, menuTemplate(words, actions, !electron.app.isPackaged))
  check(true)
}

const reportReady = ({ readyFile }: Machine, what: 'window' | 'second'): void => {
  if (readyFile !== null) writeFileSync(readyFile, what)
}
