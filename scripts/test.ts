/**
 * `npm test`: format, lint and import arrows, types, dead code, unit tests, production build, end-to-end tests.
 * Every step runs even when one before it failed; the last line sums all of them up.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** `named`: the tests that failed, with the first line of why, for the end of the output, which is all some readers keep. */
type Count = { passed: number; failed: number; skipped: number; named?: string[] }
type Step = { name: string; command: string[]; env?: Record<string, string>; count?: (status: number) => Count }

const scratch = mkdtempSync(join(tmpdir(), 'mulu-test-'))
const vitestReport = join(scratch, 'unit.json')
const playwrightReport = join(scratch, 'e2e.json')

/** Enough of an error to know it again. */
const beginning = (text: string): string => text.slice(0, 800)

const whole = (status: number): Count => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 })

const fromVitest = (status: number): Count => {
  const report = JSON.parse(readFileSync(vitestReport, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
    testResults: { name: string; message: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[]
  }
  const failed = report.numFailedTests
  const named = report.testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message === '' ? [] : [`${name}: ${beginning(message)}`]),
    ...assertionResults.flatMap(({ status, fullName, failureMessages }) =>
      status === 'failed' ? [`${name} › ${fullName}: ${beginning(failureMessages.join(' '))}`] : [],
    ),
  ])
  return { passed: report.numPassedTests, failed: status !== 0 && failed === 0 ? 1 : failed, skipped: report.numPendingTests + report.numTodoTests, named }
}

type Suite = { file: string; suites?: Suite[]; specs: { title: string; ok: boolean; tests: { results: { errors: { message?: string }[] }[] }[] }[] }

const fromPlaywright = (status: number): Count => {
  const { stats, suites, errors } = JSON.parse(readFileSync(playwrightReport, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    suites: Suite[]
    errors: { message?: string }[]
  }
  const failed = stats.unexpected + stats.flaky
  const plain = (messages: { message?: string }[]) => beginning(stripVTControlCharacters(messages.map(({ message = '' }) => message).join(' ')))
  const namedIn = ({ file, specs, suites: inner = [] }: Suite): string[] => [
    ...specs.flatMap(({ title, ok, tests }) =>
      ok ? [] : [`${file} › ${title}: ${plain(tests.flatMap(({ results }) => results.flatMap((result) => result.errors)))}`],
    ),
    ...inner.flatMap(namedIn),
  ]
  return {
    passed: stats.expected,
    failed: status !== 0 && failed === 0 ? 1 : failed,
    skipped: stats.skipped,
    named: [...errors.map((error) => plain([error])), ...suites.flatMap(namedIn)],
  }
}

const steps: Step[] = [
  { name: 'format, lint, import arrows', command: ['biome', 'ci', '.'] },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'unit tests', command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`], count: fromVitest },
  { name: 'production build', command: ['node', 'scripts/build.ts'] },
  {
    name: 'end-to-end tests',
    command: ['playwright', 'test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    count: fromPlaywright,
  },
]

const run = ({ command, env }: Step): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command[0] ?? '', command.slice(1), { stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('error', () => {
      resolve(127)
    })
    child.on('exit', (code) => {
      resolve(code ?? 1)
    })
  })

const counted = (step: Step, status: number): Count => {
  try {
    return (step.count ?? whole)(status)
  } catch {
    return { passed: 0, failed: 1, skipped: 0 } // no report: the step did not get that far
  }
}

const sum: Count = { passed: 0, failed: 0, skipped: 0 }
const lines: string[] = []
for (const step of steps) {
  process.stdout.write(`\n— ${step.name}\n`)
  const started = Date.now()
  const status = await run(step)
  const { passed, failed, skipped, named = [] } = counted(step, status)
  sum.passed += passed
  sum.failed += failed
  sum.skipped += skipped
  lines.push(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${step.name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${Math.round((Date.now() - started) / 1000)} s)`,
    ...named.map((name) => `     ${name}`),
  )
}
rmSync(scratch, { recursive: true, force: true })
process.stdout.write(`\n${lines.join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}\n`)
process.exitCode = sum.failed === 0 ? 0 : 1
