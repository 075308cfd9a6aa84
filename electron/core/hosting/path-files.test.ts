import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readableAt, writableAt, writableBeside } from './path-files.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulu-paths-'))
  mkdirSync(join(folder, 'vault', 'backups'), { recursive: true })
  mkdirSync(join(folder, 'out'))
  symlinkSync(join(folder, 'vault'), join(folder, 'alias'))
  writeFileSync(join(folder, '清单.csv'), 'a')
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('a file is readable, a missing one and a folder are refused by name', async () => {
  expect(await readableAt(join(folder, '清单.csv'))).toEqual({ path: join(folder, '清单.csv'), name: '清单.csv' })
  await expect(readableAt(join(folder, 'none.csv'))).rejects.toMatchObject({
    failure: { code: 'file.unreadable', params: { name: 'none.csv', why: 'ENOENT' } },
  })
  await expect(readableAt(folder)).rejects.toMatchObject({ failure: { code: 'file.unreadable', params: { why: 'not a file' } } })
})

test('a target appears whole and only when done', async () => {
  const target = join(folder, 'out', 'a.xlsx')
  writeFileSync(target, 'old')
  const file = await writableAt(target, join(folder, 'vault'))
  writeFileSync(file.path, 'new')
  expect(readFileSync(target, 'utf8')).toBe('old')
  await file.done()
  expect(readFileSync(target, 'utf8')).toBe('new')
  const dropped = await writableAt(target, null)
  writeFileSync(dropped.path, 'half')
  await dropped.discard()
  expect(readdirSync(join(folder, 'out'))).toEqual(['a.xlsx'])
  expect(readFileSync(target, 'utf8')).toBe('new')
})

test('a further file stands beside the chosen one, whatever way its name says, and replaces none', async () => {
  const there = join(folder, 'beside')
  mkdirSync(there)
  const chosen = join(there, 'J1.txt')
  const further = await writableBeside(chosen, (name) => `../../${name}-2of3.txt`, null)
  writeFileSync(further.path, 'x')
  await further.done()
  expect(further.name).toBe('J1.txt-2of3.txt')
  expect(readdirSync(there)).toEqual(['J1.txt-2of3.txt'])
  await expect(writableBeside(chosen, (name) => `${name}-2of3.txt`, null)).rejects.toMatchObject({ failure: { code: 'file.exists' } })
  await (await writableBeside(chosen, undefined, null)).discard()
})

test('what a killed process left of the same target goes, what another writes stays', async () => {
  const there = join(folder, 'left')
  mkdirSync(there)
  const leave = `const { writeFileSync } = await import('node:fs')
    const { writableAt } = await import(${JSON.stringify(new URL('./path-files.ts', import.meta.url).href)})
    for (const name of ['a.csv', 'b.csv']) writeFileSync((await writableAt(${JSON.stringify(there)} + '/' + name, null)).path, 'half')
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--input-type=module', '-e', leave])
  expect(readdirSync(there)).toHaveLength(2)
  const running = await writableAt(join(there, 'a.csv'), null)
  writeFileSync(running.path, 'other')
  const file = await writableAt(join(there, 'a.csv'), null)
  writeFileSync(file.path, 'x')
  const left = readdirSync(there)
  expect([left.length, existsSync(running.path)]).toEqual([3, true])
  await Promise.all([running.discard(), file.done()])
  expect(readdirSync(there)).toHaveLength(2)
})

test('a folder that is not there is refused before anything is written', async () => {
  await expect(writableAt(join(folder, 'no', 'a.xlsx'), null)).rejects.toMatchObject({ failure: { code: 'file.unwritable' } })
})

test('a target that is a folder is refused and leaves nothing', async () => {
  mkdirSync(join(folder, 'out2', 'taken'), { recursive: true })
  const file = await writableAt(join(folder, 'out2', 'taken'), null)
  writeFileSync(file.path, 'x')
  await expect(file.done()).rejects.toMatchObject({ failure: { code: 'file.unwritable' } })
  expect(readdirSync(join(folder, 'out2'))).toEqual(['taken'])
})

test.each(['vault/a.csv', 'vault/backups/a.csv', 'alias/a.csv', 'out/../vault/a.csv'])('%s lies in the vault folder', async (path) => {
  await expect(writableAt(join(folder, path), join(folder, 'vault'))).rejects.toMatchObject({ failure: { code: 'file.insideVault' } })
})
