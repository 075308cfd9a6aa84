import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportOf } from '../conformance/reports.ts'
import { answerReport, judgeReport, type StandingReports } from './reports.ts'

const digest = (n: number): string => String(n).padStart(64, '0')
const agencies = [randomUUID(), randomUUID()] as const

/** A version somebody sends: which, of which text, with or without what it needs, by whom, or an answer of the department. */
const step = fc.record({
  version: fc.integer({ min: 1, max: 5 }),
  follows: fc.boolean(),
  text: fc.nat(3),
  reason: fc.constantFrom('', '漏计'),
  named: fc.constantFrom(true, true, true, false),
  held: fc.constantFrom(true, true, true, false),
  stranger: fc.constantFrom(false, false, false, true),
  quarter: fc.constantFrom(3, 3, 3, 2),
  answer: fc.constantFrom(null, null, null, 'accepted' as const, 'returned' as const),
})

test('versions are appended one by one, each once and for good, whatever is sent', () => {
  const id = randomUUID()
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let standing: StandingReports | null = null
      for (const [at, { version, follows, text, reason, named, held, stranger, quarter, answer }] of steps.entries()) {
        const before: StandingReports | null = standing
        const when = new Date(Date.UTC(2026, 9, 1, 0, at)).toISOString()
        if (answer !== null && before !== null) {
          const next = answerReport(before, { outcome: answer, reason, number: '', by: '市数据局', at: when }, null)
          const open = before.reports.at(-1)?.answer === null && (answer === 'accepted' || reason !== '')
          expect(typeof next === 'string').toBe(!open)
          if (typeof next !== 'string') {
            expect(next.version).toBe(before.version + 1)
            expect(next.reports.slice(0, -1)).toEqual(before.reports.slice(0, -1))
            standing = next
          }
          continue
        }
        const n = follows ? (before?.reports.at(-1)?.head.version ?? 0) + 1 : version
        const document = { name: '报送.json', sha256: digest(text), sm3: digest(text) }
        const change = reportOf(id, document, {
          version: n,
          replaces: n === 1 ? null : n - 1,
          reason: n === 1 ? '' : reason,
          period: { kind: 'quarter', id: `2026-Q${quarter}`, from: `2026-0${quarter * 3 - 2}-01`, until: '2026-09-30' },
          ...(named ? {} : { papers: [{ name: '附表.xlsx', sha256: digest(9) }] }),
        })
        const agencyId = agencies[stranger ? 1 : 0]
        const judged = judgeReport(change, before, { agencyId, at: when, receiptId: randomUUID(), officer: '李文静', holds: () => held })
        const last = before?.reports.at(-1)?.head.version ?? 0
        const known = before?.reports.find(({ head }) => head.version === n)
        const fits =
          named && held && n > last && (n === 1 || reason !== '') && (before === null || before.reports[0]?.head.period.from === change.head.period.from)
        const theirs = before !== null && before.agencyId !== agencyId
        const same = known !== undefined && JSON.stringify(known.head) === JSON.stringify(change.head)
        expect(judged.verdict).toBe(theirs ? 'rejected' : known === undefined ? (fits ? 'applied' : 'rejected') : same ? 'already' : 'rejected')
        if (judged.verdict === 'already') expect(judged.first).toBe(known)
        if (judged.verdict !== 'applied') continue
        expect(judged.standing.version).toBe((before?.version ?? 0) + 1)
        expect(judged.standing.reports.slice(0, -1)).toEqual(before?.reports ?? [])
        expect(judged.standing.reports.at(-1)).toMatchObject({ receivedAt: when, answer: null })
        const versions = judged.standing.reports.map((report) => report.head.version)
        expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
        standing = judged.standing
      }
    }),
    { numRuns: 400 },
  )
})
