import type { ElectronSurface, MenuItem } from './surface.ts'
import type { Words } from './words.ts'

export type MenuActions = {
  lock(): void
  /** null: no update feed is configured. */
  checkForUpdates: (() => void) | null
}

export const menuTemplate = (words: Words, actions: MenuActions, developing: boolean): MenuItem[] => [
  {
    label: words.file,
    submenu: [{ label: words.lock, accelerator: 'CommandOrControl+L', click: actions.lock }, { type: 'separator' }, { role: 'quit', label: words.quit }],
  },
  {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      { type: 'separator' },
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  },
  {
    label: words.view,
    submenu: [
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      { role: 'resetZoom', label: words.resetZoom },
      { role: 'togglefullscreen', label: words.fullScreen },
      ...developerItems(words, developing),
    ],
  },
  {
    label: words.window,
    submenu: [
      { role: 'minimize', label: words.minimize },
      { role: 'close', label: words.close },
    ],
  },
  ...(actions.checkForUpdates === null ? [] : [{ label: words.help, submenu: [{ label: words.updates, click: actions.checkForUpdates }] }]),
]

const developerItems = (words: Words, developing: boolean): MenuItem[] =>
  developing ? [{ type: 'separator' }, { role: 'reload', label: words.reload }, { role: 'toggleDevTools', label: words.tools }] : []

export const showMenu = ({ Menu }: Pick<ElectronSurface, 'Menu'>, template: MenuItem[]): void => {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
