import { join } from 'node:path'
import { type OutputOptions, rolldown } from 'rolldown'

const root = join(import.meta.dirname, '..')
const source = (path: string) => join(root, 'electron', path)

/** The faces papers are set in: read as files. */
const faces = ['@expo-google-fonts/noto-serif-sc', '@expo-google-fonts/noto-serif-jp']

/** Packages that stay packages: a native addon, what Electron brings or only an update needs, undici, which loads its parts as it needs them, and faces. */
export const packagedModules = ['better-sqlite3', 'electron-updater', 'undici', ...faces]

const write = async (input: Record<string, string>, output: OutputOptions): Promise<void> => {
  const bundle = await rolldown({ input, platform: 'node', external: ['electron', ...packagedModules], tsconfig: false })
  await bundle.write(output)
  await bundle.close()
}

/**
 * Bundles what runs inside Electron. The names are those electron/core/entry-file.ts looks for; chunks lie beside the
 * entries, so that every file finds its neighbours. A sandboxed preload is one CommonJS file.
 */
export const bundleElectron = async (dir: string): Promise<void> => {
  const entries = {
    main: source('main/main.ts'),
    core: source('main/core-entry.ts'),
    task: source('main/task-entry.ts'),
    'reader-thread': source('core/reader/thread.ts'),
  }
  await write(entries, { dir, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
  await write({ preload: source('main/preload.ts') }, { dir, format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false })
}
