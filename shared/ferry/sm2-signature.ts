/** The orders of the curves' groups (GB/T 32918.5; FIPS 186-5, P-256). */
const orders = {
  sm2: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  p256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
} as const

const number = (bytes: Uint8Array): bigint => bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n)

const derInteger = (value: bigint): number[] => {
  const bytes: number[] = []
  for (let rest = value; rest > 0n; rest /= 256n) bytes.unshift(Number(rest % 256n))
  if ((bytes[0] ?? 0) > 127) bytes.unshift(0)
  return [2, bytes.length, ...bytes]
}

/**
 * Whether bytes are SEQUENCE { r, s } in DER as only one encoding says it, with both numbers in range. The library both
 * sides verify with reads over other tags and over what stands behind, so that a changed signature would still verify.
 */
export const isCurveSignature = (curve: keyof typeof orders, der: Uint8Array): boolean => {
  const order = orders[curve]
  const length = der[3] ?? 0
  const [r, s] = [number(der.subarray(4, 4 + length)), number(der.subarray(6 + length))]
  if (der.length > 100 || r < 1n || s < 1n || r >= order || s >= order) return false
  const body = [...derInteger(r), ...derInteger(s)]
  const only = [0x30, body.length, ...body]
  return only.length === der.length && only.every((byte, at) => byte === der[at])
}

export const isSm2Signature = (der: Uint8Array): boolean => isCurveSignature('sm2', der)
