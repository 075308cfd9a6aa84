import { describe, expect, it } from 'vitest'
import { normalRecoveryText, recoveryAlphabet, recoveryCheck, recoveryCodeGroups, recoveryGroupState } from './recovery-code.ts'

const group = (data: readonly number[], place: number): string => [...data, recoveryCheck(data, place)].map((value) => recoveryAlphabet[value]).join('')
const groups = Array.from({ length: 8 }, (_, place) => group([place, 31 - place, (place * 7) % 32, 17], place))

describe('the recovery code', () => {
  it('checks every group at its place', () => {
    expect(groups.map(recoveryGroupState)).toEqual(Array.from({ length: 8 }, () => 'good'))
    for (let place = 0; place < 8; place++) {
      for (let other = 0; other < 8; other++) if (other !== place) expect(recoveryGroupState(groups[place] ?? '', other)).toBe('bad')
    }
  })

  it('finds every single wrong character and every exchange of neighbours', () => {
    for (const [place, text] of groups.entries()) {
      for (let at = 0; at < text.length; at++) {
        for (const symbol of recoveryAlphabet) {
          if (symbol !== text[at]) expect(recoveryGroupState(text.slice(0, at) + symbol + text.slice(at + 1), place)).toBe('bad')
        }
      }
      for (let at = 0; at < 3; at++) {
        const [a = '', b = ''] = [text[at], text[at + 1]]
        if (a !== b) expect(recoveryGroupState(text.slice(0, at) + b + a + text.slice(at + 2), place)).toBe('bad')
      }
    }
  })

  it('is read in small letters, full width, with look-alikes and any spacing', () => {
    expect(normalRecoveryText('ａ１－ oIl x')).toBe('A1011X')
    expect(recoveryCodeGroups(groups.join('　').toLowerCase())).toEqual(groups)
  })

  it('knows a group that is not finished, and a character no sheet prints', () => {
    expect(recoveryGroupState(' ', 0)).toBe('empty')
    expect(recoveryGroupState('ab1', 0)).toBe('partial')
    expect(recoveryGroupState('abu', 0)).toBe('bad')
  })
})
