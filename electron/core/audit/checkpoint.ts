import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { OpenVault } from '../vault/open-vault.ts'
import { checkpointText } from './chain.ts'

/** Events after which the log's head is signed again; it is also signed whenever the vault closes. */
export const eventsPerCheckpoint = 200

const lastNumber = (db: WriteDb, table: 'audit' | 'audit_checkpoint'): { seq: number; hash: string } | undefined =>
  table === 'audit'
    ? db.get(sql`SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`)
    : db.get(sql`SELECT seq, '' AS hash FROM audit_checkpoint ORDER BY seq DESC LIMIT 1`)

/** Signs the log's head with the device's key when `due` events have come since the last signature. */
export const checkpoint = (vault: OpenVault, at: Date, due = 1): void => {
  const { db, device } = vault
  const head = lastNumber(db, 'audit')
  if (head === undefined || head.seq - (lastNumber(db, 'audit_checkpoint')?.seq ?? 0) < due) return
  const text = checkpointText({ vaultId: vault.session().vaultId, device: device.id, at: at.toISOString(), seq: head.seq, hash: head.hash })
  const signature = Buffer.from(device.sign(Buffer.from(text))).toString('base64')
  db.run(sql`
    INSERT INTO audit_checkpoint (seq, at, device, public_key, signature)
    VALUES (${head.seq}, ${at.toISOString()}, ${device.id}, ${device.publicKey}, ${signature})`)
}
