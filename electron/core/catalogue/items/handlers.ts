import { Refusal } from '../../../../shared/errors.ts'
import { labelOf } from '../../../../shared/fields.ts'
import type { VaultHandlers } from '../../context.ts'
import { createScan } from '../../transfer/scan.ts'
import { refuseMarks } from '../gate.ts'
import { looksLikeDdl } from './ddl.ts'
import { readGrid } from './grid.ts'
import { parseItems } from './parse-items.ts'

/** What a resource can have, several times over; more would hold the thread for seconds. */
const mostLines = 20_000
const mostColumns = 1_000

const countLines = (text: string): number => {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

const refuseTooLarge = (tooLarge: boolean): void => {
  if (tooLarge) throw new Refusal('catalogue.pasteTooLarge', { lines: mostLines, columns: mostColumns })
}

export const itemHandlers: Pick<VaultHandlers, 'catalogue.parseItems'> = {
  'catalogue.parseItems': ({ text }, { ports }) => {
    refuseTooLarge(countLines(text) > mostLines)
    refuseMarks({ items: text })
    const rows = readGrid(text)
    refuseTooLarge(rows.length > mostLines || (!looksLikeDdl(text) && rows.some(({ cells }) => cells.length > mostColumns)))
    const { sheet, marks } = createScan()
    const look = sheet('', Number.POSITIVE_INFINITY)
    for (const { line, cells } of rows) look({ row: line, cells })
    if (marks[0] !== undefined) throw new Refusal('secrecy.marked', { mark: marks[0].mark, where: labelOf('items').zh })
    return parseItems(text, () => ports.newId())
  },
}
