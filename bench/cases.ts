import { countAct } from '../electron/core/case/leaving.ts'
import { fileById, putFile } from '../electron/core/case/queries.ts'
import { sha256Hex } from '../electron/core/crypto/hash.ts'
import { newUuid } from '../electron/core/crypto/random.ts'
import { type Location, openReader, openWriter } from '../electron/core/db/open.ts'
import { sql } from '../electron/core/db/sql.ts'
import { writeProfile } from '../electron/core/profile/stored-profile.ts'
import { wholeText } from '../shared/agreements/agreements.fixture.ts'
import type { Act, CaseKind, Party } from '../shared/cases/act.ts'
import { headOf, lived } from '../shared/cases/acts.fixture.ts'
import { canonicalAgreement } from '../shared/cases/agreement-text.ts'
import { emptyProfile } from '../shared/contract/profile.ts'
import { both, type Line, percentile, times } from './measure.ts'
import { openBench } from './vault.ts'

const lives: readonly (readonly string[])[] = [
  ['apply'],
  ['apply', 'noticeMissing'],
  ['apply', 'grant'],
  ['apply', 'refuse'],
  ['apply', 'grant', 'deliver', 'recordUse'],
  ['apply', 'grant', 'deliver', 'recordUse', 'finishUse', 'dispose'],
]
const rounds = [
  { name: 'propose', by: 'respondent' },
  { name: 'accept', by: 'applicant' },
  { name: 'sign', by: 'respondent' },
  { name: 'countersign', by: 'applicant' },
] as const

/** How many days after the application each act was received; applications come in over two hundred days. */
const daysAfter: Readonly<Record<string, number>> = { noticeMissing: 2, grant: 6, refuse: 7, deliver: 15, recordUse: 20, finishUse: 30, dispose: 33 }
const receivedAt = (n: number, name: string): string => new Date(Date.UTC(2026, 3, 1 + (n % 200) + (daysAfter[name] ?? 0), 1, 0, n % 60)).toISOString()

/** Files as if each act had been received, half of them open, written by the core's own functions. */
export const fillCases = (at: Location, requests: number, agreements: number): void => {
  const db = openWriter(at)
  const text = wholeText()
  const sha256 = sha256Hex(Buffer.from(canonicalAgreement(text), 'utf8'))
  const write = (kind: CaseKind, n: number, steps: readonly { name: string; by?: Party }[], more: (name: string) => Partial<Act>) => {
    const head = {
      ...headOf(kind, { shareType: kind === 'request' ? '有条件共享' : '' }),
      id: newUuid(),
      title: `${n % 7 === 0 ? '婚姻' : '社会救助'}登记信息 ${n}`,
    }
    const stamp = { at: new Date(Date.UTC(2026, 10, 2, 1, 0, n)).toISOString(), author: '编目员', newId: newUuid }
    const common = {
      id: head.id,
      kind,
      head,
      way: 'platform' as const,
      party: 'respondent' as const,
      other: head.applicant,
      version: 1,
      openedAt: stamp.at,
      openedBy: stamp.author,
    }
    putFile(db, { ...common, number: `2026-${String(n).padStart(5, '0')}${kind === 'request' ? '' : 'a'}` })
    const file = fileById(db, head.id)
    if (file === undefined) throw new Error('no file')
    for (const { act } of lived(
      kind,
      head,
      steps.map((step) => ({ ...step, more: more(step.name) })),
    ).acts) {
      const { agency, source, when, ruling, ...statement } = act
      const id = newUuid()
      const said = { rid: file.rid, id, act: act.act, party: act.party, status: 'counted' as const, place: null, state: null, statement: { ...statement, id } }
      countAct(db, stamp, file, {
        ...said,
        agency,
        source,
        received: when,
        ruling,
        evidence: '',
        records: [],
        problem: null,
        draftedBy: '',
        draftedAt: stamp.at,
      })
    }
  }
  db.exec('BEGIN IMMEDIATE')
  writeProfile(db, { ...emptyProfile, agency: '市公安局', region: '330200', regulations: ['NB-171'] })
  for (let n = 0; n < requests; n++)
    write(
      'request',
      n,
      (lives[n % lives.length] ?? []).map((name) => ({ name })),
      (name) => ({ when: receivedAt(n, name) }),
    )
  const proposal = { fields: { text: JSON.parse(canonicalAgreement(text)) as Act['fields'][string], sha256, note: '' } }
  for (let n = 0; n < agreements; n++) write('agreement', n, rounds.slice(0, 1 + (n % rounds.length)), (name) => (name === 'propose' ? proposal : {}))
  db.exec('COMMIT')
  db.exec('ANALYZE')
  db.close()
}

