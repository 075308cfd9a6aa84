import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EntryContent, emptyItem } from '../../../shared/catalogue.ts'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import type { Input, Reply } from '../../../shared/contract.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let test: TestCore
beforeAll(async () => {
  test = await makeTestCore()
  await test.as('officer')
})
afterAll(async () => {
  await test.close()
})

const secrecy = '不涉密' as const
let made = 0
/** A sound entry no other has the name or code of. */
const fresh = (): EntryContent => {
  made++
  return soundEntry({
    title: `企业${'甲乙丙丁戊己庚辛壬癸'[made % 10]}${'子丑寅卯辰巳午未申酉'[Math.floor(made / 10)]}信息`,
    codes: [{ code: `307021/${1000 + made}`, cls1: '3', cls2: '', cls3: '', cls4: '' }],
  })
}
const save = (input: Input<'catalogue.save'>) => test.value('catalogue.save', input)
const get = (id: string) => test.value('catalogue.get', { id })
const refused = async (reply: Promise<Reply<unknown>>): Promise<string> => {
  const answer = await reply
  return answer.ok ? 'ok' : answer.error.code
}

describe('save', () => {
  it('makes an entry and answers its findings', async () => {
    const content = fresh()
    const saved = await save({ patch: { ...content, dataGrade: '' }, secrecy })
    expect(saved).toMatchObject({ version: 1, findings: [{ code: 'missing.dataGrade', severity: 'error', field: 'dataGrade' }] })
    const { entry, findings } = await get(saved.id)
    expect(entry).toMatchObject({ version: 1, status: 'draft', updatedBy: 'officer', imported: false, content: { ...content, dataGrade: '' } })
    expect(findings).toEqual(saved.findings)
  })

  it('changes only the fields it is given', async () => {
    const content = fresh()
    const { id } = await save({ patch: content, secrecy })
    expect(await save({ id, base: 1, patch: { updateCycle: '每日' }, secrecy })).toMatchObject({ version: 2, findings: [] })
    expect((await get(id)).entry.content).toEqual({ ...content, updateCycle: '每日' })
    expect(await save({ id, base: 2, patch: { updateCycle: '每日' }, secrecy })).toMatchObject({ version: 2 })
  })

  it('answers a stale save with both sides and changes nothing', async () => {
    const content = fresh()
    const { id } = await save({ patch: content, secrecy })
    await save({ id, base: 1, patch: { updateCycle: '每日' }, secrecy })
    const reply = await test.call('catalogue.save', { id, base: 1, patch: { abstract: '我的摘要，与名称不同。' }, secrecy })
    if (reply.ok) throw new Error('a stale save was taken')
    expect(reply.error).toMatchObject({ code: 'catalogue.stale', params: { author: 'officer', current: 2 } })
    expect(reply.error.details).toEqual({
      id,
      version: 2,
      base: content,
      mine: { ...content, abstract: '我的摘要，与名称不同。' },
      theirs: { ...content, updateCycle: '每日' },
    })
    expect((await get(id)).entry).toMatchObject({ version: 2, content: { abstract: content.abstract } })
  })

  it('refuses what cannot be meant', async () => {
    const { id } = await save({ patch: fresh(), secrecy })
    expect(await refused(test.call('catalogue.save', { id, patch: {}, secrecy }))).toBe('catalogue.baseNeeded')
    expect(await refused(test.call('catalogue.save', { id, base: 9, patch: {}, secrecy }))).toBe('catalogue.noVersion')
    expect(await refused(test.call('catalogue.save', { id: crypto.randomUUID(), base: 1, patch: {}, secrecy }))).toBe('catalogue.notFound')
    expect(await refused(test.call('catalogue.get', { id: crypto.randomUUID() }))).toBe('catalogue.notFound')
  })
})

