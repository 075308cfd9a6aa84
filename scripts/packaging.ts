import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const platforms = ['win32-x64', 'win32-arm64', 'linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

/** What stands in the way of a package that works, one sentence each. */
export const packagingTroubles = (root: string): string[] => {
  const troubles: string[] = []
  const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as { version: string; devDependencies?: Record<string, string> }
  const wanted = read('package.json').devDependencies?.electron
  const found = existsSync(join(root, 'node_modules', 'electron', 'package.json')) ? read('node_modules/electron/package.json').version : 'none'
  if (wanted !== found) troubles.push(`Electron ${wanted} is wanted, ${found} is installed: run npm ci.`)
  for (const platform of platforms) {
    const addon = `node_modules/better-sqlite3/prebuilds/${platform}.node`
    if (!existsSync(join(root, addon)) && !existsSync(join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node')))
      troubles.push(`${addon} is missing: run npm ci.`)
  }
  for (const file of ['LICENSE', 'THIRD-PARTY-NOTICES.md', 'assets/icons/mulu.png']) if (!existsSync(join(root, file))) troubles.push(`${file} is missing.`)
  return troubles
}
