import { readFile } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { openWorkbook } from './workbook-edit.ts'
import { decodeEntities } from './xml.ts'

/** Every text in a workbook: cells, drop-downs, names of sheets, headers, comments, properties. */
export const textsIn = async (data: Buffer, name: string): Promise<string[]> => {
  const { parts, sheets } = await openWorkbook(data, name)
  const found = new Set(sheets.map((sheet) => sheet.name))
  for (const { written, text } of parts.values()) {
    if (text === null || /\.rels$|\[content_types\]|styles\.xml$|theme\d*\.xml$/i.test(written)) continue
    // The runs of one text belong together; between two texts stands markup that ends a cell, a list or a property.
    for (const one of text.split(
      /<\/(?:[\w.-]+:)?(?:si|is|c|comment|p|formula1|formula2|oddHeader|oddFooter|definedName|title|subject|creator|keywords|description|category|lastModifiedBy|Company|Manager)>/,
    )) {
      const said = decodeEntities(one.replace(/<[^>]*>/g, '')).trim()
      if (said !== '' && !/^[\d.\s]+$/.test(said)) found.add(said)
    }
  }
  return [...found]
}

export const readWorkbookFile = async (path: string, name: string): Promise<Buffer> => {
  try {
    return await readFile(path)
  } catch (error) {
    throw new Refusal('file.unreadable', { name, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}
