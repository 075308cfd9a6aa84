/** `npm run fuzz -- --answers 100000 --seed N`: mutated answers, and whatever else carries a MULU_FUZZ campaign. */
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'

const { values } = parseArgs({ options: { answers: { type: 'string', default: '100000' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } })
const asked = { answers: Number(values.answers), seed: Number(values.seed) }
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
say(JSON.stringify(asked))
const started = Date.now()
const tally = await fuzz(asked.seed, asked.answers, { say })
say(JSON.stringify({ ...asked, seconds: Math.round((Date.now() - started) / 1000), ...tally }))

// Carried packages and anything else that is fuzzed by a test of its own, in its long form.
const root = join(import.meta.dirname, '..', '..', '..')
const campaigns = globSync(['electron/**/*.test.ts', 'shared/**/*.test.ts', 'platform/**/*.test.ts'], { cwd: root }).filter((file) =>
  readFileSync(join(root, file), 'utf8').includes('process.env.MULU_FUZZ'),
)
if (campaigns.length > 0) {
  say(campaigns.join(' '))
  const child = spawn('vitest', ['run', ...campaigns], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MULU_FUZZ: String(asked.answers), MULU_SEED: String(asked.seed) },
  })
  process.exitCode = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
