import type { DocumentFormat, DocumentModel } from '../../../shared/documents/document.ts'
import { asFailure } from '../failure.ts'
import type { TaskChannel } from '../tasks/channel.ts'

export type DocumentJob = { document: DocumentModel; digest: string; format: DocumentFormat }
/** `pages` is null where only the reader's program knows (docx). */
export type FromDocumentTask = { kind: 'made'; bytes: Uint8Array; pages: number | null }

/** The process that sets a paper and ends: faces of 37 MB never weigh on the core. */
export const documentTask = (channel: TaskChannel): void => {
  channel.onMessage((received) => {
    run(received as DocumentJob).then(
      (made) => {
        channel.send(made)
      },
      (error: unknown) => {
        channel.send({ kind: 'failed', failure: asFailure(error) })
      },
    )
  })
}

const run = async ({ document, digest, format }: DocumentJob): Promise<FromDocumentTask> => {
  if (format === 'docx') {
    const { renderDocx } = await import('./docx/render-docx.ts')
    return { kind: 'made', ...(await renderDocx(document, digest)) }
  }
  const [{ openFaces }, { refuseMissingGlyphs }, { renderPdf }] = await Promise.all([
    import('./fonts.ts'),
    import('./characters.ts'),
    import('./pdf/render-pdf.ts'),
  ])
  const faces = openFaces()
  refuseMissingGlyphs(document, faces)
  return { kind: 'made', ...(await renderPdf(document, digest, faces)) }
}
