import { codePatternTrouble } from '../../../shared/codes.ts'
import type { Profile } from '../../../shared/contract/profile.ts'
import { Refusal } from '../../../shared/errors.ts'
import { checkSettings } from '../../../shared/findings.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import { recheckAll } from '../catalogue/recheck.ts'
import type { VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { allPacks } from '../rules/queries.ts'
import { readProfile, writeProfile } from './stored-profile.ts'

/** What the findings of every entry rest on. */
const checkedBy = ['agency', 'creditCode', 'regulations', 'codePattern', 'extensionFields'] as const satisfies readonly (keyof Profile)[]

export const profileHandlers: Pick<VaultHandlers, 'profile.get' | 'profile.save'> = {
  'profile.get': (_input, { db }) => ({ profile: readProfile(db) }),

  'profile.save': async ({ patch }, context) => {
    refuseMarks(patch)
    if (patch.codePattern !== undefined && patch.codePattern !== '') {
      const trouble = codePatternTrouble(patch.codePattern)
      if (trouble !== null) throw new Refusal(trouble === 'syntax' ? 'profile.badPattern' : 'profile.slowPattern')
    }
    const packs = allPacks(context.db)
    const unknown = patch.regulations?.find((id) => packs.every((pack) => pack.id !== id))
    if (unknown !== undefined) throw new Refusal('rules.noPack', { pack: unknown })
    const before = readProfile(context.db)
    const profile = { ...before, ...defined(patch) }
    const fields = (Object.keys(profile) as (keyof Profile)[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(profile[field]))
    const detail = () => ({ entity: 'profile', fields, digest: sha256Hex(JSON.stringify(profile)) })
    if (checkedBy.some((field) => fields.includes(field))) {
      await context.commitLong(async (breathe) => {
        writeProfile(context.db, profile)
        await recheckAll(context.db, checkSettings(profile, context.ports.now().toISOString(), packs), breathe, context.progress)
      }, detail)
      context.ports.emit('changed', { noun: 'catalogue', ids: [] })
    } else {
      context.commit(() => {
        writeProfile(context.db, profile)
      }, detail)
    }
    context.ports.emit('changed', { noun: 'profile', ids: [] })
    return { profile }
  },
}

const defined = (patch: { [F in keyof Profile]?: Profile[F] | undefined }): Partial<Profile> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
