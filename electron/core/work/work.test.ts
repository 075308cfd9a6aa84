import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EntryPatch } from '../../../shared/catalogue.ts'
import type { Input } from '../../../shared/contract.ts'
import { readSheets } from '../sheets/read.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let now = '2026-11-23T02:00:00.000Z'
let test: TestCore
beforeEach(async () => {
  now = '2026-11-23T02:00:00.000Z' // a Monday
  test = await makeTestCore({ ports: { now: () => new Date(now), startTask: startTaskHere } })
  await test.as('officer')
})
afterEach(async () => {
  await test.close()
})

const entry = async (patch: EntryPatch = {}) => (await test.value('catalogue.save', { patch: { title: '低保信息', ...patch }, secrecy: '不涉密' })).id
const versionOf = async (id: string) => (await test.value('catalogue.get', { id })).entry.version
const codeOf = (reply: { ok: true } | { ok: false; error: { code: string } }) => (reply.ok ? 'ok' : reply.error.code)
const regulations = async (ids: string[], region = '') => {
  await test.value('profile.save', { patch: { regulations: ids as never, region } })
}
type Open = Input<'trigger.open'>
const law = (ids: string[], more: Partial<Open> = {}): Open => ({
  kind: 'law',
  title: '社会救助法',
  number: '主席令第1号',
  level: '法律',
  issuedOn: '2026-11-16',
  inForceOn: '2026-11-20',
  startsWith: 'inForceOn',
  filter: { ids },
  ...more,
})
const list = (input: Input<'task.list'> = {}) => test.value('task.list', input)
const letter = { source: '收文登记', number: '数函〔2026〕8号', evidence: '收文夹' } as const
/** Checked, agreed, assessed and submitted, as its life asks for. */
const submit = async (id: string, receivedAt: string) => {
  await test.value('catalogue.markChecked', { entries: [{ id, base: await versionOf(id) }], reason: '测试' })
  for (const kind of ['secrecyAssessed', 'privacyAssessed'] as const) {
    await test.value('catalogue.recordAssessment', {
      entries: [{ id, base: await versionOf(id) }],
      kind,
      conclusion: '不涉及',
      reason: '不涉及',
      reviewedOn: now.slice(0, 10),
      handledBy: '李文',
      officeHead: '',
      leader: '',
      evidence: '评估表',
    })
  }
  await test.as('head')
  await test.value('catalogue.agree', { entries: [{ id, base: await versionOf(id) }] })
  await test.as('officer')
  await test.value('catalogue.submit', { entries: [{ id, base: await versionOf(id) }], receivedAt, ...letter })
}

