import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Locked = { version?: string; optional?: boolean; optionalDependencies?: Record<string, string>; license?: string; resolved?: string; dev?: boolean }
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> }

/** Does npm's resolution find `name`, required by the package at `from`, in the version asked for (when that is exact)? */
const found = (from: string, name: string, wanted: string): boolean => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const entry = lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]
    if (entry !== undefined) return !/^\d/.test(wanted) || entry.version === wanted
    if (at === '') return false
  }
}

test('every optional dependency has its entry, so that `npm ci` works on every platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, wanted]) => !found(at, name, wanted))
      .map(([name, wanted]) => `${at} needs ${name}@${wanted}`),
  )
  expect(missing).toEqual([])
})

test('the lock carries no download addresses', () => {
  expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual([])
})

test('versions are exact', () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})

test('nothing under a copyleft licence goes into the product', () => {
  const copyleft = Object.entries(lock.packages).filter(
    ([, { license = '', dev }]) => dev !== true && /\bA?GPL\b|\bA?GPL-/i.test(license) && !/\bOR\b/i.test(license),
  )
  expect(copyleft.map(([at]) => at)).toEqual([])
})
