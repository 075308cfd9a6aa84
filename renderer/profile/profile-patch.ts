import type { Profile } from '../../shared/contract/profile.ts'
import type { Pack } from '../../shared/regulations/pack.ts'

/** Only what changed travels, so that two officers who edit different fields do not undo each other. */
export const profilePatch = (before: Profile, after: Profile): Partial<Profile> =>
  Object.fromEntries(
    Object.entries(after).filter(([field, value]) => JSON.stringify(before[field as keyof Profile]) !== JSON.stringify(value)),
  ) as Partial<Profile>

/** Whether a code rule compiles, as the core will demand. */
export const patternWorks = (pattern: string): boolean => {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}

/** The packs a region's name or code points to: 宁波市 by 宁波 or 3302. */
export const regulationsOf = (packs: readonly Pick<Pack, 'id' | 'region' | 'regionName'>[], region: string): Profile['regulations'] =>
  packs
    .filter(
      ({ region: code, regionName }) =>
        (code !== '' && region.startsWith(code.replace(/(?:00)+$/, ''))) || (regionName !== '' && region.includes(regionName.slice(0, 2))),
    )
    .map(({ id }) => id)
