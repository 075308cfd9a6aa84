import { canonicalJson } from '../../../shared/canonical.ts'
import { Refusal } from '../../../shared/errors.ts'
import { type Beside, type SourceRow, type SubmissionDocument, sourceRowSchema, submissionDocumentSchema } from '../../../shared/submissions/document.ts'
import { readCanonical } from '../signing/canonical-text.ts'
import { mostTwinBytes } from './handed-in.ts'
import { digestsOf } from './pieces.ts'
import { headOf } from './rows-beside.ts'

const isReal = (moment: string): boolean => {
  const at = Date.parse(moment)
  return !Number.isNaN(at) && new Date(at).toISOString() === moment
}

/** Days and moments that a calendar has: everything that is written of the document counts with them. */
const isDated = ({ period, computed, notice, remedies }: SubmissionDocument): boolean => {
  const days = [period.from, period.until, ...remedies.flatMap(({ dueOn, doneOn }) => [dueOn, doneOn])]
  const moments = [computed.asOf, computed.at, ...(notice === null ? [] : [notice.dueAt])]
  return days.every((day) => day === null || isReal(`${day}T00:00:00.000Z`)) && moments.every(isReal)
}

/** Why it is none: of another format, as another version of Mulu may write it, or no such text at all. */
const whyNot = (bytes: Buffer): string => {
  const format = /"format":"(mulu-submission\/\d{1,9})"/.exec(bytes.toString('latin1'))?.[1]
  return format === undefined || format === submissionDocumentSchema.shape.format.value ? 'JSON' : format
}

/** A document out of its one text. Throws `submission.fileForm`. */
export const readTwin = (bytes: Buffer, name: string): SubmissionDocument => {
  const document = readCanonical(bytes, mostTwinBytes, submissionDocumentSchema)
  if (document === null) throw new Refusal('submission.fileForm', { name, why: whyNot(bytes) })
  if (!isDated(document)) throw new Refusal('submission.fileForm', { name, why: 'YYYY-MM-DD' })
  const files = document.beside ?? []
  const twice = new Set(files.map((file) => file.name)).size !== files.length || files.some(({ source }) => document.rows[source] !== undefined)
  if (twice) throw new Refusal('submission.fileForm', { name, why: 'beside' })
  return document
}

const newLine = 0x0a

/** Its lines, one at a time: a file of rows is never a tree in memory. */
function* linesOf(data: Buffer): Generator<string> {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for (let from = 0; from < data.length; ) {
    const found = data.indexOf(newLine, from)
    const end = found === -1 ? data.length : found
    yield text.decode(data.subarray(from, end))
    from = end + 1
  }
}

const rowOf = (line: string): SourceRow | null => {
  const read = sourceRowSchema.safeParse(JSON.parse(line))
  return read.success && canonicalJson(read.data) === line ? read.data : null
}

/** The rows of a file beside it, which is the one the document means, row by row. Throws `submission.fileForm`. */
export async function* readRowsFile(data: Buffer, file: Beside): AsyncGenerator<SourceRow> {
  const refuse = (why: string): Refusal => new Refusal('submission.fileForm', { name: file.name, why })
  const { sha256, sm3, bytes } = await digestsOf(data)
  if (sha256 !== file.sha256 || sm3 !== file.sm3 || bytes !== file.bytes) throw refuse('SHA-256')
  let count = -1
  try {
    for (const line of linesOf(data)) {
      if (count === -1 && line !== headOf(file.source)) throw refuse('format')
      const row = count === -1 ? null : rowOf(line)
      if (count !== -1 && row === null) throw refuse(`${count + 1}`)
      count++
      if (row !== null) yield row
    }
  } catch (error) {
    // No JSON, no UTF-8, or nested deeper than a program can follow.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) throw refuse('JSON')
    throw error
  }
  if (count !== file.rows) throw refuse('rows')
}
