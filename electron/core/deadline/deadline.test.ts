import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import { emptyContent } from '../../../shared/catalogue.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

const today = '2026-11-23' // a Monday
let clock = `${today}T02:00:00.000Z`
let core: TestCore
let desk: ReturnType<typeof deskOf>
let sealed = ''
let theirs = ''
let ours = ''
const monthly: string[] = []
beforeAll(async () => {
  core = await makeTestCore({ ports: { now: () => new Date(clock) } })
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '宁波市民政局', region: '330200', regulations: ['NB-171'] } })
  await core.as('officer')
  desk = deskOf(core, today)
  ours = await desk.live('request', 'respondent', [{ act: 'apply', party: 'applicant', on: '2026-11-20' }])
  theirs = await desk.live('request', 'applicant', [{ act: 'apply', party: 'applicant', on: '2026-11-19' }], { title: '申请不动产登记信息' })
  sealed = await desk.live('request', 'respondent', [{ act: 'apply', party: 'applicant', on: '2026-11-18' }])
  await core.value('request.seal', { id: sealed, claimedBy: '宁波市自然资源局' })
  await desk.live('request', 'applicant', [
    { act: 'apply', party: 'applicant', on: '2026-11-03' },
    { act: 'grant', party: 'respondent', on: '2026-11-05' },
    { act: 'deliver', party: 'respondent', on: '2026-11-20' },
    {
      act: 'permit',
      party: 'applicant',
      fields: { ...validFields.request.permit, period: { from: '2026-11-20', to: '2026-11-30' } },
    },
  ])
  for (let n = 0; n < 5; n++) {
    const { id } = await core.value('catalogue.save', {
      patch: { ...emptyContent(), title: `月报${n}`, updateCycle: '每月', providerOffice: '综合处' },
      secrecy: '不涉密',
    })
    monthly.push(id)
  }
  await core.value('data.recordRefresh', { filter: { ids: monthly }, refreshedOn: '2026-10-27' })
  await core.value('task.add', { title: '平台监测通报', source: '通报3号', due: '2026-11-24' })
  await core.value('task.add', { title: '去年的来电', due: '2025-12-31' })
  await core.value('task.add', { title: '主任要问的事', due: '2026-11-25', who: 'head' })
}, 120_000)
afterAll(() => core.close())

const month = (input: Partial<Input<'deadline.month'>> = {}) => core.value('deadline.month', { month: '2026-11', ...input })
const said = ({ items }: Pick<Output<'deadline.month'>, 'items'>) =>
  items.map(({ on, kind, step, count, case: file, title }) => `${on} ${kind} ${step.zh} ${count} ${file?.number ?? ''}${title}`)

