import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { settled } from './settled.ts'

const folder = join(import.meta.dirname, '..', 'screens')

/** `npm run screens` refreshes the pictures; an ordinary test run only walks the screens. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env.MULU_SCREENS !== '1') return
  mkdirSync(folder, { recursive: true })
  await page.mouse.move(0, 0) // nothing is pointed at
  await settled(page)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
}
