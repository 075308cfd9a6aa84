import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { rule } from '../../../platform/store/review.ts'
import { caseKinds } from '../../../shared/cases/act.ts'
import type { CallSpec } from '../../../shared/contract/define.ts'
import { type CallName, contract } from '../../../shared/contract.ts'
import type { TestUser } from '../vault/testing.ts'
import { type Desk, makeOffice, openDesk, police, submitReady } from './office.fixture.ts'

vi.setConfig({ testTimeout: 120_000 })

let office: Awaited<ReturnType<typeof makeOffice>>
let theirs: Desk
let mine: Desk
let foreign = ''
let own = ''
beforeAll(async () => {
  office = await makeOffice(1)
  ;[theirs] = office.desks as [Desk]
  foreign = await theirs.save({
    title: '婚姻登记信息',
    abstract: '登记',
    isOpen: '是',
    shareType: '不予共享',
    provider: '澄湖市民政局',
    dutyBasis: '三定第三条',
  })
  await submitReady(theirs, [foreign])
  await theirs.sync()
  await rule(office.platform.db, foreign, { kind: 'publish', publishedOn: '2026-11-25', number: '公告1号' }, '数据局', new Date())
  mine = await openDesk(office.platform, { agency: police })
  own = await mine.save({ title: '户籍信息', dutyBasis: '三定第五条' })
  await mine.sync()
}, 600_000)
afterAll(async () => {
  await mine?.close()
  await office?.close()
})

type Act = { as?: TestUser; input: (id: string, version: number) => unknown }
const paper = { receivedAt: '2026-11-25T01:00:00.000Z', source: '收文登记', number: '1', reason: '', evidence: '收文簿' }
const form = { reviewedOn: '2026-11-25', number: '', reason: '', evidence: '审查表', handledBy: '甲', officeHead: '乙', leader: '丙' }
const at = (id: string, base: number) => [{ id, base }]
const day = { refreshedOn: '2026-11-25' }

/** What changes something of an entry, or stands for it: every one refuses another agency's. */
const acts: Partial<Record<CallName, Act>> = {
  'catalogue.save': { input: (id, base) => ({ id, base, patch: { abstract: '改' }, secrecy: '不涉密' }) },
  'catalogue.restore': { input: (id, base) => ({ id, version: 1, base }) },
  'catalogue.delete': { input: (id, base) => ({ entries: at(id, base) }) },
  'catalogue.undelete': { input: (id) => ({ ids: [id] }) },
  'catalogue.markChecked': { input: (id, base) => ({ entries: at(id, base), reason: '自查' }) },
  'catalogue.agree': { as: 'head', input: (id, base) => ({ entries: at(id, base) }) },
  'catalogue.approval': { input: (id, base) => ({ entries: at(id, base) }) },
  'catalogue.submit': { input: (id, base) => ({ ...paper, entries: at(id, base) }) },
  'catalogue.return': { input: (id, base) => ({ ...paper, reason: '改', entries: at(id, base) }) },
  'catalogue.publish': { input: (id, base) => ({ ...paper, entries: at(id, base) }) },
  'catalogue.withdraw': { input: (id, base) => ({ ...paper, entries: at(id, base) }) },
  'catalogue.recordReview': { as: 'keeper', input: (id, base) => ({ ...form, conclusion: '可以公开', entries: at(id, base) }) },
  'catalogue.recordAssessment': { input: (id, base) => ({ ...form, kind: 'secrecyAssessed', conclusion: '通过', entries: at(id, base) }) },
  'catalogue.answerBacklog': { input: (id) => ({ code: 'abstract.missing', answer: '确认无误', reason: '一', ids: [id] }) },
  'withheld.record': { input: (id, base) => ({ ...paper, kind: 'withheldSubmitted', entries: at(id, base) }) },
  'trigger.open': { input: (id) => ({ kind: 'duty', title: '调整', happenedOn: '2026-11-20', startsWith: 'happenedOn', filter: { ids: [id] } }) },
  'data.recordRefresh': { input: (id) => ({ ...day, filter: { ids: [id] } }) },
  'task.add': { input: (id) => ({ title: '来电', entry: id }) },
  'sync.submit': { input: (id) => ({ ids: [id] }) },
  'sync.withdraw': { input: (id) => ({ ids: [id] }) },
  'attachment.add': { input: (id) => ({ file: join(mine.temp, 'a.pdf'), secrecy: '不涉密', entries: [id] }) },
  'attachment.remove': { input: (id) => ({ entry: id, sha256: '0'.repeat(64) }) },
}
/** Takes ids and is no such act, and why. A new call must be put here or there. */
const aside: Partial<Record<CallName, string>> = {
  'catalogue.bulkApply': 'lists them and leaves them, see below',
  'catalogue.bulkUndo': 'the id of a bulk edit, which leaves them',
  'catalogue.export': 'reads',
  'register.save': 'the id of a register row',
  'register.remove': 'the id of a register row',
  'task.extend': 'ids of tasks, which they never have',
  'task.close': 'ids of tasks, which they never have',
  'trigger.report': 'the id of a change',
  'conflict.resolve': 'the id of a disagreement, which they never have',
  'quarantine.resend': 'ids of changes of ours',
  'quarantine.withdraw': 'ids of changes of ours',
  'attachment.fetch': 'their papers are not told of',
  'attachment.open': 'reads',
  'listing.import': 'a decision that names one is refused (import.ts)',
  'listing.recall': 'ids of changes of ours',
  'ferry.exportCases': 'files between agencies',
  'ferry.import': 'files between agencies',
  'ferry.receipt': 'the id of a package',
  'ferry.recordMedium': 'ids of a medium and a package',
  'signing.changePassphrase': 'the id of a key',
  'signing.retireKey': 'the id of a key',
  'signing.revokeAuthorisation': 'the id of an authorisation',
  'signing.exportRequest': 'the id of a key',
  'signing.importCertificate': 'the id of a key',
  'signing.sign': 'the id of a key; whose place is signed is checked there',
  'signing.countersign': 'the id of a key; whose place is signed is checked there',
  'signing.withdraw': 'the id of a key',
  'document.attach': 'a file between agencies',
  'vault.addUser': 'people',
  'vault.setRoles': 'people',
  'vault.disableUser': 'people',
  'vault.seal': 'a spill reaches whatever it stands in',
  'vault.purge': 'a spill reaches whatever it stands in',
}

