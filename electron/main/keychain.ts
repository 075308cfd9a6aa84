import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Keychain } from '../core/ports.ts'
import type { SafeStorage } from './surface.ts'

const keptSchema = z.record(z.string(), z.strictObject({ backend: z.string(), sealed: z.base64() }))

/** The Linux backends that protect; `basic_text` only pretends to, `unknown` says nothing (lesson 2). */
const protecting: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])

/**
 * The system's keychain by safeStorage. What it seals lies in `folder`/keychain.json beside the name of the backend
 * that sealed it; under another backend it counts as gone, and the passphrase opens the vault as ever.
 */
export const safeStorageKeychain = (safeStorage: SafeStorage, platform: string, folder: string): Keychain => {
  const file = join(folder, 'keychain.json')

  const backend = async (): Promise<string | null> => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return null
    if (platform === 'win32') return 'dpapi'
    if (platform === 'darwin') return 'keychain'
    const name = safeStorage.getSelectedStorageBackend()
    return protecting.has(name) ? name : null
  }
  const read = async (): Promise<z.infer<typeof keptSchema>> => {
    try {
      return keptSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      return {}
    }
  }
  const write = async (kept: z.infer<typeof keptSchema>) => {
    await writeFile(`${file}.new`, JSON.stringify(kept), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }

  return {
    backend,
    store: async (account, secret) => {
      const name = await backend()
      if (name === null) throw new Error('no keychain that protects')
      const sealed = await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64'))
      await write({ ...(await read()), [account]: { backend: name, sealed: sealed.toString('base64') } })
    },
    load: async (account) => {
      const kept = (await read())[account]
      if (kept === undefined || kept.backend !== (await backend())) return null
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(kept.sealed, 'base64'))
        return new Uint8Array(Buffer.from(result, 'base64'))
      } catch {
        return null
      }
    },
    remove: async (account) => {
      const { [account]: _gone, ...rest } = await read()
      await write(rest)
    },
  }
}
