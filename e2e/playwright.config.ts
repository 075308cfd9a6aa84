import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { keepTemporaryInMemory } from '../scripts/memory-folder.ts'
import { findBrowser } from './browser.ts'

const browser = await findBrowser()
if ('missing' in browser) process.stderr.write(`end-to-end tests skipped: ${browser.missing}\n`)
keepTemporaryInMemory()
// As in scripts/run.mjs, when playwright is called by itself: each test serves a core in a process of its own.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '..', 'node_modules', '.cache', 'node')

/**
 * `MULU_SCREENS=1` also writes the pictures under e2e/screens (npm run screens). The time limits are for what hangs:
 * a machine that is busy otherwise takes many times as long as an idle one.
 */
export default defineConfig({
  testDir: '.',
  testMatch: 'missing' in browser ? 'no-browser.spec.ts' : '*.spec.ts',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  ...('missing' in browser ? {} : { globalSetup: './support/setup.ts' }),
  use: 'missing' in browser ? {} : { browserName: 'chromium', launchOptions: { executablePath: browser.executablePath, args: browser.args } },
})
