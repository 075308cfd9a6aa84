import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyContent, emptyItem } from '../../../shared/catalogue.ts'
import type { Output } from '../../../shared/contract.ts'
import { createEntry } from '../catalogue/write.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { openReader, openWriter } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { startNodeTask } from '../tasks/node.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let test: TestCore
const tasks = { apart: false, key: '' }
beforeAll(async () => {
  test = await makeTestCore({
    ports: {
      startTask: (name) => {
        const task = tasks.apart ? startNodeTask(name) : startTaskHere(name)
        return {
          ...task,
          send: (message) => {
            tasks.key = (message as { location?: { keyHex: string } }).location?.keyHex ?? ''
            task.send(message)
          },
        }
      },
    },
  })
  await test.as('officer')
  await test.value('profile.save', {
    patch: { agency: '澄湖市民政局', extensionFields: [{ key: 'lingyu', label: '重点领域', kind: 'text', choices: [], required: false }] },
  })
  await test.value('catalogue.sample', { secrecy: '不涉密' })
})
afterAll(async () => {
  await test.close()
})

let count = 0
const place = (name: string) => join(test.temp, `${++count}-${name}`)
type Format = 'xlsx' | 'csv' | 'json' | 'dcat'
const out = async (format: Format, more: object = {}): Promise<Output<'catalogue.export'> & { file: string }> => {
  const file = place(`out.${format}`)
  return { ...(await test.value('catalogue.export', { file, format, ...more })), file }
}
const location = () => ({ path: join(test.dir, 'catalogue.db'), keyHex: tasks.key, cipher: 'sqlcipher' as const })

describe('an export', () => {
  it.each(['xlsx', 'csv', 'json'] as const)('as %s comes back unchanged, fields of its own and odd words too', async (format) => {
    await test.value('catalogue.save', {
      patch: {
        title: `=1+1 ${format}\n「怪」的 名称`,
        provider: '澄湖市民政局',
        abstract: `  前后空白 ${'长'.repeat(9000)}`,
        shareType: '随便',
        codes: [
          { code: 'a,b', cls1: '三', cls2: '', cls3: '', cls4: '' },
          { code: '+86', cls1: '', cls2: '7', cls3: '', cls4: 'x>y' },
        ],
        relatedCodes: ['@x', 'a；b'],
        items: [
          { ...emptyItem('00000000-0000-4000-8000-000000000001'), name: '-1', isKey: true },
          { ...emptyItem('00000000-0000-4000-8000-000000000002'), name: '-1', note: '第二个\n同名' },
        ],
        ext: { lingyu: '=HYPERLINK("x")', 旧字段: '还在' },
      },
      secrecy: '不涉密',
    })
    const { rows, file, sha256, bytes, form } = await out(format)
    expect([sha256, bytes]).toEqual([sha256Hex(readFileSync(file)), readFileSync(file).length])
    expect(form).toBe(format === 'xlsx' ? 'full' : 'text')
    const back = await test.value('catalogue.import', { file, secrecy: '不涉密' })
    expect(back.changes).toEqual([])
    expect([back.rows, back.unchanged, back.rejected]).toEqual([rows, rows, 0])
  })

  it('holds what the filter and the text choose', async () => {
    expect((await out('csv', { filter: { status: ['published'] } })).rows).toBe(
      (await test.value('catalogue.search', { filter: { status: ['published'] }, limit: 0 })).total,
    )
    expect((await out('json', { text: '养老机构', filter: { shareType: ['无条件共享'] } })).rows).toBe(2)
  })

  it('as DCAT has only what is published, open and cleared by a secrecy review', async () => {
    expect((await out('dcat')).rows).toBe(0)
    const { items } = await test.value('catalogue.search', { limit: 500 })
    await test.as('keeper')
    await test.value('catalogue.recordReview', {
      entries: items.map(({ id, version }) => ({ id, base: version })),
      conclusion: '可以公开',
      reviewedOn: '2026-01-05',
      handledBy: '甲',
      officeHead: '乙',
      leader: '丙',
      evidence: '保密审查表',
    })
    await test.as('officer')
    const { rows, file } = await out('dcat')
    const { total } = await test.value('catalogue.search', { limit: 0 })
    const catalog = JSON.parse(readFileSync(file, 'utf8')) as { 'dcat:dataset': { 'dct:title': { '@value': string } }[] }
    const titles = catalog['dcat:dataset'].map((dataset) => dataset['dct:title']['@value'])
    expect([titles.length, rows < total]).toEqual([rows, true])
    expect(titles).toContain('养老机构备案信息')
    expect(titles).not.toContain('结婚登记信息')
    expect((await out('dcat', { filter: { status: ['draft'] } })).rows).toBe(0)
  })

  it('bears agency, user, day and purpose, and is on record', async () => {
    const { file, sha256 } = await out('csv', { purpose: '报送季度数据' })
    expect(readFileSync(file, 'utf8')).toMatch(/导出单位：澄湖市民政局；导出人：officer；导出日期：\d{4}-\d\d-\d\d；用途：报送季度数据/)
    const db = openReader(location())
    const copy = db.get(sql`SELECT kind, place, by_user, purpose FROM copy WHERE sha256 = ${sha256}`)
    db.close()
    expect(copy).toEqual({ kind: 'export', place: expect.stringMatching(/out\.csv$/) as string, by_user: 'officer', purpose: '报送季度数据' })
    await test.as('aud')
    const [event] = (await test.value('audit.list', { action: 'catalogue.export', limit: 1 })).events
    expect(event).toMatchObject({ digest: sha256, outcome: 'ok' })
    expect(JSON.stringify(event)).not.toContain('季度')
    await test.as('officer')
  })

  it('of more than 5,000 rows is streamed flat, and comes back unchanged all the same', async () => {
    await test.value('vault.lock', {})
    const db = openWriter(location())
    db.exec('BEGIN')
    const stamp = { at: '2026-11-22T00:00:00.000Z', author: 'x', newId: () => crypto.randomUUID() }
    for (let at = 0; at < 700; at++) {
      const items = Array.from({ length: 8 }, (_, item) => ({ ...emptyItem(crypto.randomUUID()), name: `信息项${item}` }))
      createEntry(db, stamp, { ...emptyContent(), title: `目录${at}`, provider: '甲局', items }, { imported: false, why: 'create' })
    }
    db.exec('COMMIT')
    db.close()
    await test.as('officer')
    const { rows, form, file } = await out('xlsx')
    expect([rows > 700, form]).toEqual([true, 'flat'])
    const back = await test.value('catalogue.import', { file, secrecy: '不涉密' })
    expect([back.rows, back.unchanged, back.sheetRows > 5000]).toEqual([rows, rows, true])
  })

  it('leaves nothing behind when cancelled', async () => {
    const stop = new AbortController()
    stop.abort()
    const file = place('out.xlsx')
    const reply = await test.core.call('catalogue.export', { file, format: 'xlsx' }, { signal: stop.signal })
    expect(reply).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false])
  })

  it('refuses a purpose with a mark', async () => {
    expect(await test.call('catalogue.export', { file: place('x.csv'), format: 'csv', purpose: '机密★' })).toMatchObject({
      ok: false,
      error: { code: 'secrecy.marked' },
    })
  })
})

