import { afterAll, beforeAll, expect, it } from 'vitest'
import { wholeText } from '../../../shared/agreements/agreements.fixture.ts'
import type { Statement } from '../../../shared/cases/act.ts'
import { headOf, lived, uuidOf } from '../../../shared/cases/acts.fixture.ts'
import { canonicalAgreement } from '../../../shared/cases/agreement-text.ts'
import type { ConsentRecord } from '../../../shared/contract/case-views.ts'
import { emptyProfile } from '../../../shared/contract/profile.ts'
import type { LedgerKind } from '../../../shared/ledgers/ledger.ts'
import { fileById, putAct, putFile, setSeal, setStanding } from '../case/queries.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { writeProfile } from '../profile/stored-profile.ts'
import { readLaw } from '../work/law.ts'
import type { Asked } from './anchors.ts'
import { ledgerRows } from './rows.ts'

/** Registers whose rows stand in more places than acts: permissions of agreements, reviews of acts and drafts. */

const made = makeTestDb()
const review = (decision: ConsentRecord['decision'], on: string): ConsentRecord => ({
  ...{ need: 'secrecyReview', decision, by: '钱分管', on, evidence: '', handledBy: '张经办', officeHead: '李处长' },
  ...{ reason: decision === 'declined' ? '范围过大' : '', recordedBy: 'keeper', recordedAt: '2026-11-02T01:00:00.000Z' },
})
let ids = 0
type Put = {
  kind: 'request' | 'agreement'
  names: string[]
  fields?: (name: string) => Statement['fields'] | undefined
  records?: ConsentRecord[]
  refers?: string
  draft?: string
  sealed?: boolean
}
const put = ({ kind, names, fields, records = [], refers, draft, sealed = false }: Put): string => {
  const n = ++ids
  const head = headOf(kind, { id: uuidOf(0x9000 + n), title: `事项${n}`, refers: refers ?? null })
  const number = `2026-000${n}`
  putFile(made.db, {
    id: head.id,
    kind,
    number,
    head,
    way: 'paper',
    party: 'applicant',
    other: head.respondent,
    version: 0,
    openedAt: '2026-10-01T00:00:00.000Z',
    openedBy: '张',
  })
  const by = { propose: 'respondent', accept: 'applicant', sign: 'respondent', countersign: 'applicant' } as const
  const folded = lived(
    kind,
    head,
    names.map((name) => ({
      name,
      ...(Object.hasOwn(by, name) ? { by: by[name as keyof typeof by] } : {}),
      more: { when: '2026-11-02', ...(fields?.(name) === undefined ? {} : { fields: fields(name) ?? {} }) },
    })),
  )
  const rid = fileById(made.db, head.id)?.rid ?? 0
  folded.acts.forEach(({ act: { agency, source, when, ruling, ...statement }, state }, at) => {
    const id = uuidOf(0x9_0000 + n * 100 + at)
    putAct(made.db, {
      rid,
      id,
      act: statement.act,
      party: statement.party,
      status: 'counted',
      place: at + 1,
      state,
      statement: { ...statement, id },
      agency,
      source,
      received: when,
      ruling,
      evidence: '',
      records: at === 0 ? records : [],
      problem: null,
      draftedBy: '',
      draftedAt: statement.madeAt,
    })
  })
  if (draft !== undefined) {
    const id = uuidOf(0x9_0000 + n * 100 + 99)
    const statement: Statement = {
      id,
      act: draft,
      party: 'applicant',
      officer: '张承办',
      madeAt: '2026-11-20T20:00:00.000Z',
      number: '',
      consents: [],
      fields: {},
      note: '',
      papers: [],
    }
    putAct(made.db, {
      rid,
      id,
      act: draft,
      party: 'applicant',
      status: 'draft',
      place: null,
      state: null,
      statement,
      agency: '',
      source: '本机草稿',
      received: '',
      ruling: '',
      evidence: '',
      records: [],
      problem: null,
      draftedBy: '张承办',
      draftedAt: '2026-11-20T20:00:00.000Z',
    })
  }
  setStanding(made.db, rid, { state: folded.state, closed: folded.closed, turn: false, dueOn: null, at: '2026-11-02T00:00:00.000Z' })
  if (sealed) setSeal(made.db, rid, '2026-11-03', '某局')
  return head.id
}

