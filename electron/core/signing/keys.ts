import type { z } from 'zod'
import type { signingKeySchema } from '../../../shared/contract/signing.ts'
import { keyAlgorithmSchema } from '../../../shared/signing/algorithms.ts'
import { identityWords } from '../../../shared/signing/verdict.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { betweenOf, ownCertificates, readTrust } from './certificates.ts'
import { judgeCertificates } from './chain.ts'
import type { KeyProvider } from './provider.ts'
import type { KeyStore } from './software-provider.ts'
import { inWords } from './verify.ts'
import { holderOf } from './x509.ts'

/** A key as the vault knows it; the private half is its provider's. */
export type StoredKey = {
  id: string
  userId: string
  user: string
  provider: string
  ref: string
  algorithm: z.infer<typeof keyAlgorithmSchema>
  publicKey: string
  fingerprint: string
  selfSigned: Buffer
  createdAt: string
  retiredAt: string | null
  retiredBy: string | null
  retiredReason: string | null
}

type Row = Omit<StoredKey, 'algorithm' | 'selfSigned'> & { algorithm: string; selfSigned: Uint8Array }

const columns = sql`
  k.id, k.user_id AS "userId", u.name AS user, k.provider, k.provider_ref AS ref, k.algorithm, k.public_key AS "publicKey", k.fingerprint,
  k.self_signed AS "selfSigned", k.created_at AS "createdAt", k.retired_at AS "retiredAt", k.retired_by AS "retiredBy", k.retired_reason AS "retiredReason"`

const toKey = (row: Row): StoredKey => ({ ...row, algorithm: keyAlgorithmSchema.parse(row.algorithm), selfSigned: Buffer.from(row.selfSigned) })

export const allKeys = (db: ReadDb): StoredKey[] =>
  db.all<Row>(sql`SELECT ${columns} FROM signing_key k JOIN user u ON u.id = k.user_id ORDER BY k.created_at DESC, k.id`).map(toKey)

export const keyById = (db: ReadDb, id: string): StoredKey | undefined => {
  const row = db.get<Row>(sql`SELECT ${columns} FROM signing_key k JOIN user u ON u.id = k.user_id WHERE k.id = ${id}`)
  return row === undefined ? undefined : toKey(row)
}

export const insertKey = (db: WriteDb, key: Omit<StoredKey, 'user' | 'retiredAt' | 'retiredBy' | 'retiredReason'>): void => {
  db.run(sql`
    INSERT INTO signing_key (id, user_id, provider, provider_ref, algorithm, public_key, fingerprint, self_signed, created_at)
    VALUES (${key.id}, ${key.userId}, ${key.provider}, ${key.ref}, ${key.algorithm}, ${key.publicKey}, ${key.fingerprint}, ${key.selfSigned}, ${key.createdAt})`)
}

export const markRetired = (db: WriteDb, id: string, at: string, by: string, reason: string): void => {
  db.run(sql`UPDATE signing_key SET retired_at = ${at}, retired_by = ${by}, retired_reason = ${reason} WHERE id = ${id}`)
}

type Shown = z.infer<typeof signingKeySchema>

const standingOf = (db: ReadDb, keyId: string, now: string): Shown['standing'] => {
  const [own] = ownCertificates(db, keyId)
  if (own === undefined) return null
  const { certificate } = own
  const { level, authority, findings } = judgeCertificates([certificate, ...betweenOf(db, keyId)], readTrust(db), { signedAt: now, receivedAt: null, now })
  return { level, words: identityWords(level, holderOf(certificate), authority ?? ''), findings: findings.map(inWords) }
}

export const shownKey = (db: ReadDb, key: StoredKey, providers: readonly KeyProvider[], now: string): Shown => ({
  id: key.id,
  user: key.user,
  algorithm: key.algorithm,
  fingerprint: key.fingerprint,
  place: providers.find(({ id }) => id === key.provider)?.describe().place ?? { kind: 'module', name: key.provider },
  createdAt: key.createdAt,
  retiredAt: key.retiredAt,
  retiredBy: key.retiredBy,
  retiredReason: key.retiredReason,
  certificates: ownCertificates(db, key.id).map(({ shown }) => shown),
  standing: standingOf(db, key.id, now),
})

/** A provider changes its keys before the call commits; this keeps the changes until then. */
export type PendingStore = { store: KeyStore; flush(): void }

/** Wrapped keys of the software provider. What was put or removed is on disk once `flush` has run in the call's transaction. */
export const pendingStore = (db: ReadDb, writing: WriteDb | null): PendingStore => {
  const pending = new Map<string, string | null>()
  const read = (ref: string): string | null => {
    const row = db.get<{ wrapped: Uint8Array }>(sql`SELECT wrapped FROM signing_secret WHERE provider_ref = ${ref}`)
    return row === undefined ? null : Buffer.from(row.wrapped).toString('utf8')
  }
  return {
    store: {
      get: (ref) => pending.get(ref) ?? (pending.has(ref) ? null : read(ref)),
      put: (ref, wrapped) => {
        pending.set(ref, wrapped)
      },
      remove: (ref) => {
        pending.set(ref, null)
      },
    },
    flush: () => {
      if (writing === null) throw new Error('a call that reads has nothing to write')
      for (const [ref, wrapped] of pending) {
        if (wrapped === null) writing.run(sql`DELETE FROM signing_secret WHERE provider_ref = ${ref}`)
        else
          writing.run(sql`
            INSERT INTO signing_secret (provider_ref, wrapped) VALUES (${ref}, ${Buffer.from(wrapped)})
            ON CONFLICT (provider_ref) DO UPDATE SET wrapped = excluded.wrapped`)
      }
      pending.clear()
    },
  }
}
