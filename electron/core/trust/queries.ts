import type { z } from 'zod'
import type { TrustPurpose, trustedKeySchema } from '../../../shared/contract/trust.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

export type TrustedKey = z.infer<typeof trustedKeySchema>

type Row = { fingerprint: string; purpose: TrustPurpose; public_key: string; name: string; imported_at: string; imported_by: string }

const toKey = ({ fingerprint, purpose, name, imported_at, imported_by }: Row): TrustedKey => ({
  fingerprint,
  purpose,
  name,
  importedAt: imported_at,
  importedBy: imported_by,
})

export const trustedKeys = (db: ReadDb, purpose: TrustPurpose | null): TrustedKey[] =>
  db
    .all<Row>(sql`
      SELECT fingerprint, purpose, public_key, name, imported_at, imported_by FROM trusted_key
      WHERE ${purpose} IS NULL OR purpose = ${purpose} ORDER BY purpose, imported_at, fingerprint`)
    .map(toKey)

/** The key with this fingerprint, if it is trusted for this purpose. `publicKey` is SPKI in base64. */
export const trustedKey = (db: ReadDb, fingerprint: string, purpose: TrustPurpose): { key: TrustedKey; publicKey: string } | null => {
  const row = db.get<Row>(sql`
    SELECT fingerprint, purpose, public_key, name, imported_at, imported_by FROM trusted_key WHERE fingerprint = ${fingerprint} AND purpose = ${purpose}`)
  return row === undefined ? null : { key: toKey(row), publicKey: row.public_key }
}

export const addTrustedKey = (db: WriteDb, key: TrustedKey, publicKey: string): void => {
  db.run(sql`
    INSERT INTO trusted_key (fingerprint, purpose, public_key, name, imported_at, imported_by)
    VALUES (${key.fingerprint}, ${key.purpose}, ${publicKey}, ${key.name}, ${key.importedAt}, ${key.importedBy})`)
}

/** False when it was not there. */
export const removeTrustedKey = (db: WriteDb, fingerprint: string, purpose: TrustPurpose): boolean =>
  db.run(sql`DELETE FROM trusted_key WHERE fingerprint = ${fingerprint} AND purpose = ${purpose}`).changes > 0
