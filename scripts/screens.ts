/** `npm run screens`: walks every screen in both languages, light and dark, and refreshes e2e/screens. */
import { spawnSync } from 'node:child_process'

const build = spawnSync('node', ['scripts/build.ts'], { stdio: 'inherit' })
const walk =
  build.status === 0
    ? spawnSync('playwright', ['test', '--config=e2e/playwright.config.ts'], { stdio: 'inherit', env: { ...process.env, MULU_SCREENS: '1' } })
    : build
process.exitCode = walk.status ?? 1
