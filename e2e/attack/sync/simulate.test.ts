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

test(`three copies on a bad line agree in the end and lose nothing (npm run simulate -- --seed ${seed} --steps 60)`, async () => {
  const tally = await simulate(template.folder, { seed, steps: 60, shrinkMs: 60_000 })
  process.stdout.write(`${JSON.stringify({ seed, ...tally })}\n`)
  expect(tally).toMatchObject({ steps: 60 })
  expect(tally.requests).toBeGreaterThan(20)
}, 600_000)

const stepsOf = (...some: readonly [Step['deed'], copy: number, pick?: number][]): Step[] =>
  some.map(([deed, copy, pick = 4]) => ({ deed, copy, entry: 0, pick }))

/** One after the other: everything that puts a store back, kills or restarts it. */
const rough: Step['deed'][] = [
  ...(['create', 'create', 'sync', 'backUpPlatform', 'backUpCopy', 'edit', 'edit', 'sync', 'kill', 'restorePlatform', 'sync'] as const),
  ...(['answer', 'sync', 'edit', 'submit', 'sync', 'publish', 'sync', 'restoreCopy', 'edit', 'clock', 'sync', 'delete', 'withdraw', 'sync', 'tray'] as const),
]
/** The same by disc, of a copy that was met by its card alone: lost, doubled, spoilt, late, and with a kill on either side. */
const byDisc: Step[] = [
  ...stepsOf(['create', 1], ['writeUp', 1], ['spoilDisc', 1], ['killAtDisc', 1, 12], ['readUp', 1], ['writeDown', 1], ['killAtDisc', 1, 27], ['readDown', 1]),
  ...stepsOf(['backUpCopy', 1], ['edit', 1], ['writeUp', 1], ['restoreCopy', 1], ['writeUp', 1], ['edit', 1], ['writeUp', 1], ['readUp', 1, 1], ['readUp', 1]),
  ...stepsOf(['readAgain', 1], ['readAgain', 1, 0], ['writeDown', 1], ['loseDisc', 1], ['writeDown', 1], ['writeDown', 1], ['readDown', 1, 1]),
  ...stepsOf(['killAtDisc', 1, 18], ['sync', 1, 1]),
]

test('… and through kills, restarts, and backups put back on either side, by REST and by disc', async () => {
  const tally: Record<string, number> = {}
  const steps = [...rough.map((deed): Step => ({ deed, copy: 0, entry: 0, pick: 120 })), ...byDisc]
  expect(await walk(template.folder, { lineSeed: 5, steps }, [], tally)).toEqual({ divergences: [], losses: [] })
  expect(tally).toMatchObject({ 'platform restored': 1, 'copies restored': 2, 'step kill': 1, 'step killAtDisc': 3 })
  expect(tally).toMatchObject({ 'discs lost': 1, 'discs cut off': 1, 'discs read again': 2, 'discs before older ones': 2, 'disc: ferry.notForUs': 1 })
}, 300_000)

/** Two agencies act on their cases, now in turn, now at once, through backups put back on either side, a kill and a lost answer. */
const betweenAgencies: Step[] = [
  ...stepsOf(
    ['openCase', 0, 4],
    ['openCase', 0, 3],
    ['sync', 0, 0],
    ['syncOther', 0],
    ['actOther', 0, 1],
    ['act', 0, 2],
    ['act', 0, 5],
    ['syncOther', 0],
    ['sync', 0, 0],
  ),
  ...stepsOf(['backUpPlatform', 0], ['backUpCopy', 0], ['act', 0, 7], ['act', 0, 8], ['sync', 0, 0], ['actOther', 0, 9], ['actOther', 0, 11], ['syncOther', 0]),
  ...stepsOf(['restorePlatform', 0], ['act', 0, 12], ['sync', 0, 0], ['answer', 0], ['sync', 0, 0], ['syncOther', 0], ['actOther', 0, 13], ['kill', 0, 120]),
  ...stepsOf(
    ['syncOther', 0],
    ['restoreCopy', 0],
    ['sync', 0, 0],
    ['act', 0, 14],
    ['outage', 0, 2],
    ['sync', 0, 0],
    ['writeUp', 0],
    ['readUp', 0],
    ['act', 0, 17],
    ['sync', 0, 0],
  ),
  ...stepsOf(['syncOther', 0], ['actOther', 0, 18], ['syncOther', 0], ['writeDown', 0], ['readDown', 0], ['tray', 0, 2], ['openCase', 0, 5], ['sync', 0, 0]),
].map((step, at) => ({ ...step, entry: at % 2 }))

