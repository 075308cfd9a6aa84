import type { Group } from './grouping.ts'
import type { Claims } from './protocol.ts'

/**
 * 53 bits of a text (two rounds of multiplication and mixing each, after cyrb53). Not cryptographic. Among a million texts two are alike
 * once in some 20,000 files; what happens then is that a row is not matched by its name.
 */
export const number53 = (text: string): number => {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}

const sorted = (texts: readonly string[]): Float64Array => Float64Array.from(texts, number53).sort()

export const claimsOf = (groups: readonly Group[]): Claims => ({
  ids: sorted(groups.flatMap(({ id }) => (id === '' ? [] : [id]))),
  codes: sorted(groups.flatMap(({ code }) => (code === '' ? [] : [code]))),
})

export const isClaimed = (claims: Float64Array, text: string): boolean => {
  const wanted = number53(text)
  let low = 0
  let high = claims.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((claims[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return claims[low] === wanted
}
