/**
 * `npm run package [-- --win|--linux|--mac] [--x64|--arm64] [--dir] [--addon-from-source]`: checks, builds, and lets
 * electron-builder make the installers of this machine's system, or of the ones named.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'electron-builder'
import { packagingTroubles } from './packaging.ts'

const root = join(import.meta.dirname, '..')
const flag = { type: 'boolean', default: false } as const
const { values } = parseArgs({
  options: { win: flag, linux: flag, mac: flag, x64: flag, arm64: flag, dir: flag, 'addon-from-source': flag },
})

/**
 * Builds the SQLite addon from the source inside its package, on and for this machine: the ready-made Linux addons need
 * glibc 2.34, so a package for an older system is made on that system (decisions T9).
 */
const buildAddon = (): boolean => {
  const addon = join(root, 'node_modules', 'better-sqlite3')
  const gyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js')
  const { status } = spawnSync(process.execPath, [gyp, 'rebuild', '--release', '--force_build=1'], { cwd: addon, stdio: 'inherit' })
  const made = status === 0 && existsSync(join(addon, 'build', 'Release', 'better_sqlite3.node'))
  if (made) rmSync(join(addon, 'prebuilds', `${process.platform}-${process.arch}.node`), { force: true })
  return made
}

const troubles = packagingTroubles(root)
if (troubles.length > 0) {
  process.stderr.write(`${troubles.join('\n')}\n`)
  process.exitCode = 1
} else if (values['addon-from-source'] && !buildAddon()) {
  process.stderr.write('The SQLite addon could not be built from its source: a C++20 compiler, make and Python are needed.\n')
  process.exitCode = 1
} else {
  await import('./build.ts')
  const { win, linux, mac, x64, arm64, dir } = values
  const made = await build({
    projectDir: root,
    publish: 'never',
    ...(win ? { win: [] } : {}),
    ...(linux ? { linux: [] } : {}),
    ...(mac ? { mac: [] } : {}),
    ...(x64 ? { x64 } : {}),
    ...(arm64 ? { arm64 } : {}),
    ...(dir ? { dir } : {}),
  })
  process.stdout.write(`${made.join('\n')}\n`)
}
