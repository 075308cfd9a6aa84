import { describe, expect, it } from 'vitest'
import { type EntryStatus, entryStatuses, noStanding, type Standing } from './catalogue.ts'
import {
  answerKinds,
  answersFor,
  evidenceKinds,
  type Life,
  mayRecord,
  missingEvidence,
  nextStep,
  standingAfter,
  statusAfterAnswer,
  statusAfterEdit,
} from './entry-life.ts'

const life = (status: EntryStatus, standing: Partial<Standing> = {}): Life => ({ ...noStanding, ...standing, status })
const published = { outside: 'published', publishedVersion: 4, textVersion: 3 } as const
const amended = { ...published, textVersion: 6 } as const
const submitted = { outside: 'submitted', submittedVersion: 4, textVersion: 3 } as const
const returned = { outside: 'returned', textVersion: 3 } as const

describe('the life of an entry', () => {
  it('is checked and agreed inside, then led by the department along 报送—审核—发布', () => {
    let one = life('draft')
    for (const [version, kind] of (
      ['checked', 'agreed', 'submitted', 'returned', 'checked', 'agreed', 'submitted', 'published', 'withdrawn'] as const
    ).entries()) {
      expect(mayRecord(kind, one), kind).toBe(true)
      one =
        kind === 'checked' || kind === 'agreed'
          ? { ...one, status: kind }
          : { ...standingAfter(kind, one, version + 2, '2026-11-20T00:00:00.000Z'), status: statusAfterAnswer(kind, one) }
    }
    expect(one).toMatchObject({ status: 'withdrawn', outside: 'withdrawn', publishedVersion: null })
    expect(mayRecord('checked', one)).toBe(true)
  })

  it.each([
    ['agreed', life('draft')],
    ['submitted', life('draft')],
    ['submitted', life('returned', returned)],
    ['submitted', life('published', amended)],
    ['checked', life('published', published)],
    ['checked', life('submitted', submitted)],
    ['returned', life('draft')],
    ['withdrawn', life('draft')],
    ['withdrawn', life('returned', returned)],
    ['published', life('returned', returned)],
    ['published', life('agreed', amended)], // what the department has never seen
    ['declined', life('submitted', submitted)],
  ] as const)('can not record %s everywhere', (kind, one) => {
    expect(mayRecord(kind, one)).toBe(false)
  })

  it('drops check and agreement with the text, and nothing that the department said', () => {
    const after = (one: Life) => statusAfterEdit(one)
    expect(
      [life('checked'), life('agreed', amended), life('checked', returned), life('submitted', submitted), life('published', published)].map(after),
    ).toEqual(['draft', 'published', 'returned', 'submitted', 'published'])
  })

  it('knows what comes next, and of the published nothing until it is changed', () => {
    expect(nextStep(life('published', published))).toBeNull()
    expect(nextStep(life('withdrawn', { outside: 'withdrawn' }))).toBeNull()
    expect([life('published', amended), life('checked'), life('agreed'), life('submitted', submitted), life('returned', returned)].map(nextStep)).toEqual([
      'check',
      'agree',
      'submit',
      'publish',
      'mend',
    ])
  })

  it('offers every answer to several at once, to one what its state allows', () => {
    expect(answersFor(null)).toEqual([...answerKinds])
    expect(answersFor(life('draft'))).toEqual(['published'])
    expect(answersFor(life('published', published))).toEqual(['returned', 'published', 'withdrawn'])
    for (const status of entryStatuses) expect(mayRecord('declined', life(status)), status).toBe(status === 'checked' || status === 'agreed')
  })
})

describe('the evidence before a submission', () => {
  const record = (kind: string, conclusion?: string, outdated = false) => ({ kind, outdated, ...(conclusion === undefined ? {} : { conclusion }) })
  const all = [record('agreed'), record('secrecyAssessed', '通过'), record('privacyAssessed', '不涉及')]

  it('is the newest of each kind, for the text as it stands', () => {
    expect(missingEvidence(evidenceKinds, [])).toEqual([...evidenceKinds])
    expect(missingEvidence(evidenceKinds, all)).toEqual([])
    expect(missingEvidence(evidenceKinds, [record('declined'), ...all])).toEqual(['部门负责人审核同意'])
    expect(missingEvidence(evidenceKinds, [record('secrecyAssessed', '不通过'), ...all])).toEqual(['保密风险评估'])
    expect(missingEvidence(evidenceKinds, [record('privacyAssessed', '通过', true), ...all])).toEqual(['个人信息保护影响评估'])
    expect(missingEvidence(['保密风险评估'], [record('secrecyAssessed', '通过')])).toEqual([])
  })
})
