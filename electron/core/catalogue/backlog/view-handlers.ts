import { dayInChina } from '../../../../shared/moments.ts'
import type { ReaderHandlers } from '../../context.ts'
import { checkCatalogue } from '../check-catalogue.ts'
import { standingAnswers } from './queries.ts'

export const backlogViewHandlers: Pick<ReaderHandlers, 'catalogue.backlog'> = {
  'catalogue.backlog': (_input, { db, now }) => {
    const at = now().toISOString()
    const today = dayInChina(at)
    const answers = Map.groupBy(standingAnswers(db), ({ code }) => code)
    const { rules } = checkCatalogue(db, { existing: true }, at)
    return {
      rules: rules.map(({ code, severity, field, entries }) => {
        const given = answers.get(code) ?? []
        const sum = (rows: typeof given) => rows.reduce((total, row) => total + row.entries, 0)
        const later = given.filter(({ answer }) => answer === '待补')
        const confirmed = sum(given.filter(({ answer }) => answer === '确认无误'))
        const due = later.flatMap(({ due_on }) => (due_on === null ? [] : [due_on])).sort()
        return {
          ...{ code, severity, field, entries, confirmed },
          later: sum(later),
          open: entries - confirmed - sum(later),
          overdue: sum(later.filter(({ due_on }) => due_on !== null && due_on < today)),
          nextDueOn: due[0] ?? null,
        }
      }),
    }
  },
}