describe('the secrecy gate', () => {
  const events = async () => {
    await test.as('aud')
    const listed = await test.value('audit.list', { limit: 500 })
    await test.as('officer')
    return listed.events
  }
  const count = async () => (await test.value('catalogue.check', {})).entries

  it('lets in nothing without the one answer', async () => {
    const before = await count()
    expect(await refused(test.call('catalogue.save', { patch: fresh() }))).toBe('secrecy.undeclared')
    expect(await refused(test.call('catalogue.save', { patch: fresh(), secrecy: '涉密或工作秘密' }))).toBe('secrecy.refused')
    expect(await refused(test.call('catalogue.save', { patch: fresh(), secrecy: '不确定' }))).toBe('secrecy.unsure')
    expect(await count()).toBe(before)
  })

  const item = { ...emptyItem('00000000-0000-4000-8000-00000000000f'), name: '布防图，机密★长期', dataType: '日期型D' }
  it.each<[string, Input<'catalogue.save'>['patch'], string]>([
    ['a title', { title: '秘密★10年 布防情况' }, '信息资源名称'],
    ['an item', { items: [item] }, '信息项名称'],
    ['a local field', { ext: { 是否涉密: '是' } }, '本地扩展字段'],
    ['a basis', { shareBasis: [{ kind: '', title: '', number: '', article: '', quotation: '密级：机密' }] }, '不予共享依据'],
  ])('refuses a mark in %s whole and keeps nothing of it', async (_where, patch, field) => {
    const before = await count()
    const reply = await test.call('catalogue.save', { patch: { ...fresh(), ...patch }, secrecy })
    if (reply.ok) throw new Error('a marked text was taken')
    expect(reply.error).toMatchObject({ code: 'secrecy.marked', params: { where: field } })
    expect(JSON.stringify(reply.error)).not.toMatch(/布防/)
    expect(await count()).toBe(before)
  })

  it('refuses a mark in a note too', async () => {
    expect(await refused(test.call('catalogue.save', { patch: fresh(), secrecy, note: '【机密】' }))).toBe('secrecy.marked')
  })

  it('asks, no more, where secrecy is only spoken of', async () => {
    const saved = await save({ patch: { ...fresh(), title: '涉密信息系统集成资质单位名录' }, secrecy })
    expect(saved.findings).toMatchObject([{ code: 'secrecy.words', severity: 'info', params: { words: '涉密' } }])
  })

  it('leaves refusals in the audit by code, and no value of any save', async () => {
    const { id } = await save({ patch: { ...fresh(), abstract: '独特内容甲乙丙，用于查找。' }, secrecy })
    const all = await events()
    expect(all.filter(({ action, outcome }) => action === 'catalogue.save' && outcome === 'secrecy.marked').length).toBeGreaterThan(0)
    const event = all.find(({ entityId }) => entityId === id)
    expect(event).toMatchObject({ action: 'catalogue.save', outcome: 'ok', entity: 'entry', actor: 'officer' })
    expect(event?.fields).toContain('abstract')
    expect(event?.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(all)).not.toMatch(/独特内容|布防|企业.信息/)
  })
})

describe('history', () => {
  it('shows each version with what changed, and gives any of them back', async () => {
    const content = fresh()
    const { id } = await save({ patch: content, secrecy })
    const [first, second] = content.items
    if (first === undefined || second === undefined) throw new Error('two items')
    await save({ id, base: 1, patch: { title: '企业许可', items: [second, { ...first, length: '64' }] }, secrecy, note: '按反馈修改' })
    const { versions } = await test.value('catalogue.history', { id })
    expect(versions.map(({ version, why, note, author }) => [version, why, note, author])).toEqual([
      [2, 'edit', '按反馈修改', 'officer'],
      [1, 'create', '', 'officer'],
    ])
    expect(versions[0]?.changes).toEqual([
      { field: 'title', from: content.title, to: '企业许可' },
      { field: 'items.length', itemId: first.id, itemName: '许可编号', from: '32', to: '64' },
      { field: 'items.order', from: [first.id, second.id], to: [second.id, first.id] },
    ])
    expect((await test.value('catalogue.version', { id, version: 1 })).content).toEqual(content)
    expect(await refused(test.call('catalogue.version', { id, version: 3 }))).toBe('catalogue.noVersion')

    expect(await refused(test.call('catalogue.restore', { id, version: 1, base: 1 }))).toBe('catalogue.stale')
    expect(await test.value('catalogue.restore', { id, version: 1, base: 2 })).toMatchObject({ version: 3 })
    expect((await get(id)).entry.content).toEqual(content)
    expect((await test.value('catalogue.history', { id })).versions[0]).toMatchObject({ version: 3, why: 'restore', note: '#1' })
  })
})