describe('a change of law', () => {
  it('opens one task per entry with the update clock, and one report without a number of days', async () => {
    await regulations(['CN-809', 'NB-171'])
    const ids = [await entry(), await entry({ title: '低保标准' })]
    const opened = await test.value('trigger.open', law(ids))
    expect(opened).toMatchObject({ entries: 2, startsOn: '2026-11-20' })
    expect(opened.opened.map(({ kind, tasks, rule, due }) => [kind, tasks, rule, due?.due, due?.manner])).toEqual([
      ['update', 2, 'CN-809/17-2:update', '2026-12-04', 'within'],
      ['report', 1, 'NB-171/15-2:report', null, 'promptly'],
    ])
    const { tasks, counts } = await list({ kind: ['update', 'report'] })
    expect(counts).toEqual({ overdue: 0, near: 0, atOnce: 1, later: 2 })
    expect(tasks.map(({ kind, entry: of, due }) => [kind, of?.title ?? null, due?.state, due?.left])).toEqual([
      ['report', null, 'noLimit', null],
      ['update', '低保信息', 'running', 9],
      ['update', '低保标准', 'running', 9],
    ])
    expect(tasks[1]).toMatchObject({
      owner: '@catalogueOfficer',
      mine: true,
      trigger: { title: '社会救助法', startsWith: 'inForceOn' },
      article: { zh: '条例809第十七条第二款' },
      extensible: true,
    })
    // The other day, when the officer chooses it.
    const earlier = await test.value('trigger.open', law(ids, { startsWith: 'issuedOn', report: false }))
    expect(earlier.opened.map(({ due }) => due?.due)).toEqual(['2026-11-30'])
  })

  it('of a local text does not start the clock of the Order', async () => {
    await regulations(['CN-809'])
    const ids = [await entry()]
    const opened = await test.value('trigger.open', law(ids, { level: '地方性法规', report: false }))
    expect(opened.opened).toMatchObject([{ kind: 'update', rule: '', due: null }])
    expect(opened.aside).toContainEqual({ rule: 'CN-809/17-2:update', article: expect.anything(), why: 'level' })
    expect((await list({ kind: ['update'] })).tasks[0]).toMatchObject({ due: null, article: null })
  })

  it('in Ningxia: the fifteen days are displaced for a law, and stand for a local text', async () => {
    await regulations(['CN-809', 'NX'], '宁夏')
    const ids = [await entry()]
    const national = await test.value('trigger.open', law(ids, { report: false }))
    expect(national.opened[0]?.rule).toBe('CN-809/17-2:update')
    expect(national.aside).toContainEqual({ rule: 'NX/8-1:update', article: expect.anything(), why: 'displaced' })
    const local = await test.value('trigger.open', law(ids, { level: '地方性法规', report: false }))
    expect(local.opened[0]).toMatchObject({ rule: 'NX/8-1:update', due: { due: '2026-12-11' } })
  })

  it('needs its level, its day and entries', async () => {
    const ids = [await entry()]
    expect(codeOf(await test.call('trigger.open', law(ids, { level: '' })))).toBe('trigger.levelNeeded')
    expect(codeOf(await test.call('trigger.open', law(ids, { startsWith: 'happenedOn' })))).toBe('trigger.dayNeeded')
    expect(codeOf(await test.call('trigger.open', law(ids, { text: '没有这样的' })))).toBe('trigger.noEntries')
    expect(codeOf(await test.call('trigger.open', law(ids, { title: '秘密★10年' })))).toBe('secrecy.marked')
    expect((await test.value('trigger.list', {})).triggers).toEqual([])
  })

  it('is closed by a submission after it, not by one before, and the report says so', async () => {
    now = '2026-11-16T02:00:00.000Z'
    await regulations(['CN-809'])
    const [one, two, three] = [
      await entry({ codes: [{ code: 'A/1', cls1: '', cls2: '', cls3: '', cls4: '' }] }),
      await entry({ title: '二' }),
      await entry({ title: '三' }),
    ]
    now = '2026-11-23T02:00:00.000Z'
    await test.as('officer') // so much later the vault has locked itself
    const { id } = await test.value('trigger.open', law([one, two, three], { report: false, note: '救助对象扩大' }))
    await test.value('catalogue.save', { id: one, base: 1, patch: { abstract: '含低收入家庭' }, secrecy: '不涉密' })
    await submit(two, '2026-11-19T02:00:00.000Z')
    now = '2026-12-08T02:00:00.000Z'
    await test.as('officer')
    await submit(one, '2026-12-07T02:00:00.000Z')
    await test.value('catalogue.delete', { entries: [{ id: three, base: 1 }] })
    const { tasks } = await list({ kind: ['update'] })
    expect(tasks.map(({ entry: of, due }) => [of?.title, due?.state, due?.left])).toEqual([['二', 'overdue', -2]])
    const { lines } = await test.value('trigger.get', { id })
    expect(lines).toMatchObject([
      {
        code: 'A/1',
        change: '修改',
        reason: '法律调整：救助对象扩大',
        document: '社会救助法（主席令第1号）',
        startsOn: '2026-11-20',
        dueOn: '2026-12-04',
        doneOn: '2026-12-07',
        late: true,
        submittedOn: '2026-12-07',
        changes: [{ field: 'abstract', from: '', to: '含低收入家庭' }],
      },
      { title: '二', change: '未改', doneOn: null, late: true, submittedOn: null },
      { title: '三', change: '撤销', doneOn: '2026-12-08', late: true },
    ])
    const file = join(test.temp, '变更报告.xlsx')
    expect(await test.value('trigger.report', { id, file })).toMatchObject({ rows: 3 })
    const sheet = await readSheets(file)
    const rows: unknown[][] = []
    for await (const batch of sheet.rows(0)) for (const { cells } of batch) rows.push(cells)
    sheet.close()
    expect(rows[1]?.[0]).toContain('公布日 2026-11-16，施行日 2026-11-20，自施行日 2026-11-20 起算')
    expect(rows[2]).toEqual(
      expect.arrayContaining([
        '序号',
        '信息资源代码',
        '变更类型',
        '变更原因',
        '依据文件',
        '触发日期',
        '时限',
        '完成日期',
        '是否超期',
        '报送日期',
        '审核发布日期',
      ]),
    )
    expect(rows[3]).toEqual(
      expect.arrayContaining([1, 'A/1', '低保信息', '修改', '2026-12-04', '2026-12-07', '是', '信息资源摘要：（空）改为“含低收入家庭”', '更新后已报送']),
    )
    await test.as('aud')
    expect((await test.value('audit.list', { action: 'trigger.report', limit: 1 })).events[0]).toMatchObject({ note: 'changeReport, 3' })
  })

  it('is extended once, by a consent that came in time', async () => {
    await regulations(['CN-809'])
    const ids = [await entry()]
    await test.value('trigger.open', law(ids))
    const tasks = (await list({ kind: ['update', 'report'] })).tasks
    const [update, report] = [tasks.find(({ kind }) => kind === 'update')?.id ?? '', tasks.find(({ kind }) => kind === 'report')?.id ?? '']
    const consent = { number: '数函〔2026〕9号', consentedOn: '2026-11-23', evidence: '收文夹' }
    expect(codeOf(await test.call('task.extend', { ids: [report], ...consent }))).toBe('task.noExtension')
    expect(codeOf(await test.call('task.extend', { ids: [update], ...consent, consentedOn: '2026-11-24' }))).toBe('task.inFuture')
    expect(await test.value('task.extend', { ids: [update], ...consent })).toEqual({ extended: 1, dueOn: '2026-12-11' })
    expect((await list({ kind: ['update'] })).tasks[0]).toMatchObject({
      due: { due: '2026-12-11' },
      extension: { number: consent.number, n: 5 },
      extensible: false,
    })
    expect(codeOf(await test.call('task.extend', { ids: [update], ...consent }))).toBe('task.extended')
    const other = await test.value('trigger.open', law(ids, { report: false, issuedOn: '2026-11-02', startsWith: 'issuedOn' }))
    expect(other.opened[0]?.due).toMatchObject({ state: 'overdue', due: '2026-11-16' })
    const late = (await list({ kind: ['update'] })).tasks.find(({ due }) => due?.state === 'overdue')?.id ?? ''
    expect(codeOf(await test.call('task.extend', { ids: [late], ...consent }))).toBe('task.consentTooLate')
  })

  it('is closed by hand with a version, or with why nothing is needed; a report with its number', async () => {
    const ids = [await entry()]
    await test.value('trigger.open', law(ids))
    const tasks = (await list({ kind: ['update', 'report'] })).tasks
    const of = (kind: string) => tasks.find((task) => task.kind === kind)?.id ?? ''
    expect(codeOf(await test.call('task.close', { ids: [of('update')], with: 'notNeeded' }))).toBe('task.reasonNeeded')
    expect(codeOf(await test.call('task.close', { ids: [of('update')], with: 'submitted' }))).toBe('task.notSo')
    expect(codeOf(await test.call('task.close', { ids: [of('report')], with: 'reported' }))).toBe('task.evidenceNeeded')
    expect(await test.value('task.close', { ids: [of('update')], with: 'notNeeded', note: '不涉及救助对象' })).toEqual({ closed: 1, already: 0 })
    expect(await test.value('task.close', { ids: [of('update'), of('report')], with: 'reported', note: '民函〔2026〕3号' })).toEqual({ closed: 1, already: 1 })
    expect((await list({ kind: ['update', 'report'] })).total).toBe(0)
  })
})

