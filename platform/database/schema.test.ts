import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { addAgency } from '../store/platform.ts'
import { sql } from './database.ts'
import { openPglite } from './pglite.ts'
import { migrate, schemaSteps } from './schema.ts'

it('a device is known to have the papers its submissions named before that was written down', async () => {
  const db = await openPglite(null)
  try {
    await migrate(db, schemaSteps.slice(0, 3))
    const agency = await addAgency(db, '澄湖市民政局', '11349900MB7C2K106Y', false)
    const [device, id] = [randomUUID(), randomUUID()]
    await db.run(sql`
      INSERT INTO device (id, agency_id, officer, name, public_key, enrolled_at) VALUES (${device}::uuid, ${agency}::uuid, '李文静', '目录', '', now())`)
    const [scan, letter] = ['a'.repeat(64), 'b'.repeat(64)]
    const log = async (seq: number, kind: string, deviceId: string | null, body: unknown) => {
      await db.run(sql`
        INSERT INTO change_log (seq, entity, id, version, kind, change_id, device_id, agency_id, officer, body, at)
        VALUES (${seq}, 'entry', ${id}::uuid, ${seq}, ${kind}, ${randomUUID()}::uuid, ${deviceId}::uuid, ${agency}::uuid, '', ${JSON.stringify(body)}, now())`)
    }
    await log(1, 'patch', device, { patch: { fields: { abstract: '\u0000' } } })
    await log(2, 'submit', device, { evidence: [{ name: '扫描\u0000.pdf', sha256: scan }] })
    await log(3, 'return', null, { kind: 'return', reason: '缺函' })
    await log(4, 'submit', device, {
      evidence: [
        { name: '扫描.pdf', sha256: scan },
        { name: '函.pdf', sha256: letter },
      ],
    })
    // As it was before submissions had papers.
    await log(5, 'submit', device, { note: '' })
    await migrate(db)
    expect(await db.all(sql`SELECT device_id::text AS device, sha256, held FROM device_paper ORDER BY sha256`)).toEqual([
      { device, sha256: scan, held: true },
      { device, sha256: letter, held: true },
    ])
    // A second time changes nothing.
    await migrate(db)
    expect(await db.one(sql`SELECT version FROM schema_version`)).toEqual({ version: schemaSteps.length })
  } finally {
    await db.close()
  }
})
