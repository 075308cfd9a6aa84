import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attachmentBytes } from '../../../shared/attachments.ts'
import { paperLine, pieceLine } from '../../../shared/ferry/papers.ts'
import type { EntityState } from '../../../shared/platform-api/schemas.ts'
import { putAttachment } from '../attachments/queries.ts'
import { zipOf } from '../attachments/zip.fixture.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { putEvidence } from '../sync/evidence.ts'
import { putOutgoing } from '../sync/outbox.ts'
import { type CarriedDesk, makePlatform, openCarriedDesk, type PaperPlatform, sendDown, stateLine } from './office.fixture.ts'
import { leavingPapers } from './papers.ts'

let platform: PaperPlatform
const desks: CarriedDesk[] = []
beforeAll(async () => {
  platform = await makePlatform()
})
afterAll(async () => {
  for (const desk of desks) await desk.close()
})
const newDesk = async (): Promise<CarriedDesk> => {
  const desk = await openCarriedDesk(platform)
  desks.push(desk)
  return desk
}

const scanOf = (bytes: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)])
const stateWith = (evidence: EntityState['evidence']): EntityState => ({
  status: 'submitted',
  publishedOn: null,
  publishedVersion: null,
  reason: '',
  answeredAt: null,
  number: '',
  evidence,
})
const piecesOf = (data: Buffer, size = 3000): string[] =>
  Array.from({ length: Math.ceil(data.length / size) }, (_, at) => pieceLine(data.subarray(at * size, (at + 1) * size).toString('base64')))
/** A paper with the entry it was submitted with: its line, and the paper behind it. */
const withPaper = (title: string, name: string, data: Buffer, version = 1) => {
  const sha256 = sha256Hex(data)
  const line = stateLine(platform, { title }, { version, state: stateWith([{ name, sha256 }]) })
  const head = paperLine({ sha256, bytes: data.length, of: [{ id: line.id, version }] })
  return { id: line.id, sha256, line, head, pieces: piecesOf(data) }
}
const entriesIn = async (desk: CarriedDesk): Promise<number> => (await desk.value('catalogue.check', {})).entries

test('a paper that is damaged, cut, too large or named by no entry of ours: the package is refused whole, and why is said in both languages', async () => {
  const desk = await newDesk()
  const data = scanOf(8000)
  const { id, sha256, line, head, pieces } = withPaper('婚姻登记信息', '审批表.pdf', data)
  const spoilt = Buffer.from(data)
  spoilt[7000] = ~(spoilt[7000] ?? 0)
  const foreign = stateLine(
    platform,
    { title: '户籍信息' },
    { owner: { id: randomUUID(), name: '澄湖市公安局' }, state: stateWith([{ name: '表.pdf', sha256 }]) },
  )
  const bare = stateLine(platform, { title: '低保对象信息' })
  const ofBare = paperLine({ sha256, bytes: data.length, of: [{ id: bare.id, version: 1 }] })
  for (const [lines, code] of [
    [[line, head, ...piecesOf(spoilt)], 'ferry.paperDamaged'],
    [[line, head, ...pieces.slice(0, -1)], 'ferry.paperDamaged'],
    [[head, ...pieces.slice(0, -1), line], 'ferry.paperDamaged'],
    [[line, head, ...pieces, pieces[0]], 'ferry.paperDamaged'],
    [[line, ...pieces], 'ferry.paperDamaged'],
    [[line, head, ...pieces, head, ...pieces], 'ferry.paperDamaged'],
    [[line, '{"kind":"paper","sha256":""}'], 'ferry.paperDamaged'],
    [[line, paperLine({ sha256, bytes: attachmentBytes + 1, of: [] }), ...pieces], 'ferry.paperTooLarge'],
    [[line, paperLine({ sha256, bytes: data.length, of: [] }), ...pieces], 'ferry.paperUnnamed'],
    [[bare, ofBare, ...pieces], 'ferry.paperUnnamed'],
    [[foreign, paperLine({ sha256, bytes: data.length, of: [{ id: foreign.id, version: 1 }] }), ...pieces], 'ferry.paperUnnamed'],
    [[bare, head, ...pieces], 'ferry.paperUnnamed'],
  ] as const) {
    for (const encrypt of [false, true]) {
      const { files } = await sendDown(platform, desk, { lines: lines as unknown as string[], encrypt })
      const reply = await desk.take(files)
      expect(reply.ok ? 'taken' : reply.error.code).toBe(code)
      if (code !== 'ferry.paperUnnamed') expect((await desk.value('ferry.verify', { files })).problems.map((one) => one.code)).toContain(code)
      expect(await desk.call('ferry.preview', { files })).toMatchObject({ ok: false, error: { code } })
    }
  }
  expect(await entriesIn(desk)).toBe(0)
  expect((await desk.value('ferry.packages', {})).packages).toEqual([])
  const good = await sendDown(platform, desk, { lines: [line, head, ...pieces] as unknown as string[], cursor: 'c1' })
  expect(await desk.bring(good.files)).toMatchObject({ papers: 1, effects: { taken: 1 } })
  const out = join(desk.temp, 'out.pdf')
  await desk.value('attachment.open', { entry: id, sha256, file: out })
  expect(readFileSync(out).equals(data)).toBe(true)
})

