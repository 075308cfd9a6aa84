import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { settled } from './settled.ts'

/** Nothing serious or critical on what is shown now (WCAG 2 A and AA). */
export const expectAccessible = async (page: Page, where: string): Promise<void> => {
  await settled(page)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${where}: ${id} (${help}): ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
  expect(serious).toEqual([])
}