test('… and what two agencies said in their cases stands on the platform and at both, once and in one order', async () => {
  const tally: Record<string, number> = {}
  expect(await walk(template.folder, { lineSeed: 7, steps: betweenAgencies }, [], tally)).toEqual({ divergences: [], losses: [] })
  expect(tally).toMatchObject({ 'platform restored': 1, 'copies restored': 1, 'cases compared: 3': 1 })
  expect(tally['acts issued']).toBeGreaterThan(8)
}, 300_000)

/** Two copies and the platform over one submission: a post and an answer are lost, a copy is killed, it is returned and corrected. */
const aboutSubmissions: Step[] = [
  ...stepsOf(['report', 0, 1], ['outage', 0, 2], ['sync', 0, 0], ['kill', 0, 120], ['sync', 0, 0], ['sync', 1, 0], ['answerReport', 0, 7], ['sync', 0, 0]),
  ...stepsOf(['sync', 1, 0], ['correctReport', 0, 0], ['correctReport', 1, 0], ['sync', 1, 0], ['sync', 0, 0], ['tray', 0, 1]),
]

test('… and of a submission the platform has what was signed, each version once, and no copy shows as accepted what was returned', async () => {
  const tally: Record<string, number> = {}
  expect(await walk(template.folder, { lineSeed: 11, steps: aboutSubmissions }, [], tally)).toEqual({ divergences: [], losses: [] })
  expect(tally).toMatchObject({ 'submissions compared: 1': 1, 'submissions returned': 1 })
  expect(tally['submissions sent']).toBeGreaterThan(1)
}, 600_000)

test('a copy that shows a returned one as accepted is found out', async () => {
  const steps = stepsOf(['report', 0, 1], ['sync', 0, 0], ['answerReport', 0, 7], ['sync', 0, 0])
  const { divergences } = await walk(template.folder, { lineSeed: 3, steps, calm: true }, ['showsAccepted'], {})
  expect(divergences.join()).toContain('as accepted, which is returned')
}, 300_000)

test('a platform that tells acts in another order is found out', async () => {
  const steps = stepsOf(['openCase', 0, 4], ['act', 0, 2], ['sync', 0, 0], ['syncOther', 0], ['actOther', 0, 3], ['syncOther', 0])
  expect((await walk(template.folder, { lineSeed: 3, steps, calm: true }, ['shufflesActs'], {})).divergences).not.toEqual([])
}, 300_000)

/** Two copies have an entry of which both know the same: the second comes by disc first, since only its card is known. */
const both = stepsOf(['create', 0], ['sync', 0], ['sync', 1, 1], ['sync', 1])
const plantedSteps: Step[] = [
  // ignoresBase: a post that never arrived comes again behind another copy's edit of the same field.
  ...both,
  ...stepsOf(['edit', 0], ['outage', 0, 2], ['sync', 0], ['edit', 1], ['sync', 1], ['sync', 0]),
  // mineWins: both edit the same field of the next one.
  ...[...both, ...stepsOf(['edit', 0], ['sync', 0], ['edit', 1], ['sync', 1])].map((step) => ({ ...step, entry: 1 })),
  // discConfirms: a disc is lost.
  ...[...both, ...stepsOf(['edit', 0], ['writeUp', 0], ['loseDisc', 0])].map((step) => ({ ...step, entry: 2 })),
]

test('planted faults are found out, of the platform, of a decision and of a disc; without them the same walk is clean', async () => {
  const one = { lineSeed: 3, steps: plantedSteps, calm: true }
  expect(await walk(template.folder, one, [], {})).toEqual({ divergences: [], losses: [] })
  const { losses, divergences } = await walk(template.folder, one, ['ignoresBase', 'mineWins', 'discConfirms'], {})
  const entries = [...losses, ...divergences].flatMap((found) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(found) ?? [])
  expect(new Set(entries).size).toBe(3)
}, 300_000)
