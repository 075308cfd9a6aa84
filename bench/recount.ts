import { parseArgs } from 'node:util'
import { countedFigures, difference, playedDb, quartersOf, rowFigures, shiftedOf, slowFigures, smallHistory, upTo } from './history/figures.fixture.ts'
import { compareSubmissions } from './history/submissions.fixture.ts'

const usage = `npm run recount -- [1000] [SEED]

So many random histories, every figure of every quarter counted a second time by plain loops, and what the checks, the change since
the last submission and the yearly self-assessment say of each. Without a seed one is drawn and printed. Ends with 1 where any differs.
`

const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean', short: 'h', default: false } } })
if (values.help) {
  process.stdout.write(usage)
  process.exit(0)
}
const [count = 1000, first = Math.floor(Math.random() * 1e9)] = positionals.map(Number)
process.stdout.write(`${count} histories from seed ${first}\n`)

let [quarters, shifted, figures, wrong] = [0, 0, 0, 0]
const told = { submissions: 0, findings: 0, deltas: 0, figures: 0 }
const tell = (seed: number, what: string, found: string): void => {
  if (found === '') return
  wrong += 1
  process.stdout.write(`seed ${seed} ${what}: ${found}\n`)
}
const start = performance.now()
for (let seed = first; seed < first + count; seed++) {
  const script = smallHistory(seed)
  const { db, played, close } = await playedDb(script)
  const periods = quartersOf(script)
  for (const period of periods) {
    const counted = countedFigures(db, period)
    quarters += 1
    figures += counted.size
    tell(seed, period.id, difference(counted, slowFigures(script, period)))
    if (seed % 5 === 0) tell(seed, `${period.id}, from rows`, difference(rowFigures(db, period), counted))
  }
  const { period: other, told: span } = shiftedOf(script)
  const counted = countedFigures(db, other)
  shifted += 1
  figures += counted.size
  tell(seed, `${other.id} from ${other.from}`, difference(counted, slowFigures(script, span)))
  // As of: of every fifth history one quarter again, when nothing after it had happened.
  const period = seed % 5 === 0 ? periods[(seed / 5) % (periods.length - 1)] : undefined
  if (period !== undefined) {
    const cut = await playedDb(upTo(script, period.until))
    tell(seed, `${period.id}, as of then`, difference(countedFigures(db, period), countedFigures(cut.db, period)))
    cut.close()
  }
  const compared = compareSubmissions(db, script, played)
  for (const what of ['submissions', 'findings', 'deltas', 'figures'] as const) told[what] += compared[what]
  for (const found of compared.wrong) tell(seed, 'submission', found)
  close()
  if ((seed - first) % 50 === 49) process.stderr.write(`\r${seed - first + 1}, ${((performance.now() - start) / 1000).toFixed(0)} s, ${wrong} wrong`)
}
process.stderr.write('\n')
process.stdout.write(`${quarters} quarters and ${shifted} periods of other years, ${figures} figures\n`)
process.stdout.write(
  `${told.submissions} submissions: ${told.findings} findings of the checks, ${told.deltas} changes since the last, ${told.figures} figures\n`,
)
process.stdout.write(`${wrong} wrong, ${((performance.now() - start) / 1000).toFixed(0)} s\n`)
process.exitCode = wrong === 0 ? 0 : 1
