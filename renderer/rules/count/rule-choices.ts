import type { Language } from '../../../shared/errors.ts'
import { sayPlace } from '../../../shared/regulations/cited.ts'
import type { Pack, Rule } from '../../../shared/regulations/pack.ts'
import { versionsOn } from '../../../shared/regulations/pack-set.ts'
import type { clock } from '../../i18n/zh/clock.ts'

export type DutyKey = keyof typeof clock.duties

const hasClock = ({ kind }: Rule): boolean => kind === 'deadline' || kind === 'retention'

/** `catalogue.update` as a key of texts. */
const dutyKeys = [
  'catalogue-update',
  'catalogue-publish',
  'catalogue-report',
  'data-refresh',
  'request-reply',
  'request-deliver',
  'dispute-explain',
  'dispute-coordinate',
  'correction-handle',
  'statistics-submit',
] as const satisfies readonly DutyKey[]

export type Choice = { value: string; label: string }
export type ChoiceGroup = { group: string; items: Choice[] }

/** What a deadline can be counted by: duties that some rule sets a time for, then every rule with a clock, by regulation. */
export const ruleChoices = (packs: readonly Pack[], on: string, language: Language, words: { byDuty: string; duty(key: DutyKey): string }): ChoiceGroup[] => {
  const current = versionsOn(packs, on)
  const asked = new Set(current.flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'deadline').map(({ duty }) => duty)))
  const duties = dutyKeys.filter((key) => asked.has(key.replace('-', '.'))).map((key) => ({ value: `duty ${key.replace('-', '.')}`, label: words.duty(key) }))
  const groups = current.map(({ short, rules }) => ({
    group: short[language],
    items: rules
      .filter(hasClock)
      .map(({ id, place, about }) => ({ value: `rule ${id}`, label: place === null ? about[language] : `${sayPlace(place)[language]} ${about[language]}` })),
  }))
  return [{ group: words.byDuty, items: duties }, ...groups.filter(({ items }) => items.length > 0)]
}

/** The rule a choice names, null for a duty. */
export const chosenRule = (packs: readonly Pack[], choice: string): Rule | null =>
  choice.startsWith('rule ') ? (packs.flatMap(({ rules }) => rules).find(({ id }) => id === choice.slice(5)) ?? null) : null