describe('a month', () => {
  it('is in whole weeks, knows which days work, and gathers everything once', async () => {
    const shown = await month()
    expect([shown.days[0]?.day, shown.days.at(-1)?.day, shown.days.length]).toEqual(['2026-10-26', '2026-12-06', 42])
    expect(shown.days.filter(({ works }) => !works).length).toBeGreaterThanOrEqual(12)
    expect(said(shown)).toEqual([
      expect.stringMatching(/^2026-11-24 notice 办理 1 平台监测通报$/),
      '2026-11-25 notice 办理 1 主任要问的事',
      '2026-11-27 refresh 更新数据 5 ',
      '2026-11-30 permission 使用许可到期 1 2026-0004',
      expect.stringMatching(/^2026-12-02 case 线下办理 1 2026-0003$/),
      expect.stringMatching(/^2026-12-03 awaited 答复 1 2026-0002$/),
      expect.stringMatching(/^2026-12-04 case 答复 1 2026-0001$/),
    ])
    expect(shown.earlier).toMatchObject({ count: 1, items: [{ title: '去年的来电', on: '2025-12-31', due: { state: 'overdue' } }] })
    expect(new Set(shown.items.map(({ key }) => key)).size).toBe(shown.items.length)
  })

  it('says of each who acts next, until when, under which article', async () => {
    const { items } = await month()
    const awaited = items.find(({ kind }) => kind === 'awaited')
    expect(awaited).toMatchObject({
      key: `${theirs} ${awaited?.case?.act}`,
      case: { id: theirs, number: '2026-0002' },
      owner: '宁波市自然资源局',
      mine: false,
      article: { zh: expect.stringContaining('809') },
      due: { due: '2026-12-03', state: 'running' },
    })
    expect(items.find(({ case: file }) => file?.id === ours)).toMatchObject({ owner: '@catalogueOfficer', mine: true, due: { unit: 'workingDay' } })
  })

  it('tells of a sealed case its number and the day, nothing else', async () => {
    const item = (await month()).items.find(({ case: file }) => file?.id === sealed)
    expect(item).toMatchObject({ sealed: true, owner: '', article: null, due: null, rule: '', case: { number: '2026-0003', title: '', act: '' } })
  })

  it('of mine holds neither what others do nor what others owe', async () => {
    expect(said(await month({ mine: true })).map((line) => line.split(' ')[1])).toEqual(['notice', 'refresh', 'case'])
    await core.as('head')
    expect(said(await month({ mine: true }))).toEqual(['2026-11-25 notice 办理 1 主任要问的事'])
    await core.as('officer')
  })

  it('a later month gathers what is overdue today, not what comes before it', async () => {
    const shown = await month({ month: '2027-01' })
    expect(shown.earlier.items.map(({ title }) => title)).toEqual(['去年的来电'])
    expect(shown.days.find(({ day }) => day === '2027-01-15')).toMatchObject({ provisional: true })
    expect(await core.call('deadline.month', { month: '2026-13' })).toMatchObject({ ok: false, error: { code: 'call.invalid' } })
  })

  it('counts what is open by kind, as the list of today does', async () => {
    const { kinds } = await core.value('deadline.counts', {})
    const { counts } = await core.value('task.list', { limit: 0 })
    for (const part of ['overdue', 'near', 'atOnce', 'later'] as const) {
      expect(kinds.reduce((sum, one) => sum + one[part], 0)).toBe(counts[part])
      for (const { kind, ...of } of kinds) expect((await core.value('task.list', { limit: 0, kind: [kind] })).counts).toEqual(of)
    }
    expect((await core.value('deadline.counts', { mine: true })).kinds.find(({ kind }) => kind === 'notice')).toMatchObject({ overdue: 1, near: 1 })
  })

  it('lists the tasks behind one line', async () => {
    const [line] = (await month()).items.filter(({ count }) => count > 1)
    if (line === undefined) throw new Error('no line')
    const { items, total } = await core.value('deadline.tasks', {
      kind: 'refresh',
      rule: line.rule,
      owner: line.owner,
      from: line.on,
      until: line.on,
      limit: 3,
    })
    expect([total, items.length, new Set(items.map(({ entry }) => entry?.title)).size]).toEqual([5, 3, 3])
    expect(items[0]).toMatchObject({ on: line.on, entry: { office: '综合处' } })
  })
})

/** As a calendar reads it: folded lines joined, properties by name. */
const unfold = (text: string): string[] =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
const events = (text: string): Record<string, string>[] =>
  unfold(text)
    .join('\n')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((one) =>
      Object.fromEntries(
        (one.split('BEGIN:VALARM')[0] ?? '')
          .split('\n')
          .filter((line) => line.includes(':'))
          .map((line) => [line.slice(0, line.indexOf(':')).split(';')[0], line.slice(line.indexOf(':') + 1)]),
      ),
    )

