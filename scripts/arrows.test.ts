import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { arrows, biomeConfig } from './arrows.ts'

type Case = { folder: string; text: string; message: string }

/** A specifier each ban's pattern must catch. */
const example = (pattern: string): string =>
  pattern
    .replace(/^\*\*\//, '../../')
    .replace(/\*\*$/, 'a/b.ts')
    .replaceAll('**/', 'x/')
    .replace('*', 'x')

const forms = (from: string): string[] => [
  `import { a } from '${from}'\nconsume(a)`,
  `import type { A } from '${from}'\nconsume<A>()`,
  `export type { A } from '${from}'`,
  `export const a = import('${from}')`,
]

const crossing: Case[] = arrows.flatMap(({ includes, bans }) =>
  bans.flatMap(({ group, message }) =>
    group.flatMap((pattern) => forms(example(pattern)).map((text) => ({ folder: dirname((includes[0] ?? '').replace('**', 'x')), text, message }))),
  ),
)
const everywhere: Case[] = [
  ["export const a = require('node:fs')", 'import instead of require'],
  ["export type A = import('node:fs').Stats", 'name imports at the top of the file'],
  ["vi.mock('../core.ts')", 'no module mocks'],
  ["vi.doMock('../core.ts', () => ({}))", 'no module mocks'],
  ['export const a = db.serialize()', 'serialize() returns plaintext'],
  ['export default 1', 'Avoid default exports'],
  ["export * from './a.ts'", 'Do not use export all'],
  ['export const a: any = 1', 'Unexpected any'],
].flatMap(([text = '', message = '']) => ['shared', 'electron/core', 'renderer', 'e2e'].map((folder) => ({ folder, text, message })))

test('biome.json is what the table says', () => {
  expect(JSON.parse(readFileSync('biome.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(biomeConfig())))
})

test('every forbidden import and form is refused, in every folder', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-lint-'))
  try {
    cpSync('biome.json', join(dir, 'biome.json'))
    cpSync('lint', join(dir, 'lint'), { recursive: true })
    const cases = [...crossing, ...everywhere]
    cases.forEach(({ folder, text }, index) => {
      mkdirSync(join(dir, folder), { recursive: true })
      writeFileSync(join(dir, folder, `case${index}.ts`), `${text}\n`)
    })
    const biome = resolve('node_modules/.bin/biome')
    const ran = spawnSync(biome, ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: dir,
      encoding: 'utf8',
      maxBuffer: 1e9,
    })
    const told = (JSON.parse(ran.stdout) as { diagnostics: { message: string; location: { path: string | { file: string } } }[] }).diagnostics
    const messages = new Map<string, string>()
    for (const { message, location } of told) {
      const path = typeof location.path === 'string' ? location.path : location.path.file
      messages.set(path, `${messages.get(path) ?? ''}${message}\n`)
    }
    const missed = cases.filter(({ folder, message }, index) => !(messages.get(`${folder}/case${index}.ts`) ?? '').includes(message))
    expect(missed).toEqual([])
    expect(cases.length).toBeGreaterThan(150)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}, 60_000)
