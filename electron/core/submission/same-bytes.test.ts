import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesOfASubmission } from './same-bytes.fixture.ts'

const elsewhere = (env: Record<string, string>): Promise<Record<string, string>> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'same-bytes.fixture.ts')], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let complaint = ''
    child.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
    child.stderr.on('data', (piece: Buffer) => (complaint += piece.toString()))
    child.on('exit', (code) => (code === 0 ? resolve(JSON.parse(said) as Record<string, string>) : reject(new Error(complaint))))
  })

test('one submission is the same bytes in every form, whoever writes it, wherever and whenever', async () => {
  const [here, there] = await Promise.all([
    elsewhere({ TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8', USER: '李编目', HOME: '/tmp' }),
    elsewhere({ TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C', USER: 'root', HOME: '/' }),
  ])
  expect(here).toEqual(there)
  expect(await filesOfASubmission()).toEqual(here)
  expect(Object.keys(here).sort()).toEqual(['en form', 'en pdf', 'en requests', 'en xlsx', 'json', 'zh form', 'zh pdf', 'zh requests', 'zh xlsx'])
  expect(new Set(Object.values(here)).size).toBe(Object.keys(here).length)
}, 120_000)
