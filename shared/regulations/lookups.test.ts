import { describe, expect, it } from 'vitest'
import { addDays } from '../days.ts'
import { builtInPacks } from './built-in.ts'
import { explainBasis, explainDuty, explainFinding, explainRule } from './explain.ts'
import { type Pack, packSchema } from './pack.ts'
import { packSet, ruleById, versionsOn } from './pack-set.ts'
import { standingOn } from './standing.ts'
import { sayStanding } from './standing-words.ts'
import { asksMore, deadlineAsOf, strictest } from './strictest.ts'

const packOf = (id: string, packs: readonly Pack[] = builtInPacks): Pack => {
  const pack = packs.find((one) => one.id === id)
  if (pack === undefined) throw new Error(`no ${id}`)
  return pack
}
const on = (day: string, ...regulations: string[]) => packSet(builtInPacks, day, regulations)
const standing = (id: string, day: string) => standingOn(packOf(id), day, builtInPacks)

describe('how a pack stands on a day', () => {
  it('in force from its day, not before', () => {
    expect(standing('CN-809', '2025-07-31').state).toBe('notYet')
    expect(standing('CN-809', '2025-08-01').state).toBe('inForce')
    expect(sayStanding(standing('CN-809', '2025-07-31'), 'zh')).toBe('2025-08-01起施行，当日尚未施行')
  })

  it('replaced by a successor whose text is not loaded', () => {
    expect(standing('JS-85', '2012-11-30').state).toBe('notYet')
    expect(standing('JS-85', '2022-01-31').state).toBe('inForce')
    expect(standing('JS-85', '2022-02-01')).toMatchObject({ state: 'replaced', to: '2022-01-31', successor: { from: '2022-02-01', pack: null } })
    expect(sayStanding(standing('JS-85', '2024-06-01'), 'zh')).toBe('2022-02-01起由《江苏省公共数据管理办法》（原文未载入）接替')
    expect(sayStanding(standing('JS-85', '2024-06-01'), 'en')).toBe('replaced on 2022-02-01 by 《江苏省公共数据管理办法》 (text not loaded)')
    expect(standing('HE', '2023-01-01').state).toBe('replaced')
  })

  it('unverified where nobody could confirm it', () => {
    expect(standing('NB-171', '2026-11-22')).toMatchObject({ state: 'unverified', checkedOn: '2026-11-22' })
    expect(sayStanding(standing('NB-171', '2026-11-22'), 'zh')).toContain('现行效力未核实')
  })

  it('replaced by a pack that came as a file', () => {
    const next = packSchema.parse({
      ...packOf('NB-171'),
      id: 'NB-NEW',
      successors: [],
      replaces: [{ pack: 'NB-171', from: '2027-01-01' }],
      rules: [],
      articles: [],
      coverage: [],
    })
    const packs = [...builtInPacks, next]
    expect(standingOn(packOf('NB-171'), '2026-12-31', packs).state).toBe('unverified')
    expect(standingOn(packOf('NB-171'), '2027-01-01', packs)).toMatchObject({ state: 'replaced', to: '2026-12-31', successor: { pack: 'NB-NEW' } })
    // Who worked under the old one works under the new one.
    expect(packSet(packs, '2027-01-01', ['NB-171']).inForce.map(({ pack }) => pack.id)).toContain('NB-NEW')
    expect(packSet(packs, '2027-01-01', []).inForce.map(({ pack }) => pack.id)).not.toContain('NB-NEW')
  })

  it('every version stays; the one that counts on the day is asked', () => {
    const correction = packSchema.parse({ ...packOf('NB-171'), version: 2 })
    const amended = packSchema.parse({ ...packOf('NB-171'), version: 3, countsFrom: '2027-01-01' })
    const version = (day: string) => versionsOn([...builtInPacks, amended, correction], day).find(({ id }) => id === 'NB-171')?.version
    expect([version('2012-01-01'), version('2026-12-31'), version('2027-01-01')]).toEqual([2, 2, 3])
  })
})

describe('what binds an agency', () => {
  it('is national law and the regions it names', () => {
    expect(on('2026-11-22').inForce.map(({ pack }) => pack.region)).toEqual(on('2026-11-22').inForce.map(() => ''))
    expect(on('2026-11-22', 'NB-171').inForce.map(({ pack }) => pack.id)).toContain('NB-171')
    expect(on('2026-11-22', 'JS-85').lost.map(({ pack }) => pack.id)).toEqual(['JS-85'])
  })

  it('leaves out what is displaced by a higher rule in force, and only then', () => {
    const self = (day: string) => on(day, 'NB-171').rules.find(({ rule }) => rule.id === 'NB-171/18-1')?.displaced
    expect(self('2020-01-01')).toBeNull()
    expect(self('2026-11-22')?.by).toBe('CN-809/21-1:unconditional')
  })

  it('is silent about findings no text in force asks for', () => {
    expect(on('2026-11-22').silent.has('base.notUnconditional')).toBe(true)
    expect(on('2026-11-22', 'NX').silent.has('base.notUnconditional')).toBe(false)
    expect(on('2024-06-01').silent.has('missing.dataGrade')).toBe(true)
  })
})