describe('delete', () => {
  it('hides entries until they are brought back', async () => {
    const ids = [(await save({ patch: fresh(), secrecy })).id, (await save({ patch: fresh(), secrecy })).id]
    const before = (await test.value('catalogue.check', {})).entries
    expect(await test.value('catalogue.delete', { entries: ids.map((id) => ({ id, base: 1 })), reason: '重复' })).toEqual({ deleted: 2 })
    expect((await test.value('catalogue.check', {})).entries).toBe(before - 2)
    expect((await test.value('catalogue.check', { filter: { deleted: true } })).entries).toBe(2)
    const id = ids[0] ?? ''
    expect((await get(id)).entry).toMatchObject({ version: 2 })
    expect((await get(id)).entry.deletedAt).not.toBeNull()
    expect(await refused(test.call('catalogue.save', { id, base: 2, patch: { title: '改' }, secrecy }))).toBe('catalogue.deleted')
    expect(await test.value('catalogue.delete', { entries: [{ id, base: 2 }] })).toEqual({ deleted: 0 })
    expect(await test.value('catalogue.undelete', { ids })).toEqual({ restored: 2 })
    expect(await test.value('catalogue.undelete', { ids })).toEqual({ restored: 0 })
    expect((await test.value('catalogue.history', { id })).versions.map(({ why }) => why)).toEqual(['undelete', 'delete', 'create'])
  })

  it('takes all or none', async () => {
    const one = (await save({ patch: fresh(), secrecy })).id
    const two = (await save({ patch: fresh(), secrecy })).id
    await save({ id: two, base: 1, patch: { updateCycle: '每日' }, secrecy })
    const entries = [
      { id: one, base: 1 },
      { id: two, base: 1 },
    ]
    expect(await refused(test.call('catalogue.delete', { entries }))).toBe('catalogue.stale')
    expect((await get(one)).entry.deletedAt).toBeNull()
  })
})

describe('roles', () => {
  it('others read, only the officer writes', async () => {
    const { id } = await save({ patch: fresh(), secrecy })
    await test.as('keeper')
    expect(await refused(test.call('catalogue.get', { id }))).toBe('ok')
    expect(await refused(test.call('catalogue.save', { id, base: 1, patch: {}, secrecy }))).toBe('access.denied')
    await test.as('aud')
    expect(await refused(test.call('catalogue.get', { id }))).toBe('access.denied')
    await test.as('officer')
  })
})

describe('the profile', () => {
  it('is kept, and the whole catalogue is judged by it anew', async () => {
    const { id } = await save({ patch: { ...fresh(), ext: {} }, secrecy })
    const domain = { key: 'domain', label: '重点领域', kind: 'text' as const, choices: [], required: true }
    const ruleCount = async (code: string) => (await test.value('catalogue.check', {})).rules.find((rule) => rule.code === code)?.entries ?? 0
    expect(await ruleCount('ext.missing')).toBe(0)
    const { profile } = await test.value('profile.save', { patch: { agency: '某某局', extensionFields: [domain], codePattern: '307021/\\d{4}' } })
    expect(profile).toMatchObject({ agency: '某某局', regulations: [] })
    expect((await test.value('profile.get', {})).profile).toEqual(profile)
    const { entries } = await test.value('catalogue.check', {})
    expect(await ruleCount('ext.missing')).toBe(entries)
    expect((await get(id)).findings).toMatchObject([{ code: 'ext.missing', field: 'ext.domain' }])
    await test.value('profile.save', { patch: { extensionFields: [] } })
    expect(await ruleCount('ext.missing')).toBe(0)
  })

  it('refuses code rules that are broken or could hang', async () => {
    expect(await refused(test.call('profile.save', { patch: { codePattern: '(' } }))).toBe('profile.badPattern')
    expect(await refused(test.call('profile.save', { patch: { codePattern: '(a+)+' } }))).toBe('profile.slowPattern')
  })
})

