import { Refusal } from '../../../shared/errors.ts'
import { type InspectedForm, inspectForm } from '../sheets/inspect-form.ts'
import { placeOf } from '../sheets/workbook-edit.ts'
import { textsIn } from '../sheets/workbook-texts.ts'
import { createScan, markPlace } from './scan.ts'

/** A form that came from elsewhere: its cells, and every text in it, one a line. Throws `secrecy.marked` for a mark anywhere, and what `inspectForm` throws. */
export const lookAtForm = async (data: Buffer, name: string): Promise<{ form: InspectedForm; words: string }> => {
  const texts = await textsIn(data, name)
  const form = await inspectForm(data, name)
  const scan = createScan()
  for (const { name: sheet, cells } of form.sheets) {
    const look = scan.sheet(sheet, Number.POSITIVE_INFINITY)
    const rows = new Map<number, (string | null)[]>()
    for (const { at, text } of cells) {
      const place = placeOf(at)
      if (place === null) continue
      const row = rows.get(place.row) ?? []
      while (row.length < place.column) row.push(null)
      row[place.column] = text
      rows.set(place.row, row)
    }
    for (const [row, of] of rows) look({ row, cells: of })
  }
  // What stands in no cell, or further out than a form is looked at.
  scan.loose('', name)
  for (const text of texts) scan.loose('', text)
  const [mark] = scan.marks
  if (mark !== undefined) throw new Refusal('secrecy.marked', { mark: mark.mark, where: markPlace(mark) })
  return { form, words: texts.join('\n') }
}
