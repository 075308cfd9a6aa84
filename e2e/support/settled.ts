import type { BrowserContext, Page } from '@playwright/test'

type Counting = Window & { unansweredCalls?: { count: number } }

/** Counts in the page the calls that have no answer yet, so that `settled` can wait for them. */
export const countCalls = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const counting = { count: 0 }
    ;(window as Counting).unansweredCalls = counting
    const { fetch } = window
    window.fetch = async (...request) => {
      counting.count += 1
      try {
        return await fetch(...request)
      } finally {
        counting.count -= 1
      }
    }
  })

/**
 * Waits until the page stands still: every call answered, fonts there, nothing animated, nothing in between two states, over two frames in
 * a row. `getAnimations` alone would not do: Mantine's Transition stands at opacity 0 for a frame before it begins, and a
 * dialog at opacity 0 counts as visible.
 */
export const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(async () => {
    await document.fonts.ready
    const still = () =>
      ((window as Counting).unansweredCalls?.count ?? 0) === 0 &&
      document.getAnimations().every(({ playState }) => playState === 'finished' || playState === 'paused') &&
      [...document.querySelectorAll<HTMLElement>('[style*="transition-property"]')].every(
        (element) => !element.checkVisibility() || getComputedStyle(element).opacity === '1',
      )
    for (let frames = 0; frames < 2; frames++) {
      await new Promise(requestAnimationFrame)
      if (!still()) return false
    }
    return true
  })
