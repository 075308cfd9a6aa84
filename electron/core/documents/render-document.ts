import { canonicalJson } from '../../../shared/canonical.ts'
import { type DocumentFormat, type DocumentModel, documentLimits, textsOf } from '../../../shared/documents/document.ts'
import { tidyDocument } from '../../../shared/documents/tidy.ts'
import { Refusal } from '../../../shared/errors.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { Ports } from '../ports.ts'
import { openLine } from '../transfer/line.ts'
import { refuseBadCharacters } from './characters.ts'
import type { DocumentJob, FromDocumentTask } from './document-task.ts'
import { refuseMarkedDocument } from './marked-document.ts'

/** `digest` is what the short hash on the pages is cut from; `sha256` is of the file. */
export type RenderedDocument = { bytes: Buffer; sha256: string; digest: string; pages: number | null }

const refuseTooLarge = ({ blocks }: DocumentModel, format: DocumentFormat): void => {
  const cells = blocks.reduce(
    (sum, block) => sum + (block.kind === 'table' ? block.rows.length * block.columns.length : block.kind === 'pairs' ? block.rows.flat().length * 2 : 0),
    0,
  )
  const characters = blocks.reduce((sum, block) => sum + textsOf(block).reduce((all, text) => all + text.length, 0), 0)
  const most = { cells: documentLimits.cells[format], characters: documentLimits.characters }
  if (blocks.length > documentLimits.blocks || cells > most.cells || characters > most.characters) throw new Refusal('document.tooLarge', most)
}

/** SHA-256 of what the paper says, whoever takes a copy of it and for what. */
export const documentDigest = (document: DocumentModel): string => {
  const { stamp: _, ...said } = document
  return document.digest ?? sha256Hex(canonicalJson(said))
}

/** Makes the file of a paper in a process that ends. The same paper gives the same bytes. Touches no database. */
export const renderDocument = async (
  given: DocumentModel,
  format: DocumentFormat,
  { ports, signal }: { ports: Pick<Ports, 'startTask'>; signal: AbortSignal },
): Promise<RenderedDocument> => {
  refuseTooLarge(given, format)
  const document = tidyDocument(given)
  refuseMarkedDocument(document)
  refuseBadCharacters(document)
  const digest = documentDigest(document)
  const line = openLine<DocumentJob, FromDocumentTask>(ports, 'document', signal, undefined, 'document.stopped')
  try {
    line.send({ document, digest, format })
    const { bytes, pages } = await line.next()
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return { bytes: file, sha256: sha256Hex(file), digest, pages }
  } finally {
    line.close()
  }
}
