import type { z } from 'zod'
import type { ferryIdentitySchema } from '../../../shared/contract/ferry.ts'
import { type Card, cardBody, readCard } from '../../../shared/ferry/card.ts'
import type { Party } from '../../../shared/ferry/parties.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { readDevice } from '../vault/device.ts'

/** A card that is trusted here, or our own. */
export type Identity = z.infer<typeof ferryIdentitySchema>
export type Known = { identity: Identity; card: Card; text: string }

type Row = {
  fingerprint: string
  card: string
  addedAt: string
  addedBy: string
  revokedAt: string | null
  revokedBy: string | null
}

const columns = sql`fingerprint, card, added_at AS "addedAt", added_by AS "addedBy", revoked_at AS "revokedAt", revoked_by AS "revokedBy"`

export const fingerprintOfCard = (card: Card): string => sha256Hex(cardBody(card))

const known = ({ card: text, ...row }: Row, deviceId: string): Known[] => {
  const card = readCard(text)?.card
  if (card === undefined) return []
  const { kind, id, agency, name, madeAt } = card
  return [{ card, text, identity: { ...row, own: id === deviceId, kind, id, agency, name, sm2: card.sm2Key !== null, madeAt } }]
}

/** Every card, our own first, then the newest first. */
export const identities = (db: ReadDb): Known[] => {
  const { id } = readDevice(db)
  return db.all<Row>(sql`SELECT ${columns} FROM ferry_identity ORDER BY party_id <> ${id}, added_at DESC, fingerprint`).flatMap((row) => known(row, id))
}

export const identityOf = (db: ReadDb, fingerprint: string): Known | undefined => {
  const row = db.get<Row>(sql`SELECT ${columns} FROM ferry_identity WHERE fingerprint = ${fingerprint}`)
  return row === undefined ? undefined : known(row, readDevice(db).id)[0]
}

/** The newest card of a party that still counts. */
export const activeIdentity = (db: ReadDb, partyId: string): Known | undefined => {
  const row = db.get<Row>(
    sql`SELECT ${columns} FROM ferry_identity WHERE party_id = ${partyId} AND revoked_at IS NULL ORDER BY added_at DESC, fingerprint LIMIT 1`,
  )
  return row === undefined ? undefined : known(row, readDevice(db).id)[0]
}

export const putIdentity = (db: WriteDb, card: Card, text: string, at: string, by: string): void => {
  db.run(sql`
    INSERT INTO ferry_identity (fingerprint, kind, party_id, agency, name, card, made_at, added_at, added_by, revoked_at, revoked_by, revoked_reason)
    VALUES (${fingerprintOfCard(card)}, ${card.kind}, ${card.id}, ${card.agency}, ${card.name}, ${text}, ${card.madeAt}, ${at}, ${by}, NULL, NULL, NULL)`)
}

export const revokeIdentity = (db: WriteDb, fingerprint: string, at: string, by: string, reason: string): void => {
  db.run(
    sql`UPDATE ferry_identity SET revoked_at = ${at}, revoked_by = ${by}, revoked_reason = ${reason} WHERE fingerprint = ${fingerprint} AND revoked_at IS NULL`,
  )
}

/** A party as packages name it. `agencyId` is known of our own agency alone. */
export const partyOf = ({ card, identity }: Known, agency: Party['agency']): Party => ({
  kind: card.kind,
  id: card.id,
  agency,
  fingerprint: identity.fingerprint,
})
