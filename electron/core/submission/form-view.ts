import type { z } from 'zod'
import type { submissionCalls } from '../../../shared/contract/submissions.ts'
import { type Bound, type FigureRef, indicatorsOf, namedIndicators, type Template } from '../../../shared/submissions/template.ts'
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

const cellsOf = ({ cells, places }: FormSheet, proposed: (at: string) => Bound | null): CellView[] => [
  ...cells.map(({ at, text, formula }): CellView => ({ cell: at, text, formula, kind: 'text', left: '', above: '', fillable: false, proposed: null })),
  ...places.map(
    (place): CellView => ({
      ...{ cell: place.at, text: '', formula: false, kind: kindOf(place), fillable: true },
      ...{ left: place.left.join(' / '), above: place.above.join(' / '), proposed: proposed(place.at) },
    }),
  ),
]

/** Columns that say of themselves what of a figure they are for. */
const ofBefore = /上(?:一)?(?:个)?(?:期|季|月|年|半年)|前期|同期|previous|last/i
const ofWords = /说明|原因|备注|remark|explan|note/i
/** Longer is a title. */
const headingLength = 12
const says = ({ above }: FormPlace, words: RegExp): boolean => above.slice(0, 2).some((text) => text.length <= headingLength && words.test(text))

const only = (form: InspectedForm, chosen: (place: FormPlace, sheet: string) => boolean): InspectedForm => ({
  ...form,
  sheets: form.sheets.map((sheet) => ({ ...sheet, places: sheet.places.filter((place) => chosen(place, sheet.name)) })),
})

/** What each place seems to be for, by sheet and cell. The officer decides. */
const proposals = (form: InspectedForm, template: Template): ReadonlyMap<string, Bound> => {
  const figures = targetsOf(template)
  const refs = new Map(figures.map(({ target, ref }) => [target.id, ref]))
  const found = new Map<string, Bound>()
  const propose = (places: (place: FormPlace, sheet: string) => boolean, targets: readonly BindingTarget[], bound: (id: string) => Bound | undefined) => {
    for (const { target, sheet, at } of proposeBindings(only(form, places), targets)) {
      const value = bound(target)
      if (value !== undefined) found.set(`${sheet}!${at}`, value)
    }
  }
  const asFigure =
    (kind: 'figure' | 'previous' | 'explanation') =>
    (id: string): Bound | undefined => {
      const ref = refs.get(id)
      return ref === undefined ? undefined : { kind, ...ref }
    }
  // What a form asks of the cover is said right beside the cell, whatever column it stands in.
  const cover = template.cover.map(
    ({ id, words, from }): BindingTarget => ({ id, words: [words.zh], kind: ['from', 'until', 'frozenOn'].includes(from) ? 'day' : 'text' }),
  )
  propose(
    () => true,
    [...cover, { id: '', words: ['报送编号'], kind: 'text' }],
    (id) => (id === '' ? { kind: 'mark', which: 'id' } : { kind: 'cover', field: id }),
  )
  const free = (place: FormPlace, sheet: string): boolean => !found.has(`${sheet}!${place.at}`)
  const named = figures.map(({ target }) => target)
  const asText = named.map((target) => ({ ...target, kind: 'text' as const }))
  propose((place, sheet) => free(place, sheet) && says(place, ofBefore), named, asFigure('previous'))
  propose((place, sheet) => free(place, sheet) && !says(place, ofBefore) && says(place, ofWords), asText, asFigure('explanation'))
  propose((place, sheet) => free(place, sheet) && !says(place, ofBefore) && !says(place, ofWords), named, asFigure('figure'))
  return found
}

/** A form as the screen shows it, with what its labels seem to ask for. Sheets that are hidden in it stay hidden. */
export const formView = (form: InspectedForm, template: Template): FormView => {
  const proposed = proposals(form, template)
  return {
    sheets: form.sheets
      .filter(({ hidden }) => !hidden)
      .map((sheet) => ({
        ...{ name: sheet.name, rows: sheet.rows, columns: sheet.columns, merges: sheet.merges, truncated: sheet.cut },
        cells: cellsOf(sheet, (at) => proposed.get(`${sheet.name}!${at}`) ?? null),
      })),
  }
}