test('a paper with a classification mark, or that is no paper, is held nowhere; the rest is taken, and it is said', async () => {
  const desk = await newDesk()
  const marked = withPaper('婚姻登记信息', '请示.docx', zipOf({ 'word/document.xml': '<w:t>关于某事的请示 机密★5年</w:t>' }))
  const program = withPaper('低保对象信息', '表.pdf', Buffer.from('MZ not a paper at all'))
  const named = withPaper('养老机构信息', '机密★一年.pdf', scanOf(10))
  const good = withPaper('救助站信息', '函.pdf', scanOf(4000))
  const all = [marked, program, named, good]
  const lines = [...all.map(({ line }) => line), ...all.flatMap(({ head, pieces }) => [head, ...pieces])] as unknown as string[]
  const { files } = await sendDown(platform, desk, { lines, cursor: 'c1' })
  const seen = await desk.value('ferry.preview', { files })
  expect(seen.papers.map(({ name, why, entries, here }) => ({ name, why, entries, here }))).toEqual([
    { name: '请示.docx', why: 'paperMarked', entries: 0, here: false },
    { name: '表.pdf', why: 'paperKind', entries: 0, here: false },
    { name: '机密★一年.pdf', why: 'paperMarked', entries: 0, here: false },
    { name: '函.pdf', why: '', entries: 1, here: false },
  ])
  const taken = await desk.bring(files)
  expect(taken).toMatchObject({ papers: 1, effects: { taken: 4, passedOver: 3 } })
  expect(taken.passedOver.map(({ line, why }) => [line, why])).toEqual([
    [5, 'paperMarked'],
    [6, 'paperKind'],
    [7, 'paperMarked'],
  ])
  for (const { id, sha256 } of [marked, program, named]) {
    expect((await desk.value('attachment.list', { entry: id })).attachments).toMatchObject([{ sha256, type: null }])
    expect(await desk.call('attachment.open', { entry: id, sha256, file: join(desk.temp, 'x') })).toMatchObject({ ok: false })
  }
  // The receipt says what was done with each.
  const receipt = join(desk.temp, 'receipt.txt')
  await desk.value('ferry.receipt', { file: receipt, medium: { number: 'J-R', mark: '内部' }, packageId: taken.packageId })
  expect(readFileSync(receipt, 'utf8')).toContain(`{"kind":"done","entity":"paper","id":"${good.sha256}","version":0,"effect":"taken"}`)
})

