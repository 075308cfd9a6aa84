import { parseArgs } from 'node:util'
import { command } from '../administration.ts'
import { placeOf } from '../database/open.ts'
import type { Result, Subject } from './subject.ts'
import { runSuite } from './suite.ts'

const help = `npm run conformance -- URL --agency A --agency B [--third C] [--department D] [--data DIR]
npm run conformance -- URL --code C … [--third-code C …] [--department-code C …]
                                          至少 60 个一次性登记码，两个单位交替给出；第三单位和主管部门各 1 个

Tries every promise of shared/platform-api/openapi.yaml against a platform and prints a table. With --data (the reference
platform's folder, on this computer) codes, publication and revocation are done by its administration; otherwise what needs them is skipped.
`

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    agency: { type: 'string', multiple: true, default: [] },
    code: { type: 'string', multiple: true, default: [] },
    third: { type: 'string' },
    department: { type: 'string' },
    'third-code': { type: 'string', multiple: true, default: [] },
    'department-code': { type: 'string', multiple: true, default: [] },
    data: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
})

const subjectOf = (base: string): Subject => {
  const administer = async (name: string, given: Record<string, string>) => {
    const answer = await command(placeOf(values.data), '', { command: name, values: given })
    if (!answer.ok) throw new Error(answer.error)
    return answer
  }
  if (values.data !== '') {
    const codeOf = async (agency: string) => String((await administer('code', { agency, officer: '符合性测试' })).code)
    const { third, department } = values
    return {
      base,
      code: (agency) => codeOf(values.agency[agency] ?? ''),
      third: third === undefined ? null : () => codeOf(third),
      department: department === undefined ? null : () => codeOf(department),
      publish: async (id) => void (await administer('review publish', { id })),
      revoke: async (id) => void (await administer('device revoke', { id })),
      answer: async (id, reason) => void (await administer(reason === null ? 'review accept' : 'review return', { id, reason: reason ?? '' })),
    }
  }
  const left = [[], []] as [string[], string[]]
  for (const [at, code] of values.code.entries()) left[at % 2 === 0 ? 0 : 1].push(code)
  const next = async (codes: string[]): Promise<string> => {
    const code = codes.shift()
    if (code === undefined) throw new Error('no enrolment code is left')
    return code
  }
  const from = (codes: string[]) => (codes.length === 0 ? null : () => next(codes))
  return {
    base,
    code: (agency) => next(left[agency]),
    third: from([...values['third-code']]),
    department: from([...values['department-code']]),
    publish: null,
    revoke: null,
    answer: null,
  }
}

const signs: Readonly<Record<Result['outcome'], string>> = { ok: 'ok  ', failed: 'FAIL', skipped: 'skip' }

const [base] = positionals
if (values.help || base === undefined) process.stdout.write(help)
else {
  const results = await runSuite(subjectOf(base.replace(/\/$/, '')), ({ outcome, name, article, why }) => {
    process.stdout.write(`${signs[outcome]} ${name}  [${article}]${why === '' ? '' : `\n       ${why}`}\n`)
  })
  const count = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length
  process.stdout.write(`\n${count('ok')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`)
  process.exitCode = count('failed') === 0 ? 0 : 1
}
