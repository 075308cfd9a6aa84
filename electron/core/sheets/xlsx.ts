import type { SheetFile } from './types.ts'
import { type CellContext, measureSheet, readRows, readSharedStrings } from './xlsx-cells.ts'
import { type Package, readAsides, readDateStyles, readWorkbook } from './xlsx-package.ts'
import type { ZipPart } from './zip.ts'

/**
 * Opens an xlsx workbook whose package has passed the checks. Each sheet is read through once for its size and
 * merges, so that every limit is met before
 * the first row is handed on.
 */
export const openXlsx = async (pack: Package, workbookPart: ZipPart): Promise<SheetFile> => {
  const workbook = await readWorkbook(pack, workbookPart)
  const dateStyles = await readDateStyles(pack, workbook.styles)
  let context: CellContext | null = null
  const sheets: SheetFile['sheets'] = []
  const loose = await readAsides(pack)
  for (const { name, hidden, part } of workbook.sheets) {
    const { printed, ...size } = await measureSheet(pack, part)
    sheets.push({ name, hidden, ...size })
    loose.push(...printed)
  }

  async function* rows(sheetIndex: number) {
    const sheet = workbook.sheets[sheetIndex]
    if (sheet === undefined) return
    context ??= { strings: await readSharedStrings(pack, workbook.sharedStrings), dateStyles, from1904: workbook.from1904 }
    yield* readRows(pack, sheet.part, context)
  }

  return {
    format: 'xlsx',
    encoding: null,
    sheets,
    loose,
    rows,
    close: () => {
      context = null
    },
  }
}
