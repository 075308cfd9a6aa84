import type { App, Contents, IpcMain, PageSession, Sent } from './surface.ts'

/** The one page there is. */
export const pageAddress = 'mulu://app/'

/** Sites a link on a screen may open in the system's browser: where the quoted law is published. */
const openable: ReadonlySet<string> = new Set(['www.gov.cn', 'flk.npc.gov.cn'])

export const isOwnPage = (address: string): boolean => {
  const url = URL.parse(address)
  return url !== null && url.protocol === 'mulu:' && url.host === 'app' && url.username === '' && url.password === ''
}

export const mayOpenOutside = (address: string): boolean => {
  const url = URL.parse(address)
  return url !== null && url.protocol === 'https:' && openable.has(url.host) && url.username === '' && url.password === ''
}

/** Nothing a page could ask the system for is granted, and it has no network but its own files. */
export const closeSession = (session: PageSession): void => {
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false) // it would fetch dictionaries
  session.on('will-download', (event) => {
    event.preventDefault()
  })
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !isOwnPage(url) && !/^(data|devtools):/.test(url) })
  })
}

/** No page leaves its address, opens another, or holds a webview; allowed links go to the system's browser. */
export const guardContents = (app: App, openExternal: (url: string) => Promise<void>): void => {
  app.on('web-contents-created', (_event, contents: Contents) => {
    contents.on('will-frame-navigate', (details) => {
      if (!isOwnPage(details.url)) details.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void openExternal(url)
      return { action: 'deny' }
    })
  })
}

/** The only door for messages from a page: the sender is our own page's top frame, or nothing happens. */
export const trustedMessages = (ipcMain: IpcMain) => {
  const trusted = ({ senderFrame }: Sent): boolean => senderFrame?.parent === null && isOwnPage(senderFrame.url)
  return {
    on: (channel: string, listener: () => void): void => {
      ipcMain.on(channel, (event) => {
        if (trusted(event)) listener()
      })
    },
    handle: (channel: string, listener: (value: unknown) => Promise<unknown>): void => {
      ipcMain.handle(channel, async (event, value) => {
        if (!trusted(event)) throw new Error('not from here')
        return listener(value)
      })
    },
  }
}