/** Files between agencies are of both: whose an act is, is asked by the case itself. */
const ofCases = (name: string): boolean => caseKinds.some((kind) => name.startsWith(`${kind}.`))

/** Submissions and notices are known by ids of their own; figures count our own entries alone. */
const ofSubmissions = (name: string): boolean => name.startsWith('submission.') || name.startsWith('period.')

const takesIds = ([, spec]: [string, CallSpec]): boolean =>
  spec.effect !== 'read' && JSON.stringify(z.toJSONSchema(spec.input, { io: 'input' })).includes('"format":"uuid"')

test('every call that takes ids is on one of the two lists', () => {
  const known = new Set<string>([...Object.keys(acts), ...Object.keys(aside)])
  const unknown = (Object.entries(contract) as [string, CallSpec][])
    .filter(takesIds)
    .flatMap(([name]) => (known.has(name) || ofCases(name) || ofSubmissions(name) ? [] : [name]))
  expect(unknown).toEqual([])
  expect(Object.keys(acts).filter((name) => Object.hasOwn(aside, name))).toEqual([])
})

test('every one of these acts refuses an entry of another agency, and changes nothing of it', async () => {
  writeFileSync(join(mine.temp, 'a.pdf'), '%PDF-1.7 signed')
  const before = await mine.value('catalogue.get', { id: foreign })
  expect(before).toMatchObject({ owner: '澄湖市民政局', next: null, findings: [], entry: { status: 'published', imported: false } })
  const refused: string[] = []
  for (const as of ['officer', 'head', 'keeper'] as const) {
    await mine.as(as)
    for (const [name, act] of Object.entries(acts)) {
      if ((act.as ?? 'officer') !== as) continue
      const reply = await mine.core.call(name, act.input(foreign, before.entry.version))
      refused.push(`${name} ${reply.ok ? 'done' : reply.error.code}`)
    }
  }
  await mine.as('officer')
  expect(refused.sort()).toEqual(
    Object.keys(acts)
      .map((name) => `${name} sync.notYours`)
      .sort(),
  )
  expect((await mine.value('catalogue.get', { id: foreign })).entry).toEqual(before.entry)
})

