import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { createCore } from '../core/core.ts'
import type { TaskName } from '../core/ports.ts'
import { startTask } from '../core/tasks/tasks.ts'
import { weakKdf } from '../core/vault/testing.ts'
import { type ParentPort, serveCore } from './core-service.ts'
import { mainLine } from './lines.ts'
import { portDouble } from './ports.testkit.ts'
import type { Child, Contents, ElectronSurface, Frame, MenuItem, MessageBox, PageRequest, PageSession, Port, Window, WindowOptions } from './surface.ts'
import { portChannel } from './task-port.ts'

const channelDouble = () => {
  const { port1, port2 } = new MessageChannel()
  return { port1: portDouble(port1), port2: portDouble(port2) }
}

const event = () => {
  let prevented = false
  return {
    prevented: () => prevented,
    preventDefault: () => {
      prevented = true
    },
  }
}

export type ChildDouble = Child & EventEmitter & { path: string; args: string[]; alive: boolean; end(code: number): void }

/** A forked process: both ends of its line, in this one. `begin` is what the process would run. */
const childDouble = (path: string, args: string[], begin: (parent: ParentPort, child: ChildDouble) => void): ChildDouble => {
  const inside = new EventEmitter()
  const child: ChildDouble = Object.assign(new EventEmitter(), {
    path,
    args,
    alive: true,
    postMessage: (data: unknown, ports: Port[] = []) => {
      if (child.alive) setImmediate(() => inside.emit('message', { data: structuredClone(data), ports }))
    },
    kill: () => {
      child.end(15)
      return true
    },
    end: (code: number) => {
      if (!child.alive) return
      child.alive = false
      for (const port of opened) port.close()
      setImmediate(() => child.emit('exit', code))
    },
  })
  const opened: Port[] = []
  inside.on('message', ({ ports }: { ports: Port[] }) => opened.push(...ports))
  begin(
    {
      on: (_name, listener) => inside.on('message', listener),
      postMessage: (message) => {
        if (child.alive) setImmediate(() => child.emit('message', structuredClone(message)))
      },
    },
    child,
  )
  return child
}

