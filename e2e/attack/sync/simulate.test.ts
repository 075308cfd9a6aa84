import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulate, walk } from './simulate.ts'
import type { Step } from './steps.ts'
import { makeTemplate } from './world.ts'

/** The same each time here; the campaign takes a new one. */
const seed = Number(process.env.MULU_SEED)
let template: Awaited<ReturnType<typeof makeTemplate>>
beforeAll(async () => {
  template = await makeTemplate()
}, 180_000)
afterAll(() => template?.remove())

test(`three copies on a bad line agree in the end and lose nothing (npm run simulate -- --seed ${seed} --steps 80)`, async () => {
  const tally = await simulate(template.folder, { seed, steps: 80, shrinkMs: 60_000 })
  process.stdout.write(`${JSON.stringify({ seed, ...tally })}\n`)
  expect(tally).toMatchObject({ steps: 80 })
  expect(tally.requests).toBeGreaterThan(20)
}, 600_000)

/** One after the other: everything that puts a store back, kills or restarts it. */
const rough: Step['deed'][] = [
  ...(['create', 'create', 'sync', 'backUpPlatform', 'backUpCopy', 'edit', 'edit', 'sync', 'kill', 'restart', 'restorePlatform', 'sync'] as const),
  ...(['answer', 'sync', 'edit', 'submit', 'sync', 'publish', 'sync', 'restoreCopy', 'edit', 'clock', 'sync', 'delete', 'withdraw', 'sync', 'tray'] as const),
]

test('… and through a kill, a restart, and backups put back on either side', async () => {
  const tally: Record<string, number> = {}
  const steps = rough.map((deed): Step => ({ deed, copy: 0, entry: 0, pick: 120 }))
  expect(await walk(template.folder, { lineSeed: 5, steps }, [], tally)).toEqual({ divergences: [], losses: [] })
  expect(tally).toMatchObject({ 'platform killed': 1, 'platform restored': 1, 'copies restored': 1 })
}, 300_000)

const stepsOf = (...some: readonly [Step['deed'], copy: number, pick?: number][]): Step[] =>
  some.map(([deed, copy, pick = 4]) => ({ deed, copy, entry: 0, pick }))
const both = stepsOf(['create', 0], ['sync', 0], ['sync', 1])

test.each<['ignoresBase' | 'mineWins', Step[]]>([
  // A post that never arrived comes again behind another copy's edit of the same field.
  ['ignoresBase', [...both, ...stepsOf(['edit', 0], ['outage', 0, 2], ['sync', 0], ['edit', 1], ['sync', 1], ['sync', 0])]],
  ['mineWins', [...both, ...stepsOf(['edit', 0], ['sync', 0], ['edit', 1], ['sync', 1])]],
])(
  'a planted fault is found out: %s; without it the same walk is clean',
  async (fault, steps) => {
    const one = { lineSeed: 3, steps, calm: true }
    expect(await walk(template.folder, one, [], {})).toEqual({ divergences: [], losses: [] })
    const { losses, divergences } = await walk(template.folder, one, [fault], {})
    expect(losses.length + divergences.length).toBeGreaterThan(0)
  },
  300_000,
)
