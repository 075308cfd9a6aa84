import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wholeText } from '../../../shared/agreements/agreements.fixture.ts'
import { type CaseKind, caseKinds, type Party } from '../../../shared/cases/act.ts'
import { headOf } from '../../../shared/cases/acts.fixture.ts'
import { canonicalAgreement } from '../../../shared/cases/agreement-text.ts'
import { archiveNames } from '../../../shared/cases/archive.ts'
import type { Input } from '../../../shared/contract.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { fileById, putFile, putPaper } from '../case/queries.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { readPdf, withoutBlanks } from '../documents/pdf-text.fixture.ts'
import { readLimits } from '../sheets/types.ts'
import { inflatePart, zipParts } from '../sheets/zip.ts'
import { type NewPart, zipOf } from '../sheets/zip-write.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { missingPapers } from './write.ts'

let core: TestCore
let desk: ReturnType<typeof deskOf>
const today = '2026-11-23'
beforeAll(async () => {
  core = await makeTestCore({ ports: { now: () => new Date(`${today}T02:00:00.000Z`), startTask: startTaskHere } })
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '宁波市民政局', region: '330200', regulations: ['NB-171'] } })
  await core.as('officer')
  desk = deskOf(core, today)
}, 120_000)
afterAll(() => core.close())

/** Every kind the officer of the test brings to its end alone. */
type Ended = Exclude<CaseKind, 'incident'>
const proposal = { text: JSON.parse(canonicalAgreement(wholeText())) as Input<'request.draft'>['fields'], note: '' }

/** How one case of each kind comes to its end. */
const ends: Readonly<Record<Ended, [Party, [string, Party][]]>> = {
  request: [
    'respondent',
    [
      ['apply', 'applicant'],
      ['refuse', 'respondent'],
      ['close', 'applicant'],
    ],
  ],
  dispute: [
    'applicant',
    [
      ['raise', 'applicant'],
      ['negotiate', 'applicant'],
      ['settle', 'applicant'],
    ],
  ],
  correction: [
    'respondent',
    [
      ['report', 'applicant'],
      ['correct', 'respondent'],
      ['confirm', 'applicant'],
    ],
  ],
  complaint: [
    'respondent',
    [
      ['receive', 'respondent'],
      ['reply', 'respondent'],
    ],
  ],
  need: [
    'applicant',
    [
      ['list', 'applicant'],
      ['drop', 'applicant'],
    ],
  ],
  agreement: [
    'respondent',
    [
      ['propose', 'respondent'],
      ['abandon', 'respondent'],
    ],
  ],
}

let n = 0
const place = (): string => join(core.temp, `归档${++n}.zip`)
const archive = (kind: CaseKind, id: string, more: Partial<Input<'request.archive'>> = {}) => {
  const file = more.file ?? place()
  return core.call(`${kind as 'request'}.archive`, { secrecy: '不涉密', id, file, ...more }).then((reply) => ({ reply, file }))
}
const archived = async (kind: CaseKind, id: string, more: Partial<Input<'request.archive'>> = {}) => {
  const { reply, file } = await archive(kind, id, more)
  if (!reply.ok) throw new Error(reply.error.code)
  return { ...reply.value, file }
}
const closed = (kind: Ended) =>
  desk.live(
    kind,
    ends[kind][0],
    ends[kind][1].map(([act, party]) => (act === 'propose' ? { act, party, fields: proposal as never } : { act, party })),
  )

const unpacked = async (file: string): Promise<Map<string, Buffer>> => {
  const data = readFileSync(file)
  const parts = new Map<string, Buffer>()
  for (const part of zipParts(data, readLimits).values()) {
    const pieces: Buffer[] = []
    for await (const piece of inflatePart(data, part)) pieces.push(piece)
    parts.set(part.written, Buffer.concat(pieces))
  }
  return parts
}
const packed = async (parts: ReadonlyMap<string, Buffer>): Promise<string> => {
  const file = place()
  writeFileSync(file, await zipOf([...parts].map(([name, bytes]): NewPart => ({ name, chunks: [bytes] }))))
  return file
}

