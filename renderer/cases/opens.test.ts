import { expect, it } from 'vitest'
import { caseKinds } from '../../shared/cases/act.ts'
import { alternatives, openingActs, opensHere } from './opens.ts'

it('what answers alike is offered side by side, whichever of them the machine names', () => {
  expect(alternatives('request', 'grant')).toEqual(expect.arrayContaining(['grant', 'grantPartly', 'refuse']))
  expect(alternatives('request', 'deliver')).not.toContain('refuse')
  expect(alternatives('correction', 'correct')).toEqual(['correct', 'uphold'])
  expect(alternatives('dispute', 'coordinate')).toEqual(['coordinate', 'failCoordination'])
  expect(alternatives('complaint', 'answer')).toEqual(['answer'])
})

it('every kind is opened by somebody, by whoever may do what opens it', () => {
  for (const kind of caseKinds) expect(openingActs(kind, 'applicant').length).toBeGreaterThan(0)
  expect(openingActs('request', 'applicant')[0]).toBe('apply')
  expect(openingActs('complaint', 'department')).toEqual(['order'])
  expect(opensHere('request', ['catalogueOfficer'])).toBe(true)
  expect(opensHere('request', ['departmentHead'])).toBe(false)
  expect(opensHere('agreement', ['confidentialityOfficer'])).toBe(true)
  expect(opensHere('agreement', ['workingBodyHead'])).toBe(false)
})
