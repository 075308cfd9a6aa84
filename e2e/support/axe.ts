import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { settled } from './settled.ts'

/** What axe finds serious or critical, a line each. */
const seriousOn = async (page: Page, where: string): Promise<string[]> => {
  await settled(page)
  // The same is found in a third of the time: no page is opened for the summing up, which only frames of others need, and what passed is not
  // written out node by node.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${where}: ${id} (${help}): ${nodes.map(({ target, failureSummary = '' }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`,
    )
}

/**
 * Nothing serious or critical on what is shown now (WCAG 2 A and AA). What is found is looked at once more: axe reads for a second, and what
 * began to fade in meanwhile (an event of the core redraws a list) has no contrast of its own yet.
 */
export const expectAccessible = async (page: Page, where: string): Promise<void> => {
  const first = await seriousOn(page, where)
  if (first.length > 0) expect(await seriousOn(page, where), `first seen: ${first.join('\n')}`).toEqual([])
}