test('a paper of a text that another submission followed is not kept, and nothing is refused for it', async () => {
  const desk = await newDesk()
  const data = scanOf(2000)
  const old = withPaper('婚姻登记信息', '旧.pdf', data)
  const newer = stateLine(platform, { title: '婚姻登记信息' }, { id: old.id, version: 3, state: stateWith([{ name: '新.pdf', sha256: '1'.repeat(64) }]) })
  await desk.bring((await sendDown(platform, desk, { lines: [newer], cursor: 'c1' })).files)
  const late = await sendDown(platform, desk, { after: 'c1', cursor: 'c2', lines: [old.head, ...old.pieces] })
  expect(await desk.bring(late.files)).toMatchObject({ papers: 0, passedOver: [{ why: 'paperOutdated' }] })
  // With its line beside it, it is what the line says: the submission before.
  const again = await sendDown(platform, desk, { after: 'c2', cursor: 'c3', lines: [old.line, old.head, ...old.pieces] as unknown as string[] })
  expect(await desk.bring(again.files)).toMatchObject({ papers: 1 })
  expect(
    await desk.bring((await sendDown(platform, desk, { after: 'c3', cursor: 'c4', lines: [old.line, old.head, ...old.pieces] as unknown as string[] })).files),
  ).toMatchObject({
    papers: 0,
  })
})

test('what is asked for is asked for with every package until it is here', async () => {
  const desk = await newDesk()
  const data = scanOf(1000)
  const { id, sha256, line, head, pieces } = withPaper('婚姻登记信息', '审批表.pdf', data)
  await desk.bring((await sendDown(platform, desk, { lines: [line], cursor: 'c1' })).files)
  expect(await desk.value('attachment.fetch', { entry: id, sha256 })).toEqual({ bytes: 0, asked: true })
  for (let n = 0; n < 2; n++) {
    const up = await desk.export()
    expect(up.counts).toEqual({ changes: 0, wanted: 1 })
    expect(readFileSync(up.files[0] ?? '', 'utf8')).toContain(`{"kind":"want","sha256":["${sha256}"]}`)
  }
  await desk.bring((await sendDown(platform, desk, { after: 'c1', cursor: 'c2', lines: [head, ...pieces] })).files)
  expect((await desk.export()).counts).toEqual({ changes: 0 })
  // Here already: of another entry it is at hand at once.
  const other = stateLine(platform, { title: '收养登记信息' }, { state: stateWith([{ name: '同一份.pdf', sha256 }]) })
  await desk.bring((await sendDown(platform, desk, { after: 'c2', cursor: 'c3', lines: [other] })).files)
  expect(await desk.value('attachment.fetch', { entry: other.id, sha256 })).toEqual({ bytes: data.length, asked: false })
})

test('as many submissions as their papers fit leave at once, each paper counted once', () => {
  const made = makeTestDb()
  try {
    const { db } = made
    const paper = (n: number, bytes: number): string => {
      const sha256 = String(n).repeat(64)
      putAttachment(db, { sha256, type: 'pdf', bytes }, '', '')
      return sha256
    }
    const [a, b, c] = [paper(1, 60), paper(2, 30), paper(3, 50)]
    const submit = (changeId: string, papers: readonly string[]): void => {
      const common = { baseVersion: 1, localVersion: 1, officer: '', note: '', problem: null }
      putOutgoing(db, { ...common, changeId, id: changeId, kind: 'submit', body: '{}', state: 'sent', madeAt: `2026-11-20T00:00:0${changeId}.000Z` })
      putEvidence(
        db,
        changeId,
        papers.map((sha256) => ({ name: `${sha256.slice(0, 1)}.pdf`, sha256 })),
      )
    }
    submit('1', [a])
    submit('2', [a, c])
    submit('3', [b])
    submit('4', [a])
    const fits = (most: number) => {
      const { papers, later } = leavingPapers(db, most)
      return [papers.map(({ sha256 }) => sha256[0]).join(''), [...later].join('')]
    }
    expect(fits(140)).toEqual(['132', ''])
    expect(fits(109)).toEqual(['12', '2'])
    expect(fits(60)).toEqual(['1', '23'])
    expect(fits(10)).toEqual(['', '1234'])
  } finally {
    made.close()
  }
})
