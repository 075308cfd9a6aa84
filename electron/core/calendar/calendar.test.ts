import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CalendarPack } from '../../../shared/calendar.ts'
import { fingerprintOf, newSigningPair, publicPem, type SigningPair } from '../crypto/signature.ts'
import { openWriter } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { signDocument } from '../trust/signed.ts'
import { makeTestCore, passphraseOf, type TestCore } from '../vault/testing.ts'

let made: TestCore
beforeEach(async () => {
  made = await makeTestCore({ ports: { now: () => new Date('2026-11-22T02:00:00.000Z') } })
})
afterEach(() => made.close())

const newYear: CalendarPack = {
  format: 'mulu-calendar/1',
  year: 2027,
  region: '',
  version: 1,
  source: '测试用：关于2027年部分节假日安排的通知',
  off: ['2027-01-01', '2027-01-02', '2027-01-03'],
  work: ['2026-12-27'],
  names: { '2027-01-01': '元旦', '2026-12-27': '元旦' },
}

const trusted = async (): Promise<SigningPair> => {
  const pair = newSigningPair()
  const file = join(made.temp, 'key.pem')
  writeFileSync(file, publicPem(pair.publicKey))
  await made.value('trust.importKey', { file, purpose: 'calendar', name: '市数据局', fingerprint: fingerprintOf(pair.publicKey) })
  return pair
}
const fileOf = (pack: unknown, pair: SigningPair): string => {
  const file = join(made.temp, 'calendar.json')
  writeFileSync(file, signDocument('calendar', pack, pair))
  return file
}
const kindOn = async (day: string, region?: string) => {
  const { days } = await made.value('calendar.year', { year: Number(day.slice(0, 4)), ...(region === undefined ? {} : { region }) })
  return days.find((one) => one.day === day)
}

test('a new vault has the country’s years, and says that the next one is missing', async () => {
  await made.as('officer')
  const { packs, office, missing } = await made.value('calendar.list', {})
  expect(packs.filter(({ region, effective }) => region === '' && effective).map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, at) => 2026 - at))
  expect(missing).toEqual([{ year: 2027, region: '' }])
  expect(office).toEqual({ text: '', region: '', holidays: null })
  const year = await made.value('calendar.year', { year: 2026 })
  expect(year.days).toHaveLength(365)
  expect(year.days.filter(({ kind }) => kind === 'dayOff')).toHaveLength(33)
  expect(await kindOn('2026-09-20')).toMatchObject({ kind: 'makeUp', works: true, name: '国庆节', provisional: false })
  expect(await kindOn('2026-10-01')).toMatchObject({ kind: 'dayOff', works: false, name: '国庆节' })
  expect(await kindOn('2026-11-22')).toMatchObject({ kind: 'weekend', source: '' })
  // The last days of December hang on the next year's notice.
  expect(await kindOn('2026-12-24')).toMatchObject({ provisional: false })
  expect(await kindOn('2026-12-28')).toMatchObject({ kind: 'working', provisional: true })
})

test('Ningxia has holidays of its own: in the years with a notice, and provisional in the others', async () => {
  await made.as('officer')
  await made.value('profile.save', { patch: { region: '宁夏回族自治区银川市' } })
  expect((await made.value('calendar.list', {})).office).toMatchObject({ region: '640000', holidays: { holidays: '开斋节、古尔邦节' } })
  expect(await kindOn('2020-05-25')).toMatchObject({ kind: 'dayOff', name: '开斋节', region: '640000', provisional: false })
  expect(await kindOn('2020-05-25', '')).toMatchObject({ kind: 'working' })
  expect(await kindOn('2021-07-19', '640100')).toMatchObject({ kind: 'dayOff', name: '古尔邦节' })
  expect((await made.value('calendar.year', { year: 2026 })).missing).toEqual([{ year: 2026, region: '640000' }])
  expect((await made.value('clock.due', { rule: 'CN-809/17-2:update', at: '2026-11-09' })).provisional).toEqual([{ year: 2026, region: '640000' }])
})

test('the region is known from a code, a name, or the credit code', async () => {
  await made.as('officer')
  const regionAfter = async (patch: { region?: string; creditCode?: string }) => {
    await made.value('profile.save', { patch })
    return (await made.value('calendar.list', {})).office.region
  }
  expect(await regionAfter({ region: '330203' })).toBe('330203')
  expect(await regionAfter({ region: '吴忠市' })).toBe('640000')
  expect(await regionAfter({ region: '某县' })).toBe('')
  expect(await regionAfter({ creditCode: '11430000743187451F' })).toBe('430000')
})

test('a signed file is shown, then appended; an older or unsigned one is refused', async () => {
  await made.as('sys')
  const pair = await trusted()
  expect(await made.call('calendar.import', { file: fileOf(newYear, newSigningPair()), apply: true })).toMatchObject({ error: { code: 'trust.unknownKey' } })
  expect(await made.call('calendar.import', { file: fileOf({ ...newYear, year: 'x' }, pair), apply: true })).toMatchObject({
    error: { code: 'trust.notSigned' },
  })
  expect(await made.call('calendar.import', { file: fileOf({ ...newYear, off: ['2027-02-30'] }, pair), apply: true })).toMatchObject({
    error: { code: 'calendar.noDay', params: { day: '2027-02-30' } },
  })
  const file = fileOf(newYear, pair)
  const seen = await made.value('calendar.import', { file, apply: false })
  expect(seen).toMatchObject({ signedBy: '市数据局', version: null })
  expect(seen.changes).toHaveLength(4)
  expect((await made.value('calendar.list', {})).missing).toHaveLength(1)
  expect(await made.value('calendar.import', { file, apply: true })).toMatchObject({ version: 1 })
  expect((await made.value('calendar.list', {})).missing).toEqual([])
  expect(await kindOn('2027-01-01')).toMatchObject({ kind: 'dayOff', name: '元旦', provisional: false })
  expect(await kindOn('2026-12-27')).toMatchObject({ kind: 'makeUp', provisional: false })
  // The same file again changes nothing; the issuer's older one would go back.
  expect(await made.value('calendar.import', { file, apply: true })).toMatchObject({ version: null, changes: [] })
  expect(await made.call('calendar.import', { file: fileOf({ ...newYear, work: [], names: {} }, pair), apply: true })).toMatchObject({
    error: { code: 'calendar.older', params: { version: 1, known: 1 } },
  })
  const { due, provisional } = await made.value('clock.due', { rule: 'CN-809/21-1:conditional', at: '2026-12-25' })
  // Counted by hand: 12-27 (make-up), 28-31, 01-04 … 01-08.
  expect([due, provisional]).toEqual(['2027-01-08', []])
})

