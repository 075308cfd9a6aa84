import { rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { openOffices } from './offices.ts'

/** Before all tests their vaults are made; after them those go, and the browser this run unpacked. */
const setup = async (): Promise<() => void> => {
  const closeOffices = await openOffices()
  return () => {
    closeOffices()
    const folder = dirname(process.env.MULU_BROWSER ?? '')
    if (basename(folder).startsWith('mulu-browser-')) rmSync(folder, { recursive: true, force: true })
  }
}

export default setup
