import { Refusal } from '../../../shared/errors.ts'
import type { VaultHandlers } from '../context.ts'
import { fingerprintOf, readPublicPem } from '../crypto/signature.ts'
import { addTrustedKey, removeTrustedKey, type TrustedKey, trustedKey, trustedKeys } from './queries.ts'
import { readSmallFile } from './small-file.ts'

const asDigits = (typed: string): string => typed.replaceAll(/[\s:]/g, '').toLowerCase()

export const trustHandlers: VaultHandlers<'trust.list' | 'trust.importKey' | 'trust.remove'> = {
  'trust.list': ({ purpose }, { db }) => ({ keys: trustedKeys(db, purpose ?? null) }),

  /** The key's file and its fingerprint come by two ways; only the administrator who has both can compare them. */
  'trust.importKey': async ({ file, purpose, name, fingerprint: typed }, { ports, db, user, commit }) => {
    const source = await ports.files.read(file)
    const publicKey = readPublicPem((await readSmallFile(source.path, source.name)) ?? '')
    if (publicKey === null) throw new Refusal('trust.noKey', { name: source.name })
    const fingerprint = fingerprintOf(publicKey)
    const known = trustedKey(db, fingerprint, purpose)
    if (known !== null) throw new Refusal('trust.known', { name: known.key.name })
    if (typed === undefined) return { fingerprint, key: null }
    if (asDigits(typed) !== fingerprint) throw new Refusal('trust.otherFingerprint', { found: fingerprint })
    const key: TrustedKey = { fingerprint, purpose, name, importedAt: ports.now().toISOString(), importedBy: user.name }
    commit(
      () => {
        addTrustedKey(db, key, publicKey)
      },
      () => ({ entity: 'key', entityId: fingerprint, note: purpose }),
    )
    return { fingerprint, key }
  },

  'trust.remove': ({ fingerprint, purpose }, { db, commit }) =>
    commit(
      () => {
        if (!removeTrustedKey(db, fingerprint, purpose)) throw new Refusal('trust.unknown')
        return {}
      },
      () => ({ entity: 'key', entityId: fingerprint, note: purpose }),
    ),
}
