import { expect, test } from 'vitest'
import { emptyProfile } from '../contract/profile.ts'
import { templateById } from '../documents/templates.ts'
import type { CaseKind } from './act.ts'
import { headOf, lived, statementOf } from './acts.fixture.ts'
import { letterOf } from './letters.ts'

const before: readonly (readonly [CaseKind, string, readonly string[]])[] = [
  ['request', 'grant', ['apply']],
  ['request', 'grantPartly', ['apply']],
  ['request', 'refuse', ['apply']],
  ['request', 'noticeMissing', ['apply']],
  ['dispute', 'applyCoordination', ['raise', 'negotiate']],
  ['dispute', 'explain', ['raise', 'negotiate', 'applyCoordination']],
  ['correction', 'report', []],
  ['correction', 'correct', ['report']],
  ['correction', 'uphold', ['report']],
]
const basis = [{ title: '《政务数据共享条例》第二十一条', wording: '应当说明理由。' }]

test.each(before)('%s %s has a letter that says what the act says, in both languages', (kind, act, names) => {
  const head = headOf(kind)
  const folded = lived(kind, head, names)
  const party = act === 'applyCoordination' || act === 'report' ? 'applicant' : 'respondent'
  const statement = statementOf(kind, act, party, folded)
  const from = { head, number: '2026-0001', acts: folded.acts.map((one) => one.act), request: null, statement, profile: emptyProfile, basis, papers: [] }
  const letter = letterOf(from)
  const template = templateById(letter?.template ?? '')
  const parsed = template?.facts.safeParse(letter?.facts)
  expect(parsed?.error?.issues).toBeUndefined()
  const told = JSON.stringify([template?.make(parsed?.data, 'zh'), template?.make(parsed?.data, 'en')])
  expect(told).toContain(party === 'applicant' ? head.applicant : head.respondent)
  const said = JSON.stringify(statement.fields)
  const words = [...said.matchAll(/"(?:explanation|wrong|corrected|reasons|wanted|missing|items)":\[?"([^"]+)"/g)].flatMap(([, word]) => word ?? [])
  for (const word of words) expect(told).toContain(word)
})

test('an act without a letter has none', () => {
  const head = headOf('request')
  const statement = statementOf('request', 'message', 'applicant')
  expect(letterOf({ head, number: '1', acts: [], request: null, statement, profile: emptyProfile, basis, papers: [] })).toBeNull()
})
