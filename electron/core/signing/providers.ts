import { Refusal } from '../../../shared/errors.ts'
import type { ViewContext } from '../context.ts'
import type { KdfParameters } from '../crypto/kdf.ts'
import type { WriteDb } from '../db/open.ts'
import { countAttempt, forgiveUser, readAttempts, waitMs } from '../vault/attempts.ts'
import { keyById, pendingStore, type StoredKey } from './keys.ts'
import type { KeyProvider } from './provider.ts'
import { softwareProvider } from './software-provider.ts'

/** What a call needs to reach keys. */
export type KeyContext = Pick<ViewContext, 'db' | 'ports' | 'vault' | 'door' | 'secrets' | 'user'>

/** `flush` writes what providers changed, inside the call's transaction. */
export type Providers = { all: readonly KeyProvider[]; flush(): void }

/** The parameters of the passphrase this person signs in with were measured on a machine of theirs. */
const parametersFor = async ({ vault, door, user }: KeyContext): Promise<KdfParameters> => {
  const own = vault.header().users.find(({ name }) => name === user.name)?.kdf
  return own?.algorithm === 'argon2id' ? own : door.deriver.calibrate(0.5)
}

/** Every way keys are kept on this machine. A module comes in here, beside the software. */
export const providersFor = (context: KeyContext, writing: WriteDb | null): Providers => {
  const { store, flush } = pendingStore(context.db, writing)
  const { door, ports } = context
  return { all: [softwareProvider({ deriver: door.deriver, parameters: () => parametersFor(context), newId: ports.newId, store })], flush }
}

/** Throws `signing.noProvider`. */
export const providerOf = ({ all }: Providers, id: string): KeyProvider => {
  const found = all.find((each) => each.id === id)
  if (found === undefined) throw new Refusal('signing.noProvider', { provider: id })
  return found
}

/** A key of this user's that can still sign. Throws `signing.noKey`, `signing.retired`. */
export const ownKey = ({ db, user }: Pick<KeyContext, 'db' | 'user'>, id: string): StoredKey => {
  const key = keyById(db, id)
  if (key === undefined || key.user !== user.name) throw new Refusal('signing.noKey')
  if (key.retiredAt !== null) throw new Refusal('signing.retired')
  return key
}

/** The passphrase of a key, from the way secrets travel. Throws `signing.passphraseNeeded`. */
export const keyPassphrase = ({ secrets }: Pick<KeyContext, 'secrets'>, which: 'keyPassphrase' | 'newKeyPassphrase'): string => {
  const secret = secrets[which]
  if (secret === undefined) throw new Refusal('signing.passphraseNeeded')
  return secret
}

/**
 * Runs what unlocks a key. `null` from it means the wrong passphrase, which is counted outside the database and slowed as
 * those of users are, so that killing the program wins nothing. Throws `signing.slowed`, `signing.wrongPassphrase`.
 */
export const unlocking = async <T>({ ports, vault }: Pick<KeyContext, 'ports' | 'vault'>, keyId: string, work: () => Promise<T | null>): Promise<T> => {
  const counted = `signing key ${keyId}`
  const attempts = readAttempts(vault.dir)
  const wait = waitMs(attempts, counted, ports.now())
  if (wait > 0) throw new Refusal('signing.slowed', { seconds: Math.ceil(wait / 1000) })
  countAttempt(vault.dir, counted, ports.now())
  const value = await work()
  if (value === null) throw new Refusal('signing.wrongPassphrase')
  forgiveUser(vault.dir, counted)
  return value
}
