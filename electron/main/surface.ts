/**
 * Exactly what Mulu uses of Electron, no more: everything else in this folder takes it as an argument, so that a
 * double written by hand can stand for it. That Electron has this shape is checked by the compiler in main.ts.
 */
export type ElectronSurface = {
  app: App
  BrowserWindow: new (options: WindowOptions) => Window
  Menu: { buildFromTemplate(template: MenuItem[]): MenuHandle; setApplicationMenu(menu: MenuHandle | null): void }
  MessageChannelMain: new () => { port1: Port; port2: Port }
  dialog: Dialog
  ipcMain: IpcMain
  powerMonitor: { on(event: 'suspend' | 'lock-screen', listener: () => void): unknown }
  protocol: {
    registerSchemesAsPrivileged(schemes: { scheme: string; privileges: { standard: boolean; secure: boolean; supportFetchAPI: boolean } }[]): void
    handle(scheme: string, handler: (request: PageRequest) => Promise<Response>): void
  }
  safeStorage: SafeStorage
  screen: { getAllDisplays(): { workArea: Box }[] }
  session: { readonly defaultSession: PageSession }
  shell: { openExternal(url: string): Promise<void> }
  utilityProcess: { fork(path: string, args: string[], options: { serviceName: string; stdio: 'ignore' | 'inherit' }): Child }
}

export type App = {
  readonly isPackaged: boolean
  readonly commandLine: { hasSwitch(name: string): boolean }
  getLocale(): string
  getPath(name: 'userData'): string
  getAppPath(): string
  setName(name: string): void
  setAppUserModelId(id: string): void
  enableSandbox(): void
  requestSingleInstanceLock(): boolean
  whenReady(): Promise<unknown>
  quit(): void
  on(event: 'second-instance' | 'activate' | 'window-all-closed', listener: () => void): unknown
  on(event: 'before-quit', listener: (event: Preventable) => void): unknown
  on(event: 'web-contents-created', listener: (event: Preventable, contents: Contents) => void): unknown
}

export type Preventable = { preventDefault(): void }
export type Box = { x: number; y: number; width: number; height: number }

export type WindowOptions = Partial<Box> & {
  width: number
  height: number
  minWidth: number
  minHeight: number
  show: boolean
  title: string
  backgroundColor: string
  webPreferences: {
    preload: string
    sandbox: true
    contextIsolation: true
    nodeIntegration: false
    nodeIntegrationInWorker: false
    nodeIntegrationInSubFrames: false
    webviewTag: false
    webSecurity: true
    allowRunningInsecureContent: false
    navigateOnDragDrop: false
    spellcheck: false
    devTools: boolean
  }
}

export type Window = {
  readonly webContents: OwnContents
  loadURL(url: string): Promise<void>
  show(): void
  focus(): void
  restore(): void
  maximize(): void
  isMinimized(): boolean
  isMaximized(): boolean
  isDestroyed(): boolean
  getNormalBounds(): Box
  once(event: 'ready-to-show', listener: () => void): unknown
  on(event: 'close' | 'closed', listener: () => void): unknown
}

/** What every page is guarded by, whoever made it. */
export type Contents = {
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void
  on(event: 'will-frame-navigate', listener: (details: Preventable & { url: string }) => void): unknown
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown
}

export type OwnContents = {
  reload(): void
  postMessage(channel: string, message: unknown, transfer?: Port[]): void
  on(event: 'will-prevent-unload', listener: (event: Preventable) => void): unknown
  on(event: 'render-process-gone', listener: () => void): unknown
}

export type MenuHandle = { readonly items: unknown[] }
export type MenuItem =
  | { type: 'separator' }
  | {
      role: 'quit' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll' | 'zoomIn' | 'zoomOut' | 'resetZoom' | 'togglefullscreen' | 'minimize' | 'close'
      label: string
    }
  | { role: 'reload' | 'toggleDevTools'; label: string }
  | { label: string; accelerator: string; click: () => void }
  | { label: string; click: () => void }
  | { label: string; submenu: MenuItem[] }

export type Port = {
  postMessage(message: unknown, transfer?: Port[]): void
  start(): void
  close(): void
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): unknown
  on(event: 'close', listener: () => void): unknown
}

/** Any window may own a dialog. */
export type DialogOwner = Pick<Window, 'focus' | 'isDestroyed'>
type FileFilter = { name: string; extensions: string[] }
export type Dialog = {
  showOpenDialog(
    window: DialogOwner,
    options: { title: string; filters: FileFilter[]; properties: ('openFile' | 'multiSelections' | 'dontAddToRecent')[] },
  ): Promise<{ canceled: boolean; filePaths: string[] }>
  showSaveDialog(
    window: DialogOwner,
    options: { title: string; defaultPath: string; filters: FileFilter[]; properties: ('showOverwriteConfirmation' | 'dontAddToRecent')[] },
  ): Promise<{ canceled: boolean; filePath: string }>
  showErrorBox(title: string, content: string): void
  showMessageBox(options: MessageBox): Promise<{ response: number }>
  showMessageBoxSync(window: DialogOwner, options: MessageBox): number
}
export type MessageBox = {
  type: 'warning' | 'error' | 'info' | 'question'
  message: string
  detail: string
  buttons: string[]
  defaultId: number
  cancelId: number
}

export type Frame = { readonly url: string; readonly parent: unknown }
export type Sent = { readonly senderFrame: Frame | null }
export type IpcMain = {
  on(channel: string, listener: (event: Sent) => void): unknown
  handle(channel: string, listener: (event: Sent, ...values: unknown[]) => Promise<unknown>): void
}

export type PageRequest = { readonly url: string; readonly method: string }

export type PageSession = {
  setPermissionRequestHandler(handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void): void
  setPermissionCheckHandler(handler: () => boolean): void
  setDevicePermissionHandler(handler: () => boolean): void
  setSpellCheckerEnabled(enabled: boolean): void
  on(event: 'will-download', listener: (event: Preventable) => void): unknown
  webRequest: { onBeforeRequest(listener: (details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void): void }
}

export type SafeStorage = {
  isAsyncEncryptionAvailable(): Promise<boolean>
  getSelectedStorageBackend(): string
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>
}

export type Child = {
  postMessage(message: unknown, transfer?: Port[]): void
  kill(): boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
}
