import { type Connection, sql } from './database/database.ts'

/** What a backup leaves that was taken when a case had so many acts; the rest is as it never was. */
export const putCaseBack = async (db: Connection, id: string, acts: number): Promise<void> => {
  const gone = (await db.all<{ id: string }>(sql`SELECT id::text AS id FROM case_act WHERE case_id = ${id}::uuid AND n > ${acts}`)).map((row) => row.id)
  await db.script('ALTER TABLE case_act DISABLE TRIGGER case_act_append_only')
  await db.run(sql`DELETE FROM verdict WHERE change_id = ANY(${gone}::uuid[])`)
  await db.run(sql`DELETE FROM case_act WHERE id = ANY(${gone}::uuid[])`)
  await db.script('ALTER TABLE case_act ENABLE TRIGGER case_act_append_only')
  if (acts === 0) {
    for (const table of ['case_party', 'case_paper']) await db.run({ text: `DELETE FROM ${table} WHERE case_id = $1::uuid`, values: [id] })
    await db.run(sql`DELETE FROM case_file WHERE id = ${id}::uuid`)
  } else {
    await db.run(sql`
      UPDATE case_file SET version = ${acts}, state = (SELECT state FROM case_act WHERE case_id = ${id}::uuid AND n = ${acts}), closed = FALSE WHERE id = ${id}::uuid`)
  }
}
