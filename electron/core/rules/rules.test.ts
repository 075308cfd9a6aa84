import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import type { Pack } from '../../../shared/regulations/pack.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { fingerprintOf, newSigningPair, publicPem } from '../crypto/signature.ts'
import { sql } from '../db/sql.ts'
import { signDocument } from '../trust/signed.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { addPack, importedPacks } from './queries.ts'

let one: TestCore
const pair = newSigningPair()
const fingerprint = fingerprintOf(pair.publicKey)

const packOf = (id: string): Pack => {
  const pack = builtInPacks.find((known) => known.id === id)
  if (pack === undefined) throw new Error(`no ${id}`)
  return pack
}
const fileOf = (name: string, body: unknown, by = pair): string => {
  const file = join(one.temp, name)
  writeFileSync(file, signDocument('rulePack', JSON.parse(JSON.stringify(body)), by))
  return file
}

/** A law that is made up: it takes Ningbo's place and asks that base information be unconditional. */
const newLaw = (): Pack => ({
  ...packOf('NB-171'),
  id: 'NB-2026',
  title: { zh: '《宁波市数据办法》', en: 'Ningbo Data Measures' },
  number: '测试1号',
  inForce: { from: '2026-01-01', to: null },
  standing: 'inForce',
  successors: [],
  replaces: [{ pack: 'NB-171', from: '2026-01-01' }],
  articles: [{ article: 1, wording: [{ lang: 'zh', kind: 'official', text: '目录应当写明名称。' }] }],
  coverage: [{ place: { article: 1 }, how: 'informative', calls: [], tests: [], why: { zh: '测试。', en: 'A test.' } }],
  rules: [
    {
      id: 'NB-2026/1:base',
      place: { article: 1 },
      kind: 'content',
      duty: 'sharing.type',
      holder: 'agency',
      about: { zh: '基础信息无条件共享', en: 'Base information is unconditional' },
      findings: ['base.notUnconditional'],
      acts: [],
      figures: [],
      when: {},
    },
  ],
})

beforeAll(async () => {
  one = await makeTestCore()
  await one.as('sys')
  await one.value('profile.save', { patch: { regulations: ['NB-171', 'JS-85'] } })
  const key = join(one.temp, 'key.pem')
  writeFileSync(key, publicPem(pair.publicKey))
  await one.value('trust.importKey', { file: key, purpose: 'rulePack', name: '法规发布方', fingerprint })
})
afterAll(() => one.close())

describe('rules.list', () => {
  it('says of every pack its source, whom it binds and how it stands on the day', async () => {
    const { on, packs } = await one.value('rules.list', { on: '2026-11-22' })
    expect(on).toBe('2026-11-22')
    const row = (id: string) => packs.find((pack) => pack.id === id)
    expect(row('CN-809')).toMatchObject({ binds: true, counts: true, came: null, articles: 44, standing: { state: 'inForce', from: '2025-08-01' } })
    expect(row('NB-171')).toMatchObject({ binds: true, standing: { state: 'unverified' } })
    expect(row('JS-85')).toMatchObject({ binds: true, standing: { state: 'replaced', successor: { from: '2022-02-01', pack: null } } })
    expect(row('HE')?.binds).toBe(false)
    expect(Object.values(row('CN-809')?.coverage ?? {}).reduce((sum, n) => sum + n, 0)).toBe(packOf('CN-809').coverage.length)
  })

  it('as of another day', async () => {
    const { packs } = await one.value('rules.list', { on: '2015-06-01' })
    expect(packs.filter(({ standing }) => standing.state === 'notYet').map(({ id }) => id)).toEqual(expect.arrayContaining(['CN-809', 'HE']))
    expect(packs.find(({ id }) => id === 'JS-85')?.standing.state).toBe('inForce')
  })
})

describe('rules.pack', () => {
  it('gives articles, rules and coverage whole', async () => {
    const { pack, standing } = await one.value('rules.pack', { id: 'CN-809', on: '2025-07-31' })
    expect(pack).toEqual(packOf('CN-809'))
    expect(standing.state).toBe('notYet')
    expect(await one.call('rules.pack', { id: 'XX' })).toMatchObject({ ok: false, error: { code: 'rules.noPack' } })
    expect(await one.call('rules.pack', { id: 'CN-809', version: 9 })).toMatchObject({ ok: false, error: { code: 'rules.noPack' } })
  })
})