describe('a closed case', () => {
  it.each(caseKinds.filter((kind) => kind !== 'incident'))('%s: leaves as one package whose digests anybody checks', async (kind) => {
    const id = await closed(kind)
    const { file, number, acts, papers, missing } = await archived(kind, id)
    expect([acts, missing]).toEqual([ends[kind][1].length, []])
    const folder = join(core.temp, `u${n}`)
    const parts = await unpacked(file)
    for (const [name, bytes] of parts) {
      expect(name).toMatch(/^[\x21-\x7e]+$/)
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), bytes)
    }
    const said = execFileSync('sha256sum', ['-c', '--strict', archiveNames.sums], { cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    expect(said.trim().split('\n')).toHaveLength(2 + acts + papers)
    expect(said).not.toContain('FAILED')
    const metadata = JSON.parse(parts.get(archiveNames.metadata)?.toString('utf8') ?? '') as { number: string; acts: { file: string }[] }
    expect(metadata).toMatchObject({ format: 'mulu-archive/1', number, archivedOn: today, agency: kind === 'request' ? '宁波市民政局' : expect.any(String) })
    expect(metadata.acts.map(({ file: at }) => JSON.parse(parts.get(at)?.toString('utf8') ?? '{}').act.act)).toEqual(ends[kind][1].map(([act]) => act))
    const { row } = await core.value(`${kind}.get`, { id })
    expect(row.archived).toEqual({ number, on: today, by: 'officer', outdated: false })
    expect(await core.value('archive.verify', { file })).toMatchObject({
      number,
      whole: true,
      problems: [],
      recorded: { number, same: true },
      case: { id, kind, acts, papers },
    })
  })

  it('the unzip of any Debian opens it', async () => {
    const { file } = await archived('need', await closed('need'))
    const listed = execFileSync('python3', ['-c', 'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),*z.namelist(),sep="\\n")', file], {
      encoding: 'utf8',
    })
    expect(listed.split('\n')[0]).toBe('None')
    expect(listed).toContain('acts/01-list.json')
  })

  it('gives the same bytes for the same case, whoever asks and for what, and keeps its number', async () => {
    const id = await closed('correction')
    const first = await archived('correction', id, { number: '2026-监管-17' })
    await core.as('keeper')
    const again = await archived('correction', id, { purpose: '检查' })
    await core.as('officer')
    expect(again.number).toBe('2026-监管-17')
    expect(readFileSync(again.file).equals(readFileSync(first.file))).toBe(true)
    expect((await archive('correction', id, { number: '别的' })).reply).toMatchObject({ ok: false, error: { code: 'archive.numberFixed' } })
    const other = await closed('correction')
    expect((await archive('correction', other, { number: '2026-监管-17' })).reply).toMatchObject({ ok: false, error: { code: 'archive.numberTaken' } })
  })

  it('the contents name every act and paper', async () => {
    const { file, number } = await archived('request', await closed('request'))
    const { pages } = readPdf((await unpacked(file)).get(archiveNames.contents) ?? Buffer.alloc(0))
    const text = withoutBlanks(
      pages
        .flat()
        .map(({ text: said }) => said)
        .join(''),
    )
    for (const words of ['案卷归档目录', number, '提出申请', '答复：不同意', '办结', '函.pdf', 'sha256sum-cSHA256SUMS'])
      expect(text).toContain(withoutBlanks(words))
  })
})

