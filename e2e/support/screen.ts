import { expect, type Locator, type Page } from '@playwright/test'
import type { zh } from '../../renderer/i18n/i18n.ts'
import type { SecrecyAnswer } from '../../shared/catalogue.ts'
import { secrecyGate } from '../../shared/regulations/secrecy-gate.ts'

export type Words = typeof zh

/** A text of the interface with its numbers and names put in. */
export const say = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))

/** What the secrecy question says, from its rule. */
export const gateWords = (language: 'zh' | 'en') => {
  const said = (answer: SecrecyAnswer) => secrecyGate.answers.find((each) => each.answer === answer)
  return {
    no: said('不涉密')?.label[language] ?? '',
    unsure: said('不确定')?.label[language] ?? '',
    unsureAction: said('不确定')?.next[language] ?? '',
    importQuestion: secrecyGate.question.import[language],
  }
}

/** Goes to a screen by the rail. */
export const goTo = async (page: Page, w: Words, screen: keyof Words['shell']['screens']): Promise<void> => {
  const rail = page.getByRole('navigation', { name: w.shell.rail })
  await rail.getByRole('link', { name: w.shell.screens[screen], exact: true }).click()
}

/** Locks by the rail's button and waits for the lock page. */
export const lock = async (page: Page, w: Words): Promise<void> => {
  await page.getByRole('navigation', { name: w.shell.rail }).getByRole('button', { name: w.shell.lock, exact: true }).click()
  await page.getByRole('combobox', { name: w.lock.user }).waitFor()
}

/** A short word at the bottom of the window. */
export const toast = (page: Page, text: string): Locator => page.getByRole('status').filter({ hasText: text })

/** Chooses from a closed list. */
export const choose = async (page: Page, box: Locator, option: string): Promise<void> => {
  await box.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** The catalogue's screen, by what stands on it. */
export const catalogueOn = (page: Page, w: Words) => {
  const { entry, list, section, history } = w.catalogue
  const grid = page.getByRole('grid', { name: list.table })
  const pane = page.locator('section').filter({ has: page.getByRole('tablist', { name: entry.sections }) })
  const search = page.getByRole('searchbox', { name: list.search })
  return {
    search,
    pane,
    /** What the open entry is called. */
    title: pane.locator('#entry-title'),
    filters: page.getByRole('complementary', { name: list.filters }),
    /** The row of an entry; by its name, in the list's order otherwise. */
    row: (title: string) => grid.getByRole('row').filter({ hasText: title }),
    first: grid.getByRole('row').nth(1), // after the headings
    grid,
    /** Waits until the list says how many entries it found. */
    found: (count: number) => expect(page.getByRole('status').filter({ hasText: new RegExp(`^${say(list.found, { count })}$`) })).toBeVisible(),
    open: async (title: string) => {
      await search.fill(title)
      // The exact title comes first; until it does, the rows of the list before are about to move away.
      await expect(grid.getByRole('row').nth(1)).toContainText(title)
      await grid.getByRole('row').filter({ hasText: title }).first().click()
      await expect(pane.locator('#entry-title')).toHaveText(title)
    },
    tab: (name: keyof typeof section) => pane.getByRole('tab', { name: section[name] }).click(),
    /** A field of the form; those with a list to choose from are boxes of their own kind. */
    field: (name: string) => pane.getByRole('textbox', { name, exact: true }).or(pane.getByRole('combobox', { name, exact: true })),
    save: pane.getByRole('button', { name: entry.save, exact: true }),
    atVersion: (version: number) => expect(pane.getByText(say(entry.version, { version }), { exact: true })).toBeVisible(),
    versions: pane.getByRole('list', { name: history.versions }),
    changes: pane.getByRole('region', { name: history.against }),
  }
}
