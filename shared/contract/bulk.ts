import { z } from 'zod'
import { bulkOperationSchema } from '../bulk.ts'
import { entryStatusSchema, secrecySchema } from '../catalogue.ts'
import { momentSchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { fieldChangeSchema, filterSchema } from './catalogue.ts'
import { call } from './define.ts'

/** The living entries of ours meant: what a search finds, or `filter.ids` as picked by hand. */
const chosen = {
  filter: filterSchema.omit({ deleted: true, whose: true }).default({}),
  text: z.string().max(200).default(''),
  operation: bulkOperationSchema,
}

const blockedSchema = z.strictObject({ id: z.uuid(), title: z.string() })

const ledgerRowSchema = z.strictObject({
  id: z.uuid(),
  at: momentSchema,
  by: z.string(),
  reason: z.string(),
  operation: bulkOperationSchema.nullable(), // null: erased with an entry it touched
  entries: z.number().int(),
  cells: z.number().int(),
  undone: z.strictObject({ at: momentSchema, by: z.string(), entries: z.number().int(), left: z.number().int() }).nullable(),
})
export type LedgerRow = z.infer<typeof ledgerRowSchema>

/** Bulk edit: preview, apply, ledger, undo (lesson 17). */
export const bulkCalls = {
  'catalogue.bulkPreview': call({
    about: { zh: '批量修改：预览每一处改动', en: 'Bulk edit: preview every changed cell' },
    roles: ['catalogueOfficer'],
    effect: 'read',
    long: true,
    input: z.strictObject({
      ...chosen,
      limit: z.number().int().min(1).max(2000).default(500),
      /** The entry the page before ended with; `whole` is then null. */
      after: z.uuid().optional(),
    }),
    output: z.strictObject({
      whole: z
        .strictObject({
          selected: z.number().int(),
          entries: z.number().int(), // that would change
          cells: z.number().int(),
          /** Left as they are, because the result would not fit into its field; the first 100 of `blockedCount`. */
          blocked: z.array(blockedSchema),
          blockedCount: z.number().int(),
          /** Named, and left because they are another agency's; the first 100 of `othersCount`. */
          others: z.array(blockedSchema),
          othersCount: z.number().int(),
          /** Handed back to `catalogue.bulkApply` as it is. */
          digest: z.string(),
        })
        .nullable(),
      rows: z.array(
        z.strictObject({
          id: z.uuid(),
          code: z.string(),
          title: z.string(),
          status: entryStatusSchema,
          version: z.number().int(),
          changes: z.array(fieldChangeSchema),
        }),
      ),
      more: z.boolean(),
    }),
  }),
  /** Refused with `bulk.differs` and `details {entries: [{id, title}]}` when it would no longer change what was previewed. */
  'catalogue.bulkApply': call({
    about: { zh: '批量修改：按预览一次写入', en: 'Bulk edit: write what was previewed, in one transaction' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    long: true,
    input: z.strictObject({
      ...chosen,
      previewDigest: z.string().max(4_000_000),
      secrecy: secrecySchema.optional(), // required; without it secrecy.undeclared
      reason: z.string().max(500),
    }),
    output: z.strictObject({ id: z.uuid(), entries: z.number().int(), cells: z.number().int() }),
  }),
  'catalogue.bulkLedger': call({
    about: { zh: '批量修改台账', en: 'Ledger of bulk edits' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      /** One bulk edit with its entries. */
      id: z.uuid().optional(),
      limit: z.number().int().min(1).max(500).default(100),
      skip: z.number().int().min(0).default(0),
    }),
    output: z.strictObject({
      rows: z.array(ledgerRowSchema),
      entries: z
        .array(z.strictObject({ id: z.uuid(), code: z.string(), title: z.string(), version: z.number().int(), undoneVersion: z.number().int().nullable() }))
        .nullable(),
    }),
  }),
  'catalogue.bulkUndo': call({
    about: { zh: '撤回一次批量修改（之后又改过的不动，逐条列出）', en: 'Undo a bulk edit (entries edited since are listed and left)' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    long: true,
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({
      restored: z.number().int(),
      /** The first 500 of `leftCount`. */
      left: z.array(z.strictObject({ id: z.uuid(), title: z.string(), why: z.enum(['edited', 'deleted', 'others']) })),
      leftCount: z.number().int(),
    }),
  }),
}
