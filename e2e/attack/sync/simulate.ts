import fc from 'fast-check'
import { sameContent } from '../../../electron/core/sync/same-content.ts'
import type { EntryContent } from '../../../shared/catalogue.ts'
import { diffContent } from '../../../shared/changes.ts'
import { compareCases, giveUpLost, offices } from './cases.ts'
import { compareReports } from './reports.ts'
import { caseDeeds, emptyTray, historiesOf, resolveOne, rest, type Step, stepArb, takeStep, transports } from './steps.ts'
import { answerQuestion, openWorld, type Planted, type World } from './world.ts'

/** `calm`: nothing goes wrong but what the steps bring. */
export type Walk = { lineSeed: number; steps: Step[]; calm?: boolean }
export type Found = { divergences: string[]; losses: string[] }
/** What happened in all, by name. */
export type Tally = Record<string, number>

const statesOf = (world: World) =>
  Promise.all(
    offices(world).map(async ({ desk }) => {
      const { conflicts, quarantined, waiting, asks, lastError } = await desk.value('sync.status', {})
      const { lines } = await desk.value('sync.log', { limit: 6 })
      return { conflicts, quarantined, waiting, asks, lastError, lines: lines.map(({ what, entry, note }) => `${what} ${entry ?? ''} ${note}`) }
    }),
  )

/** The line is good, every question is answered, every disagreement decided, and everybody syncs until nothing moves. */
const settle = async (world: World): Promise<string[]> => {
  world.line.bad = false
  world.line.next = []
  const rounds = 30
  for (let round = 0, quiet = false; ; round++) {
    if (quiet) return []
    if (round === rounds) return [`not quiet after ${rounds} rounds: ${JSON.stringify(await statesOf(world))}`]
    quiet = true
    // What nobody brings again is given up, so that the rest goes on.
    if (round > 8) for (const copy of offices(world)) if (await giveUpLost(world, copy)) quiet = false
    for (const copy of offices(world)) {
      while (await resolveOne(world, copy, round)) quiet = false
      while (await emptyTray(world, copy, false)) quiet = false
      if (await answerQuestion(copy)) quiet = false
      for (const { run } of copy === world.other ? [rest] : transports) if ((await run(world, copy)) !== 'quiet') quiet = false
      const { conflicts, quarantined, waiting, asks } = await copy.desk.value('sync.status', {})
      if (copy.discs.length > 0) quiet = false
      if (conflicts + quarantined + waiting > 0 || asks !== null) quiet = false
    }
  }
}

const compare = async (world: World): Promise<Found> => {
  const divergences: string[] = []
  const there = await world.entries()
  const histories: unknown[] = []
  const final: unknown[] = [...there]
  for (const [n, copy] of world.copies.entries()) {
    histories.push(await historiesOf(copy, world.ids))
    for (const id of world.ids) {
      const reply = await copy.desk.call('catalogue.get', { id })
      const content = reply.ok && reply.value.entry.deletedAt === null ? reply.value.entry.content : null
      const theirs = (there.get(id) ?? null) as EntryContent | null
      if ((content === null) !== (theirs === null)) divergences.push(`${id}: copy ${n} ${content === null ? 'lacks' : 'has'} it`)
      // The day of publication stands beside the text on the platform, and in it here.
      else if (content !== null && theirs !== null && !sameContent({ ...content, publishedOn: '' }, { ...theirs, publishedOn: '' })) {
        divergences.push(`${id}: copy ${n} reads otherwise: ${JSON.stringify(diffContent(theirs, content))}`)
      }
    }
    // Of what a disc carried up every change was answered, by whichever way; what a platform that was put back never saw was made anew.
    const allAnswered = (world.done['platform restored'] ?? 0) === 0
    for (const { form, verdicts, open } of (await copy.desk.value('ferry.packages', { direction: 'out', limit: 1000 })).packages) {
      const answered = Object.values(verdicts).reduce((sum, each) => sum + each, 0)
      if ((allAnswered && open > 0) || answered + open !== (form.counts.changes ?? 0))
        divergences.push(`copy ${n}: ${form.medium.number} ${answered} answered, ${open} open of ${JSON.stringify(form.counts)}`)
    }
    await copy.desk.as('aud')
    const { broken } = await copy.desk.value('audit.verify', {})
    if (broken !== null) divergences.push(`copy ${n}: the audit is broken at ${broken.at}`)
    await copy.desk.as('officer')
    const { damages } = await copy.desk.value('vault.check', {})
    for (const { what, where } of damages) divergences.push(`copy ${n}: damaged ${what} ${where}`)
  }
  const told = await compareCases(world)
  const sent = await compareReports(world)
  return {
    divergences: [...divergences, ...told.divergences, ...sent.divergences],
    losses: [...world.words.losses(histories, final), ...told.losses, ...sent.losses],
  }
}