test('an administrator edits a year with a reason; the older version stays, and all of it is recorded', async () => {
  await made.as('officer')
  const { packs } = await made.value('calendar.year', { year: 2026 })
  const pack = packs[0]
  if (pack === undefined) throw new Error('no pack of 2026')
  const { source, off, work, names } = pack
  const edit = { year: 2026, region: '', base: 1, reason: '市里11月25日统一放假，见市政府通告', source, off: [...off, '2026-11-25'], work, names }
  expect(await made.call('calendar.save', edit)).toMatchObject({ error: { code: 'access.denied' } })
  await made.as('sys')
  expect(await made.call('calendar.save', { ...edit, base: 0 })).toMatchObject({ error: { code: 'calendar.stale', params: { version: 1 } } })
  expect(await made.call('calendar.save', { ...edit, off })).toMatchObject({ error: { code: 'calendar.unchanged' } })
  expect(await made.call('calendar.save', { ...edit, off: [...off, '2026-09-20'] })).toMatchObject({ error: { code: 'calendar.both' } })
  expect(await made.call('calendar.save', { ...edit, off: [...off, '2025-11-25'] })).toMatchObject({ error: { code: 'calendar.otherYear' } })
  expect(await made.call('calendar.save', { ...edit, reason: '秘密★10年' })).toMatchObject({ error: { code: 'secrecy.marked' } })
  expect(await made.value('calendar.save', edit)).toEqual({ version: 2, changes: [{ day: '2026-11-25', was: null, is: 'dayOff', name: '' }] })
  expect(await kindOn('2026-11-25')).toMatchObject({ kind: 'dayOff' })
  const listed = (await made.value('calendar.list', {})).packs.filter(({ year, region }) => year === 2026 && region === '')
  expect(listed).toMatchObject([
    { version: 2, origin: 'edited', effective: true, reason: edit.reason, recordedBy: 'sys' },
    { version: 1, origin: 'shipped', effective: false },
  ])
  expect((await made.value('clock.due', { rule: 'CN-809/21-1:conditional', at: '2026-11-20' })).due).toBe('2026-12-07')
  await made.as('aud')
  const { events } = await made.value('audit.list', { action: 'calendar.' })
  expect(events[0]).toMatchObject({ action: 'calendar.save', outcome: 'ok', note: 'version 2' })
  expect(JSON.stringify(events)).not.toContain('市政府通告')
})

test('what was recorded can not be changed in the database either', async () => {
  await made.as('sys')
  const { source, off, work, names } = (await made.value('calendar.year', { year: 2026 })).packs[0] ?? newYear
  await made.value('calendar.save', { year: 2026, region: '', base: 1, reason: '试', source, off: [...off, '2026-11-25'], work, names })
  const { keyHex } = await made.value('vault.exportKey', {}, { with: { user: 'sec', passphrase: passphraseOf('sec') } })
  await made.value('vault.lock', {})
  const db = openWriter({ path: join(made.dir, 'catalogue.db'), keyHex, cipher: 'sqlcipher' })
  expect(() => db.run(sql`UPDATE calendar_pack SET version = 7`)).toThrow('append-only')
  expect(() => db.run(sql`DELETE FROM calendar_pack`)).toThrow('append-only')
  db.close()
})

test('a purge empties the words of an edit; its days still count', async () => {
  await made.as('sys')
  const { off, work, names } = (await made.value('calendar.year', { year: 2026 })).packs[0] ?? newYear
  const day = '2026-11-25'
  const secret = '甲乙丙工程'
  const edit = {
    year: 2026,
    region: '',
    base: 1,
    reason: `${secret}开工`,
    source: `${secret}通知`,
    off: [...off, day],
    work,
    names: { ...names, [day]: secret },
  }
  await made.value('calendar.save', edit)
  await made.as('keeper')
  await made.value('vault.seal', { note: '测试' })
  const { count } = await made.value('vault.findText', { texts: [secret] })
  const ruling = { approvalNumber: '保密局〔2026〕1号', approvedOn: '2026-11-22', texts: [secret], count }
  const { certificate } = await made.value('vault.purge', ruling, { with: { user: 'sec', passphrase: passphraseOf('sec') } })
  expect(certificate.left).toEqual([])
  expect(certificate.erased.map(({ where, field }) => `${where}.${field}`).sort()).toEqual(['calendar_pack.pack', 'calendar_pack.reason'])
  await made.value(
    'vault.unseal',
    { approvalNumber: '保密局〔2026〕1号', approvedOn: '2026-11-22' },
    { with: { user: 'sec', passphrase: passphraseOf('sec') } },
  )
  expect(await kindOn(day)).toMatchObject({ kind: 'dayOff', name: '', source: '' })
  expect(JSON.stringify(await made.value('calendar.list', {}))).not.toContain(secret)
})
