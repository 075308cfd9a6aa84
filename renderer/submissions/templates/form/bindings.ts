import type { Bound, Template, WorkbookBinding } from '../../../../shared/submissions/template.ts'
import type { FormSheets } from './loaded.ts'

export const noBinding: WorkbookBinding = { cells: [], blocks: [] }

export const bindingOf = ({ workbook }: Pick<Template, 'workbook'>): WorkbookBinding => workbook ?? noBinding

export const boundAt = (binding: WorkbookBinding, sheet: string, cell: string): Bound | null =>
  binding.cells.find((one) => one.sheet === sheet && one.cell === cell)?.value ?? null

/** With a cell filled by something else, or by nothing. */
export const bind = (binding: WorkbookBinding, sheet: string, cell: string, value: Bound | null): WorkbookBinding => {
  const others = binding.cells.filter((one) => one.sheet !== sheet || one.cell !== cell)
  return { ...binding, cells: value === null ? others : [...others, { sheet, cell, value }] }
}

/** Every proposal taken up for a cell that is bound to nothing yet. */
export const takeProposals = (binding: WorkbookBinding, sheets: FormSheets): WorkbookBinding => ({
  ...binding,
  cells: [
    ...binding.cells,
    ...sheets.flatMap(({ name, cells }) =>
      cells.flatMap(({ cell, proposed }) => (proposed === null || boundAt(binding, name, cell) !== null ? [] : [{ sheet: name, cell, value: proposed }])),
    ),
  ],
})

/** Cells the loaded workbook does not have: of an older form, or mistyped. */
export const strayCells = ({ cells }: WorkbookBinding, sheets: FormSheets): string[] =>
  cells.flatMap(({ sheet, cell }) =>
    sheets.some((one) => one.name === sheet && one.cells.some((each) => each.cell === cell && each.fillable)) ? [] : [`${sheet}!${cell}`],
  )

/** Whether two say the same fills a cell. */
export const sameBound = (a: Bound | null, b: Bound | null): boolean => JSON.stringify(a) === JSON.stringify(b)
