import { describe, expect, it } from 'vitest'
import { creditCodeCheck, creditCodeTrouble, organisationCodeCheck } from './credit-code.ts'

const sound = ['11430000743187451F', '12320100671322000Q', '91350100M000100Y43', '91110000600037341L']

describe('统一社会信用代码', () => {
  it.each(sound)('%s passes both checks', (code) => {
    expect(creditCodeTrouble(code)).toBeNull()
    expect(creditCodeCheck(code)).toBe(code[17])
    expect(organisationCodeCheck(code.slice(8, 16))).toBe(code[16])
  })

  it('finds every single changed character', () => {
    for (const code of sound) {
      for (let at = 0; at < 18; at++) {
        for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
          if (other === code[at]) continue
          expect(creditCodeTrouble(code.slice(0, at) + other + code.slice(at + 1)), `${code} at ${at}: ${other}`).not.toBeNull()
        }
      }
    }
  })

  it('says what is wrong', () => {
    expect(creditCodeTrouble('')).toBe('length')
    expect(creditCodeTrouble('11430000743187451')).toBe('length')
    expect(creditCodeTrouble('1143000074318745IF')).toBe('character')
    expect(creditCodeTrouble('11430000743187451E')).toBe('check')
    // A right last character over an organisation code whose own check is wrong.
    const body = '11430000743187452'
    expect(creditCodeTrouble(body + creditCodeCheck(body))).toBe('organisation')
  })
})
