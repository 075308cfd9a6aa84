import { expect, test } from 'vitest'
import { signingPlaces } from './places.ts'

type Acts = Parameters<typeof signingPlaces>[0]
const act = (act: string, party: 'applicant' | 'respondent', status: Acts[number]['status'] = 'counted', fields = {}): Acts[number] => ({
  act,
  party,
  status,
  fields: { way: 'paper', signer: '王', on: '2026-11-27', ...fields },
})
const seen = (acts: Acts) => signingPlaces(acts).map(({ party, position, state }) => `${party} ${position} ${state}`)

test('whoever signed first stands first, who is missing last', () => {
  const agreed = [act('propose', 'respondent'), act('accept', 'applicant')]
  expect(seen(agreed)).toEqual(['respondent null missing', 'applicant null missing'])
  expect(seen([...agreed, act('sign', 'applicant')])).toEqual(['applicant 1 signed', 'respondent null missing'])
  expect(seen([...agreed, act('sign', 'applicant'), act('countersign', 'respondent', 'draft')])).toEqual(['applicant 1 signed', 'respondent 2 draft'])
  expect(seen([...agreed, act('sign', 'respondent', 'issued')])).toEqual(['respondent 1 issued', 'applicant null missing'])
})

test('a signature that was taken back, or was under another text, is none', () => {
  const once = [act('accept', 'applicant'), act('sign', 'respondent')]
  expect(seen([...once, act('unsign', 'respondent')])).toEqual(['respondent null missing', 'applicant null missing'])
  expect(seen([...once, act('unsign', 'respondent', 'draft')])).toEqual(['respondent 1 signed', 'applicant null missing'])
  expect(seen([...once, act('reopen', 'applicant'), act('accept', 'respondent'), act('sign', 'applicant')])).toEqual([
    'applicant 1 signed',
    'respondent null missing',
  ])
})

test('says by which way and by whom', () => {
  const [first] = signingPlaces([act('sign', 'respondent', 'counted', { way: 'electronic', signer: '李' })])
  expect(first).toMatchObject({ way: 'electronic', signer: '李', on: '2026-11-27' })
})
