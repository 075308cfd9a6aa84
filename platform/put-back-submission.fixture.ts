import { type Connection, sql } from './database/database.ts'

/** What a backup leaves that was taken before a submission was received. */
export const putSubmissionBack = async (db: Connection, id: string): Promise<void> => {
  await db.run(sql`DELETE FROM verdict WHERE change_id IN (SELECT change_id FROM change_log WHERE entity = 'submission' AND id = ${id}::uuid)`)
  for (const table of ['submission_reader', 'submission_paper']) await db.run({ text: `DELETE FROM ${table} WHERE submission_id = $1::uuid`, values: [id] })
  await db.run(sql`DELETE FROM submission WHERE id = ${id}::uuid`)
}
