/** `npm run attack [kills] [seed]`: the long form of the kill campaigns, 200 kills by default, a quarter of them about submissions. */
import { killCampaign, seeded } from './kill.ts'
import { submissionCampaign } from './submissions.ts'

const kills = Number(process.argv[2] ?? 200)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
process.stdout.write(`${kills} kills, seed ${seed}\n`)
const about = Math.ceil(kills / 4)
const tally = await killCampaign(kills - about, seeded(seed), (n) => {
  if (n % 10 === 0) process.stdout.write(`${n}\n`)
})
process.stdout.write(`${JSON.stringify(tally)}\n`)
// Seven calls of each version, and eight of a second one.
const submissions = await submissionCampaign({ lives: Math.ceil(about / 15), versions: 2 }, seeded(seed + 1), (n) => process.stdout.write(`submission ${n}\n`))
process.stdout.write(`${JSON.stringify(submissions)}\nnothing lost, nothing half-done\n`)
