import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'

const root = join(import.meta.dirname, '..')

test('npm start without a window: one sentence, an address that opens the application, and nothing left behind', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-start-'))
  const words = ['scripts/run.mjs', 'scripts/start.ts', '--no-open', '--in-browser', '--vault', 'vault']
  const env = { ...process.env, INIT_CWD: folder, NODE_OPTIONS: '', LC_ALL: 'C', TMPDIR: folder }
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const said = createInterface({ input: child.stdout })
  said.on('line', (line) => lines.push(line))
  await expect.poll(() => lines.at(-1), { timeout: 50_000 }).toBe('Ctrl-C ends it.')
  expect(lines.at(-3)).toBe('The Electron window is not used (as asked); the same application opens in a browser on this machine.')
  const address = /^Mulu is open: (http:\/\/127\.0\.0\.1:\d+\/#key=\w+)$/.exec(lines.at(-2) ?? '')?.[1] ?? ''
  await page.goto(address)
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(page.url()).not.toContain('key')
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(readdirSync(folder).filter((name) => name.startsWith('mulu-host-'))).toEqual([])
  expect(existsSync(join(folder, 'vault', 'vault.db'))).toBe(false)
  rmSync(folder, { recursive: true })
})
