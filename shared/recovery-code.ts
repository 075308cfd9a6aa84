/**
 * The recovery sheet's code, made to be typed by a person: 160 bits in 8 groups of 5 characters of Crockford's alphabet
 * (no I, L, O, U). The fifth character of a group checks the other four and the group's place: one wrong character, two
 * neighbours exchanged and exchanged groups are found, while they are typed.
 */
export const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const recoveryGroups = 8
export const recoveryGroupLength = 5

/** Multiplication in the field of 32 elements (x^5 + x^2 + 1): every non-zero factor keeps every error visible. */
const times = (a: number, b: number): number => {
  let product = 0
  for (let factor = a, rest = b; rest > 0; rest >>= 1) {
    if (rest & 1) product ^= factor
    factor <<= 1
    if (factor & 32) factor ^= 0b100101
  }
  return product
}

const weights = [2, 4, 8, 16, 5] as const

/** The check value (0-31) of a group's four values at its place (0-7). */
export const recoveryCheck = (data: readonly number[], place: number): number =>
  [...data, place + 1].reduce((sum, value, index) => sum ^ times(value, weights[index] ?? 1), 0)

/** What was typed, as the sheet prints it. Case, blanks, hyphens, full-width forms and the look-alikes O, I, L do not matter. */
export const normalRecoveryText = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

/** How one group stands while it is typed; `place` counts from 0. */
export const recoveryGroupState = (typed: string, place: number): 'empty' | 'partial' | 'good' | 'bad' => {
  const values = [...normalRecoveryText(typed)].map((symbol) => recoveryAlphabet.indexOf(symbol))
  if (values.length === 0) return 'empty'
  if (values.includes(-1) || values.length > recoveryGroupLength) return 'bad'
  if (values.length < recoveryGroupLength) return 'partial'
  return recoveryCheck(values.slice(0, -1), place) === values.at(-1) ? 'good' : 'bad'
}

/** A typed code cut into its eight groups, however it was spaced. */
export const recoveryCodeGroups = (typed: string): string[] => {
  const text = normalRecoveryText(typed)
  return Array.from({ length: recoveryGroups }, (_, place) => text.slice(place * recoveryGroupLength, (place + 1) * recoveryGroupLength))
}