describe('in a process of its own', () => {
  it('an export’s key is in no argument and no environment', async () => {
    tasks.apart = true
    const seen: string[] = []
    const look = () => {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        try {
          if (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] !== String(process.pid)) continue
          seen.push(readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8'))
        } catch {
          // It has ended meanwhile.
        }
      }
    }
    const off = test.core.on('progress', look)
    expect((await out('xlsx')).rows).toBeGreaterThan(0)
    off()
    tasks.apart = false
    expect(tasks.key).toMatch(/^[0-9a-f]{64}$/)
    expect(seen.some((text) => text.includes('sheetWrite'))).toBe(true)
    expect(seen.some((text) => text.includes(tasks.key))).toBe(false)
  })
})

describe('the empty template', () => {
  it('is recognised, has the agency’s own fields and can be filled in', async () => {
    const file = place('template.xlsx')
    expect((await test.value('catalogue.template', { file })).bytes).toBe(readFileSync(file).length)
    const { template, proposal } = await test.value('catalogue.inspectFile', { file })
    expect(template).toBe('政务信息资源目录填报模板（本程序导出）')
    expect(proposal.columns.filter(({ field }) => field === '')).toEqual([])
    expect(proposal.columns.map(({ field }) => field)).toContain('ext.lingyu')
    expect(await test.call('catalogue.import', { file, secrecy: '不涉密' })).toMatchObject({ ok: false, error: { code: 'sheet.empty' } })
  })
})

describe('the sample', () => {
  it('has entries of every sharing type, in every state, and a few that need a look', async () => {
    const { facets } = await test.value('catalogue.search', {
      filter: { imported: false, office: ['社会救助处', '养老服务处', '社会组织管理处', '社会事务处', '儿童福利处', '区划地名处'] },
    })
    const counts = Object.fromEntries((facets?.shareType ?? []).map(({ value, count: n }) => [value, n]))
    expect(Object.keys(counts).sort()).toEqual(['不予共享', '无条件共享', '有条件共享'].sort())
    expect(facets?.status.length).toBeGreaterThanOrEqual(6)
    expect(facets?.finding.map(({ value }) => value)).toEqual(expect.arrayContaining(['title.duplicate', 'missing.shareBasis', 'formats.typeMismatch']))
    expect(await test.call('catalogue.sample', {})).toMatchObject({ ok: false, error: { code: 'secrecy.undeclared' } })
  })
})
