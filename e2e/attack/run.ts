/** `npm run attack [kills] [seed]`: the long form of the kill campaign, 200 kills by default. */
import { killCampaign, seeded } from './kill.ts'

const kills = Number(process.argv[2] ?? 200)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
process.stdout.write(`${kills} kills, seed ${seed}\n`)
const tally = await killCampaign(kills, seeded(seed), (n) => {
  if (n % 10 === 0) process.stdout.write(`${n}\n`)
})
process.stdout.write(`${JSON.stringify(tally)}\nnothing lost, nothing half-done\n`)
