import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { sheetText } from '../../../shared/cell.ts'
import { emptyProfile } from '../../../shared/contract/profile.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { layTable } from '../../../shared/submissions/tables.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import type { AsideContext, AuditDetail, Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { sql } from '../db/sql.ts'
import { writeProfile } from '../profile/stored-profile.ts'
import { cityForm } from '../sheets/city-form.fixture.ts'
import { startNodeTask } from '../tasks/node.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { pathFiles } from '../vault/testing.ts'
import { frozenSubmission, submissionText } from './document.fixture.ts'
import { exportSubmission } from './export.ts'
import { keepWorkbook, type Submission } from './store.ts'
import { nothingElse, takeDocument } from './taking.ts'

const { db, stamp, close, location } = makeTestDb()
writeProfile(db, { ...emptyProfile, agency: '澄湖市民政局', creditCode: '11330200002948201X' })
let dir = mkdtempSync(join(tmpdir(), 'mulu-submission-'))
afterAll(() => {
  close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(() => {
  rmSync(dir, { recursive: true, force: true })
  dir = mkdtempSync(join(tmpdir(), 'mulu-submission-'))
  db.run(sql`DELETE FROM copy`)
  noted = []
})

let noted: AuditDetail[] = []
/** What a handler is given, as far as an export asks for it. */
const contextOf = (user: string, startTask = startTaskHere): AsideContext => {
  const { newId } = stamp()
  const commit = <T>(work: () => T, detail: (value: T) => AuditDetail): T => {
    const value = work()
    noted.push(detail(value))
    return value
  }
  const given = {
    db,
    user: { name: user, roles: [] },
    ports: { files: pathFiles, startTask, newId, now: () => new Date('2026-10-10T01:00:00.000Z') },
    vault: { view: db, location, session: () => ({ user: { name: user, fullName: user } }) },
    signal: new AbortController().signal,
    progress: () => undefined,
    inTurn: <T>(work: (context: Context) => Promise<T>) => work({ ...given, commit } as never),
  }
  return given as never
}

/** Kept as one that came from another device. */
const kept = async (document: SubmissionDocument, form: Buffer | null = null): Promise<Submission> => {
  db.exec('BEGIN')
  db.run(sql`DELETE FROM submission`)
  const { one } = await takeDocument(db, stamp(), {
    bytes: submissionText(document).bytes,
    name: '报送.json',
    others: nothingElse,
    breathe: async () => undefined,
  })
  keepWorkbook(db, one.rid, form)
  db.exec('COMMIT')
  return one
}
const wanted = (name: string, format: 'xlsx' | 'pdf') => ({ file: join(dir, name), format, lang: 'zh', purpose: '第三季度报送' }) as const
const copies = () => db.all<{ place: string; sha256: string }>(sql`SELECT place, sha256 FROM copy ORDER BY place`)

test('a workbook and its long table, each on record by its digest; the table it does not need leaves no trace', async () => {
  const document = frozenSubmission({ rows: 3, requests: 5001 })
  // The source of another table is long, and what it chooses of it is not.
  const few = {
    ...document.template,
    tables: document.template.tables.map((table) =>
      table.id === 'updates'
        ? { ...table, source: 'request' as const, columns: [{ fact: 'number', width: 10 }], order: [], where: [{ fact: 'number', is: ['none'] }] }
        : table,
    ),
  }
  const told = { ...document, template: few as never }
  const made = await exportSubmission(wanted('报送.xlsx', 'xlsx'), await kept(told), contextOf('李编目'))
  expect(readdirSync(dir).sort()).toEqual(['报送-共享申请办理台账.xlsx', '报送.xlsx'])
  expect(made).toMatchObject({ documentSha256: submissionText(told).sha256, documentSm3: submissionText(told).sm3, beside: ['报送-共享申请办理台账.xlsx'] })
  const [main, beside] = ['报送.xlsx', '报送-共享申请办理台账.xlsx'].map((name) => sha256Hex(readFileSync(join(dir, name))))
  expect(made.sha256).toBe(main)
  expect(copies()).toEqual([
    { place: '报送-共享申请办理台账.xlsx', sha256: beside },
    { place: '报送.xlsx', sha256: main },
  ])
  expect(noted).toHaveLength(1)
  expect(noted[0]).toMatchObject({ entity: 'submission', entityId: document.id, digest: main })
  expect(noted[0]?.note).toContain(String(beside))
  const cover = (await readXlsx(readFileSync(join(dir, '报送.xlsx')))).sheets[0]?.rows.flat()
  expect(cover).toContain(`随附的工作簿，SHA-256 ${beside}`)
}, 60_000)

test('a paper and a city’s form; another person gets the same bytes', async () => {
  const document = frozenSubmission({ rows: 5 })
  const binding = { cells: [{ sheet: '报表', cell: 'D4', value: { kind: 'figure' as const, indicator: 'entry.total', key: null } }], blocks: [] }
  const bound = { ...document, template: { ...document.template, workbook: binding } }
  for (const [name, format, of, form] of [
    ['a.pdf', 'pdf', document, null],
    ['a.xlsx', 'xlsx', bound, await cityForm()],
  ] as const) {
    const submission = await kept(of, form)
    const one = await exportSubmission(wanted(name, format), submission, contextOf('李编目'))
    const first = readFileSync(join(dir, name))
    const other = await exportSubmission(wanted(name, format), submission, contextOf('王审核'))
    expect(readFileSync(join(dir, name)).equals(first)).toBe(true)
    expect(other).toEqual(one)
    expect(one).toMatchObject({ sha256: sha256Hex(first), documentSha256: submissionText(of).sha256 })
    // What the city's form has no place for leaves beside it, a list to a workbook.
    const lists = ['目录更新情况表', '不予共享目录清单', '平台外共享统计表', '共享申请办理台账', '使用记录台账'].map((title) => `a-${title}.xlsx`)
    expect(one.beside).toEqual(form === null ? [] : lists)
    if (form !== null) {
      const sheets = (await readXlsx(readFileSync(join(dir, 'a-共享申请办理台账.xlsx')))).sheets
      const laid = layTable(of, of.template.tables.find(({ id }) => id === 'requests') as never, 'zh')
      expect(sheets.map(({ name: title }) => title)).toEqual(['共享申请办理台账'])
      expect(sheets[0]?.rows.slice(3, 3 + laid.rows.length).map(([, number]) => number)).toEqual(laid.rows.map(({ cells }) => sheetText(String(cells[1]))))
    }
  }
  expect((await readXlsx(readFileSync(join(dir, 'a.xlsx')))).sheets[0]?.rows[3]?.[3]).toBe(5)
}, 60_000)

test('in a process of its own too; what fails leaves nothing', async () => {
  const document = frozenSubmission({ rows: 3 })
  const there = await exportSubmission(wanted('b.xlsx', 'xlsx'), await kept(document), contextOf('李编目', startNodeTask))
  const here = await exportSubmission(wanted('c.xlsx', 'xlsx'), await kept(document), contextOf('李编目'))
  expect(there.sha256).toBe(here.sha256)
  const long = await kept(frozenSubmission({ rows: 3, requests: 5001 }))
  db.run(sql`DELETE FROM submission`)
  for (const format of ['xlsx', 'pdf'] as const)
    await expect(exportSubmission(wanted(`d.${format}`, format), long, contextOf('李编目'))).rejects.toThrow('submission.notFound')
  expect(readdirSync(dir).sort()).toEqual(['b.xlsx', 'c.xlsx'])
  expect(copies()).toHaveLength(2)
}, 60_000)
