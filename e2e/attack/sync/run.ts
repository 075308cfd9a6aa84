/** `npm run simulate -- --steps 10000 --seed N [--length 500]`: the long form of the simulation. Prints its seeds and what happened. */
import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'
import { makeTemplate } from './world.ts'

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    length: { type: 'string', default: '500' },
  },
})
const asked = { steps: Number(values.steps), seed: Number(values.seed), length: Number(values.length) }
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
say(JSON.stringify(asked))
const started = Date.now()
const template = await makeTemplate()
try {
  const tally = await simulate(template.folder, asked, say)
  say(JSON.stringify({ ...asked, seconds: Math.round((Date.now() - started) / 1000), ...tally }))
  say('no divergence, no word lost')
} finally {
  template.remove()
}
