import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type EntryPatch, emptyContent, emptyItem, entryPatchSchema, entryStatusSchema, itemSchema } from '../../../shared/catalogue.ts'
import { applyPatch } from '../../../shared/changes.ts'
import type { Parsed } from '../../../shared/contract.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import { createEntry } from '../catalogue/write.ts'
import type { Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readSettings } from '../profile/stored-profile.ts'
import { putSampleTrail } from './sample-trail.ts'

/** assets/sample/catalogue.json: an invented agency's catalogue; fields with nothing in them are left out, items have no ids. */
const sampleSchema = z.strictObject({
  about: z.string(),
  agency: z.string(),
  creditCode: z.string(),
  entries: z.array(
    z.strictObject({
      status: entryStatusSchema,
      content: entryPatchSchema.extend({ items: z.array(itemSchema.omit({ id: true }).partial()).optional() }),
    }),
  ),
})

/** Loads the sample catalogue, for trying; each time anew. */
export const loadSample = async ({ secrecy }: Parsed<'catalogue.sample'>, context: Context): Promise<{ created: number }> => {
  askSecrecy(secrecy)
  const text = await readFile(join(context.ports.assetsDir, 'sample', 'catalogue.json'), 'utf8')
  const { entries } = sampleSchema.parse(JSON.parse(text))
  const at = context.ports.now().toISOString()
  const stamp = { at, author: context.user.name, newId: () => context.ports.newId() }
  const settings = readSettings(context.db, at)
  const created = await context.commitLong(
    async (breathe) => {
      for (const [index, { status, content }] of entries.entries()) {
        const items = (content.items ?? []).map((item) => Object.assign(emptyItem(stamp.newId()), item))
        const whole = applyPatch(emptyContent(), { ...(content as EntryPatch), items })
        const { rid } = createEntry(context.db, stamp, whole, { imported: false, why: 'create', status, settings })
        putSampleTrail(context.db, rid, status, stamp)
        context.progress('write', index + 1, entries.length)
        await breathe()
      }
      return entries.length
    },
    (count) => ({ entity: 'entry', digest: sha256Hex(text), note: `sample, created ${count}` }),
  )
  context.ports.emit('changed', { noun: 'catalogue', ids: [] })
  return { created }
}
