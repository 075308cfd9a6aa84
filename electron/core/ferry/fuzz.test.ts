import { afterAll, beforeAll, expect, test } from 'vitest'
import { paperLine, pieceLine } from '../../../shared/ferry/papers.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { mutate, randomFrom } from './mutate.fixture.ts'
import { type CarriedDesk, type Down, makeDown, makePlatform, openCarriedDesk, type PaperPlatform, stateLine } from './office.fixture.ts'

/**
 * Packages that were changed at random: no crash, nothing takes longer than two seconds, nothing is applied.
 * `MULU_FUZZ=100000` for the campaign, `MULU_SEED` to see one again.
 */
const rounds = Number(process.env.MULU_FUZZ ?? 1000)
const seed = Number(process.env.MULU_SEED)
const longestMs = 2000

let platform: PaperPlatform
let desk: CarriedDesk
beforeAll(async () => {
  platform = await makePlatform()
  desk = await openCarriedDesk(platform)
})
afterAll(async () => {
  await desk?.close()
})

const lines = () => Array.from({ length: 12 }, (_, n) => stateLine(platform, { title: `信息资源${n}`, abstract: '摘要'.repeat(n) }))
const untouched = async () => {
  expect((await desk.value('catalogue.check', {})).entries).toBe(0)
  expect((await desk.value('ferry.packages', {})).packages).toEqual([])
  expect((await desk.value('ferry.media', {})).media).toEqual([])
}

/** The processor's time of this process, so that what others do on the machine does not count. */
const timed = async <T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> => {
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, ms: (user + system) / 1000 }
}

test(
  `${rounds} packages changed on the way are refused, quickly, and nothing of them is applied`,
  async () => {
    const random = randomFrom(seed)
    const kinds: Down[] = [{ lines: lines() }, { lines: lines(), encrypt: true }, { lines: lines(), volumes: 3 }]
    const made = await Promise.all(kinds.map((down) => makeDown(platform, desk, down)))
    const codes = new Map<string, number>()
    let slowest = 0
    for (let round = 0; round < rounds; round++) {
      const volumes = made[random(made.length)]?.volumes ?? []
      const which = random(volumes.length)
      const files = volumes.map((bytes, at) => desk.put(`f${at}.txt`, at === which ? mutate(bytes, random) : bytes))
      // Every twentieth is really taken in; the others are only looked at, by the same checks.
      const { value: reply, ms } = await timed(async () => (round % 20 === 0 ? desk.take(files) : desk.call('ferry.verify', { files })))
      slowest = Math.max(slowest, ms)
      expect(ms, `seed ${seed} round ${round}`).toBeLessThan(longestMs)
      const found = reply.ok ? ('problems' in reply.value ? reply.value.problems.map(({ code }) => code) : ['taken in']) : [reply.error.code]
      expect(found, `seed ${seed} round ${round}`).not.toEqual([])
      expect(found, `seed ${seed} round ${round}`).not.toContain('taken in')
      expect(found, `seed ${seed} round ${round} ${JSON.stringify(reply)}`).not.toContain('call.failed')
      for (const code of found) codes.set(code, (codes.get(code) ?? 0) + 1)
    }
    await untouched()
    process.stdout.write(`seed ${seed}, ${rounds} packages, the slowest ${slowest.toFixed(0)} ms: ${JSON.stringify(Object.fromEntries(codes))}\n`)
    // It reached behind the first door: which refusals come depends on keys and ids, which are new each time.
    expect([...codes.keys()]).toEqual(expect.arrayContaining(['ferry.notPackage', 'ferry.damaged']))
    expect(codes.size).toBeGreaterThan(2)
  },
  60_000 + rounds * 60,
)

