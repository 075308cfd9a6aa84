import { describe, expect, it } from 'vitest'
import { emptyProfile, type Profile } from '../../shared/contract/profile.ts'
import { builtInPacks } from '../../shared/regulations/built-in.ts'
import { patternWorks, profilePatch, regulationsOf } from './profile-patch.ts'

const profile: Profile = { ...emptyProfile, agency: '甲局' }

describe('the profile', () => {
  it('sends only what changed', () => {
    expect(profilePatch(profile, { ...profile })).toEqual({})
    expect(profilePatch(profile, { ...profile, region: '宁波市', regulations: ['NB-171'] })).toEqual({
      region: '宁波市',
      regulations: ['NB-171'],
    })
  })

  it('knows the local rules of a region by name and by code, and none elsewhere', () => {
    expect(regulationsOf(builtInPacks, '浙江省宁波市海曙区')).toEqual(['NB-171'])
    expect(regulationsOf(builtInPacks, '320100')).toEqual(['JS-85'])
    expect(regulationsOf(builtInPacks, '640000')).toEqual(['NX'])
    expect(regulationsOf(builtInPacks, '河北省石家庄市')).toEqual(['HE'])
    expect(regulationsOf(builtInPacks, '湖南省')).toEqual([])
  })

  it('refuses a rule that is no regular expression', () => {
    expect(patternWorks('^[0-9]{6}$')).toBe(true)
    expect(patternWorks('([')).toBe(false)
  })
})
