import { agreementFacts } from '../../../../shared/agreements/facts.ts'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import type { DocumentModel } from '../../../../shared/documents/document.ts'
import { templateById } from '../../../../shared/documents/templates.ts'
import type { Language } from '../../../../shared/errors.ts'
import type { PackSet } from '../../../../shared/regulations/pack-set.ts'
import { wholeOf } from '../model/whole.ts'

const parts = ['agreement', 'items', 'persons', 'pledge', 'exchange', 'disposal'] as const

/** The agreement and its annexes as they will be printed; where a part can not be laid out yet, the place that is in the way. */
export const papersOf = (text: AgreementText, law: PackSet, language: Language): { papers: DocumentModel[]; missing: string | null } => {
  const whole = wholeOf(text)
  if (whole === null) return { papers: [], missing: '' }
  const facts = agreementFacts(whole, law)
  const made = parts.map((part) => {
    const template = templateById(part === 'agreement' ? part : `agreement.${part}`)
    const parsed = template?.facts.safeParse(facts[part])
    if (template === undefined || parsed === undefined) return { model: null, missing: part }
    return parsed.success
      ? { model: template.make(parsed.data, language), missing: null }
      : { model: null, missing: parsed.error.issues[0]?.path.map(String).join('.') ?? part }
  })
  return { papers: made.flatMap(({ model }) => model ?? []), missing: made.find(({ missing }) => missing !== null)?.missing ?? null }
}

/** Places of a paper's facts, as the text names them. */
const factPlaces: Readonly<Record<string, string>> = {
  validFrom: 'validity.from',
  validUntil: 'validity.until',
  provider: 'parties.provider',
  user: 'parties.user',
  items: 'annexes.items',
  persons: 'annexes.persons',
  promises: 'annexes.pledge',
  rows: 'annexes.disposal',
}

export const placeOfFact = (fact: string): string => factPlaces[fact.split('.')[0] ?? ''] ?? fact
