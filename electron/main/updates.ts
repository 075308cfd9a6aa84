import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Reply } from '../../shared/contract.ts'
import { say } from '../../shared/errors.ts'
import type { Dialog, MessageBox } from './surface.ts'
import type { Words } from './words.ts'

/** What Mulu uses of electron-updater; its shape is checked by the compiler in main.ts. */
export type Updater = {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  disableWebInstaller: boolean
  setFeedURL(options: { provider: 'generic'; url: string }): void
  checkForUpdates(): Promise<{ isUpdateAvailable: boolean; updateInfo: { version: string } } | null>
  /** Where the downloaded files are. */
  downloadUpdate(): Promise<string[]>
  quitAndInstall(): void
}

const feedSchema = z.strictObject({ feed: z.url({ protocol: /^https$/ }) })

/**
 * The feed an administrator has set in `file` (`{"feed": "https://…"}`), or null. Without it nothing is loaded and
 * nothing is asked of any network.
 */
export const readFeed = async (file: string): Promise<string | null> => {
  try {
    return feedSchema.parse(JSON.parse(await readFile(file, 'utf8'))).feed
  } catch {
    return null
  }
}

/** The signed manifest beside what electron-builder puts on the feed (`npm run release-sign`). */
export const manifestFile = 'release.json'

type Parts = {
  load(): Promise<Updater>
  fetchText(url: string): Promise<string>
  dialog: Pick<Dialog, 'showMessageBox'>
  words: Words
  /** `update.verify`: signature, versions and hash, then a verified backup. */
  verify(manifest: string, installer: string): Promise<Reply<unknown>>
  beforeInstall(): Promise<void>
}

/**
 * Asks the feed, and asks the officer before each step. Nothing is installed that the core has not found in a manifest
 * signed by a trusted key. `quiet`, at the start, only tells that there is something: nobody has signed in yet.
 */
export const checkForUpdates = async (feed: string, parts: Parts, quiet: boolean): Promise<void> => {
  const { load, fetchText, dialog, words, verify, beforeInstall } = parts
  const tell = async (message: string, detail: string, buttons: string[], type: MessageBox['type'] = 'info') =>
    (await dialog.showMessageBox({ type, message, detail, buttons, defaultId: 0, cancelId: buttons.length - 1 })).response
  try {
    const updater = await load()
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = false
    updater.disableWebInstaller = true
    updater.setFeedURL({ provider: 'generic', url: feed })
    const found = await updater.checkForUpdates()
    if (found?.isUpdateAvailable !== true) {
      if (!quiet) await tell(words.updateNone, '', [words.ok])
      return
    }
    const { version } = found.updateInfo
    const foundText = words.updateFound.replace('{version}', version)
    if (quiet) {
      await tell(foundText, words.updateFoundHint, [words.ok])
      return
    }
    if ((await tell(foundText, words.updateFoundDetail, [words.download, words.later])) !== 0) return
    const [installer] = await updater.downloadUpdate()
    if (installer === undefined) throw new Error('nothing was downloaded')
    const manifest = join(dirname(installer), manifestFile)
    await writeFile(manifest, await fetchText(`${feed.replace(/\/$/, '')}/${manifestFile}`))
    const verified = await verify(manifest, installer)
    if (!verified.ok) {
      const { message, action } = say(verified.error.code, verified.error.params, words.language)
      await tell(words.updateRefused, `${message}\n${action}`, [words.ok], 'warning')
      return
    }
    if ((await tell(words.updateReady.replace('{version}', version), words.updateReadyDetail, [words.install, words.later])) !== 0) return
    await beforeInstall()
    updater.quitAndInstall()
  } catch (error) {
    if (!quiet) await tell(words.updateFailed, error instanceof Error ? error.message : String(error), [words.ok], 'warning')
  }
}
