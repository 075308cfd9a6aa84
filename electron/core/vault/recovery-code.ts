import { Refusal } from '../../../shared/errors.ts'
import { normalRecoveryText, recoveryAlphabet, recoveryCheck, recoveryGroupLength, recoveryGroups } from '../../../shared/recovery-code.ts'
import { randomOctets } from '../crypto/random.ts'

const dataPerGroup = recoveryGroupLength - 1
const symbols = recoveryGroups * dataPerGroup

/** `secret`: the code's 160 bits as hex, to derive the wrapping key from. */
export type RecoveryCode = { code: string; secret: string }

export const newRecoveryCode = (): RecoveryCode => {
  const secret = randomOctets((symbols * 5) / 8).toString('hex')
  const bits = BigInt(`0x${secret}`)
  const values = Array.from({ length: symbols }, (_, index) => Number((bits >> BigInt(5 * (symbols - 1 - index))) & 31n))
  const groups = Array.from({ length: recoveryGroups }, (_, place) => {
    const data = values.slice(place * dataPerGroup, (place + 1) * dataPerGroup)
    return [...data, recoveryCheck(data, place)].map((value) => recoveryAlphabet[value]).join('')
  })
  return { code: groups.join('-'), secret }
}

/** A typed code's secret as hex. Throws `recovery.length`, or `recovery.group` with the wrong groups counted from 1. */
export const readRecoveryCode = (typed: string): string => {
  const values = [...normalRecoveryText(typed)].map((symbol) => recoveryAlphabet.indexOf(symbol))
  const expected = recoveryGroups * recoveryGroupLength
  if (values.length !== expected) throw new Refusal('recovery.length', { found: values.length, expected })
  const wrong: number[] = []
  let bits = 0n
  for (let place = 0; place < recoveryGroups; place++) {
    const group = values.slice(place * recoveryGroupLength, (place + 1) * recoveryGroupLength)
    const data = group.slice(0, dataPerGroup)
    if (group.includes(-1) || recoveryCheck(data, place) !== group[dataPerGroup]) wrong.push(place + 1)
    for (const value of data) bits = (bits << 5n) | BigInt(Math.max(value, 0))
  }
  if (wrong.length > 0) throw new Refusal('recovery.group', { groups: wrong.join(', ') })
  return bits.toString(16).padStart((symbols * 5) / 4, '0')
}