describe('data', () => {
  it('are due again by the cycle from the last refresh that was told, off days moving on', async () => {
    const monthly = await entry({ updateCycle: '每月', providerOffice: '社会救助处' })
    const yearly = await entry({ updateCycle: '每年' })
    const live = await entry({ updateCycle: '实时' })
    const record = (refreshedOn: string, ids = [monthly, yearly, live]) => test.value('data.recordRefresh', { filter: { ids }, refreshedOn })
    expect((await list()).total).toBe(0)
    expect(await record('2026-08-31')).toEqual({ recorded: 3, already: 0, dated: 2 })
    expect(await record('2026-08-31')).toEqual({ recorded: 0, already: 3, dated: 0 })
    const { tasks } = await list({ kind: ['refresh'] })
    // 30 September; a year on, 31 August 2027, whose calendar nobody has published yet.
    expect(tasks.map(({ entry: of, due, article }) => [of?.office, due?.due, due?.state, due?.manner, due?.provisional, article])).toEqual([
      ['社会救助处', '2026-09-30', 'overdue', 'byCycle', false, null],
      ['', '2027-08-31', 'running', 'byCycle', true, null],
    ])
    // 31 October is a Saturday.
    expect(await record('2026-09-30', [monthly])).toEqual({ recorded: 1, already: 0, dated: 1 })
    expect(await test.value('data.refreshes', { id: monthly })).toMatchObject({
      cycle: '每月',
      dueOn: '2026-10-30',
      refreshes: [{ refreshedOn: '2026-09-30', by: '社会救助处' }, { refreshedOn: '2026-08-31' }],
    })
    await test.value('catalogue.save', { id: monthly, base: 1, patch: { updateCycle: '每季度' }, secrecy: '不涉密' })
    expect((await test.value('data.refreshes', { id: monthly })).dueOn).toBe('2026-12-30')
    await test.value('catalogue.save', { id: monthly, base: 2, patch: { updateCycle: '不定期' }, secrecy: '不涉密' })
    expect((await test.value('data.refreshes', { id: monthly })).dueOn).toBeNull()
    expect(codeOf(await test.call('data.recordRefresh', { filter: { ids: [live] }, refreshedOn: '2026-11-24' }))).toBe('task.inFuture')
  })

  it('that changed are refreshed in the days a rule sets, else by the cycle, else promptly', async () => {
    const change: Open = { kind: 'data', title: '系统切换', happenedOn: '2026-11-20', startsWith: 'happenedOn' }
    const ids = [await entry({ updateCycle: '每周' }), await entry({ updateCycle: '不定期' })]
    await regulations(['CN-809', 'NB-171'])
    const now_ = await test.value('trigger.open', { ...change, filter: { ids } })
    expect(now_.opened.map(({ kind, rule, due }) => [kind, rule, due?.due, due?.manner])).toEqual([
      ['refresh', 'cycle', '2026-11-27', 'byCycle'],
      ['refresh', 'NB-171/15-1:refresh', null, 'promptly'],
    ])
    await test.value('data.recordRefresh', { filter: { ids }, refreshedOn: '2026-11-23' })
    const { lines } = await test.value('trigger.get', { id: now_.id })
    expect(lines).toMatchObject([
      { doneOn: '2026-11-23', done: '数据已更新', late: false },
      { doneOn: '2026-11-23', late: null },
    ])
    // While Jiangsu 85 was in force.
    await regulations(['CN-809', 'JS-85'])
    const then = await test.value('trigger.open', { ...change, filter: { ids }, happenedOn: '2015-03-02' })
    expect(then.opened).toMatchObject([{ kind: 'refresh', tasks: 2, rule: 'JS-85/15-2', due: { due: '2015-03-30' } }])
    expect(now_.aside).toEqual([])
    const after = await test.value('trigger.open', { ...change, filter: { ids } })
    expect(after.aside).toContainEqual({ rule: 'JS-85/15-2', article: expect.anything(), why: 'notInForce' })
  })
})

