import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Act, CaseHead, Party } from '../shared/cases/act.ts'
import { type Folded, fold, opened } from '../shared/cases/fold.ts'
import { machines } from '../shared/cases/machines.ts'
import type { ActChange, Verdict } from '../shared/platform-api/schemas.ts'
import { bring, caseIn, headOf, said } from './conformance/acts.ts'
import { type Probe, pullFrom, pushTo } from './conformance/client.ts'
import { startTestPlatform, type TestPlatform } from './testing.ts'

const names = ['澄湖市民政局', '澄湖市公安局', '澄湖市教育局', '澄湖市数据局'] as const
const kinds = ['request', 'dispute', 'correction', 'complaint'] as const
/** Acts an agency may say there at all; what stays in the office is never sent. */
const actsOf = (kind: (typeof kinds)[number]) =>
  Object.entries(machines[kind].acts).flatMap(([name, spec]) => (spec.internal === true || name === 'obtainDirect' ? [] : [name]))

/** One step: who says which act as which party; most are what the machine wants said, or nothing would ever get far. */
type Step = { who: number; luck: number; pick: number; party: Party; paper: boolean; replay: boolean }
const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(3),
  luck: fc.nat(99),
  pick: fc.nat(1000),
  party: fc.constantFrom<Party>('applicant', 'respondent', 'department'),
  paper: fc.boolean(),
  replay: fc.boolean(),
})

let platform: TestPlatform
let probes: Probe[]
let papers: { name: string; sha256: string }[]
beforeAll(async () => {
  platform = await startTestPlatform()
  probes = await Promise.all(names.map((name) => platform.enrol(name)))
  papers = await Promise.all(probes.map((probe) => bring(probe)))
}, 60_000)
afterAll(() => platform.close())

/** What the rules say, told apart from the platform: the party is the agency's, and the machine lets it follow. */
const model = (head: CaseHead, folded: Folded, told: boolean, who: number, change: ActChange): Folded | null => {
  const { statement } = change
  const named = { applicant: head.applicant, respondent: head.respondent, department: '澄湖市数据局' }[statement.party]
  const strange = statement.party === 'department' && !told && folded.acts.length > 0
  if (named !== names[who] || strange) return null
  const { refused, ...next } = fold(machines[head.kind], head, [{ ...statement, agency: names[who], source: '平台', when: '2026-11-26', ruling: '' }], folded)
  return refused.length === 0 ? next : null
}

const toSay = (head: CaseHead, folded: Folded, { luck, pick, party, who, paper }: Step): { who: number; change: ActChange } => {
  const all = actsOf(head.kind as (typeof kinds)[number])
  const machine = machines[head.kind]
  const fitting = all.filter((name) => machine.acts[name]?.from.includes(folded.state))
  const wanted = luck < 80 && fitting.length > 0
  const act = (wanted ? fitting[pick % fitting.length] : all[pick % all.length]) ?? ''
  const spec = machine.acts[act]
  const as = wanted ? (spec?.party[pick % (spec.party.length || 1)] ?? party) : party
  const right = { applicant: 0, respondent: 1, department: 3 }[as]
  const by = wanted && luck < 70 ? right : who
  const last = folded.acts.findLast((each) => spec?.answers?.includes(each.act.act))?.act.id ?? folded.acts[0]?.act.id ?? ''
  const withPaper = spec?.paper === true ? luck !== 1 : paper
  const own = papers[by]
  return { who: by, change: said(head, as, act, { last, papers: withPaper && own !== undefined ? [own] : [] }) }
}

it('takes just the acts that fold, of whoever may say them, and both sides are told the same', async () => {
  let steps = 0
  let taken = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), fc.array(step, { minLength: 5, maxLength: 25 }), async (kind, walk) => {
      const head = headOf({ kind })
      let folded: Folded = opened
      let told = false
      let last: { who: number; change: ActChange; verdict: Verdict } | null = null
      for (const one of walk) {
        const { who, change } = toSay(head, folded, one)
        const probe = probes[who]
        if (probe === undefined) throw new Error('no probe')
        const next = model(head, folded, told, who, change)
        const [verdict] = (await pushTo(probe, [change])).verdicts
        expect([change.statement, verdict?.verdict, verdict?.problem?.code]).toEqual([
          change.statement,
          next === null ? 'rejected' : 'applied',
          next === null ? expect.stringMatching(/^case\./) : undefined,
        ])
        steps++
        if (next !== null && verdict !== undefined) {
          taken++
          folded = next
          told ||= machines[kind].acts[change.statement.act]?.tellsDepartment === true || change.statement.party === 'department'
          last = { who, change, verdict }
        }
        // What was answered before is answered the same, whatever came since.
        if (one.replay && last !== null) {
          const again = (await pushTo(probes[last.who] as Probe, [last.change])).verdicts[0]
          expect(again).toMatchObject({ verdict: 'already', receivedAt: last.verdict.receivedAt, version: last.verdict.version })
        }
      }
      if (folded.acts.length === 0) return
      const lines = await Promise.all(probes.map(async (probe) => caseIn((await pullFrom(probe)).lines, head.id)))
      expect(lines.map((line) => line !== undefined)).toEqual([true, true, false, told])
      expect(lines[0]).toEqual(lines[1])
      const acts = (lines[0]?.acts ?? []) as Act[]
      const again = fold(machines[kind], head, acts)
      expect([again.refused, again.state, again.acts.map(({ act }) => act.id)]).toEqual([[], folded.state, folded.acts.map(({ act }) => act.id)])
    }),
    { numRuns: Number(process.env.MULU_RUNS ?? 40), seed: process.env.MULU_SEED === undefined ? 809 : Number(process.env.MULU_SEED) },
  )
  expect(steps).toBeGreaterThan(400)
  // Neither a platform that takes nothing nor one that takes everything would pass.
  expect(taken / steps).toBeGreaterThan(0.25)
  expect(taken / steps).toBeLessThan(0.9)
}, 300_000)
