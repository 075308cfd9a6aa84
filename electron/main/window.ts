import type { ElectronSurface, Window } from './surface.ts'
import { pageAddress } from './trust.ts'
import { readWindowState, smallest, writeWindowState } from './window-state.ts'
import type { Words } from './words.ts'

export type WindowParts = { preload: string; stateFolder: string; words: Words; onClosed(): void; onShown(): void }

/** The one window: where it stood last, sandboxed, without Node, asking before unsaved changes are thrown away. */
export const openWindow = (electron: Pick<ElectronSurface, 'BrowserWindow' | 'app' | 'dialog' | 'screen'>, parts: WindowParts): Window => {
  const { words } = parts
  const screens = electron.screen.getAllDisplays().map(({ workArea }) => workArea)
  const { maximized, ...bounds } = readWindowState(parts.stateFolder, screens)
  const window = new electron.BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: words.title,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: parts.preload,
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
      devTools: !electron.app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
    parts.onShown()
  })
  window.on('close', () => {
    writeWindowState(parts.stateFolder, { ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
  window.on('closed', parts.onClosed)
  window.webContents.on('will-prevent-unload', (event) => {
    const { leave: message, leaveDetail: detail, stay, discard } = words
    const chosen = electron.dialog.showMessageBoxSync(window, { type: 'question', message, detail, buttons: [stay, discard], defaultId: 0, cancelId: 0 })
    if (chosen === 1) event.preventDefault()
  })
  window.webContents.on('render-process-gone', () => {
    window.webContents.reload()
  })
  void window.loadURL(pageAddress)
  return window
}

/** Brings it before the officer's eyes. */
export const present = (window: Window): void => {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