describe('the whole catalogue checked', () => {
  it('counts entries by rule, gravest first, narrowed like a list', async () => {
    const office = '统计处'
    await save({ patch: { ...fresh(), providerOffice: office }, secrecy })
    await save({ patch: { ...fresh(), providerOffice: office, dataGrade: '', isOpen: '是' }, secrecy })
    const { id } = await save({ patch: { ...fresh(), providerOffice: office, dataGrade: '', updateCycle: '看情况' }, secrecy })
    await save({ patch: { ...fresh(), providerOffice: office, dataGrade: '五级' }, secrecy })
    expect(await test.value('catalogue.check', { filter: { office: [office] } })).toEqual({
      entries: 4,
      clean: 2,
      upToDate: true,
      rules: [
        { code: 'missing.dataGrade', severity: 'error', field: 'dataGrade', entries: 2, existing: 0 },
        { code: 'missing.openCondition', severity: 'error', field: 'openCondition', entries: 1, existing: 0 },
        { code: 'updateCycle.unknown', severity: 'warning', field: 'updateCycle', entries: 1, existing: 0 },
        { code: 'unlisted.dataGrade', severity: 'info', field: 'dataGrade', entries: 1, existing: 0 },
      ],
    })
    expect((await test.value('catalogue.check', { filter: { office: [office], finding: ['updateCycle.unknown'] } })).entries).toBe(1)
    expect((await test.value('catalogue.check', { filter: { ids: [id] } })).rules).toHaveLength(2)
    expect(await test.value('catalogue.check', { filter: { imported: true } })).toEqual({ entries: 0, clean: 0, upToDate: true, rules: [] })
  })
})

describe('registers', () => {
  it('say which duty, matter or system has no entry yet', async () => {
    const row = { kind: 'matter' as const, name: '食品经营许可', office: '许可处', basis: '食品安全法第三十五条', note: '' }
    const { id } = await test.value('register.save', { row })
    const system = await test.value('register.save', { row: { ...row, kind: 'system', name: '许可系统' } })
    const entriesOf = async () => Object.fromEntries((await test.value('register.list', {})).rows.map((found) => [found.name, found.entries]))
    expect(await entriesOf()).toEqual({ 食品经营许可: 0, 许可系统: 0 })
    const saved = await save({ patch: { ...fresh(), matter: '食品经营 许可、餐饮备案', sourceSystem: '许可系统' }, secrecy })
    expect(await entriesOf()).toEqual({ 食品经营许可: 1, 许可系统: 1 })
    await save({ id: saved.id, base: 1, patch: { sourceSystem: '' }, secrecy })
    expect(await entriesOf()).toEqual({ 食品经营许可: 1, 许可系统: 0 })
    await test.value('catalogue.delete', { entries: [{ id: saved.id, base: 2 }] })
    expect(await entriesOf()).toEqual({ 食品经营许可: 0, 许可系统: 0 })
    await test.value('register.save', { row: { ...row, id, office: '市场处' } })
    expect((await test.value('register.list', { kind: 'matter' })).rows).toEqual([{ ...row, id, office: '市场处', entries: 0 }])
    await test.value('register.remove', { id: system.id })
    expect(await refused(test.call('register.remove', { id: system.id }))).toBe('register.notFound')
    expect(await refused(test.call('register.save', { row: { ...row, id: crypto.randomUUID() } }))).toBe('register.notFound')
  })
})

it('tells the screens what changed', async () => {
  const heard: unknown[] = []
  const off = test.core.on('changed', (value) => heard.push(value))
  const { id } = await save({ patch: fresh(), secrecy })
  await save({ id, base: 1, patch: {}, secrecy })
  await test.value('catalogue.delete', { entries: [{ id, base: 1 }] })
  off()
  expect(heard).toEqual([
    { noun: 'catalogue', ids: [id] },
    { noun: 'catalogue', ids: [id] },
  ])
})

it('leaves no plain text on disk', () => {
  const bytes = readdirSync(test.dir, { recursive: true, withFileTypes: true }).flatMap((file) =>
    file.isFile() ? [readFileSync(join(file.parentPath, file.name))] : [],
  )
  for (const word of ['企业行政许可', '湖南省安全生产', '食品经营许可', '许可编号']) {
    for (const data of bytes) expect(data.includes(word)).toBe(false)
  }
})
