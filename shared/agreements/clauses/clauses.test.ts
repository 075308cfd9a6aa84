import { describe, expect, it } from 'vitest'
import { blanksIn } from '../../cases/agreement-text.ts'
import { clausesOf } from '../../checks/condition.ts'
import { builtInPacks } from '../../regulations/built-in.ts'
import { secrecyMarks } from '../../secrecy.ts'
import { law } from '../agreements.fixture.ts'
import { clausesFor, newerClauses, takeClause } from '../choose.ts'
import type { Clause } from './clause.ts'
import { clauseLibrary } from './library.ts'

const byId = (id: string): Clause => {
  const found = clauseLibrary.find((clause) => clause.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

describe.each(clauseLibrary.map((clause) => [`${clause.id} ${clause.version}`, clause] as const))('%s', (_, clause) => {
  it('rests on rules that there are, of its pack, the country or another text it also serves', () => {
    const rules = new Map(builtInPacks.flatMap((pack) => pack.rules.map((rule) => [rule.id, pack] as const)))
    expect(clause.rules.length).toBeGreaterThan(0)
    for (const id of clause.rules) {
      const pack = rules.get(id)
      expect(pack, id).toBeDefined()
      expect([clause.pack, ''], id).toContain(pack?.region === '' ? '' : pack?.id)
    }
    for (const id of clause.required) expect(clause.rules).toContain(id)
    if (clause.pack !== null) expect(clause.rules.some((id) => rules.get(id)?.id === clause.pack)).toBe(true)
    if (clause.insteadOf !== undefined) expect(clauseLibrary.some(({ id, pack }) => id === clause.insteadOf && pack === null)).toBe(true)
  })

  it('names its blanks in both languages', () => {
    const blanks = Object.keys(clause.blanks).sort()
    expect(blanksIn(clause.text.zh).sort()).toEqual(blanks)
    expect(blanksIn(clause.text.en).sort()).toEqual(blanks)
    for (const { words } of Object.values(clause.blanks)) expect(words.zh).toMatch(/\p{Script=Han}/u)
    expect(clause.text.zh.split('\n').length).toBe(clause.text.en.split('\n').length)
  })

  it('asks for no fee and no more than the law, and bears no mark', () => {
    expect(clausesOf(clause.text.zh).filter(({ kind }) => kind === 'fee')).toEqual([])
    expect(secrecyMarks(`${clause.heading.zh}\n${clause.text.zh}`)).toEqual([])
  })
})

it('every version stands once, and each has an own number', () => {
  const names = clauseLibrary.map(({ id, version }) => `${id} ${version}`)
  expect(new Set(names).size).toBe(names.length)
})

it('what was given out stays word for word', async () => {
  const given = clauseLibrary.map(({ id, version, heading, text }) => `${id} ${version}\n${heading.zh}\n${text.zh}\n`).join('\n')
  await expect(given).toMatchFileSnapshot('./given-out.txt')
})

describe('which clauses are offered', () => {
  const personal = { shareType: '有条件共享', sensitive: ['个人隐私'] }
  const ids = (...at: Parameters<typeof law>) => clausesFor(law(...at), personal).map(({ clause }) => clause.id)

  it('the national ones everywhere; a region’s where its text is in force', () => {
    expect(ids().filter((id) => !id.startsWith('base/'))).toEqual([])
    expect(ids('2026-11-27', 'NB-171')).toEqual(expect.arrayContaining(['nb/way', 'nb/purpose', 'nb/publication', 'nb/free', 'base/security', 'base/disputes']))
    expect(ids('2026-11-27', 'NX')).toEqual(expect.arrayContaining(['nx/platform', 'nx/disputes']))
    expect(ids('2026-11-27', 'JS-85').filter((id) => id.startsWith('js/'))).toEqual([])
    expect(ids('2015-06-01', 'JS-85')).toEqual(expect.arrayContaining(['js/way', 'js/free', 'js/source']))
    expect(ids('2026-11-27', 'HE').filter((id) => id.startsWith('he/'))).toEqual([])
    expect(ids('2018-06-01', 'HE')).toEqual(expect.arrayContaining(['he/spread', 'he/disputes']))
  })

  it('a region’s own stands in place of the general one', () => {
    const ningbo = ids('2026-11-27', 'NB-171')
    expect([ningbo.includes('base/purpose'), ningbo.includes('base/third-party')]).toEqual([false, false])
    expect(new Set(ningbo).size).toBe(ningbo.length)
  })

  it('in their order, whatever the region', () => {
    const parts = clausesFor(law('2026-11-27', 'NB-171'), personal).map(({ clause }) => clause.part)
    expect(parts[0]).toBe('provider')
    const ningbo = ids('2026-11-27', 'NB-171')
    expect(ningbo.slice(ningbo.indexOf('nb/purpose'), ningbo.indexOf('base/access') + 1)).toEqual(['nb/purpose', 'nb/publication', 'base/access'])
    expect(parts.at(-1)).toBe('secrecy')
    expect(parts.filter((part, at) => part !== parts[at - 1]).length).toBe(new Set(parts).size)
  })

  it('for what the information holds', () => {
    const of = (sensitive: string[]) => clausesFor(law(), { shareType: '有条件共享', sensitive }).map(({ clause }) => clause.id)
    expect([of([]).includes('base/personal'), of(['个人隐私']).includes('base/personal')]).toEqual([false, true])
    expect([of(['个人隐私']).includes('base/commercial'), of(['商业秘密']).includes('base/commercial')]).toEqual([false, true])
  })

  it('required where a rule in force asks for it, and only there', () => {
    const required = (on: string, sensitive: string[], ...regulations: string[]) =>
      Object.fromEntries(
        clausesFor(law(on, ...regulations), { shareType: '有条件共享', sensitive })
          .filter((one) => one.required.length > 0)
          .map(({ clause, required: rules }) => [clause.id, rules.map(({ rule }) => rule.id)]),
      )
    expect(required('2026-11-27', ['商业秘密'])).toEqual({ 'base/records': ['CN-809/29-2:keep', 'NDS/12-1:keep'], 'base/supervision': ['NDS/12-1:supervise'] })
    expect(Object.keys(required('2026-11-27', ['个人隐私'], 'NB-171')).sort()).toEqual([
      'base/records',
      'base/security',
      'base/supervision',
      'nb/purpose',
      'nb/way',
    ])
    expect(required('2015-06-01', ['个人隐私'], 'JS-85')).toEqual({ 'js/way': ['JS-85/19-1:agreement'] })
    expect(required('2020-06-01', [])).toEqual({})
  })

  it('the law of the day fills its blanks, the parties the others', () => {
    const take = (id: string, ...at: Parameters<typeof law>) => takeClause(byId(id), law(...at), personal).blanks
    expect(take('base/records')).toEqual({ keep: '3年' })
    expect(take('base/correction')).toEqual({ correctionLimit: '10个工作日' })
    expect(take('he/disputes', '2018-06-01', 'HE')).toEqual({ explainLimit: '15天', coordinateLimit: '30天' })
    expect(take('js/refresh', '2015-06-01', 'JS-85')).toEqual({ refreshLimit: '20个工作日' })
    expect(take('base/correction', '2015-06-01')).toEqual({ correctionLimit: '' })
    expect(take('base/incidents').incidentTime).toBe('')
  })
})

describe('a newer version', () => {
  const old = byId('base/disposal')
  const later: Clause = { ...old, version: 2, from: '2027-01-01', text: { zh: `${old.text.zh}处置前先行核对。`, en: `${old.text.en} It is checked first.` } }
  const library = [...clauseLibrary, later]
  const standing = { clauses: [takeClause(old, law(), {})] }

  it('is offered from its day, and a text that has the older one keeps it', () => {
    expect(newerClauses(standing, law('2026-12-31'), library)).toEqual([])
    expect(newerClauses(standing, law('2027-01-01'), library)).toMatchObject([{ id: 'base/disposal', stands: 1, offered: { version: 2 } }])
    expect(standing.clauses[0]?.version).toBe(1)
    expect(clausesFor(law('2027-01-01'), {}, library).find(({ clause }) => clause.id === 'base/disposal')?.clause.version).toBe(2)
    expect(clausesFor(law('2026-12-31'), {}, library).find(({ clause }) => clause.id === 'base/disposal')?.clause.version).toBe(1)
  })

  it('is not offered for a clause of the parties’ own, nor when it stands already', () => {
    expect(newerClauses({ clauses: [{ ...takeClause(old, law(), {}), version: 0 }] }, law('2027-01-01'), library)).toEqual([])
    expect(newerClauses({ clauses: [takeClause(later, law('2027-01-01'), {})] }, law('2027-01-01'), library)).toEqual([])
  })
})
