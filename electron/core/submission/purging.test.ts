import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { partsOf, putAttachment, putPart } from '../attachments/queries.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { sql } from '../db/sql.ts'
import { makeTestCore, passphraseOf, type TestCore } from '../vault/testing.ts'
import { drafted, signOff } from './signed.fixture.ts'
import { inDatabase } from './travel.fixture.ts'

let core: TestCore
let now = ''
beforeEach(async () => {
  now = '2026-06-20'
  core = await makeTestCore({ ports: { now: () => new Date(`${now}T02:00:00.000Z`) } })
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '宁波市民政局', region: '330200', regulations: ['NB-171'], creditCode: '11430000743187451F' } })
  await core.as('officer')
})
afterEach(() => core.close())

const second = { with: { user: 'sec', passphrase: passphraseOf('sec') } }
const ruling = { approvalNumber: '国保〔2026〕1号', approvedOn: '2026-11-26' }
const entry = async (title: string) => (await core.value('catalogue.save', { patch: soundEntry({ title }), secrecy: '不涉密' })).id
const exported = (id: string, format: 'json' | 'xlsx' | 'pdf' | 'bundle') =>
  core.call('submission.export', { id, file: join(core.temp, `out.${format}`), format, secrecy: '不涉密' })

/** Sealed, purged and opened again, as the authority said. */
const purge = async (entryIds: string[], texts: string[] = []) => {
  await core.as('keeper')
  await core.value('vault.seal', { entryIds })
  const { count } = texts.length === 0 ? { count: 0 } : await core.value('vault.findText', { texts })
  const { certificate } = await core.value('vault.purge', { ...ruling, entryIds, texts, ...(texts.length === 0 ? {} : { count }) }, second)
  await core.value('vault.unseal', ruling, second)
  await core.as('officer')
  return certificate
}

/** Every text of the submission that is still here, papers too. */
const leftOf = (id: string) =>
  inDatabase(core, (db) => {
    const rows = db.all<{ label: string; facts: string }>(sql`SELECT label, facts FROM submission_row`)
    const computed = db.all<{ computed: string | null }>(sql`SELECT computed FROM submission WHERE id = ${id}`)
    const papers = db.all<{ sha256: string; bytes: number }>(sql`SELECT a.sha256, a.bytes FROM attachment a JOIN submission_paper p ON p.sha256 = a.sha256`)
    return { text: JSON.stringify([rows, computed]), papers: papers.map((paper) => Buffer.concat([...partsOf(db, paper)]).toString('latin1')) }
  })

/** Two entries of June, and the quarter that ended with it. */
const quarter = async (): Promise<{ spilt: string; id: string }> => {
  const spilt = await entry('某某工程名册')
  await entry('婚姻登记信息')
  now = '2026-11-26'
  await core.as('officer')
  return { spilt, id: await drafted(core, '2026-05-01') }
}

test('an entry that is purged goes out of a signed submission and its papers; it leaves no more, and it is said what to do', async () => {
  const { spilt, id } = await quarter()
  await signOff(core, id)
  const before = await core.value('submission.get', { id })
  expect((await leftOf(id)).text.includes('某某工程名册')).toBe(true)
  // As a bundle that was kept with it.
  const paper = await inDatabase(core, (db) => {
    const data = Buffer.from('{"format":"mulu-submission/1","text":"某某工程名册"}')
    const sha256 = sha256Hex(data)
    putAttachment(db, { sha256, type: 'submission', bytes: data.length }, '2026-11-26T02:00:00.000Z', 'officer')
    putPart(db, sha256, 0, data)
    db.run(sql`INSERT INTO submission_paper (rid, sha256, name) SELECT rid, ${sha256}, '报送.json' FROM submission WHERE id = ${id}`)
    return sha256
  })
  expect(await purge([spilt])).toMatchObject({ entries: 1, attachments: 1 })
  const after = await leftOf(id)
  expect([after.text.includes('某某工程名册'), after.text.includes('婚姻登记信息'), after.papers]).toEqual([false, true, []])
  expect(await inDatabase(core, (db) => db.get(sql`SELECT 1 FROM attachment WHERE sha256 = ${paper}`))).toBeUndefined()
  for (const format of ['json', 'xlsx', 'pdf'] as const)
    expect(await exported(id, format)).toMatchObject({
      error: { code: 'submission.altered', params: { version: 1 }, action: expect.stringContaining('撤销签名，取消冻结后重新冻结') },
    })
  expect(await core.call('submission.submit', { id, secrecy: '不涉密' })).toMatchObject({ ok: false })
  // What was submitted stays on record: figures, digest, who signed.
  const kept = await core.value('submission.get', { id })
  expect([kept.line.state, kept.line.sha256, kept.signatures]).toEqual(['signed', before.line.sha256, before.signatures])
  // And the way on that the refusal names is open.
  await core.value('submission.unsign', { id, reason: '销毁后重新冻结' })
  await core.value('submission.thaw', { id, reason: '销毁后重新冻结' })
  await signOff(core, id)
  expect(await exported(id, 'json')).toMatchObject({ ok: true })
  expect(await core.value('submission.verify', { file: join(core.temp, 'out.json') })).toMatchObject({ consistent: true, problems: [] })
}, 240_000)

test('words that are purged do the same, and what was frozen and not signed is a draft again', async () => {
  const { id } = await quarter()
  await core.value('submission.freeze', { id, secrecy: '不涉密' })
  await purge([], ['某某工程名册'])
  const { line, events } = await core.value('submission.get', { id })
  expect([line.state, events[0]?.what.zh]).toEqual(['draft', '按规定销毁了快照中的文字，须重新冻结'])
  expect((await leftOf(id)).text).toBe('[[],[{"computed":null}]]')
}, 240_000)

test('the change since the last submission names no entry that was purged', async () => {
  const { spilt, id } = await quarter()
  await signOff(core, id)
  const later = await drafted(core, '2026-08-01')
  await core.value('submission.freeze', { id: later, secrecy: '不涉密' })
  const line = { id: spilt, code: '', title: '某某工程名册', changes: ['名称：某某工程名册'] }
  const { id: _, ...known } = line
  await inDatabase(core, (db) => {
    const found = db.get<{ computed: string }>(sql`SELECT computed FROM submission WHERE id = ${later}`)
    const frozen = JSON.parse(found?.computed ?? '{}') as { delta: object }
    db.run(
      sql`UPDATE submission SET computed = ${JSON.stringify({ ...frozen, delta: { ...frozen.delta, changed: [line] } })}, signatures = '[{}]' WHERE id = ${later}`,
    )
  })
  await purge([spilt])
  const { text } = await leftOf(later)
  expect([text.includes(known.title), text.includes(spilt)]).toEqual([false, true])
}, 240_000)