describe('rules.explain', () => {
  it('a finding: what it says, the articles it rests on with their wording', async () => {
    const { finding, rules } = await one.value('rules.explain', { finding: 'missing.shareBasis', on: '2026-11-22' })
    expect(finding).toMatchObject({ code: 'missing.shareBasis', severity: 'error', field: 'shareBasis', says: { zh: '缺少“不予共享依据”。' } })
    expect(rules.map(({ title }) => title.zh)).toEqual(['《政务数据共享条例》第十五条第二款', '《宁波市政府信息资源共享管理办法》第十一条第二款'])
    expect(rules[0]?.wording).toMatchObject([{ lang: 'zh', kind: 'official', text: expect.stringContaining('应当在政务数据目录中列明理由') }])
  })

  it('a rule: its wording, what it competes with, what displaces it', async () => {
    const { rules } = await one.value('rules.explain', { rule: 'NB-171/18-1', on: '2026-11-22' })
    expect(rules[0]).toMatchObject({ rule: 'NB-171/18-1', displaced: { by: 'CN-809/21-1:unconditional' } })
    expect(rules[0]?.wording.map(({ lang, kind }) => [lang, kind])).toEqual([
      ['zh', 'official'],
      ['en', 'machine translation'],
    ])
  })

  it('a duty as of three days (decisions F5)', async () => {
    const asked = { duty: 'request.reply', shareType: '有条件共享', sensitive: ['个人隐私'] }
    const on = (day: string) => one.value('rules.explain', { ...asked, on: day })
    const first = async (day: string) => (await on(day)).rules.find(({ strictest }) => strictest)
    expect(await first('2015-06-01')).toMatchObject({ rule: 'JS-85/18-1:reply', limit: { n: 15, unit: 'workingDay' } })
    const between = await on('2024-06-01')
    expect(between.rules).toEqual([])
    expect(between.lost).toMatchObject([{ pack: 'JS-85', standing: { state: 'replaced', successor: { from: '2022-02-01', pack: null } } }])
    expect(await first('2026-11-22')).toMatchObject({ rule: 'CN-809/21-1:conditional', limit: { n: 10, unit: 'workingDay' } })
  })

  it('a basis, by each rule in force', async () => {
    const { accepted, rules } = await one.value('rules.explain', { basis: ['地方性法规'], on: '2026-11-22' })
    expect(accepted).toBe(false)
    expect(rules.find(({ rule }) => rule === 'NB-171/10-4:basis')?.accepted).toBe(true)
  })

  it('and says what it does not know', async () => {
    const refused = async (input: object) => {
      const reply = await one.call('rules.explain', input)
      return reply.ok ? null : reply.error.code
    }
    expect(await refused({})).toBe('rules.nothingAsked')
    expect(await refused({ rule: 'CN-809/99' })).toBe('rules.noRule')
    expect(await refused({ finding: 'no.such' })).toBe('rules.noFinding')
    expect(await one.call('profile.save', { patch: { regulations: ['XX-1'] } })).toMatchObject({ ok: false, error: { code: 'rules.noPack' } })
  })
})

it('rules.coverage is the article table, whole or of one pack', async () => {
  const { rows, counts } = await one.value('rules.coverage', {})
  expect(new Set(rows.map(({ pack }) => pack))).toEqual(new Set(['CN-809', 'NDS', 'NB-171', 'HE', 'NX', 'JS-85']))
  expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(rows.length)
  const own = await one.value('rules.coverage', { pack: 'CN-809' })
  expect(own.rows.find(({ place }) => place.article === 17 && place.paragraph === 2)).toMatchObject({
    title: { zh: '《政务数据共享条例》第十七条第二款' },
    rules: ['CN-809/17-2:update'],
  })
  expect(await one.call('rules.coverage', { pack: 'XX' })).toMatchObject({ ok: false, error: { code: 'rules.noPack' } })
})

