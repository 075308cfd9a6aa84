import { z } from 'zod'
import type { Block, DocumentModel } from './document.ts'
import { tidyDocument } from './tidy.ts'

const text = z.string()
const pair = z.strictObject({ label: text, value: text, lines: z.number().int().exactOptional() })
const column = z.strictObject({ title: text, width: z.number(), align: z.enum(['left', 'center', 'right']).exactOptional() })

const blockSchema: z.ZodType<Block> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('title'), text }),
  z.strictObject({ kind: z.literal('subtitle'), text }),
  z.strictObject({ kind: z.literal('number'), text }),
  z.strictObject({ kind: z.literal('addressee'), text }),
  z.strictObject({ kind: z.literal('heading'), level: z.literal([1, 2, 3]), text }),
  z.strictObject({ kind: z.literal('paragraph'), text, indent: z.enum(['first', 'none']).exactOptional() }),
  z.strictObject({ kind: z.literal('quote'), text }),
  z.strictObject({ kind: z.literal('table'), caption: text.exactOptional(), columns: z.array(column), rows: z.array(z.array(text)) }),
  z.strictObject({ kind: z.literal('pairs'), rows: z.array(z.array(pair)) }),
  z.strictObject({ kind: z.literal('signatures'), sides: z.array(z.strictObject({ side: text, name: text, lines: z.array(pair) })) }),
  z.strictObject({ kind: z.literal('attachments'), names: z.array(text) }),
  z.strictObject({ kind: z.literal('signOff'), agency: text, on: text.nullable() }),
  z.strictObject({ kind: z.literal('note'), text }),
  z.strictObject({ kind: z.literal('copyTo'), text }),
  z.strictObject({ kind: z.literal('annex'), label: text }),
])

/** A paper to be read on a screen: what stands in it, without a page. */
export const readablePaperSchema = z.strictObject({ name: text, numbering: z.enum(['sections', 'articles']), blocks: z.array(blockSchema) })
export type ReadablePaper = z.infer<typeof readablePaperSchema>

/** With every text as its PDF shows it. */
export const readable = (document: DocumentModel): ReadablePaper => {
  const { name, numbering, blocks } = tidyDocument(document)
  return { name, numbering, blocks: [...blocks] }
}