test(
  `${Math.ceil(rounds / 10)} packages with changed lines that the platform itself signed: each line is used or passed over, the vault stays whole`,
  async () => {
    const random = randomFrom(seed + 1)
    const texts = lines().map((line) => JSON.stringify(line))
    const totals = { taken: 0, passedOver: 0, refused: 0 }
    for (let round = 0; round < Math.ceil(rounds / 10); round++) {
      const changed = texts.map((text) =>
        random(3) === 0
          ? mutate(Buffer.from(text), random)
              .toString('utf8')
              .replaceAll(/[\n\r]/g, ' ')
          : text,
      )
      const { volumes } = await makeDown(platform, desk, { lines: changed })
      const files = volumes.map((bytes, at) => desk.put(`g${at}.txt`, bytes))
      const { value: reply, ms } = await timed(() => desk.call('ferry.preview', { files }))
      expect(ms, `seed ${seed} round ${round}`).toBeLessThan(longestMs)
      if (!reply.ok) {
        expect(reply.error.code, `seed ${seed} round ${round}`).not.toBe('call.failed')
        totals.refused++
        continue
      }
      const { effects } = reply.value
      expect(
        Object.values(effects).reduce((sum, n) => sum + n, 0),
        `seed ${seed} round ${round}`,
      ).toBe(changed.length)
      totals.taken += effects.taken
      totals.passedOver += effects.passedOver
    }
    await untouched()
    expect((await desk.value('vault.check', {})).damages).toEqual([])
    process.stdout.write(`seed ${seed + 1}: ${JSON.stringify(totals)}\n`)
    expect(totals.taken).toBeGreaterThan(0)
    expect(totals.passedOver).toBeGreaterThan(0)
  },
  60_000 + rounds * 60,
)

test(
  `${Math.ceil(rounds / 10)} packages with changed papers that the platform itself signed: refused whole and by name, or the paper is the one that was named`,
  async () => {
    const random = randomFrom(seed + 2)
    const data = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(Array.from({ length: 6000 }, () => random(256)))])
    const sha256 = sha256Hex(data)
    const state = { status: 'submitted', publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '' } as const
    const line = stateLine(platform, { title: '婚姻登记信息' }, { state: { ...state, evidence: [{ name: '审批表.pdf', sha256 }] } })
    const pieces = Array.from({ length: 4 }, (_, at) => pieceLine(data.subarray(at * 1600, (at + 1) * 1600).toString('base64')))
    const texts = [JSON.stringify(line), paperLine({ sha256, bytes: data.length, of: [{ id: line.id, version: 1 }] }), ...pieces]
    const codes = new Map<string, number>()
    for (let round = 0; round < Math.ceil(rounds / 10); round++) {
      const which = random(texts.length)
      const changed = texts.map((text, at) =>
        at === which
          ? mutate(Buffer.from(text), random)
              .toString('utf8')
              .replaceAll(/[\n\r]/g, ' ')
          : text,
      )
      const { volumes } = await makeDown(platform, desk, { lines: changed, encrypt: random(2) === 0 })
      const files = volumes.map((bytes, at) => desk.put(`h${at}.txt`, bytes))
      const { value: reply, ms } = await timed(() => desk.call('ferry.preview', { files }))
      expect(ms, `seed ${seed} round ${round}`).toBeLessThan(longestMs)
      const code = reply.ok ? 'ok' : reply.error.code
      codes.set(code, (codes.get(code) ?? 0) + 1)
      expect(code, `seed ${seed} round ${round}`).toMatch(/^(?:ok|ferry\.(?:paperDamaged|paperTooLarge|paperUnnamed|inner|notPackage))$/)
      for (const paper of reply.ok ? reply.value.papers : []) if (paper.why === '') expect(paper.sha256, `seed ${seed} round ${round}`).toBe(sha256)
    }
    await untouched()
    process.stdout.write(`seed ${seed + 2}: ${JSON.stringify(Object.fromEntries(codes))}\n`)
    expect(codes.get('ferry.paperDamaged') ?? 0).toBeGreaterThan(0)
  },
  60_000 + rounds * 60,
)
