import { describe, expect, it } from 'vitest'
import { recoveryAlphabet, recoveryCheck } from '../../shared/recovery-code.ts'
import { emptyGroups, groupsState, typedGroups } from './recovery-input.ts'

const parts = Array.from({ length: 8 }, (_, place) => {
  const data = [place, 30 - place, (place * 7) % 32, 17]
  return [...data, recoveryCheck(data, place)].map((value) => recoveryAlphabet[value]).join('')
})
const code = parts.join('-')

describe('typing the recovery code', () => {
  it('moves on when a group is full, and not before', () => {
    expect(typedGroups(emptyGroups, 2, 'ab1').focus).toBe(2)
    const full = typedGroups(emptyGroups, 2, 'ab1cd')
    expect(full.focus).toBe(3)
    expect(full.groups[2]).toBe('AB1CD')
    expect(typedGroups(emptyGroups, 7, 'ab1cd').focus).toBe(7)
  })

  it('takes a whole code pasted anywhere', () => {
    const { groups } = typedGroups(emptyGroups, 5, ` ${code.toLowerCase()}\n`)
    expect(groups).toEqual(parts)
    expect(groupsState(groups)).toEqual({ wrong: [], good: 8, complete: true, code })
  })

  it('lets a pasted piece flow from where it was pasted and leaves the others', () => {
    const begun = typedGroups(emptyGroups, 0, parts[0] ?? '').groups
    const { groups, focus } = typedGroups(begun, 3, `${parts[3]}-${parts[4]}`)
    expect(groups.slice(0, 5)).toEqual([parts[0], '', '', parts[3], parts[4]])
    expect(focus).toBe(5)
  })

  it('names wrong groups while the rest is still empty', () => {
    const wrong = (parts[1] ?? '').startsWith('A') ? `B${parts[1]?.slice(1)}` : `A${parts[1]?.slice(1)}`
    const { groups } = typedGroups(typedGroups(emptyGroups, 0, parts[0] ?? '').groups, 1, wrong)
    expect(groupsState(groups)).toMatchObject({ wrong: [2], good: 1, complete: false })
  })
})
