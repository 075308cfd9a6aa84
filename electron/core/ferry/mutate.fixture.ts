/** Numbers that look random and come again with their seed (mulberry32). */
export const randomFrom = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below)
  }
}

/** What a hostile hand would write in. */
const tokens = [
  '-----BEGIN MULU PART 1-----\n',
  '-----BEGIN MULU PART 99999-----\n',
  '-----BEGIN MULU SIGNATURE-----\n',
  '-----BEGIN MULU SIGNATURE SM2-----\n',
  '-----END MULU PACKAGE-----\n',
  '-----BEGIN AGE ENCRYPTED FILE-----\n',
  '\r\n',
  '\0',
  '\uFEFF',
  '1e999',
  '-1',
  '9007199254740993',
  'null',
  '"__proto__":{"x":1},',
  '{"kind":"state"}\n',
  '{}\n',
  '../../../../etc/passwd',
  '\ud83d',
  '秘密★',
  '['.repeat(500),
  '"'.repeat(99),
].map((text) => Buffer.from(text))

type Random = ReturnType<typeof randomFrom>

const cut = (bytes: Buffer, from: number, to: number, between: Uint8Array = Buffer.alloc(0)): Buffer =>
  Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)])

/** One change of bytes: a bit, a byte, a piece taken out, doubled, moved, cut off or written over, a token put in. */
const once = (bytes: Buffer, random: Random): Buffer => {
  const at = random(bytes.length)
  const length = 1 + random(random(4) === 0 ? bytes.length : 40)
  const to = Math.min(bytes.length, at + length)
  const piece = bytes.subarray(at, to)
  const other = random(bytes.length)
  switch (random(9)) {
    case 0: {
      const next = Buffer.from(bytes)
      next[at] = (next[at] ?? 0) ^ (1 << random(8))
      return next
    }
    case 1: {
      const next = Buffer.from(bytes)
      next[at] = random(256)
      return next
    }
    case 2:
      return cut(bytes, at, to)
    case 3:
      return cut(bytes, at, at, piece)
    case 4:
      return cut(bytes, other, other, piece)
    case 5:
      return bytes.subarray(0, at)
    case 6:
      return cut(bytes, at, to, Buffer.from(Array.from({ length: to - at }, () => random(256))))
    case 7: {
      const token = tokens[random(tokens.length)] ?? Buffer.alloc(0)
      return cut(bytes, at, random(2) === 0 ? at : Math.min(bytes.length, at + token.length), token)
    }
    default: {
      // A digit becomes another one: lengths, numbers and versions that nearly fit.
      const next = Buffer.from(bytes)
      const digit = next.findIndex((byte, place) => place >= at && byte >= 0x30 && byte <= 0x39)
      if (digit >= 0) next[digit] = 0x30 + random(10)
      return next
    }
  }
}

/** One to four changes. Another text than the one it was made of, always. */
export const mutate = (bytes: Buffer, random: Random): Buffer => {
  let next = bytes
  for (let times = 1 + random(4); times > 0; times--) next = next.length === 0 ? next : once(next, random)
  return next.equals(bytes) ? mutate(bytes, random) : next
}