describe('the .ics', () => {
  let n = 0
  const exported = async (more: Partial<Input<'deadline.export'>> = {}) => {
    const file = join(core.temp, `期限${++n}.ics`)
    const done = await core.value('deadline.export', { file, from: '2026-11-01', until: '2026-12-31', secrecy: '不涉密', purpose: '科室备忘', ...more })
    return { ...done, bytesRead: readFileSync(file), text: readFileSync(file, 'utf8') }
  }

  it('asks about secrecy, a period, and refuses an empty one', async () => {
    const file = join(core.temp, 'x.ics')
    const asked = { file, from: '2026-11-01', until: '2026-11-30' }
    expect(await core.call('deadline.export', asked)).toMatchObject({ ok: false, error: { code: 'secrecy.undeclared' } })
    expect(await core.call('deadline.export', { ...asked, secrecy: '不涉密', until: '2026-10-30' })).toMatchObject({ error: { code: 'ledger.periodTurned' } })
    expect(await core.call('deadline.export', { ...asked, secrecy: '不涉密', from: '2030-01-01', until: '2030-01-02' })).toMatchObject({
      error: { code: 'deadline.nothing' },
    })
    expect(await core.call('deadline.export', { ...asked, secrecy: '不涉密', purpose: '机密★10年' })).toMatchObject({ error: { code: 'secrecy.marked' } })
  })

  it('holds a whole-day event with an alarm for each item, folded by octets', async () => {
    const { text, events: count, bytesRead, bytes } = await exported()
    expect(bytes).toBe(bytesRead.length)
    const found = events(text)
    expect([found.length, count]).toEqual([7, 7])
    expect(text.match(/BEGIN:VALARM/g)?.length).toBe(14)
    // What is counted from today is untrue tomorrow.
    expect(unfold(text).join('\n')).not.toMatch(/剩|超期|今天/)
    expect(found.filter(({ DESCRIPTION }) => /^期限：应于\d+月\d+日（周.）前/.test(DESCRIPTION ?? ''))).toHaveLength(6)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of bytesRead.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(75)
    expect(Buffer.from(text, 'utf8').equals(bytesRead)).toBe(true)
    expect(new Set(found.map(({ UID }) => UID)).size).toBe(7)
    const refresh = found.find(({ SUMMARY }) => SUMMARY?.startsWith('更新数据'))
    expect(refresh).toMatchObject({ SUMMARY: '更新数据：5件', DTSTART: '20261127', DTEND: '20261128', DTSTAMP: '20261123T020000Z' })
    expect(refresh?.DESCRIPTION).toContain('件数为导出当日的情形')
    expect(found.every(({ DESCRIPTION }) => DESCRIPTION?.includes('单位：宁波市民政局\\n导出人：officer\\n导出日期：2026-11-23\\n用途：科室备忘'))).toBe(true)
    expect(found.find(({ SUMMARY }) => SUMMARY?.includes('2026-0003'))).toMatchObject({ SUMMARY: '线下办理：2026-0003' })
  })

  it('warns at nine on the working day before, and on the day itself', async () => {
    // A Monday's alarm stands on the Friday: three days before the day begins, less nine hours.
    const { text } = await exported({ from: '2026-11-30', until: '2026-11-30' })
    expect(text.match(/TRIGGER[:;].*/g)?.map((line) => line.trim())).toEqual(['TRIGGER;RELATED=START:-P2DT15H', 'TRIGGER;RELATED=START:PT9H'])
  })

  it('of the same facts is the same, byte for byte; in English it is English; it is on record', async () => {
    const [one, other] = [await exported(), await exported()]
    expect(one.bytesRead.equals(other.bytesRead)).toBe(true)
    expect(one.sha256).toBe(other.sha256)
    const english = await exported({ lang: 'en' })
    expect(unfold(english.text).join('\n')).toContain('SUMMARY:refresh the data: 5 together')
    await core.as('aud')
    const [newest] = (await core.value('audit.list', { action: 'deadline.export', limit: 1 })).events
    expect(newest).toMatchObject({ outcome: 'ok', digest: english.sha256, note: 'deadlines, 7 events' })
    await core.as('officer')
  })

  it('is newer than the one before, and keeps the id of a line whose number changes', async () => {
    const before = events((await exported()).text)
    clock = `${today}T02:00:07.000Z`
    await core.value('data.recordRefresh', { filter: { ids: monthly.slice(0, 4) }, refreshedOn: '2026-11-20' })
    const { text } = await exported()
    const after = events(text)
    const refresh = (of: typeof after) => of.filter(({ SUMMARY, DTSTART }) => SUMMARY?.startsWith('更新数据') && DTSTART === '20261127')
    expect([refresh(before), refresh(after)].map((of) => of.map(({ SUMMARY }) => SUMMARY))).toEqual([
      ['更新数据：5件'],
      [expect.stringMatching(/^更新数据：月报\d$/)],
    ])
    expect(refresh(after)[0]?.UID).toBe(refresh(before)[0]?.UID)
    expect(Number(after[0]?.SEQUENCE) - Number(before[0]?.SEQUENCE)).toBe(7)
    expect(after[0]?.DTSTAMP).toBe('20261123T020007Z')
    expect(text.match(/LAST-MODIFIED:20261123T020007Z/g)).toHaveLength(after.length)
  })

  it('ends a submission at its last moment, in UTC', async () => {
    await core.value('period.saveNotice', {
      notice: {
        ...{ number: '甬数〔2026〕5号', issuer: '宁波市数据局', title: '共享情况报送', receivedOn: '2026-11-20', kind: 'quarter', period: null },
        ...{ fromOn: '2026-10-01', untilOn: null, template: 'mulu-standard', due: { kind: 'after', n: 10, unit: 'workingDay', hour: '17:00' } },
      },
    })
    const { text } = await exported({ from: '2027-01-01', until: '2027-01-31' })
    const [one] = events(text).filter(({ SUMMARY }) => SUMMARY?.includes('共享情况报送'))
    expect(one).toMatchObject({ DTSTART: expect.stringMatching(/^202701\d\dT080000Z$/), DTEND: expect.stringMatching(/^202701\d\dT090000Z$/) })
    expect(one?.DESCRIPTION).toMatch(/期限：应于1月\d+日（周.）17:00前/)
    // At nine on the day: seven hours before 16:00.
    expect(text).toContain('TRIGGER;RELATED=START:-PT7H')
  })
})
