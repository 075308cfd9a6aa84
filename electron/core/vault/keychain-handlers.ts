import { Refusal } from '../../../shared/errors.ts'
import type { VaultHandlers } from '../context.ts'
import { sameBytes } from '../crypto/hash.ts'
import { randomKey } from '../crypto/random.ts'
import { withHeader } from './header-commit.ts'
import { withKeychain } from './holders.ts'
import { keychainAccount, provePassphrase } from './unlock.ts'

export const keychainHandlers: VaultHandlers<'vault.keychain'> = {
  /** The passphrase always stays a holder (lesson 1); which backend holds besides is recorded (lesson 2). */
  'vault.keychain': async ({ on }, context) => {
    const { ports, door, vault, user, secrets } = context
    const header = vault.header()
    const own = header.users.find(({ name }) => name === user.name)
    if (own === undefined) throw new Refusal('user.unknown', { name: user.name })
    const backend = (await ports.keychain?.backend()) ?? null
    const account = keychainAccount(header, own)
    const replaced = (fresh: typeof own) => ({ ...header, users: header.users.map((each) => (each.id === own.id ? fresh : each)) })
    const detail = { entity: 'user', entityId: own.id, fields: ['keychain'], note: on ? (backend ?? '') : 'off' }
    if (!on) {
      withHeader(context, replaced(withKeychain(header.vaultId, own, null)), detail)
      await ports.keychain?.remove(account)
      return { backend: null }
    }
    if (ports.keychain === null || backend === null) throw new Refusal('vault.noKeychain', { backend: backend ?? '—' })
    if (secrets.passphrase === undefined) throw new Refusal('vault.passphraseNeeded')
    const { pair, key } = await provePassphrase(ports, door.deriver, vault.dir, header, user.name, secrets.passphrase, false)
    key.fill(0)
    const wrap = randomKey()
    await ports.keychain.store(account, wrap)
    const back = await ports.keychain.load(account)
    if (back === null || !sameBytes(back, wrap)) throw new Refusal('vault.noKeychain', { backend })
    withHeader(context, replaced(withKeychain(header.vaultId, own, { backend, pair, wrap })), detail)
    return { backend }
  },
}
