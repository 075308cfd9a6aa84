import type { Random } from './random.ts'

/** Bytes that are not what they were. */
const byteWays: readonly ((body: Buffer, random: Random) => Buffer)[] = [
  (body, { below }) => {
    const copy = Buffer.from(body)
    for (let n = 1 + below(4); n > 0; n--) copy[below(copy.length)] = below(256)
    return copy
  },
  (body, { below }) => {
    const copy = Buffer.from(body)
    const at = below(copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8))
    return copy
  },
  (body, { below }) => body.subarray(0, below(body.length)),
  (body, { below }) => body.subarray(1 + below(body.length)),
  (body, { below }) => {
    const at = below(body.length)
    return Buffer.concat([body.subarray(0, at), body.subarray(Math.max(0, at - below(200)))])
  },
  (body, { below }) => Buffer.concat([body.subarray(0, below(body.length)), body.subarray(below(body.length))]),
  (body, { below }) => {
    const at = below(body.length)
    return Buffer.concat([body.subarray(0, at), Buffer.from(Array.from({ length: 1 + below(30) }, () => below(256))), body.subarray(at)])
  },
  (body, { below, pick }) => {
    const at = below(body.length)
    const odd = pick(['\0', '\u2028', '"', '\\', '}{', ']', '\n', '\r\n', '\ufeff', '\\ud800', '1e999', '-0', '{"kind":"end"}\n'])
    return Buffer.concat([body.subarray(0, at), Buffer.from(odd), body.subarray(at)])
  },
  () => Buffer.alloc(0),
  (body) => Buffer.concat([body, body]),
  () => Buffer.from('<!DOCTYPE html><html><body>请登录后上网</body></html>'),
  (_body, { below }) => Buffer.from('['.repeat(1 + below(200_000))),
  (_body, { below }) => Buffer.from('{"a":'.repeat(1 + below(40_000))),
]
export const mutateBytes = (body: Buffer, random: Random): Buffer => (body.length === 0 ? Buffer.from('x') : random.pick(byteWays)(body, random))

type Place = { holder: Record<string, unknown> | unknown[]; key: string | number }
const placesIn = (value: unknown, found: Place[] = []): Place[] => {
  if (typeof value !== 'object' || value === null) return found
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    found.push({ holder: value as Place['holder'], key })
    placesIn((value as Record<string | number, unknown>)[key], found)
  }
  return found
}

const odd = (random: Random, instead: unknown): unknown =>
  random.pick<() => unknown>([
    () => null,
    () => true,
    () => -1,
    () => 0,
    () => 1e308,
    () => Number.MAX_SAFE_INTEGER,
    () => 2 ** 53 + 2,
    () => 0.5,
    () => '',
    () => '词'.repeat(1 + random.below(50_000)),
    () => '机密★10年',
    () => '\ud800',
    () => '../../etc/passwd',
    () => '2026-13-45T99:99:99Z',
    () => '0000-00-00',
    () => '9999-12-31T23:59:59.999Z',
    () => '00000000-0000-4000-8000-000000000000',
    () => [],
    () => ({}),
    () => [[[[[]]]]],
    () => ({ constructor: { prototype: 1 }, toString: 'x' }),
    () => JSON.parse('{"__proto__":{"polluted":1}}') as unknown,
    () => [instead, instead],
    () => ({ value: instead }),
    () => (typeof instead === 'string' ? Number(instead) : String(instead)),
    () => (typeof instead === 'number' ? instead + 1 : instead),
    () => (typeof instead === 'number' ? -instead : instead),
    () => (typeof instead === 'boolean' ? !instead : instead),
  ])()

/** Another value, a missing one or one too many, somewhere in a few places of a valid answer. */
export const mutateValue = (value: unknown, random: Random): unknown => {
  const copy = structuredClone(value)
  for (let n = 1 + random.below(3); n > 0; n--) {
    const places = placesIn(copy)
    if (places.length === 0) return odd(random, copy)
    const { holder, key } = random.pick(places)
    const of = holder as Record<string | number, unknown>
    const luck = random.next()
    if (luck < 0.15) Array.isArray(holder) ? holder.splice(Number(key), 1) : delete of[key]
    else if (luck < 0.25) {
      const from = random.pick(places)
      of[key] = structuredClone((from.holder as typeof of)[from.key])
    } else if (luck < 0.32 && !Array.isArray(holder)) of[random.pick(['unknown', 'constructor', 'id', 'kind', 'now'])] = odd(random, of[key])
    else of[key] = odd(random, of[key])
  }
  return copy
}
