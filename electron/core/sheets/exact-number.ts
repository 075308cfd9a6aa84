/**
 * Numbers of a sheet as exact fractions: a total counted in them is never off by what binary numbers cannot say, and what it comes
 * to is the nearest one there is.
 */
export type Exact = { over: bigint; under: bigint }

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
const size = (a: bigint): bigint => (a < 0n ? -a : a)

/** What a sheet keeps ends at 10^308; what multiplies itself beyond that for ever is stopped here. */
const most = 10n ** 400n

/** Throws RangeError for what no sheet can keep. */
const lowest = (over: bigint, under: bigint): Exact => {
  if (size(over) > most || size(under) > most) throw new RangeError('number')
  const sign = under < 0n ? -1n : 1n
  const common = gcd(size(over), size(under)) || 1n
  return { over: (sign * over) / common, under: (sign * under) / common }
}

const plain = /^(-?)(\d{0,17})(?:\.(\d{0,30}))?(?:[eE]([+-]?\d{1,2}))?$/

/** As a cell or a formula writes it; null: no number, or one nobody counts with. */
export const exact = (text: string): Exact | null => {
  const found = plain.exec(text)
  const [, sign = '', whole = '', part = '', power = '0'] = found ?? []
  if (found === null || whole + part === '') return null
  const digits = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n)
  const places = part.length - Number(power)
  return places >= 0 ? lowest(digits, 10n ** BigInt(places)) : lowest(digits * 10n ** BigInt(-places), 1n)
}

export const zero: Exact = { over: 0n, under: 1n }
export const added = (a: Exact, b: Exact): Exact => lowest(a.over * b.under + b.over * a.under, a.under * b.under)
export const negated = ({ over, under }: Exact): Exact => ({ over: -over, under })
export const multiplied = (a: Exact, b: Exact): Exact => lowest(a.over * b.over, a.under * b.under)
/** By nought: null. */
export const divided = (a: Exact, b: Exact): Exact | null => (b.over === 0n ? null : lowest(a.over * b.under, a.under * b.over))
export const compared = (a: Exact, b: Exact): number => {
  const difference = a.over * b.under - b.over * a.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Half away from zero, as sheets round. */
export const roundedTo = ({ over, under }: Exact, digits: number): Exact => {
  const scale = 10n ** BigInt(Math.abs(digits))
  const [top, bottom] = digits >= 0 ? [size(over) * scale, under] : [size(over), under * scale]
  const whole = ((2n * top + bottom) / (2n * bottom)) * (over < 0n ? -1n : 1n)
  return digits >= 0 ? lowest(whole, scale) : lowest(whole * scale, 1n)
}

/** The nearest number a sheet can keep. Forty digits decide between two of them. */
export const asNumber = ({ over, under }: Exact): number => {
  const more = Math.max(0, 40 + under.toString().length - size(over).toString().length)
  return Number(`${(over * 10n ** BigInt(more)) / under}e-${more}`)
}
