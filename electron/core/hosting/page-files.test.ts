import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPageFile } from './page-files.ts'

let outer = ''
let root = ''
beforeAll(async () => {
  outer = await mkdtemp(join(tmpdir(), 'mulu-pages-'))
  root = join(outer, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<!doctype html>')
  await writeFile(join(root, 'assets', 'main-A1_b.js'), 'export {}')
  await writeFile(join(root, '.env.json'), '{}')
  await writeFile(join(root, 'notes.md'), 'x')
  await writeFile(join(outer, 'secret.json'), '{"secret":true}')
  await symlink(join(outer, 'secret.json'), join(root, 'link.json'))
  await mkdir(join(outer, 'renderer-other'))
  await writeFile(join(outer, 'renderer-other', 'x.json'), '{}')
})
afterAll(() => rm(outer, { recursive: true }))

test('the page and its files', async () => {
  expect((await readPageFile(root, '/'))?.type).toBe('text/html; charset=utf-8')
  expect((await readPageFile(root, '/assets/main-A1_b.js'))?.body.toString()).toBe('export {}')
})

test.each([
  '/../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/assets/..%2f..%2fsecret.json',
  '/..%5csecret.json',
  '/assets/../../secret.json',
  '/../renderer-other/x.json',
  '/link.json',
  '/.env.json',
  '/notes.md',
  '//secret.json',
  '/%00.json',
  '/%zz.json',
  '/assets',
  '/assets/',
  '/none.json',
  'secret.json',
  '',
])('%s is not there', async (path) => {
  expect(await readPageFile(root, path)).toBeNull()
})
