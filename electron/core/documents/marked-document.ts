import { type DocumentModel, textsOf } from '../../../shared/documents/document.ts'
import { Refusal } from '../../../shared/errors.ts'
import { secrecyCell, secrecyMarks } from '../../../shared/secrecy.ts'

const refused = (mark: string): Refusal => new Refusal('secrecy.marked', { mark: /绝密|机密|工作秘密|秘密/u.exec(mark)?.[0] ?? '涉密', where: '文书' })

/** A paper with a classification mark is made nowhere (practice L1): in a text, or as a cell under 密级 or 是否涉密. */
export const refuseMarkedDocument = (document: DocumentModel): void => {
  const { name, number, agency, blocks } = document
  for (const text of [name, number, agency, document.stamp?.purpose ?? '', ...blocks.flatMap(textsOf)]) {
    const mark = secrecyMarks(text)[0]
    if (mark !== undefined) throw refused(mark)
  }
  for (const block of blocks) {
    if (block.kind === 'table') {
      for (const row of block.rows) for (const [at, { title }] of block.columns.entries()) if (secrecyCell(title, row[at] ?? '')) throw refused(title)
    }
    if (block.kind === 'pairs') for (const { label, value } of block.rows.flat()) if (secrecyCell(label, value)) throw refused(label)
  }
}