/** Walks one list of steps in a world of its own. Adds to `tally` what happened. */
export const walk = async (template: string, { lineSeed, steps, calm = false }: Walk, planted: readonly Planted[], tally: Tally): Promise<Found> => {
  const world = await openWorld(
    template,
    lineSeed,
    1 + Math.max(0, ...steps.map(({ copy }) => copy)),
    planted,
    steps.some(({ deed }) => caseDeeds.includes(deed)),
  )
  try {
    world.line.bad = !calm
    for (const [n, step] of steps.entries()) {
      await takeStep(world, step).catch((error: unknown) => {
        throw new Error(`step ${n} ${JSON.stringify(step)}: ${String(error)}`)
      })
    }
    const unsettled = await settle(world)
    const { divergences, losses } = await compare(world)
    const add = (what: string, count: number) => {
      tally[what] = (tally[what] ?? 0) + count
    }
    for (const [what, count] of Object.entries(world.done)) add(what, count)
    for (const [fault, count] of Object.entries(world.line.counts)) add(`line: ${fault}`, count)
    add('requests', world.line.requests)
    add('steps', steps.length)
    return { divergences: [...unsettled, ...divergences], losses }
  } finally {
    await world.close()
  }
}

const walkOf = (length: number): fc.Arbitrary<Walk> =>
  fc.record({ lineSeed: fc.nat(0x7fffffff), steps: fc.array(stepArb, { minLength: length, maxLength: length, size: 'max' }) })
const shorterWalks = (length: number): fc.Arbitrary<Walk> =>
  fc.record({ lineSeed: fc.nat(0x7fffffff), steps: fc.array(stepArb, { maxLength: length, size: 'max' }) })

/**
 * As many steps as asked for, in worlds of `length` steps. Where copies and platform do not agree in the end, or a word is
 * lost, the walk is made as short as `shrinkMs` allow and thrown with its seed.
 */
export const simulate = async (
  template: string,
  {
    seed,
    steps,
    length = 500,
    shrinkMs = 600_000,
    planted = [],
  }: { seed: number; steps: number; length?: number; shrinkMs?: number; planted?: readonly Planted[] },
  say: (line: string) => void = () => undefined,
): Promise<Tally> => {
  const tally: Tally = {}
  for (let part = 0, left = steps; left > 0; part++) {
    const size = Math.min(length, left)
    const [first] = fc.sample(fc.noBias(walkOf(size)), { seed: seed + part, numRuns: 1 })
    if (first === undefined) throw new Error('nothing was drawn')
    const attempt = async (one: Walk, into: Tally): Promise<Found> => {
      const started = Date.now()
      const found = await walk(template, one, planted, into).catch((error: unknown) => ({ divergences: [String(error)], losses: [] }))
      say(JSON.stringify({ seed: seed + part, steps: one.steps.length, ms: Date.now() - started, ...found }))
      return found
    }
    const isClean = ({ divergences, losses }: Found): boolean => divergences.length + losses.length === 0
    const found = await attempt(first, tally)
    if (!isClean(found)) {
      const property = fc.asyncProperty(shorterWalks(size), async (one) => isClean(await attempt(one, {})))
      // Counts from here: however slow the machine is, the walk itself was whole.
      await fc.assert(property, { examples: [[first]], numRuns: 1, seed: seed + part, interruptAfterTimeLimit: shrinkMs }).catch((error: unknown) => {
        throw new Error(`seed ${seed + part}: ${JSON.stringify(found)}`, { cause: error })
      })
      throw new Error(`seed ${seed + part}, once and not again (a kill comes at its own time): ${JSON.stringify(found)}`)
    }
    left -= size
  }
  if ((tally.steps ?? 0) < steps) throw new Error(`only ${tally.steps} of ${steps} steps were taken`)
  return tally
}
