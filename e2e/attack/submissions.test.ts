import { expect, test } from 'vitest'
import { seeded } from './kill.ts'
import { submissionCampaign } from './submissions.ts'

test('killed while it is frozen, signed, exported and submitted, a submission is what it was or whole (npm run attack kills the rest too)', async () => {
  const seed = Number(process.env.MULU_SEED)
  const tally = await submissionCampaign(
    { lives: 1, versions: 1, only: ['submission.freeze', 'submission.sign', 'submission.export', 'submission.submit'] },
    seeded(seed),
  ).catch((error: unknown) => {
    throw new Error(`seed ${seed}: ${String(error)}`, { cause: error })
  })
  expect(tally.kills).toBe(4)
}, 180_000)
