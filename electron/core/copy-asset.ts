import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex } from './crypto/hash.ts'
import type { Ports } from './ports.ts'

/** Writes a file of `assets` out as it is, for a script that travels apart from what it verifies. */
export const copyAsset = async (
  { assetsDir, files }: Pick<Ports, 'assetsDir' | 'files'>,
  path: readonly string[],
  handle: string,
): Promise<{ sha256: string }> => {
  const source = join(assetsDir, ...path)
  const target = await files.write(handle)
  try {
    await copyFile(source, target.path)
    await target.done()
  } catch (error) {
    await target.discard()
    throw error
  }
  return { sha256: sha256Hex(await readFile(source)) }
}
