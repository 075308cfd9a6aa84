import type { z } from 'zod'
import type { submissionCalls } from '../../../shared/contract/submissions.ts'
import { type FigureRef, indicatorsOf, namedIndicators, type Template } from '../../../shared/submissions/template.ts'
import type { FormPlace, FormSheet, InspectedForm } from '../sheets/inspect-form.ts'
import { type BindingTarget, proposeBindings } from '../sheets/propose-bindings.ts'

export type FormView = z.infer<(typeof submissionCalls)['submission.inspectForm']['output']>
type CellView = FormView['sheets'][number]['cells'][number]

/** What the template's indicators are asked for by, its own lines first: one of 400 that no table names is still better than none. */
const targetsOf = (template: Template): { target: BindingTarget; ref: FigureRef }[] => {
  const lines = template.tables.flatMap((table) => (table.kind === 'lines' ? table.lines : []))
  const named = namedIndicators(template)
  const rest = indicatorsOf(template).filter((one) => !named.includes(one))
  const kindOf = (unit: string): BindingTarget['kind'] => (unit === 'percent' ? 'percent' : unit === 'text' ? 'text' : 'number')
  const whole = [...named, ...rest].map(({ id, words, unit }) => ({
    target: {
      id,
      words: [
        words.zh,
        ...lines.flatMap((line) => (line.kind === 'figure' && line.indicator === id && line.key === null && line.words ? [line.words.zh] : [])),
      ],
      kind: kindOf(unit),
    },
    ref: { indicator: id, key: null },
  }))
  const parts = lines.flatMap((line) => {
    const indicator = indicatorsOf(template).find(({ id }) => line.kind === 'figure' && id === line.indicator)
    if (line.kind !== 'figure' || line.key === null || line.key === '' || indicator === undefined) return []
    const words = [line.key, `${indicator.words.zh}${line.key}`, ...(line.words === undefined ? [] : [line.words.zh.replace(/^其中[：:]?/, '')])]
    return [{ target: { id: `${line.indicator}\n${line.key}`, words, kind: kindOf(indicator.unit) }, ref: { indicator: line.indicator, key: line.key } }]
  })
  return [...whole, ...parts]
}

const kindOf = ({ kind }: FormPlace): CellView['kind'] => (kind === 'day' ? 'day' : kind === 'number' || kind === 'percent' ? 'number' : 'text')

const cellsOf = ({ cells, places }: FormSheet, proposed: (at: string) => FigureRef | null): CellView[] => [
  ...cells.map(({ at, text, formula }): CellView => ({ cell: at, text, formula, kind: 'text', left: '', above: '', fillable: false, proposed: null })),
  ...places.map(
    (place): CellView => ({
      ...{ cell: place.at, text: '', formula: false, kind: kindOf(place), fillable: true },
      ...{ left: place.left.join(' / '), above: place.above.join(' / '), proposed: proposed(place.at) },
    }),
  ),
]

/** A form as the screen shows it, with the figures its labels seem to ask for. Sheets that are hidden in it stay hidden. */
export const formView = (form: InspectedForm, template: Template): FormView => {
  const targets = targetsOf(template)
  const refs = new Map(targets.map(({ target, ref }) => [target.id, ref]))
  const found = proposeBindings(
    form,
    targets.map(({ target }) => target),
  )
  return {
    sheets: form.sheets
      .filter(({ hidden }) => !hidden)
      .map((sheet) => ({
        ...{ name: sheet.name, rows: sheet.rows, columns: sheet.columns, merges: sheet.merges, truncated: sheet.cut },
        cells: cellsOf(sheet, (at) => refs.get(found.find((one) => one.sheet === sheet.name && one.at === at)?.target ?? '') ?? null),
      })),
  }
}
