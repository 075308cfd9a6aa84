import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../../shared/errors.ts'
import { signEd25519 } from '../crypto/signature.ts'
import { readMeta } from '../db/meta.ts'
import { type Migration, migrate, pendingFrom } from '../db/migrations.ts'
import { type Location, openReader, openWriter } from '../db/open.ts'
import type { Ports } from '../ports.ts'
import { readDevice } from './device.ts'
import { closeHeader, type Header, macFits, requireHeader, writeHeader } from './header.ts'
import { copyAside } from './kept.ts'
import { createLogSettling } from './log-settling.ts'
import type { OpenVault, Session } from './open-vault.ts'
import { allUsers, missingAdministrators, userByName } from './users.ts'
import { checkWal } from './wal.ts'

export const defaultIdleLockMinutes = 15

export type Opening = {
  dir: string
  header: Header
  key: Buffer
  user: string
  schema: readonly Migration[]
  ports: Pick<Ports, 'startTask'>
  /** Opens what a damaged log still gives, after its files were copied aside. */
  salvage: boolean
  now: Date
  /** Makes a verified copy before an existing vault's schema is changed. */
  copyFirst(location: Location): Promise<void>
}

/**
 * Opens the folder's database under its key for a user. Throws `vault.damaged` when header, log or database are not as
 * they were written (nothing is touched then), `vault.newer` for a later schema, `user.disabled`.
 */
export const openVault = async (opening: Opening): Promise<OpenVault> => {
  const { dir, key } = opening
  let header = opening.header
  if (!macFits(header, key)) throw new Refusal('vault.damaged', { what: 'vault.json' })
  const path = join(dir, header.database)
  if (!existsSync(path)) throw new Refusal('vault.damaged', { what: header.database })
  const gap = checkWal(path)
  if (gap !== null) {
    if (!opening.salvage) throw new Refusal('vault.damaged', { what: `${header.database}-wal` }, gap)
    copyAside(dir, header.database, opening.now)
  }
  const location: Location = { path, keyHex: key.toString('hex'), cipher: header.cipher }
  const db = openWriter(location)
  try {
    if ((pendingFrom(db, opening.schema) ?? 0) > 0) await opening.copyFirst(location)
    migrate(db, opening.schema, () => undefined)
    const user = userByName(db, header, opening.user)
    if (user.disabledAt !== null) throw new Refusal('user.disabled', { name: user.name })
    const view = openReader(location, 4096)
    const device = readDevice(db)
    const look = (): Session => {
      const missing = missingAdministrators(allUsers(view, header))
      return {
        user: userByName(view, header, opening.user),
        complete: missing.length === 0,
        missing,
        mustChangePassphrase: header.users.some(({ name, given }) => name === opening.user && given === true),
        // Either: a kill may have come between the two.
        sealed: header.sealedAt !== null || readMeta(view, 'sealed') !== null,
        idleLockMinutes: Number(readMeta(view, 'idleLockMinutes') ?? defaultIdleLockMinutes),
        deviceId: device.id,
        vaultId: header.vaultId,
      }
    }
    let session = look()
    const settling = createLogSettling(opening.ports, db, location)
    return {
      dir,
      db,
      view,
      location,
      key,
      device: { id: device.id, publicKey: device.publicKey, sign: (data) => signEd25519(device.privateKey, data) },
      header: () => header,
      putHeader: (body) => {
        const next = closeHeader(body, key)
        writeHeader(dir, next)
        header = requireHeader(dir)
      },
      session: () => session,
      refreshSession: () => {
        session = look()
      },
      settling,
      close: async () => {
        await settling.stop()
        view.close()
        try {
          db.close()
        } finally {
          key.fill(0)
        }
      },
    }
  } catch (error) {
    db.close()
    throw error
  }
}