const rows = (asked: Partial<Asked> & { kind: LedgerKind }, limit = 100, skip = 0) =>
  ledgerRows(
    made.db,
    readLaw(made.db, '2026-11-23T02:00:00.000Z'),
    { by: undefined, from: undefined, until: undefined, state: undefined, other: '', ...asked },
    { order: 'oldest', limit, skip },
    'zh',
  )

const signing = ['propose', 'accept', 'sign', 'countersign']
const text = wholeText()
const proposal = { text: JSON.parse(canonicalAgreement(text)) as Statement['fields'][string], sha256: 'a'.repeat(64), note: '' }
const agreed = (name: string) => (name === 'propose' ? (proposal as Statement['fields']) : undefined)
beforeAll(() => {
  writeProfile(made.db, { ...emptyProfile, agency: '市民政局', region: '330200', regulations: ['NB-171'] })
  const running = put({ kind: 'request', names: ['apply', 'grant', 'deliver', 'permit'] })
  const suspended = put({ kind: 'request', names: ['apply', 'grant', 'deliver', 'suspend'] })
  put({ kind: 'agreement', names: signing, fields: agreed, refers: running, records: [review('agreed', '2026-11-01')] })
  put({
    kind: 'agreement',
    names: signing,
    fields: agreed,
    refers: suspended,
    records: [review('declined', '2026-10-30'), { ...review('agreed', '2026-10-31'), need: 'headConsent' }],
  })
  put({ kind: 'agreement', names: ['propose', 'accept'], fields: agreed, draft: 'sign' })
  put({ kind: 'agreement', names: ['propose'], fields: agreed, draft: 'accept' })
  put({ kind: 'agreement', names: signing, fields: agreed, sealed: true, records: [review('agreed', '2026-11-05')] })
})
afterAll(() => made.close())

it('who may use what: the persons of agreements both signed, and permissions of the office, each with its state', () => {
  const { rows: found, total } = rows({ kind: 'permissions' })
  const persons = text.annexes.persons.map(({ name }) => name)
  expect(persons.length).toBeGreaterThan(0)
  expect(total).toBe(1 + persons.length * 3)
  const open = found.filter(({ sealed }) => !sealed)
  expect(open.map(({ cells }) => cells.person)).toEqual(['赵使用', ...persons, ...persons])
  expect(found.filter(({ sealed }) => sealed).every(({ cells }) => cells.state === '线下办理' && cells.person === undefined)).toBe(true)
  const states = open.map(({ cells }) => cells.state)
  expect(states[0]).toBe('有效')
  expect(new Set(states.slice(1 + persons.length))).toEqual(new Set(['暂停']))
  expect(rows({ kind: 'permissions', state: '暂停' }).total).toBe(persons.length)
  expect(rows({ kind: 'permissions' }, 2, 1).rows).toEqual(found.slice(1, 3))
})

it('reviews that were given and refused, by their day; another consent is none', () => {
  const { rows: found } = rows({ kind: 'reviews' })
  expect(found.map(({ cells }) => [cells.reviewedOn, cells.conclusion ?? ''])).toEqual([
    ['2026-10-30', '不通过'],
    ['2026-11-01', '通过'],
    ['2026-11-05', ''],
  ])
  expect(found[0]?.cells).toMatchObject({ handledBy: '张经办', officeHead: '李处长', leader: '钱分管', note: '范围过大', kind: '提出文本' })
  expect(rows({ kind: 'reviews', state: 'declined' }).total).toBe(1)
  expect(rows({ kind: 'reviews', from: '2026-11-01', until: '2026-11-02' }).total).toBe(1)
})

it('what waits: drafts of acts that need a review and have none', () => {
  const { rows: found } = rows({ kind: 'reviewsWaiting' })
  // Signing needs the head alone; accepting a text needs a review. Drafted by night, which is the next day in China.
  expect(found.map(({ cells }) => cells)).toEqual([{ subject: '事项6', kind: '同意文本', number: '2026-0006', draftedBy: '张承办', since: '2026-11-21' }])
})
