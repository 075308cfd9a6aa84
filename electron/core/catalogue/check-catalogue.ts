import type { Filter } from '../../../shared/contract/catalogue.ts'
import type { Output } from '../../../shared/contract.ts'
import { ruleOf } from '../../../shared/findings.ts'
import type { ReadDb } from '../db/open.ts'
import { isUpToDate } from './check-stamp.ts'
import { isExisting, setsPassing } from './search/facet-sets.ts'
import { hitsBySet } from './search/facets.ts'
import { selectionOf } from './search/selection.ts'

/** The counts of a check of the whole catalogue, from what each entry's last check left beside it; no entry is read. */
export const checkCatalogue = (db: ReadDb, filter: Filter, at: string): Output<'catalogue.check'> => {
  const rules = new Map<string, { entries: number; existing: number }>()
  let entries = 0
  let clean = 0
  const named = hitsBySet(db, selectionOf(db, '', filter))
  for (const set of setsPassing(db, filter)) {
    const count = named === null ? set.entries : (named.get(set.id) ?? 0)
    entries += count
    if (set.finding.values.every((code) => ruleOf(code)?.severity === 'info')) clean += count
    for (const code of count === 0 ? [] : set.finding.values) {
      const sums = rules.get(code) ?? { entries: 0, existing: 0 }
      sums.entries += count
      if (isExisting(set)) sums.existing += count
      rules.set(code, sums)
    }
  }
  const found = [...rules].flatMap(([code, sums]) => {
    const rule = ruleOf(code)
    return rule === null ? [] : [{ code, severity: rule.severity, field: rule.field, ...sums }]
  })
  return {
    entries,
    clean,
    upToDate: isUpToDate(db, at),
    rules: found.sort((a, b) => grave[a.severity] - grave[b.severity] || b.entries - a.entries || (a.code < b.code ? -1 : 1)),
  }
}

const grave = { error: 0, warning: 1, info: 2 } as const