/** A hand-written double of exactly the surface Mulu uses. The compiler holds it to the same type as Electron itself. */
export const makeElectron = (folder: string, own: { locale?: string; first?: boolean; packaged?: boolean; backend?: string; switches?: string[] } = {}) => {
  const app = new EventEmitter()
  const power = new EventEmitter()
  const ipc = new EventEmitter()
  const handlers = new Map<string, (sent: { senderFrame: Frame | null }, value?: unknown) => Promise<unknown>>()
  const session = new EventEmitter()
  const log: string[] = []
  const seen = {
    log,
    windows: [] as WindowDouble[],
    children: [] as ChildDouble[],
    boxes: [] as MessageBox[],
    opened: [] as string[],
    menu: [] as MenuItem[],
    quits: 0,
    schemes: [] as string[],
    page: null as ((request: PageRequest) => Promise<Response>) | null,
    permission: null as Parameters<PageSession['setPermissionRequestHandler']>[0] | null,
    checks: [] as (() => boolean)[],
    network: null as Parameters<PageSession['webRequest']['onBeforeRequest']>[0] | null,
    /** What the officer answers in dialogs. */
    answers: { open: null as string | null, save: null as string | null, box: 0, boxSync: 0 },
    dialogs: [] as unknown[],
    safe: { available: true, backend: own.backend ?? 'gnome_libsecret' },
  }

  class WindowDouble extends EventEmitter implements Window {
    readonly options: WindowOptions
    readonly contents = new EventEmitter()
    readonly sentToPage: { channel: string; ports: Port[] }[] = []
    url = ''
    shown = 0
    maximized = false
    minimized = false
    constructor(options: WindowOptions) {
      super()
      this.options = options
      seen.windows.push(this)
    }
    get webContents() {
      return Object.assign(this.contents, {
        reload: () => log.push('reload'),
        postMessage: (channel: string, _message: unknown, ports: Port[] = []) => {
          this.sentToPage.push({ channel, ports })
          this.contents.emit('sent', channel, ports)
        },
      }) as unknown as Window['webContents']
    }
    loadURL(url: string) {
      this.url = url
      return Promise.resolve()
    }
    show() {
      this.shown += 1
    }
    focus() {
      log.push('focus')
    }
    restore() {
      this.minimized = false
    }
    maximize() {
      this.maximized = true
    }
    isMinimized() {
      return this.minimized
    }
    isMaximized() {
      return this.maximized
    }
    isDestroyed() {
      return false
    }
    getNormalBounds() {
      return { x: this.options.x ?? 10, y: this.options.y ?? 20, width: this.options.width, height: this.options.height }
    }
  }

  const surface: ElectronSurface = {
    app: {
      isPackaged: own.packaged ?? true,
      commandLine: { hasSwitch: (name) => own.switches?.includes(name) ?? false },
      getLocale: () => own.locale ?? 'zh-CN',
      getPath: () => folder,
      getAppPath: () => folder,
      setName: () => undefined,
      setAppUserModelId: () => undefined,
      enableSandbox: () => log.push('sandbox'),
      requestSingleInstanceLock: () => own.first ?? true,
      whenReady: () => Promise.resolve(log.push('ready')),
      quit: () => {
        seen.quits += 1
        app.emit('before-quit', event())
      },
      on: (name: string, listener: (...values: never[]) => void) => app.on(name, listener as (...values: unknown[]) => void),
    },
    BrowserWindow: WindowDouble,
    Menu: {
      buildFromTemplate: (template) => ({ items: template }),
      setApplicationMenu: (menu) => {
        seen.menu = (menu?.items ?? []) as MenuItem[]
      },
    },
    MessageChannelMain: function Channel() {
      return channelDouble()
    } as unknown as ElectronSurface['MessageChannelMain'],
    dialog: {
      showOpenDialog: async (_window, options) => {
        seen.dialogs.push(options)
        return { canceled: seen.answers.open === null, filePaths: seen.answers.open === null ? [] : [seen.answers.open] }
      },
      showSaveDialog: async (_window, options) => {
        seen.dialogs.push(options)
        return { canceled: seen.answers.save === null, filePath: seen.answers.save ?? '' }
      },
      showErrorBox: (title) => void log.push(`error ${title}`),
      showMessageBox: async (options) => {
        seen.boxes.push(options)
        return { response: seen.answers.box }
      },
      showMessageBoxSync: (_window, options) => {
        seen.boxes.push(options)
        return seen.answers.boxSync
      },
    },
    ipcMain: {
      on: (channel, listener) => ipc.on(channel, listener),
      handle: (channel, listener) => handlers.set(channel, (sent, value) => listener(sent, value)),
    },
    powerMonitor: { on: (name, listener) => power.on(name, listener) },
    protocol: {
      registerSchemesAsPrivileged: (schemes) => {
        log.push('schemes')
        seen.schemes.push(...schemes.map(({ scheme }) => scheme))
      },
      handle: (_scheme, handler) => {
        seen.page = handler
      },
    },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => seen.safe.available,
      getSelectedStorageBackend: () => seen.safe.backend,
      encryptStringAsync: async (text) => Buffer.from(`sealed:${text}`),
      decryptStringAsync: async (sealed) => ({ result: sealed.toString().replace('sealed:', ''), shouldReEncrypt: false }),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler) => {
          seen.permission = handler
        },
        setPermissionCheckHandler: (handler) => void seen.checks.push(handler),
        setDevicePermissionHandler: (handler) => void seen.checks.push(handler),
        setSpellCheckerEnabled: (enabled) => void log.push(`spelling ${enabled}`),
        on: (name, listener) => session.on(name, listener),
        webRequest: {
          onBeforeRequest: (listener) => {
            seen.network = listener
          },
        },
      },
    },
    shell: {
      openExternal: async (url) => {
        seen.opened.push(url)
      },
    },
    utilityProcess: {
      fork: (path, args) => {
        const child = childDouble(path, args, path.endsWith('core.js') ? beginCore(args) : beginTask(args))
        seen.children.push(child)
        return child
      },
    },
  }

  const preventable = (emitter: EventEmitter, name: string, more: object = {}): boolean => {
    const happened = event()
    emitter.emit(name, Object.assign(happened, more))
    return happened.prevented()
  }

  return {
    surface,
    seen,
    core: () => seen.children.filter(({ path }) => path.endsWith('core.js')),
    emit: { app: (name: string) => app.emit(name), power: (name: string) => power.emit(name) },
    quitPrevented: () => preventable(app, 'before-quit'),
    downloadPrevented: () => preventable(session, 'will-download'),
    /** A page of any kind comes into being; replies what it may do. */
    page: () => {
      const contents = new EventEmitter()
      let windowOpen: Parameters<Contents['setWindowOpenHandler']>[0] | null = null
      const guarded = Object.assign(contents, {
        setWindowOpenHandler: (handler: typeof windowOpen) => {
          windowOpen = handler
        },
      })
      app.emit('web-contents-created', event(), guarded)
      return {
        navigationPrevented: (url: string) => preventable(contents, 'will-frame-navigate', { url }),
        webviewPrevented: () => preventable(contents, 'will-attach-webview'),
        open: (url: string) => windowOpen?.({ url }),
      }
    },
    unloadPrevented: (window: WindowDouble) => preventable(window.contents, 'will-prevent-unload'),
    send: (channel: string, senderFrame: Frame | null) => ipc.emit(channel, { senderFrame }),
    invoke: async (channel: string, senderFrame: Frame | null, value?: unknown) => handlers.get(channel)?.({ senderFrame }, value),
  }
}

const beginCore =
  ([vaultDir = '', assets = '']: string[]) =>
  (parent: ParentPort, child: ChildDouble) => {
    serveCore(parent, {
      vaultDir,
      assetsDir: assets,
      createCore: (ports) => {
        const core = createCore(ports, { kdf: weakKdf, checkOutputs: true })
        child.once('exit', () => void core.close()) // a process takes its locks with it
        return core
      },
    })
  }

const beginTask =
  ([name]: string[]) =>
  (parent: ParentPort) => {
    parent.on('message', ({ ports: [port] }) => {
      if (port !== undefined) void startTask(name as TaskName, portChannel(mainLine(port)))
    })
  }
