import { Refusal } from '../../../shared/errors.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { Context, VaultHandlers } from '../context.ts'
import { randomOctets } from '../crypto/random.ts'
import { fingerprintOf } from '../crypto/signature.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { openPair, wrappingKey } from '../vault/holders.ts'
import { checkPassphrase } from '../vault/passphrase.ts'
import { allUsers, userByName } from '../vault/users.ts'
import { authorisationById, authorisationsOf, insertAuthorisation, revokeAuthorisation } from './authorisations.ts'
import { allKeys, insertKey, keyById, markRetired, shownKey } from './keys.ts'
import { keyPassphrase, ownKey, providerOf, providersFor, unlocking } from './providers.ts'
import { writeSelfSigned } from './x509-write.ts'

type Calls =
  | 'signing.createKey'
  | 'signing.keys'
  | 'signing.changePassphrase'
  | 'signing.retireKey'
  | 'signing.recordAuthorisation'
  | 'signing.revokeAuthorisation'
  | 'signing.authorisations'

/** A passphrase of the key's own: as strong as a user's, and not the one this user signs in with. */
const newPassphraseFor = async (context: Context): Promise<string> => {
  const { door, vault, user } = context
  const passphrase = keyPassphrase(context, 'newKeyPassphrase')
  checkPassphrase(passphrase, user.name)
  const header = vault.header()
  const holder = header.users.find(({ name }) => name === user.name)
  if (holder !== undefined && openPair(header.vaultId, holder, await wrappingKey(door.deriver, passphrase, holder.kdf)) !== null) {
    throw new Refusal('signing.samePassphrase')
  }
  return passphrase
}

export const keyHandlers: Pick<VaultHandlers, Calls> = {
  'signing.createKey': async ({ algorithm }, context) => {
    const { db, ports, user, vault, commit } = context
    const { agency } = readProfile(db)
    if (agency === '') throw new Refusal('signing.agencyUnknown')
    const passphrase = await newPassphraseFor(context)
    const providers = providersFor(context, db)
    const [provider] = providers.all
    if (provider === undefined) throw new Refusal('signing.noProvider', { provider: '—' })
    if (!provider.algorithms.includes(algorithm)) throw new Refusal('signing.algorithm', { provider: provider.describe().place.name })
    const { ref, publicKey } = await provider.createKey(algorithm, passphrase)
    const { id: userId, fullName } = userByName(db, vault.header(), user.name)
    const createdAt = ports.now().toISOString()
    const selfSigned = await writeSelfSigned({ algorithm, publicKey }, { agency, name: fullName || user.name }, createdAt, serialNumber(), async (data) => {
      const [signature] = (await provider.sign(ref, [data], passphrase)) ?? []
      if (signature === undefined) throw new Error('the key just made does not sign')
      return signature
    })
    const key = { id: ports.newId(), userId, provider: provider.id, ref, algorithm, publicKey, fingerprint: fingerprintOf(publicKey), selfSigned, createdAt }
    return commit(
      () => {
        providers.flush()
        insertKey(db, key)
        const stored = keyById(db, key.id)
        if (stored === undefined) throw new Error('the key just made is not there')
        return { key: shownKey(db, stored, providers.all, createdAt) }
      },
      () => ({ entity: 'signingKey', entityId: key.id, digest: key.fingerprint, note: algorithm }),
    )
  },

  'signing.keys': (_input, context) => {
    const { all } = providersFor(context, null)
    return {
      keys: allKeys(context.db).map((key) => shownKey(context.db, key, all, context.ports.now().toISOString())),
      providers: all.map((provider) => ({ id: provider.id, algorithms: [...provider.algorithms], ...provider.describe() })),
    }
  },

  'signing.changePassphrase': async ({ keyId }, context) => {
    const key = ownKey(context, keyId)
    const unlock = keyPassphrase(context, 'keyPassphrase')
    const next = await newPassphraseFor(context)
    if (unlock.normalize('NFC') === next.normalize('NFC')) throw new Refusal('passphrase.same')
    const providers = providersFor(context, context.db)
    const provider = providerOf(providers, key.provider)
    await unlocking(context, key.id, async () => (await provider.changeUnlock(key.ref, unlock, next)) || null)
    return context.commit(
      () => {
        providers.flush()
        return {}
      },
      () => ({ entity: 'signingKey', entityId: key.id, fields: ['passphrase'] }),
    )
  },

  /** Of a leaver's keys somebody else disposes (practice P11). */
  'signing.retireKey': async ({ keyId, reason }, context) => {
    const { db, ports, user, commit } = context
    refuseMarks(reason)
    const key = keyById(db, keyId)
    if (key === undefined || (key.user !== user.name && !user.roles.includes('securityAdmin'))) throw new Refusal('signing.noKey')
    if (key.retiredAt !== null) throw new Refusal('signing.retired')
    const providers = providersFor(context, db)
    await providerOf(providers, key.provider).destroy(key.ref)
    return commit(
      () => {
        providers.flush()
        markRetired(db, key.id, ports.now().toISOString(), user.name, reason)
        return { key: shownKey(db, keyById(db, key.id) ?? key, providers.all, ports.now().toISOString()) }
      },
      () => ({ entity: 'signingKey', entityId: key.id, digest: key.fingerprint, note: 'retired' }),
    )
  },

  'signing.recordAuthorisation': ({ user: name, ...given }, { db, ports, user, vault, commit }) => {
    refuseMarks(given)
    const found = userByName(db, vault.header(), name)
    if (found.name === user.name) throw new Refusal('signing.ownAuthorisation')
    if (given.untilOn < given.fromOn) throw new Refusal('signing.days')
    const id = ports.newId()
    return commit(
      () => {
        insertAuthorisation(db, found.id, { ...given, id, recordedAt: ports.now().toISOString(), recordedBy: user.name })
        const authorisation = authorisationById(db, id)
        if (authorisation === undefined) throw new Error('the authorisation just recorded is not there')
        return { authorisation }
      },
      () => ({ entity: 'authorisation', entityId: id, fields: Object.keys(given), note: `${given.fromOn}/${given.untilOn}` }),
    )
  },

  'signing.revokeAuthorisation': ({ id, reason }, { db, ports, user, commit }) => {
    refuseMarks(reason)
    return commit(
      () => {
        if (!revokeAuthorisation(db, id, ports.now().toISOString(), user.name, reason)) throw new Refusal('signing.noAuthorisation')
        const authorisation = authorisationById(db, id)
        if (authorisation === undefined) throw new Refusal('signing.noAuthorisation')
        return { authorisation }
      },
      () => ({ entity: 'authorisation', entityId: id, note: 'revoked' }),
    )
  },

  'signing.authorisations': ({ user }, { db, vault }) => {
    if (user !== undefined && !allUsers(db, vault.header()).some(({ name }) => name === user)) throw new Refusal('user.unknown', { name: user })
    return { authorisations: authorisationsOf(db, user ?? null) }
  },
}

/** RFC 5280 4.1.2.2: positive, at most 20 octets; random, so that no two are alike. */
const serialNumber = (): Buffer => {
  const octets = randomOctets(16)
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40
  return octets
}
