import type { Cell } from '../../../shared/cell.ts'
import { sources } from '../../../shared/statistics/sources.ts'
import { factCell, figureNumber, figureOf, figuresByRef, listed } from '../../../shared/submissions/tables.ts'
import { type Bound, indicatorsOf, type WorkbookBinding } from '../../../shared/submissions/template.ts'
import type { CellFill } from '../sheets/fill-cells.ts'
import type { Fill } from '../sheets/fill-rows.ts'
import { fillWorkbook } from '../sheets/fill-workbook.ts'
import { fittingText } from '../sheets/workbook-parts.ts'
import { type Given, sheetCell, stampOf } from './sheet-parts.ts'

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)

/** What a bound cell is filled with; undefined: nothing is known, and the cell stays as the form has it. */
const valueFor = ({ document, digests }: Given, bound: Bound): CellFill['value'] | undefined => {
  if (bound.kind === 'mark') return bound.which === 'id' ? document.id : bound.which === 'version' ? document.version : digests[bound.which]
  if (bound.kind === 'cover') {
    const said = document.cover[bound.field] ?? ''
    if (said === '') return undefined
    return isDay(said) ? new Date(`${said}T00:00:00.000Z`) : fittingText(said)
  }
  if (bound.kind === 'explanation') {
    const said = document.explanations.find(({ indicator, key }) => indicator === bound.indicator && key === bound.key)
    return said === undefined ? undefined : fittingText(said.text)
  }
  const indicator = indicatorsOf(document.template).find(({ id }) => id === bound.indicator)
  const figure = figureOf(figuresByRef(document.figures), bound)
  const value = figureNumber(bound.kind === 'previous' ? figure.previous : figure.value, indicator)
  if (value === null) return undefined
  return indicator?.unit === 'percent' && typeof value === 'number' ? { percent: value } : value
}

const rowsOf = ({ document, language }: Given, { sheet, firstRow, table: id, columns }: WorkbookBinding['blocks'][number]): Fill[] => {
  const table = document.template.tables.find((one) => one.id === id)
  if (table?.kind !== 'list') return []
  const { facts } = sources[table.source]
  const cell = (of: Parameters<typeof factCell>[2], fact: string): Cell => {
    const said = factCell(table.source, fact, of, language)
    const made = sheetCell(said, facts[fact]?.type === 'day' ? 'day' : 'text', 0)
    return typeof made === 'string' ? fittingText(made) : made
  }
  const rows = listed(document.rows, table).map((row) => columns.map((fact) => (fact === null ? null : cell(row.facts[fact] ?? null, fact))))
  return [{ sheet, firstDataRow: firstRow, below: 'kept', rows }]
}

/** The city's own form with what its template binds; everything else of it as the city made it. Throws what `fillWorkbook` throws. */
export const fillCityForm = async (given: Given, form: { bytes: Buffer; name: string }, { cells, blocks }: WorkbookBinding): Promise<Buffer> => {
  const filled = cells.flatMap(({ sheet, cell, value: bound }): CellFill[] => {
    const value = valueFor(given, bound)
    return value === undefined ? [] : [{ sheet, at: cell, value }]
  })
  return fillWorkbook(form.bytes, form.name, { rows: blocks.flatMap((block) => rowsOf(given, block)), cells: filled }, stampOf(given))
}