describe('the list', () => {
  it('follows an entry through its life, and is each one’s own', async () => {
    const id = await entry({ isOpen: '是' })
    await test.value('catalogue.markChecked', { entries: [{ id, base: 1 }], reason: '测试' })
    expect((await list({ mine: true })).tasks).toEqual([])
    await test.as('head')
    expect((await list({ mine: true })).tasks).toMatchObject([{ kind: 'agree', entry: { id }, owner: '@departmentHead' }])
    await test.as('officer')
    // An edit takes the check back.
    await test.value('catalogue.save', { id, base: 2, patch: { abstract: '改' }, secrecy: '不涉密' })
    expect((await list()).tasks).toEqual([])
    await submit(id, '2026-11-23T01:00:00.000Z')
    expect((await list()).tasks.map(({ kind, owner, due }) => [kind, owner, due])).toEqual([
      ['publish', '@department', null],
      ['review', '@confidentialityOfficer', null],
    ])
    await test.value('catalogue.return', {
      entries: [{ id, base: await versionOf(id) }],
      receivedAt: '2026-11-23T01:30:00.000Z',
      ...letter,
      reason: '口径不明',
    })
    expect((await list({ mine: true })).tasks).toMatchObject([{ kind: 'mend', source: '口径不明' }])
    await test.as('keeper')
    expect((await list({ mine: true })).tasks).toMatchObject([{ kind: 'review' }])
    await test.value('catalogue.recordReview', {
      entries: [{ id, base: await versionOf(id) }],
      conclusion: '可以公开',
      reviewedOn: '2026-11-23',
      handledBy: '李文',
      officeHead: '周岚',
      leader: '陈志远',
      evidence: '审查表',
    })
    expect((await list({ mine: true })).tasks).toEqual([])
  })

  it('counts the department’s own days for an updated catalogue', async () => {
    const id = await entry()
    await submit(id, '2026-11-20T01:00:00.000Z')
    await test.value('catalogue.publish', { entries: [{ id, base: await versionOf(id) }], receivedAt: '2026-11-20T02:00:00.000Z', ...letter })
    expect((await list()).total).toBe(0)
    await test.value('catalogue.save', { id, base: await versionOf(id), patch: { abstract: '改' }, secrecy: '不涉密' })
    await submit(id, '2026-11-23T01:00:00.000Z')
    expect((await list()).tasks).toMatchObject([
      { kind: 'publish', owner: '@department', mine: false, due: { due: '2026-11-25', state: 'near' }, rule: 'CN-809/17-3:publish' },
    ])
  })

  it('orders: past its day, near, without one, later; pages, days and kinds narrow it', async () => {
    const add = (title: string, due?: string, who = '') => test.value('task.add', { title, source: '监测通报', who, ...(due === undefined ? {} : { due }) })
    await add('晚', '2026-12-31')
    await add('无期')
    await add('近', '2026-11-25')
    await add('超', '2026-11-20')
    await add('今', '2026-11-23')
    await add('给陈国栋的', '2026-11-21', 'keeper')
    const titles = async (input: Input<'task.list'> = {}) => (await list(input)).tasks.map(({ title }) => title)
    expect(await titles()).toEqual(['超', '给陈国栋的', '今', '近', '无期', '晚'])
    expect(await titles({ mine: true })).toEqual(['超', '今', '近', '无期', '晚'])
    expect(await titles({ until: '2026-11-24' })).toEqual(['超', '给陈国栋的', '今', '无期'])
    expect(await titles({ limit: 2, skip: 1 })).toEqual(['给陈国栋的', '今'])
    expect(await titles({ mine: true, limit: 2, skip: 2 })).toEqual(['近', '无期'])
    expect(await titles({ kind: ['update'] })).toEqual([])
    expect((await list({ limit: 0 })).counts).toEqual({ overdue: 2, near: 2, atOnce: 1, later: 1 })
    const [first] = (await list()).tasks
    expect(await test.value('task.close', { ids: [first?.id ?? ''], with: 'done' })).toEqual({ closed: 1, already: 0 })
    expect(await titles()).not.toContain('超')
    expect(codeOf(await test.call('task.close', { ids: ['10000000-0000-4000-8000-000000000001'], with: 'done' }))).toBe('task.notFound')
  })

  it('shows nothing of a deleted entry until it is back', async () => {
    const id = await entry()
    await test.value('task.add', { title: '核对', entry: id })
    expect((await list({ entry: id })).total).toBe(1)
    await test.value('catalogue.delete', { entries: [{ id, base: 1 }] })
    expect([(await list()).total, (await list({ entry: id })).total]).toEqual([0, 0])
    await test.value('catalogue.undelete', { ids: [id] })
    expect((await list()).total).toBe(1)
  })
})

it('counts open days anew when a calendar is edited', async () => {
  const id = await entry({ updateCycle: '每周' })
  await test.value('trigger.open', law([id], { report: false }))
  await test.value('data.recordRefresh', { filter: { ids: [id] }, refreshedOn: '2026-11-20' })
  const days = async () => (await list()).tasks.map(({ kind, due }) => [kind, due?.due])
  expect(await days()).toEqual([
    ['refresh', '2026-11-27'],
    ['update', '2026-12-04'],
  ])
  const { packs } = await test.value('calendar.year', { year: 2026 })
  const national = packs.find(({ region }) => region === '')
  if (national === undefined) throw new Error('no calendar of 2026')
  await test.as('sys')
  await test.value('calendar.save', {
    year: 2026,
    region: '',
    base: national.version,
    reason: '临时放假',
    source: national.source,
    off: [...national.off, '2026-11-27'],
    work: national.work,
    names: national.names,
  })
  await test.as('officer')
  expect(await days()).toEqual([
    ['refresh', '2026-11-30'],
    ['update', '2026-12-07'],
  ])
})
