import { rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'

/** Removes the browser this run unpacked. */
const teardown = (): void => {
  const folder = dirname(process.env.MULU_BROWSER ?? '')
  if (basename(folder).startsWith('mulu-browser-')) rmSync(folder, { recursive: true, force: true })
}

export default teardown