describe('what is not archived', () => {
  it('an open case, one with a draft, a sealed one; and nothing without the answer about secrecy', async () => {
    const open = await desk.live('request', 'respondent', [['apply', 'applicant']])
    expect((await archive('request', open)).reply).toMatchObject({ ok: false, error: { code: 'archive.notClosed', params: { state: '待答复' } } })
    const drafting = await closed('request')
    await desk.draft('request', drafting, 'copyRefusal')
    expect((await archive('request', drafting)).reply).toMatchObject({ ok: false, error: { code: 'archive.pending' } })
    const sealed = await closed('request')
    await core.value('request.seal', { id: sealed, claimedBy: '甲局' })
    expect((await archive('request', sealed)).reply).toMatchObject({ ok: false, error: { code: 'case.sealed' } })
    expect(await core.call('request.archive', { id: await closed('request'), file: place() })).toMatchObject({
      ok: false,
      error: { code: 'secrecy.undeclared' },
    })
  })

  it('what was done since shows, and is archived anew under the same number', async () => {
    const id = await closed('request')
    const { number, acts } = await archived('request', id)
    await desk.done('request', id, 'respondent', { act: 'copyRefusal', party: 'respondent' })
    const after = (await core.value('request.get', { id })).row.archived
    // Its last act was received at the same moment as the archive was written: the day alone does not tell.
    expect(after?.number).toBe(number)
    expect((await archived('request', id)).acts).toBe(acts + 1)
  })
})

it('a paper that never came is known by its name', () => {
  const { db, close } = makeTestDb()
  try {
    const head = headOf('request')
    const common = { kind: 'request', number: '2026-0001', head, way: 'platform', party: 'respondent', other: '市民政局', version: 1 } as const
    const rid = putFile(db, { id: head.id, ...common, openedAt: '2026-11-01T00:00:00.000Z', openedBy: '张' })
    putPaper(db, rid, { sha256: 'a'.repeat(64), name: '对方的函.pdf' }, '2026-11-01T00:00:00.000Z', '')
    const file = fileById(db, head.id)
    expect(file === undefined ? null : missingPapers(db, file)).toEqual(['对方的函.pdf'])
  } finally {
    close()
  }
})

describe('archive.verify', () => {
  it('says what is wrong, file by file', async () => {
    const { file } = await archived('dispute', await closed('dispute'))
    const whole = await unpacked(file)
    const [act = ''] = [...whole.keys()].filter((name) => name.startsWith('acts/'))
    const verify = async (change: (parts: Map<string, Buffer>) => void) => {
      const parts = new Map(whole)
      change(parts)
      const { whole: sound, problems, recorded } = await core.value('archive.verify', { file: await packed(parts) })
      return { sound, codes: problems.map(({ code }) => code), same: recorded?.same }
    }
    expect(await verify(() => undefined)).toEqual({ sound: true, codes: [], same: true })
    const flipped = Buffer.from(whole.get(act) ?? '')
    flipped[20] = (flipped[20] ?? 0) ^ 1
    expect(await verify((parts) => parts.set(act, flipped))).toMatchObject({ sound: false, codes: ['fileChanged', 'actDiffers'], same: false })
    expect((await verify((parts) => parts.delete(act))).codes).toEqual(['fileMissing', 'actMissing'])
    expect((await verify((parts) => parts.set('papers/x.pdf', Buffer.from('x')))).codes).toEqual(['fileExtra'])
    expect((await verify((parts) => parts.set('acts/99-x.json', Buffer.from('x')))).codes).toEqual(['fileExtra'])
    const state = Buffer.from((whole.get(archiveNames.metadata)?.toString('utf8') ?? '').replace('"state":"settled"', '"state":"decided"'))
    expect((await verify((parts) => parts.set(archiveNames.metadata, state))).codes).toEqual(['fileChanged', 'stateDiffers'])
  })

  it('refuses what is none', async () => {
    const file = place()
    writeFileSync(file, 'nothing of the kind')
    expect(await core.call('archive.verify', { file })).toMatchObject({ ok: false, error: { code: 'archive.notOne' } })
    expect(await core.call('archive.verify', { file: await packed(new Map([['a.txt', Buffer.from('a')]])) })).toMatchObject({
      ok: false,
      error: { code: 'archive.notOne' },
    })
  })
})