describe('a pack that comes as a file', () => {
  it('must be signed by a key trusted for rule packs, unchanged, and be a sound pack', async () => {
    const good = fileOf('good.json', newLaw())
    const code = async (file: string) => {
      const reply = await one.call('rules.import', { file })
      return reply.ok ? null : reply.error.code
    }
    expect(await code(fileOf('stranger.json', newLaw(), newSigningPair()))).toBe('trust.unknownKey')
    const changed = join(one.temp, 'changed.json')
    writeFileSync(changed, readFileSync(good, 'utf8').replace('《宁波市数据办法》', '《宁波市数据法》'))
    expect(await code(changed)).toBe('trust.badSignature')
    expect(await code(fileOf('half.json', { ...newLaw(), rules: undefined }))).toBe('rules.badPack')
    const unsound = await one.call('rules.import', { file: fileOf('unsound.json', { ...newLaw(), coverage: [] }) })
    expect(unsound).toMatchObject({ ok: false, error: { code: 'rules.badPack', params: { where: 'article 1', why: 'no coverage row' } } })
    await one.as('officer')
    expect(await code(good)).toBe('access.denied')
    await one.as('sys')
    expect((await one.value('rules.imported', {})).packs).toEqual([])
  })

  it('is previewed without a trace, then takes part in lists, look-ups and the findings of every entry', async () => {
    await one.as('officer')
    const content = soundEntry({ libraryKind: '基础', shareType: '有条件共享', shareCondition: '经同意', shareScope: '本市', shareUse: '审批' })
    const { id } = await one.value('catalogue.save', { patch: content, secrecy: '不涉密' })
    const found = async () => {
      const { rules } = await one.value('catalogue.check', {})
      return rules.find(({ code }) => code === 'base.notUnconditional')?.entries ?? 0
    }
    expect(await found()).toBe(0)
    await one.as('sys')
    const file = fileOf('law.json', newLaw())
    const preview = await one.value('rules.import', { file })
    expect(preview).toMatchObject({
      applied: false,
      already: false,
      before: null,
      signedBy: '法规发布方',
      replaces: [{ pack: 'NB-171', title: { zh: '《宁波市政府信息资源共享管理办法》' }, from: '2026-01-01' }],
      articles: [{ article: 1, lang: 'zh', before: '', after: '目录应当写明名称。' }],
      rules: [{ id: 'NB-2026/1:base', change: 'added' }],
      row: { id: 'NB-2026', binds: true, came: { key: fingerprint, importedBy: 'sys' } },
    })
    expect((await one.value('rules.imported', {})).packs).toEqual([])
    const done = await one.value('rules.import', { file, apply: true })
    expect(done).toMatchObject({ applied: true, entries: 1 })
    expect((await one.value('rules.imported', {})).packs).toEqual([newLaw()])
    await one.as('officer')
    expect(await found()).toBe(1)
    const { findings } = await one.value('catalogue.get', { id })
    expect(findings.map(({ code }) => code)).toContain('base.notUnconditional')
    const explained = await one.value('rules.explain', { finding: 'base.notUnconditional' })
    expect(explained.rules.map(({ title }) => title.zh)).toEqual(['《宁波市数据办法》第一条'])
    const { packs } = await one.value('rules.list', {})
    expect(packs.find((pack) => pack.id === 'NB-171')?.standing).toMatchObject({ state: 'replaced', to: '2025-12-31', successor: { pack: 'NB-2026' } })
  })

  it('is never written over: again, otherwise, older', async () => {
    await one.as('sys')
    const again = await one.value('rules.import', { file: fileOf('again.json', newLaw()), apply: true })
    expect(again).toMatchObject({ applied: false, already: true, articles: [], rules: [] })
    const other = await one.call('rules.import', { file: fileOf('other.json', { ...newLaw(), number: '别的' }), apply: true })
    expect(other).toMatchObject({ ok: false, error: { code: 'rules.otherText', params: { pack: 'NB-2026', version: 1 } } })
    const older = await one.call('rules.import', { file: fileOf('older.json', { ...packOf('CN-809'), number: '别的' }) })
    expect(older).toMatchObject({ ok: false, error: { code: 'rules.otherText' } })
    const third = {
      ...newLaw(),
      version: 3,
      countsFrom: '2030-01-01',
      articles: [{ article: 1, wording: [{ lang: 'zh', kind: 'official', text: '目录应当写明名称和网络。' }] }],
    }
    const amended = await one.value('rules.import', { file: fileOf('third.json', third), apply: true })
    expect(amended).toMatchObject({
      before: 1,
      replaces: [{ pack: 'NB-2026', from: '2030-01-01' }, { pack: 'NB-171' }],
      articles: [{ article: 1, before: '目录应当写明名称。', after: '目录应当写明名称和网络。' }],
      rules: [],
      row: { version: 3, counts: false },
    })
    const second = await one.call('rules.import', { file: fileOf('second.json', { ...newLaw(), version: 2 }) })
    expect(second).toMatchObject({ ok: false, error: { code: 'rules.older', params: { newest: 3 } } })
    const { packs } = await one.value('rules.list', { on: '2026-11-22' })
    expect(packs.filter(({ id }) => id === 'NB-2026').map(({ version, counts }) => [version, counts])).toEqual([
      [1, true],
      [3, false],
    ])
  })

  it('leaves its import in the audit, by digest', async () => {
    await one.as('aud')
    const { events } = await one.value('audit.list', { action: 'rules.import' })
    expect(events.filter(({ outcome }) => outcome === 'ok').map(({ entity, entityId }) => [entity, entityId])).toEqual([
      ['rulePack', 'NB-2026/3'],
      ['rulePack', 'NB-2026/1'],
    ])
  })
})

it('the table lets nothing be changed or dropped', () => {
  const { db, close } = makeTestDb()
  addPack(db, { pack: newLaw(), file: 'x.json', key: fingerprint, keyName: '甲', importedAt: '2026-11-22T00:00:00.000Z', importedBy: 'sys' })
  expect(importedPacks(db)[0]?.pack).toEqual(newLaw())
  expect(() => db.run(sql`UPDATE rule_pack SET body = '{}'`)).toThrow('append-only')
  expect(() => db.run(sql`DELETE FROM rule_pack`)).toThrow('append-only')
  close()
})
