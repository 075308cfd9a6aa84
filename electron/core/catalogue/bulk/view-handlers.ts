import { Refusal } from '../../../../shared/errors.ts'
import type { ReaderHandlers } from '../../context.ts'
import { bulkById, bulkEntries, bulksOf } from './queries.ts'

export const bulkViewHandlers: ReaderHandlers<'catalogue.bulkLedger'> = {
  'catalogue.bulkLedger': ({ id, skip, limit }, { db }) => {
    if (id === undefined) return { rows: bulksOf(db, skip, limit), entries: null }
    const bulk = bulkById(db, id)
    if (bulk === undefined) throw new Refusal('bulk.notFound')
    const { seq, ...row } = bulk
    return { rows: [row], entries: bulkEntries(db, seq, skip, limit) }
  },
}
