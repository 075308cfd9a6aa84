/** 统一社会信用代码 (GB 32100-2015): 18 characters without I, O, S, V, Z. */
const charset = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** 组织机构代码 (GB 11714): eight characters 0-9A-Z and a check. */
const organisationCharset = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const

const weighted = (text: string, alphabet: string, by: readonly number[]): number | null => {
  let sum = 0
  for (let i = 0; i < by.length; i++) {
    const value = alphabet.indexOf(text.charAt(i) || ' ')
    if (value < 0) return null
    sum += value * (by[i] ?? 0)
  }
  return sum
}

/** The 18th character that the first 17 ask for, or null where one of them is not in the standard's set. */
export const creditCodeCheck = (code: string): string | null => {
  const sum = weighted(code, charset, weights)
  return sum === null ? null : charset.charAt((31 - (sum % 31)) % 31)
}

/** The ninth character of the organisation code that the first eight ask for (`X` stands for ten). */
export const organisationCodeCheck = (code: string): string | null => {
  const sum = weighted(code, organisationCharset, organisationWeights)
  if (sum === null) return null
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/**
 * What is wrong with a 统一社会信用代码; null when nothing is. `organisation`: the whole code's check holds but that of
 * the organisation code inside it (characters 9-17) does not. The region (3-8) is that of the registering authority,
 * maybe long renamed, and is not judged.
 */
export const creditCodeTrouble = (code: string): 'length' | 'character' | 'check' | 'organisation' | null => {
  if (code.length !== 18) return 'length'
  const expected = creditCodeCheck(code)
  if (expected === null) return 'character'
  if (expected !== code.charAt(17)) return 'check'
  return organisationCodeCheck(code.slice(8, 16)) === code.charAt(16) ? null : 'organisation'
}
