import { z } from 'zod'
import { submissionDocumentSchema } from './document.ts'

/** The twin's schema for other programs, written from what is checked here. */
export const submissionJsonSchema = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(submissionDocumentSchema, { reused: 'ref' })
  const about = {
    $schema,
    title: 'mulu-submission/1',
    description:
      'A submission as one text: RFC 8785 canonical JSON, UTF-8. SHA-256 and SM3 on its workbook and paper are of exactly these bytes. Days are of China, moments UTC. Figures are decimal text; percentages are of a hundred. A source named in `beside` has its rows in the files named there, one canonical JSON to a line behind a first line that names format and source.',
  }
  return `${JSON.stringify({ ...about, ...schema }, null, 2)}\n`
}
