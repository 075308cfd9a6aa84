import { generateKeyPairSync } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { type Card, cardBody, readCard, writeCard } from '../../shared/ferry/card.ts'
import { asDigits, type Party } from '../../shared/ferry/parties.ts'
import { type Connection, type Database, sql } from '../database/database.ts'
import { Refused } from '../problems.ts'
import { type Device, deviceById } from '../store/devices.ts'
import { identityOf } from '../store/platform.ts'
import { sha256Hex, signAs, verifyAs } from './signing.ts'

/** The platform as a party, with the keys that belong to its card. */
export type Own = { party: Party; signingKey: string; ageIdentity: string; card: string }

type KeyRow = { signing_key: string; age_identity: string; card: string; fingerprint: string }

/** The platform's card; its keys are made when it is first asked for. Another name of the platform is on a further card only after a restart of all trust: the card stays. */
export const ownParty = async (db: Database, now: Date): Promise<Own> => {
  const { id, name } = await identityOf(db)
  const row = (await keysOf(db)) ?? (await makeKeys(db, { id, name }, now))
  return {
    party: { kind: 'platform', id, agency: { id: null, name }, fingerprint: row.fingerprint },
    signingKey: row.signing_key,
    ageIdentity: row.age_identity,
    card: row.card,
  }
}

const keysOf = (db: Connection): Promise<KeyRow | undefined> => db.one<KeyRow>(sql`SELECT signing_key, age_identity, card, fingerprint FROM platform_key`)

const makeKeys = async (db: Database, { id, name }: { id: string; name: string }, now: Date): Promise<KeyRow> => {
  const pair = generateKeyPairSync('ed25519')
  const signingKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
  const ageIdentity = await generateX25519Identity()
  const card: Card = {
    mulu: 'card',
    format: 1,
    kind: 'platform',
    id,
    agency: name,
    name,
    signingKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sm2Key: null,
    ageRecipient: await identityToRecipient(ageIdentity),
    madeAt: now.toISOString(),
  }
  const body = cardBody(card)
  const file = writeCard(card, signAs(signingKey, 'card', body), null)
  await db.run(
    sql`INSERT INTO platform_key (signing_key, age_identity, card, fingerprint) VALUES (${signingKey}, ${ageIdentity}, ${file}, ${sha256Hex(body)}) ON CONFLICT DO NOTHING`,
  )
  // Another process may have been first.
  const row = await keysOf(db)
  if (row === undefined) throw new Error('the key just made is not there')
  return row
}

/** A registered card with its device. */
export type Known = { card: Card; fingerprint: string; device: Device }

const knownOf = async (db: Connection, row: { file: string; fingerprint: string; device_id: string } | undefined): Promise<Known | null> => {
  if (row === undefined) return null
  const device = await deviceById(db, row.device_id)
  const read = readCard(row.file)
  return device === undefined || read === null ? null : { card: read.card, fingerprint: row.fingerprint, device }
}

export const cardByFingerprint = async (db: Connection, fingerprint: string): Promise<Known | null> =>
  knownOf(db, await db.one(sql`SELECT file, fingerprint, device_id FROM card WHERE fingerprint = ${fingerprint}`))

/** The newest card of a device: what is written to it is encrypted to this one. */
export const cardOfDevice = async (db: Connection, deviceId: string): Promise<Known | null> =>
  knownOf(db, await db.one(sql`SELECT file, fingerprint, device_id FROM card WHERE device_id = ${deviceId}::uuid ORDER BY added_at DESC LIMIT 1`))

/**
 * Registers a device's card by the fingerprint that came on paper, and enrols the device with the key that is on it. One
 * that is enrolled by REST with this key already gets the card beside it. `agency` is a name or an id. Throws a Refused.
 */
export const addCard = (
  db: Database,
  file: string,
  typed: string,
  agency: string,
  officer: string,
  now: Date,
): Promise<{ device: string; fingerprint: string }> => {
  const read = readCard(file)
  if (read === null || !verifyAs(read.card, 'card', read.marked.body, read.marked)) throw new Refused('card.invalid')
  const { card, marked } = read
  if (card.kind !== 'copy') throw new Refused('card.kind')
  const fingerprint = sha256Hex(marked.body)
  if (asDigits(typed) !== fingerprint) throw new Refused('card.fingerprint')
  return db.transaction(async (connection) => {
    const at = now.toISOString()
    const device = await deviceById(connection, card.id)
    if (device === undefined) {
      const written = await connection.run(sql`
        INSERT INTO device (id, agency_id, officer, name, public_key, enrolled_at)
        SELECT ${card.id}::uuid, a.id, ${officer}, ${card.name}, ${card.signingKey}, ${at}::timestamptz FROM agency a WHERE a.name = ${agency} OR a.id::text = ${agency}`)
      if (written !== 1) throw new Refused('agency.unknown', agency)
    } else {
      if (device.revokedAt !== null) throw new Refused('package.revoked')
      if (device.publicKey !== card.signingKey || (agency !== device.agencyId && agency !== device.agencyName))
        throw new Refused('card.otherKey', device.agencyName)
    }
    await connection.run(
      sql`INSERT INTO card (fingerprint, device_id, file, added_at) VALUES (${fingerprint}, ${card.id}::uuid, ${file}, ${at}::timestamptz) ON CONFLICT DO NOTHING`,
    )
    return { device: card.id, fingerprint }
  })
}

export const cards = (db: Connection) =>
  db.all<{ fingerprint: string; device: string; agency: string; officer: string; name: string; addedAt: string; revokedAt: string | null }>(sql`
    SELECT c.fingerprint, d.id AS device, a.name AS agency, d.officer, d.name, c.added_at::text AS "addedAt", d.revoked_at::text AS "revokedAt"
    FROM card c JOIN device d ON d.id = c.device_id JOIN agency a ON a.id = d.agency_id ORDER BY c.added_at DESC`)
