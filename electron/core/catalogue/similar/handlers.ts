import type { EntryStatus } from '../../../../shared/catalogue.ts'
import { dayInChina } from '../../../../shared/moments.ts'
import { cite } from '../../../../shared/regulations/cited.ts'
import { rulesOf } from '../../../../shared/regulations/pack-set.ts'
import type { ReaderHandlers } from '../../context.ts'
import { packsOn } from '../../rules/view-handlers.ts'
import { candidates, readCandidates } from './candidates.ts'
import { createReader, likely, likeness } from './likeness.ts'

/** Below this nothing is worth showing. */
const faint = 0.45

const reader = createReader()

export const similarHandlers: ReaderHandlers<'catalogue.similar'> = {
  'catalogue.similar': ({ title, items, exceptId, limit }, { db, now }) => {
    const described = { title, items }
    const parsed = reader.parse(described)
    const found = readCandidates(db, candidates(db, described, parsed), exceptId)
      .map(({ items: names, status, ...row }) => ({
        ...row,
        status: status as EntryStatus,
        ...likeness(parsed, reader.parse({ title: row.title, items: names })),
      }))
      .filter(({ score }) => score >= faint)
      .toSorted((a, b) => b.score - a.score || (a.title < b.title ? -1 : 1))
    const rules = () =>
      rulesOf(packsOn(db, dayInChina(now().toISOString())), { duty: 'collection.once' }).filter(
        ({ rule, displaced }) => displaced === null && rule.holder !== 'competentDepartment',
      )
    const alike = found.filter(({ score }) => score >= likely).length
    return {
      similar: found.slice(0, limit).map(({ score, ...row }) => ({ ...row, score: Math.round(score * 100) / 100, likely: score >= likely })),
      likely: alike,
      cited: alike === 0 ? [] : rules().map(cite),
    }
  },
}
