import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sources = ['renderer', 'shared', 'electron', 'scripts/bundles.ts', 'vite.config.ts', 'package-lock.json']
const mark = (root: string) => join(root, 'dist', 'built')

/** Remembers that everything as it stood at `at` is built. */
export const markBuilt = (root: string, at: Date): void => {
  writeFileSync(mark(root), '')
  utimesSync(mark(root), at, at)
}

/** Is there a build, and has no source changed since it began? */
export const isBuilt = (root: string): boolean =>
  existsSync(join(root, 'dist', 'renderer', 'index.html')) && existsSync(mark(root)) && newest(root) <= statSync(mark(root)).mtimeMs

const newest = (root: string): number => {
  let latest = 0
  for (const source of sources) {
    const path = join(root, source)
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name))
      : [path]
    for (const file of files) if (!/\.test\.tsx?$/.test(file)) latest = Math.max(latest, statSync(file).mtimeMs)
  }
  return latest
}