/** What a screen asks for when it opens, beside the same rows by one statement each. */
export const casesSection = async (dir: string, at: Location, requests: number, agreements: number): Promise<Line[]> => {
  fillCases(at, requests, agreements)
  const { core, value, unlock } = openBench(dir)
  await unlock()
  const took = async (work: () => unknown): Promise<number> => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const many = async (n: number, work: (turn: number) => unknown): Promise<number[]> => {
    const all: number[] = []
    for (let turn = 0; turn < n; turn++) all.push(await took(() => work(turn)))
    return all
  }
  const { rows } = await value('request.list', { limit: 500 })
  const { rows: signed } = await value('agreement.list', { limit: 500 })
  const idOf = (list: typeof rows, turn: number) => list[(turn * 37) % list.length]?.id ?? ''
  const ours = {
    list: await many(40, () => value('request.list', {})),
    due: await many(40, () => value('request.list', { open: true, order: 'due' })),
    mine: await many(40, () => value('request.list', { turn: true, skip: 200 })),
    text: await many(20, () => value('request.list', { text: '婚姻' })),
    get: await many(60, (turn) => value('request.get', { id: idOf(rows, turn) })),
    agreements: await many(40, () => value('agreement.list', {})),
    agreement: await many(40, (turn) => value('agreement.get', { id: idOf(signed, turn) })),
    wording: await many(40, (turn) => value('agreement.text', { id: idOf(signed, turn) })),
    today: await many(40, () => value('task.list', {})),
    ledger: await many(40, (turn) => value('ledger.list', { kind: 'requests', order: 'newest', limit: 100, skip: turn * 200 })),
    ledgerPeriod: await many(40, (turn) =>
      value('ledger.list', { kind: 'requests', by: 'replied', from: '2026-06-01', until: '2026-08-31', limit: 100, skip: turn * 50 }),
    ),
    ledgerEvents: await many(40, (turn) => value('ledger.list', { kind: 'events', order: 'newest', limit: 100, skip: turn * 500 })),
    ledgerAgreements: await many(20, (turn) => value('ledger.list', { kind: 'agreements', limit: 100, skip: turn * 100 })),
    ledgerPermissions: await many(20, () => value('ledger.list', { kind: 'permissions', limit: 100 })),
    ledgerReviews: await many(20, () => value('ledger.list', { kind: 'reviews', limit: 100 })),
  }
  await core.close()
  const db = openReader(at)
  const page = (kind: string, order: ReturnType<typeof sql>) => () =>
    db.all(sql`SELECT id, head, state, due_on FROM case_file WHERE kind = ${kind} ORDER BY ${order} LIMIT 50`)
  const changed = sql`changed_at DESC`
  const acts = (list: typeof rows) => (turn: number) =>
    db
      .all<{ body: string }>(sql`SELECT a.body FROM case_act a JOIN case_file f ON f.rid = a.rid WHERE f.id = ${idOf(list, turn)}`)
      .map(({ body }) => JSON.parse(body) as unknown)
  const ledgerPage = (act: string, skip: number) => {
    const rids = db.all<{ rid: number }>(
      sql`SELECT rid FROM case_act WHERE act = ${act} AND status = 'counted' ORDER BY received_on DESC LIMIT 100 OFFSET ${skip}`,
    )
    return rids.map(({ rid }) => db.all<{ body: string }>(sql`SELECT body FROM case_act WHERE rid = ${rid}`).map(({ body }) => JSON.parse(body) as unknown))
  }
  const bare = {
    list: await many(40, page('request', changed)),
    due: await many(40, page('request', sql`due_on`)),
    mine: await many(40, page('request', changed)),
    text: await many(20, () =>
      db.all(sql`SELECT id, head FROM case_file WHERE kind = 'request' AND instr(title, '婚姻') > 0 ORDER BY changed_at DESC LIMIT 50`),
    ),
    get: await many(60, acts(rows)),
    agreements: await many(40, page('agreement', changed)),
    agreement: await many(40, acts(signed)),
    wording: await many(40, acts(signed)),
    ledger: await many(40, (turn) => ledgerPage('apply', turn * 200)),
    ledgerPeriod: await many(40, (turn) => ledgerPage('apply', turn * 50)),
    ledgerEvents: await many(40, (turn) => ledgerPage('grant', turn * 10)),
    ledgerAgreements: await many(20, (turn) => ledgerPage('propose', turn * 100)),
    ledgerPermissions: await many(20, () => ledgerPage('countersign', 0)),
    ledgerReviews: await many(20, () => db.all(sql`SELECT id, records FROM case_act WHERE records <> '[]' LIMIT 100`)),
    today: await many(40, () => db.all(sql`SELECT id, source, due_on FROM task WHERE closed_at IS NULL ORDER BY due_on LIMIT 50`)),
  }
  db.close()
  const names: Record<keyof typeof ours, string> = {
    list: 'requests, newest first',
    due: 'open requests, by day',
    mine: 'requests waiting for us, page 5',
    text: 'requests with a word',
    get: 'one request',
    agreements: 'agreements',
    agreement: 'one agreement',
    wording: 'text, validity and findings of an agreement',
    today: 'today',
    ledger: 'register of requests, a page of 100',
    ledgerPeriod: 'register of requests by the day of the reply',
    ledgerEvents: 'events with their clocks, a page of 100',
    ledgerAgreements: 'register of agreements',
    ledgerPermissions: 'list of permissions',
    ledgerReviews: 'register of reviews',
  }
  return (Object.keys(names) as (keyof typeof ours)[]).map((name) => ({
    what: `${requests} requests, ${agreements} agreements: ${names[name]}`,
    ours: both(ours[name]),
    bare: both(bare[name]),
    ratio: times(percentile(ours[name], 0.95), percentile(bare[name], 0.95)),
    aim: 'p95 < 200 ms',
  }))
}