test('a list, a check, an export and the registers are of our own, unless others are asked for', async () => {
  const found = async (filter: object) => (await mine.value('catalogue.search', { filter })).items.map(({ id, others }) => `${id} ${others}`)
  expect(await found({})).toEqual([`${own} false`])
  expect(await found({ whose: 'others' })).toEqual([`${foreign} true`])
  expect((await found({ whose: 'all' })).sort()).toEqual([`${own} false`, `${foreign} true`].sort())
  expect(await found({ ids: [foreign] })).toEqual([`${foreign} true`])
  expect((await mine.value('catalogue.search', { text: '婚姻' })).items).toEqual([])
  expect((await mine.value('catalogue.search', { text: '婚姻', filter: { whose: 'all' } })).total).toBe(1)
  const { facets, total } = await mine.value('catalogue.search', { limit: 0 })
  expect({ total, status: facets?.status }).toEqual({ total: 1, status: [{ value: 'draft', count: 1 }] })
  expect(await mine.value('catalogue.check', {})).toMatchObject({ entries: 1 })
  const { entries, rules } = await mine.value('catalogue.check', { filter: { whose: 'all' } })
  expect(entries).toBe(2)
  // What others published is not ours to judge.
  expect(rules.filter((each) => each.entries > 1)).toEqual([])
  expect((await mine.value('catalogue.backlog', {})).rules).toEqual([])
  expect(await mine.value('withheld.list', {})).toMatchObject({ rows: [], total: 0 })
  expect(await mine.value('catalogue.similar', { title: '婚姻登记信息' })).toMatchObject({ similar: [{ id: foreign }] })
  const rows = async (filter: object) => (await mine.value('catalogue.export', { file: join(mine.temp, 'out.csv'), format: 'csv', filter })).rows
  expect([await rows({}), await rows({ whose: 'others' }), await rows({ ids: [foreign] })]).toEqual([1, 1, 1])
  for (const name of ['三定第三条', '三定第五条']) await mine.value('register.save', { row: { kind: 'duty', name, office: '', basis: '', note: '' } })
  expect((await mine.value('register.list', { kind: 'duty' })).rows.map(({ name, entries }) => `${name} ${entries}`)).toEqual(['三定第三条 0', '三定第五条 1'])
  expect(await mine.value('catalogue.published', { id: foreign })).toMatchObject({ published: { content: { title: '婚姻登记信息' } }, changes: [] })
})

test('no task of theirs ever opens', async () => {
  expect(await mine.value('task.list', { entry: foreign })).toMatchObject({ tasks: [] })
  expect(await mine.value('task.list', {})).toMatchObject({ total: 0 })
  // The agency whose it is has one: what is to be opened waits for a 保密审查.
  await theirs.sync()
  expect((await theirs.value('task.list', { entry: foreign })).tasks.map(({ kind }) => kind)).toEqual(['review'])
})

test('a bulk edit lists them and leaves them; alone they are nothing to edit', async () => {
  const operation = { kind: 'set', field: 'theme', value: '治安' } as const
  const seen = await mine.value('catalogue.bulkPreview', { filter: { ids: [own, foreign] }, operation })
  expect(seen.whole).toMatchObject({ selected: 2, entries: 1, others: [{ id: foreign, title: '婚姻登记信息' }], othersCount: 1, blockedCount: 0 })
  const done = await mine.value('catalogue.bulkApply', {
    ...{ filter: { ids: [own, foreign] }, operation },
    ...{ previewDigest: seen.whole?.digest ?? '', secrecy: '不涉密', reason: '统一' },
  })
  expect(done.entries).toBe(1)
  expect((await mine.content(foreign)).content.theme).toBe('')
  const alone = await mine.value('catalogue.bulkPreview', { filter: { ids: [foreign] }, operation })
  const applied = await mine.call('catalogue.bulkApply', {
    ...{ filter: { ids: [foreign] }, operation },
    ...{ previewDigest: alone.whole?.digest ?? '', secrecy: '不涉密', reason: '统一' },
  })
  expect(applied).toMatchObject({ error: { code: 'bulk.nothing' } })
})

test('an import leaves them: unchanged it says so, changed the row is rejected with whose it is', async () => {
  const file = join(mine.temp, 'all.json')
  await mine.value('catalogue.export', { file, format: 'json', filter: { whose: 'all' } })
  expect(await mine.value('catalogue.import', { file, secrecy: '不涉密', apply: true })).toMatchObject({ rows: 2, unchanged: 2 })
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('登记"', '登记，改过"').replaceAll('治安', '户政'))
  const done = await mine.value('catalogue.import', { file, secrecy: '不涉密', apply: true })
  expect(done).toMatchObject({ rows: 2, changed: 1, rejected: 1, rejects: [{ code: 'notYours', params: { owner: '澄湖市民政局' } }] })
  expect((await mine.content(foreign)).content.abstract).toBe('登记')
  expect((await mine.content(own)).content.theme).toBe('户政')
})

test('taken down it is gone here and can not be brought back; another platform does not make it ours', async () => {
  await rule(office.platform.db, foreign, { kind: 'withdraw', reason: '停用', number: '' }, '数据局', new Date())
  await mine.sync()
  expect((await mine.content(foreign)).deletedAt).not.toBeNull()
  expect(await mine.call('catalogue.undelete', { ids: [foreign] })).toMatchObject({ error: { code: 'sync.notYours' } })
  expect(await mine.sync()).toMatchObject({ pushed: 0 })
  expect(await mine.value('sync.status', {})).toMatchObject({ waiting: 0 })
  // Where it is ours its tasks end with it.
  await theirs.sync()
  expect(await theirs.content(foreign)).toMatchObject({ status: 'withdrawn', deletedAt: null })
  expect((await theirs.value('task.list', { entry: foreign })).tasks).toEqual([])
})
