import type { DocumentFormat, DocumentModel } from '../../../shared/documents/document.ts'
import { asFailure } from '../failure.ts'
import type { TaskChannel } from '../tasks/channel.ts'
import type { Faces } from './faces.ts'

export type DocumentJob = { document: DocumentModel; digest: string; format: DocumentFormat }
/** `pages` is null where only the reader's program knows (docx). */
export type FromDocumentTask = { kind: 'made'; bytes: Uint8Array; pages: number | null }

/** The process that sets a paper and ends: faces of 37 MB never weigh on the core. */
export const documentTask = (channel: TaskChannel): void => {
  // One paper after the other on the same faces.
  const faces = once(async () => (await import('./fonts.ts')).openFaces())
  channel.onMessage((received) => {
    run(received as DocumentJob, faces).then(
      (made) => {
        channel.send(made)
      },
      (error: unknown) => {
        channel.send({ kind: 'failed', failure: asFailure(error) })
      },
    )
  })
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

const run = async ({ document, digest, format }: DocumentJob, openFaces: () => Promise<Faces>): Promise<FromDocumentTask> => {
  if (format === 'docx') {
    const { renderDocx } = await import('./docx/render-docx.ts')
    return { kind: 'made', ...(await renderDocx(document, digest)) }
  }
  const [faces, { refuseMissingGlyphs }, { renderPdf }] = await Promise.all([openFaces(), import('./characters.ts'), import('./pdf/render-pdf.ts')])
  refuseMissingGlyphs(document, faces)
  return { kind: 'made', ...(await renderPdf(document, digest, faces)) }
}