describe('as of a day: a Jiangsu request for private data (decisions F5)', () => {
  const asked = { duty: 'request.reply', starts: 'applicationReceived', holder: 'provider' }
  const facts = { shareType: '有条件共享', sensitive: ['个人隐私'] }
  const asOf = (day: string) => deadlineAsOf(on(day, 'JS-85'), asked, facts)

  it('2015: 15 working days, 85 art. 18', () => {
    const { strictest: first, lost } = asOf('2015-06-01')
    expect(first?.rule).toMatchObject({ place: { article: 18 }, limit: { n: 15, unit: 'workingDay' } })
    expect(lost).toEqual([])
  })

  it('2024: nothing in force, 85 replaced 2022-02-01, text not loaded', () => {
    const { strictest: first, all, lost } = asOf('2024-06-01')
    expect([first, all]).toEqual([null, []])
    expect(lost).toMatchObject([{ pack: { id: 'JS-85' }, standing: { state: 'replaced', successor: { from: '2022-02-01', pack: null } } }])
  })

  it('2026: 10 working days, 809 art. 21, with what 85 was replaced by', () => {
    const { strictest: first, lost } = asOf('2026-11-22')
    expect(first?.rule).toMatchObject({ id: 'CN-809/21-1:conditional', limit: { n: 10, unit: 'workingDay' } })
    expect(lost.map(({ pack }) => pack.id)).toEqual(['JS-85'])
  })

  it('the basis of an entry likewise: a local regulation did for Ningbo in 2012 and does not in 2026', () => {
    const basis = (day: string) => explainBasis(on(day, 'NB-171'), ['地方性法规'])
    expect(basis('2012-01-01')).toMatchObject({ accepted: true, rules: [{ rule: 'NB-171/10-4:basis', accepted: true }] })
    const now = basis('2026-11-22')
    expect(now.accepted).toBe(false)
    expect(now.rules.map(({ rule, accepted }) => [rule, accepted])).toEqual([
      ['CN-809/14(3):basis', false],
      ['CN-809/15-2:basis', false],
      ['NB-171/10-4:basis', true],
    ])
  })

  it('a replaced pack is named where its basis no longer counts', () => {
    expect(explainFinding(on('2026-11-22', 'JS-85'), 'missing.updateCycle').lost.map(({ pack }) => pack)).toEqual(['JS-85'])
  })
})

describe('the strictest (practice L7)', () => {
  const update = { duty: 'catalogue.update', holder: 'agency' }

  it('is the sooner for the one who owes, of the same duty, trigger and holder', () => {
    const { strictest: first, all } = deadlineAsOf(on('2026-11-22', 'NX'), update, {})
    expect(first?.rule.id).toBe('CN-809/17-2:update')
    expect(all.map(({ rule }) => rule.id)).toContain('NX/8-1:update')
  })

  it('needs a calendar where working and calendar days meet, and is told by the due day then', () => {
    const rule = ruleById(on('2026-11-22'), 'CN-809/21-1:conditional')
    if (rule === null || rule.rule.kind !== 'deadline') throw new Error('no rule')
    const other = { ...rule, rule: { ...rule.rule, id: 'X', limit: { n: 12, unit: 'calendarDay' as const } } }
    const certain = { ...rule, rule: { ...rule.rule, id: 'Y', limit: { n: 9, unit: 'calendarDay' as const } } }
    expect(strictest([rule, other])).toMatchObject({ strictest: null, undecided: true })
    expect(strictest([rule, certain]).strictest?.rule.id).toBe('Y')
    const due = ({ limit }: { limit: { n: number; unit: string } | null }) => addDays('2026-11-22', limit?.unit === 'workingDay' ? 14 : (limit?.n ?? 0))
    expect(strictest([rule, other], due)).toMatchObject({ strictest: { rule: { id: 'X' } }, undecided: false })
    expect(strictest([]).undecided).toBe(false)
  })

  it('leaves 及时 beside it, without a number', () => {
    const { rules } = explainDuty(on('2026-11-22', 'NB-171'), 'correction.handle', {})
    expect(rules.filter(({ strictest: first }) => first).map(({ rule }) => rule)).toEqual(['CN-809/26-2:correct'])
    expect(rules.find(({ rule }) => rule === 'NB-171/20-3:handle')).toMatchObject({ limit: null, strictest: false })
  })

  it('never takes a displaced rule, and shows it', () => {
    const set = on('2026-11-22', 'NX')
    const row = ruleById(set, 'NX/8-1:update')
    if (row === null) throw new Error('no rule')
    const { rules } = explainRule(set, row)
    expect(rules.find(({ strictest: first }) => first)?.rule).toBe('CN-809/17-2:update')
  })

  it('asking more of those who apply is looked at under the rule against added conditions', () => {
    const set = on('2022-06-01', 'HE')
    const row = ruleById(set, 'HE/13-2')
    if (row === null) throw new Error('no rule')
    expect(asksMore(set, row)).toEqual([])
    // Were Hebei's still in force beside the State Council's:
    const both = packSet(
      builtInPacks.map((pack) => (pack.id === 'HE' ? { ...pack, standing: 'inForce' as const, inForce: { ...pack.inForce, to: null }, successors: [] } : pack)),
      '2026-11-22',
      ['HE'],
    )
    const still = ruleById(both, 'HE/13-2')
    if (still === null) throw new Error('no rule')
    expect(asksMore(both, still).map(({ rule }) => rule.id)).toEqual(['CN-809/15-1'])
  })
})

it('a rule is found whatever its region and standing', () => {
  expect(ruleById(on('2026-11-22'), 'JS-85/18-1:reply')?.standing.state).toBe('replaced')
  expect(ruleById(on('2026-11-22'), 'CN-809/99')).toBeNull()
})
