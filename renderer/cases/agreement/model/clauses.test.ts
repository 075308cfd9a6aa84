import { describe, expect, it } from 'vitest'
import { law, wholeText } from '../../../../shared/agreements/agreements.fixture.ts'
import { clausesFor, libraryClause } from '../../../../shared/agreements/choose.ts'
import { agreementTextSchema } from '../../../../shared/cases/agreement-text.ts'
import { clauseKeys, factsOfText, moved, originOf, ownClause, restored, taken, withClauses, withText } from './clauses.ts'

const set = law('2026-11-27', 'NB-171')
const text = wholeText(set)
const facts = factsOfText(text, '有条件共享')
const blanked = text.clauses.find(({ blanks }) => Object.keys(blanks).length > 0)
if (blanked === undefined) throw new Error('no blanks')

describe('a clause', () => {
  it('says where it comes from, and goes back to the library’s words with what was filled in', () => {
    expect(originOf(blanked)).toBe('library')
    const changed = withText(blanked, `${blanked.text}另有约定的除外。`)
    expect(originOf(changed)).toBe('changed')
    expect(restored(changed)).toEqual(blanked)
    expect(originOf(ownClause(text.clauses))).toBe('own')
    expect(restored(ownClause(text.clauses)).text).toBe('')
  })

  it('has the blanks its words have; what can be no blank keeps wide braces, so that the text stays one', () => {
    const typed = withText({ ...ownClause([]), heading: '期限' }, '自{start}起{2026}年内，{a_b}。')
    expect(typed.blanks).toEqual({ start: '' })
    expect(typed.text).toBe('自{start}起｛2026｝年内，｛a_b｝。')
    expect(agreementTextSchema.safeParse({ ...text, clauses: [typed] }).success).toBe(true)
    expect(withText({ ...typed, blanks: { start: '明年' } }, '自{start}起。').blanks).toEqual({ start: '明年' })
  })

  it('takes a newer version with what was filled in', () => {
    const known = libraryClause(blanked.id, blanked.version)
    if (known === null) throw new Error('not known')
    const newer = { ...known, version: 2, text: { ...known.text, zh: `${known.text.zh}（新）` } }
    const next = taken(blanked, newer, set, facts)
    expect(next).toMatchObject({ version: 2, blanks: blanked.blanks })
    expect(next.text).toMatch(/（新）$/)
  })
})

describe('the list of clauses', () => {
  const offered = clausesFor(set, facts)

  it('gets what was taken out back to the very place it has in the library', () => {
    for (const [at, { id }] of text.clauses.entries()) {
      const without = text.clauses.toSpliced(at, 1)
      const missing = offered.filter(({ clause }) => clause.id === id)
      expect(withClauses(without, missing, offered, set, facts).map((one) => one.id)).toEqual(text.clauses.map((one) => one.id))
    }
  })

  it('leaves the parties’ own where they stand, and moves one step at a time', () => {
    const own = { ...ownClause(text.clauses), heading: '另行约定', text: '双方另行约定。' }
    const mixed = [own, ...text.clauses.slice(1)]
    expect(
      withClauses(mixed, offered.slice(0, 1), offered, set, facts)
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual([own.id, offered[0]?.clause.id])
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(ownClause([own]).id).toBe('own/2')
    expect(clauseKeys([own, own])).toEqual(['own/1#1', 'own/1#2'])
  })
})

it('what the information holds decides which clauses are offered', () => {
  expect(factsOfText(text, '').sensitive).toContain('个人隐私')
  const plain = { ...text, content: { ...text.content, personalInformation: false }, annexes: { ...text.annexes, items: [] } }
  expect(factsOfText(plain, '有条件共享')).toEqual({ shareType: '有条件共享', sensitive: [] })
})
