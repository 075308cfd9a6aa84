import { writeFile } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { type Card, cardBody, readCard, writeCard } from '../../../shared/ferry/card.ts'
import { ferryLimits } from '../../../shared/ferry/limits.ts'
import { asDigits } from '../../../shared/ferry/parties.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { Context, VaultHandlers } from '../context.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { enrolByCard, enrolThisDevice, logLine, readPlatform } from '../sync/platform.ts'
import { readSmallFile } from '../trust/small-file.ts'
import { type Device, readDevice } from '../vault/device.ts'
import { activeIdentity, fingerprintOfCard, identities, identityOf, type Known, putIdentity, revokeIdentity } from './identities.ts'
import { type FerryKeys, ferryKeysFor, readFerryKeys, writeFerryKeys } from './keys.ts'
import { signAs, verifyAs } from './signing.ts'

type Calls = 'ferry.identity' | 'ferry.trustIdentity' | 'ferry.identities' | 'ferry.revokeIdentity'

const cardOf = (device: Device, keys: FerryKeys, agency: string, name: string, madeAt: string): Card => ({
  mulu: 'card',
  format: 1,
  kind: 'copy',
  id: device.id,
  agency,
  name,
  signingKey: device.publicKey,
  sm2Key: keys.sm2?.publicKey ?? null,
  ageRecipient: keys.age.recipient,
  madeAt,
})

/** The card as it is asked for: the one there is where it says the same, else a new one. */
const cardFor = async ({ db, ports, user, commit }: Context, input: { name?: string | undefined; sm2?: boolean | undefined }): Promise<Known> => {
  const device = readDevice(db)
  const before = readFerryKeys(db) === null ? undefined : activeIdentity(db, device.id)
  const keys = await ferryKeysFor(db, input.sm2 ?? null)
  const name = input.name ?? before?.card.name ?? '目录'
  const asked = input.name !== undefined || input.sm2 !== undefined
  const agency = before !== undefined && !asked ? before.card.agency : readPlatform(db)?.agencyName || readProfile(db).agency
  if (agency === '') throw new Refusal('ferry.agencyUnknown')
  refuseMarks([name, agency])
  const at = ports.now().toISOString()
  const card = cardOf(device, keys, agency, name, before?.card.madeAt ?? at)
  const same = before !== undefined && cardBody(card) === cardBody(before.card)
  return commit(
    () => {
      if (same) return before
      const fresh = { ...card, madeAt: at }
      const { signature, sm2 } = signAs(device, keys, 'card', cardBody(fresh))
      writeFerryKeys(db, keys)
      putIdentity(db, fresh, writeCard(fresh, signature, sm2), at, user.name)
      const platform = readPlatform(db)
      // Put back from a backup: to a platform whose card is here this device is known by its new card, as by a code.
      if (
        platform?.kind === 'rest' &&
        platform.platformId !== null &&
        platform.deviceId !== device.id &&
        activeIdentity(db, platform.platformId) !== undefined
      ) {
        enrolThisDevice(db, device.id)
        logLine(db, at, 'enrolled', null, `${platform.name}, card`)
      }
      const made = identityOf(db, fingerprintOfCard(fresh))
      if (made === undefined) throw new Error('the card just made is not there')
      return made
    },
    ({ identity }) => ({ entity: 'card', entityId: identity.fingerprint, note: same ? 'cardSame' : 'cardMade' }),
  )
}

export const identityHandlers: Pick<VaultHandlers, Calls> = {
  'ferry.identity': async ({ file, name, sm2 }, context) => {
    const target = file === undefined ? null : await context.ports.files.write(file)
    try {
      const { identity, text } = await cardFor(context, { name, sm2 })
      if (target !== null) {
        await writeFile(target.path, text)
        await target.done()
      }
      return { identity, card: text }
    } catch (error) {
      await target?.discard()
      throw error
    }
  },

  /** The card's file and its fingerprint come by two ways; only the administrator who has both can compare them. */
  'ferry.trustIdentity': async ({ file, fingerprint: typed }, { ports, db, user, commit }) => {
    const source = await ports.files.read(file)
    const text = (await readSmallFile(source.path, source.name)) ?? ''
    const read = text.length > ferryLimits.cardBytes ? null : readCard(text)
    if (read === null || !verifyAs(read.card, 'card', read.marked.body, read.marked)) throw new Refusal('ferry.noCard', { name: source.name })
    const { card, marked } = read
    const fingerprint = fingerprintOfCard(card)
    const device = readDevice(db)
    if (card.id === device.id) throw new Refusal('ferry.ownCard')
    refuseMarks([card.agency, card.name])
    const known = identityOf(db, fingerprint)
    if (known !== undefined) throw new Refusal(known.identity.revokedAt === null ? 'ferry.cardKnown' : 'ferry.cardRevoked', { name: known.identity.agency })
    const platform = readPlatform(db)
    const isPlatform = card.kind === 'platform'
    // One that has only sheets goes by an id of ours: with its card it answers itself.
    const enrolledAt = platform === undefined || platform.kind === 'listing' ? null : platform.platformId
    if (isPlatform && enrolledAt !== null && enrolledAt !== card.id) throw new Refusal('ferry.otherPlatform', { name: card.agency })
    const shown = { fingerprint, kind: card.kind, id: card.id, agency: card.agency, name: card.name, sm2: card.sm2Key !== null, madeAt: card.madeAt }
    if (typed === undefined) return { shown, identity: null, enrolled: false }
    if (asDigits(typed) !== fingerprint) throw new Refusal('trust.otherFingerprint', { found: fingerprint })
    const at = ports.now().toISOString()
    const enrolled = isPlatform && enrolledAt === null
    const identity = commit(
      () => {
        // Line ends an e-mail may have changed are put right: the card has one form.
        putIdentity(db, card, writeCard(card, marked.signature, marked.sm2), at, user.name)
        if (enrolled) {
          enrolByCard(db, { platformId: card.id, name: card.agency, deviceId: device.id })
          logLine(db, at, 'enrolled', null, `${card.agency}, card`)
        }
        return identityOf(db, fingerprint)?.identity ?? null
      },
      () => ({ entity: 'card', entityId: fingerprint, note: card.kind }),
    )
    if (enrolled) ports.emit('changed', { noun: 'sync', ids: [] })
    return { shown, identity, enrolled }
  },

  'ferry.identities': (_input, { db }) => ({ identities: identities(db).map(({ identity }) => identity) }),

  'ferry.revokeIdentity': ({ fingerprint, reason }, { ports, db, user, commit }) => {
    const known = identityOf(db, fingerprint)
    if (known === undefined || known.identity.revokedAt !== null) throw new Refusal('ferry.cardUnknown')
    if (known.identity.own && activeIdentity(db, known.card.id)?.identity.fingerprint === fingerprint) throw new Refusal('ferry.ownCard')
    refuseMarks(reason)
    return commit(
      () => {
        revokeIdentity(db, fingerprint, ports.now().toISOString(), user.name, reason)
        const { identity } = identityOf(db, fingerprint) ?? known
        return { identity }
      },
      () => ({ entity: 'card', entityId: fingerprint, note: 'revoked' }),
    )
  },
}
