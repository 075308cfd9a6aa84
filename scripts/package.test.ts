import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packagedModules } from './bundles.ts'
import { packagingTroubles } from './packaging.ts'

const root = join(import.meta.dirname, '..')
// electron-builder's own parts, from where it keeps them.
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))
type Validate = (config: unknown, log: { isEnabled: boolean }) => Promise<void>
const { validateConfiguration, getConfig } = builder('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration: Validate
  getConfig: (dir: string, path: string | null, options: null) => Promise<Record<string, unknown>>
}
const { Minimatch } = createRequire(builder.resolve('app-builder-lib/package.json'))('minimatch') as {
  Minimatch: new (pattern: string, options: { dot: boolean }) => { match(path: string): boolean }
}
const config = () => getConfig(root, 'electron-builder.yml', null)
const quiet = { isEnabled: false }

test('electron-builder accepts the configuration, and would not accept a misspelt one', async () => {
  const own = await config()
  await expect(validateConfiguration(own, quiet)).resolves.toBeUndefined()
  await expect(validateConfiguration({ ...own, asarUnpak: [] }, quiet)).rejects.toThrow('asarUnpak')
  await expect(validateConfiguration({ ...own, electronFuses: { ...(own.electronFuses as object), runAsnode: true } }, quiet)).rejects.toThrow('electronFuses')
})

test('every fuse there is has been set, and to its safe side', async () => {
  const schema = JSON.parse(readFileSync(builder.resolve('app-builder-lib/scheme.json'), 'utf8')) as { definitions: Record<string, { properties: object }> }
  const { electronFuses } = (await config()) as { electronFuses: Record<string, boolean> }
  expect(Object.keys(electronFuses).sort()).toEqual(Object.keys(schema.definitions.FuseOptionsV1?.properties ?? {}).sort())
  expect(electronFuses).toMatchObject({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('every system and processor that is promised', async () => {
  type Targets = { target: { target: string; arch: string[] }[] }
  const { win, linux, mac } = (await config()) as { win: Targets; linux: Targets; mac: Targets }
  const named = (system: Targets) => system.target.flatMap(({ target, arch }) => arch.map((name) => `${target} ${name}`))
  expect(named(win)).toEqual(['nsis x64', 'nsis arm64'])
  expect(named(linux)).toEqual(['deb x64', 'deb arm64', 'AppImage x64', 'AppImage arm64'])
  expect(named(mac)).toEqual(['dmg x64', 'dmg arm64'])
})

type FileSets = (string | { filter: string[] })[]
const patternsOf = (sets: FileSets): string[] => sets.flatMap((set) => (typeof set === 'string' ? set : set.filter))

/** Does a list of patterns, in electron-builder's way of reading it, let a file in? */
const admits = (patterns: string[], path: string): boolean => {
  let admitted = false
  for (const pattern of patterns) {
    const excludes = pattern.startsWith('!')
    const matches = new Minimatch(excludes ? pattern.slice(1) : pattern, { dot: true }).match(path)
    if (matches) admitted = !excludes
  }
  return admitted
}

test('the package holds the bundles, the screens and the assets, and neither host, command line nor source', async () => {
  const files = patternsOf(((await config()) as { files: FileSets }).files)
  for (const path of ['dist/electron/main.js', 'dist/electron/preload.cjs', 'dist/renderer/index.html', 'assets/audit/verify-audit.sh', 'LICENSE']) {
    expect([path, admits(files, path)]).toEqual([path, true])
  }
  for (const path of [
    'electron/host/server.ts',
    'electron/cli.ts',
    'electron/main/main.ts',
    'shared/errors.ts',
    'scripts/start.ts',
    'e2e/app.spec.ts',
    '.mulu/dev-key',
    'assets/icons/mulu.svg',
  ]) {
    expect([path, admits(files, path)]).toEqual([path, false])
  }
})

test('of node_modules only what is not bundled goes along, and one addon, outside the archive', async () => {
  const own = (await config()) as { files: FileSets; asarUnpack: string[]; linux: { files: FileSets }; win: { files: FileSets } }
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  const inModules = (path: string, more: string[]) => admits(['**/*', ...patternsOf(own.files), ...more], `node_modules/${path}`)
  for (const name of Object.keys(dependencies)) expect([name, inModules(`${name}/lib/index.js`, [])]).toEqual([name, packagedModules.includes(name)])
  const face = (path: string) => inModules(`@expo-google-fonts/noto-serif-${path}`, [])
  expect(['sc/400Regular/NotoSerifSC_400Regular.ttf', 'sc/700Bold/NotoSerifSC_700Bold.ttf', 'jp/400Regular/NotoSerifJP_400Regular.ttf'].map(face)).toEqual([
    true,
    true,
    true,
  ])
  expect(['sc/900Black/NotoSerifSC_900Black.ttf', 'jp/700Bold/NotoSerifJP_700Bold.ttf', 'sc/400Regular/NotoSerifSC_400Regular.ttf.png'].map(face)).toEqual([
    false,
    false,
    false,
  ])
  const forArch = (sets: FileSets, arch: string) => patternsOf(sets).map((pattern) => pattern.replace(/\$\{arch\}/, arch))
  const onLinux = forArch(own.linux.files, 'arm64')
  const onWindows = forArch(own.win.files, 'x64')
  const addon = (name: string) => `better-sqlite3/prebuilds/${name}.node`
  expect(['linux-arm64', 'linux-x64', 'linuxmusl-arm64', 'win32-x64'].map((name) => inModules(addon(name), onLinux))).toEqual([true, false, false, false])
  expect(['linux-arm64', 'win32-x64', 'win32-arm64'].map((name) => inModules(addon(name), onWindows))).toEqual([false, true, false])
  expect(inModules('better-sqlite3/deps/sqlite3/sqlite3.c', [])).toBe(false)
  expect(admits(own.asarUnpack, `node_modules/${addon('linux-x64')}`)).toBe(true)
})

test('no package starts without its sandbox', async () => {
  expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toMatch(/appImage:\n(?:\s+#.*\n)*\s+executableArgs: \[\]/)
  expect(((await config()) as { appImage: unknown }).appImage).toEqual({ executableArgs: [] })
})

test('nothing stands in the way of packaging here; a folder without packages says what does', () => {
  expect(packagingTroubles(root)).toEqual([])
})
