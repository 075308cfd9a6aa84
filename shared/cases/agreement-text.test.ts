import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textArb, wholeText } from '../agreements/agreements.fixture.ts'
import { agreementMachine } from './agreement.ts'
import { agreementTextSchema, canonicalAgreement, clauseWords } from './agreement-text.ts'

const whole = wholeText()

/** The same value with the keys of every object the other way round. */
const turned = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(turned)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, member]) => [key, turned(member)]),
        )
      : value

describe('the text as data', () => {
  it('comes through JSON as it was, to the byte, whatever order its keys come in', () => {
    fc.assert(
      fc.property(textArb(whole), (text) => {
        const bytes = canonicalAgreement(text)
        expect(JSON.parse(bytes)).toEqual(text)
        expect(canonicalAgreement(agreementTextSchema.parse(turned(JSON.parse(bytes))))).toBe(bytes)
      }),
    )
  })

  it('is what an act proposes', () => {
    const fields = { text: whole, sha256: '0'.repeat(64), note: '' }
    expect(agreementMachine.acts.propose.fields.safeParse(fields).success).toBe(true)
  })

  it('has no slot for anything else, and every blank is named', () => {
    const [clause] = whole.clauses
    if (clause === undefined) throw new Error('no clause')
    const fits = (change: object) => agreementTextSchema.safeParse({ ...whole, ...change }).success
    expect(fits({ data: 'rows' })).toBe(false)
    expect(fits({ clauses: [{ ...clause, blanks: { other: '1' } }] })).toBe(false)
    expect(fits({ clauses: [{ ...clause, text: `${clause.text}{later}` }] })).toBe(false)
    expect(fits({ validity: { ...whole.validity, until: '2026-02-30' } })).toBe(false)
    expect(fits({ content: { ...whole.content, resources: [] } })).toBe(false)
  })

  it('leaves a blank with nothing in it to be seen', () => {
    expect(clauseWords({ text: '保存{keep}', blanks: { keep: ' ' } })).toBe('保存{keep}')
    expect(clauseWords({ text: '保存{keep}', blanks: { keep: '3年' } })).toBe('保存3年')
  })
})
