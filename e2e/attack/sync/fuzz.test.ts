import { expect, test } from 'vitest'
import { answerKinds } from './answers.ts'
import { fuzz } from './fuzz.ts'

/** The same each time here; the campaign takes a new one. */
const seed = Number(process.env.MULU_SEED)

test(`mutated answers bring nothing down and leave nothing that no answer justifies (npm run fuzz -- --seed ${seed} --answers 300)`, async () => {
  const tally = await fuzz(seed, 300)
  process.stdout.write(`${JSON.stringify({ seed, ...tally })}\n`)
  expect(tally.mutated).toBeGreaterThanOrEqual(300)
  for (const kind of answerKinds) expect(tally.byKind[kind]).toBeGreaterThan(0)
  // Some must have been believed, or nothing was tried.
  expect(tally.used).toBeGreaterThan(0)
}, 300_000)
