import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson } from '../../../shared/canonical.ts'
import { emptyProfile } from '../../../shared/contract/profile.ts'
import { Refusal } from '../../../shared/errors.ts'
import { checkDocument } from '../../../shared/submissions/checks.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { submissionPaper } from '../../../shared/submissions/paper.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { writeProfile } from '../profile/stored-profile.ts'
import { zipOf } from '../sheets/zip-write.ts'
import { withFilesBeside } from './beside.fixture.ts'
import { frozenSubmission } from './document.fixture.ts'
import { rowsBeside } from './rows-beside.ts'
import { takeDocument } from './taking.ts'
import { verifyFiles } from './verify-job.ts'
import { givenOfKept } from './write-files.ts'
import { writeForm } from './write-form.ts'

/**
 * What is handed in comes from anywhere. Changed at random, it is refused in words or taken whole: no crash, nothing long, nothing
 * half. `MULU_FUZZ=20000` for the campaign (npm run fuzz), `MULU_SEED` to see one again.
 */
const rounds = Number(process.env.MULU_FUZZ ?? 200)
const seed = Number(process.env.MULU_SEED ?? 20_261_128)
const longestMs = 4000

const { db, stamp, close } = makeTestDb()
writeProfile(db, { ...emptyProfile, agency: '澄湖市民政局', creditCode: '11330200002948201X' })
const dir = mkdtempSync(join(tmpdir(), 'mulu-hostile-'))
afterAll(() => {
  close()
  rmSync(dir, { recursive: true, force: true })
})

let document: SubmissionDocument
let files: ReadonlyMap<string, Buffer>
beforeAll(async () => {
  const whole = frozenSubmission({ rows: 3, requests: 40 })
  const template = { ...whole.template, tables: whole.template.tables.filter(({ id }) => ['sharing', 'requests', 'outside', 'rates'].includes(id)) }
  const made = await withFilesBeside({ ...whole, template }, { inline: 1000, own: 9000, file: 6000 })
  document = made.document
  files = made.files
})

const now = '2026-11-28T02:00:00.000Z'
const put = (name: string, data: Uint8Array) => {
  const path = join(dir, name.replace(/[^\p{L}\p{N}.-]/gu, '_'))
  writeFileSync(path, data)
  return { path, name }
}
const text = (value: unknown): Buffer => Buffer.from(canonicalJson(value), 'utf8')
const own = (all = files) => [...all].map(([name, data]) => put(name, data))
const verified = (data: Buffer, beside = own()) => verifyFiles(db, put('报送.json', data), beside, now)

/** Taken and put back; whether anything stayed that was not taken whole. */
const taken = async (data: Buffer, all = files, sheets = true) => {
  const bySha = new Map([...all.values()].map((each) => [sha256Hex(each), each]))
  db.exec('BEGIN')
  try {
    const { one } = await takeDocument(db, stamp(), {
      ...{ bytes: data, name: '报送.json', others: async (sha256) => bySha.get(sha256) ?? null, breathe: async () => undefined },
    })
    expect(one.sha256).toBe(sha256Hex(data))
    // It can be shown, checked and written like any other.
    const given = await givenOfKept(db, one, 'zh', false)
    checkDocument(given.document, { yearsMissing: [], previousOpening: false })
    submissionPaper(given.document, given.digests, 'en', given.long === undefined ? {} : { longer: given.long })
    if (sheets) await writeForm(given, new Map())
    return rowsBeside(one).beside.length
  } finally {
    db.exec('ROLLBACK')
  }
}

/** What it was refused with; anything but a refusal in words fails the test. */
const refusal = async (work: () => Promise<unknown>): Promise<string | null> => {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code
    throw error
  }
}
const both = async (data: Buffer, all = files) => [await refusal(() => verified(data, own(all))), await refusal(() => taken(data, all))]

test('as it was made it is verified and taken, with its files of rows', async () => {
  const { problems } = await verified(text(document))
  expect(problems).toEqual([])
  expect(await taken(text(document))).toBeGreaterThan(2)
  // Without one of them: said which, and nothing is taken.
  const [[name = ''] = []] = [...files]
  const less = new Map([...files].slice(1))
  expect((await verified(text(document), own(less))).problems.map(({ words }) => words.zh)[0]).toContain(name)
  expect(await both(text(document), less)).toEqual([null, 'submission.besideMissing'])
})

const at = (change: (made: Record<string, unknown>) => void): Buffer => {
  const made = structuredClone(document) as unknown as Record<string, unknown>
  change(made)
  return text(made)
}
const fileForm = ['submission.fileForm', 'submission.fileForm']

test.each<[string, () => Buffer, (string | null)[]]>([
  ['a number beyond all numbers', () => Buffer.from(text(document).toString().replace('"version":2}', '"version":1e999}')), fileForm],
  [
    'a version beyond what a number holds',
    () =>
      Buffer.from(
        text(document)
          .toString()
          .replace(/"version":2\}$/, '"version":9007199254740993}'),
      ),
    fileForm,
  ],
  ['lists in lists in lists', () => Buffer.from(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`), fileForm],
  ['a schema of another time', () => at((made) => Object.assign(made, { format: 'mulu-submission/9' })), fileForm],
  ['a member twice', () => Buffer.from(text(document).toString().replace('"format":', '"format":"mulu-submission/1","format":')), fileForm],
  ['a member nobody knows', () => at((made) => Object.assign(made, { note: '请核对' })), fileForm],
  ['blanks', () => Buffer.from(JSON.stringify(document, null, 1)), fileForm],
  ['no UTF-8', () => Buffer.concat([text(document), Buffer.from([0xff])]), fileForm],
  ['nothing', () => Buffer.alloc(0), fileForm],
  ['a day that is none', () => at((made) => Object.assign(made, { period: { ...document.period, until: '2026-99-99' } })), fileForm],
  ['a moment that is none', () => at((made) => Object.assign(made.computed as object, { at: '2026-13-41T99:99:99.999Z' })), fileForm],
  ['a source within and beside', () => at((made) => Object.assign(made.rows as object, { request: [] })), fileForm],
  ['a file named twice', () => at((made) => Object.assign(made, { beside: [document.beside?.[0], document.beside?.[0]] })), fileForm],
  ['a way out of the folder', () => at((made) => Object.assign((made.beside as object[])[0] ?? {}, { name: '../报送-行-entry-01.jsonl' })), fileForm],
  [
    'half a character',
    () => at((made) => Object.assign((made.rows as { entry: object[] }).entry[0] ?? {}, { label: '\ud800' })),
    [null, 'submission.fileForm'],
  ],
  [
    'another agency',
    () => at((made) => Object.assign(made, { agency: { ...document.agency, creditCode: '11330200002948202X' } })),
    [null, 'submission.otherAgency'],
  ],
  ['a mark', () => at((made) => Object.assign(made.cover as object, { phone: '机密★10年' })), [null, 'secrecy.marked']],
])(
  '%s',
  async (_, make, codes) => {
    expect(await both(make())).toEqual(codes)
  },
  60_000,
)

test('a file of rows that is not the one that was meant', async () => {
  const [[name = '', data = Buffer.alloc(0)] = []] = [...files]
  const lines = data.toString('utf8').split('\n')
  const changed = async (other: Buffer, honest: boolean) => {
    const made = structuredClone(document)
    const [first] = made.beside ?? []
    const { sha256, sm3, bytes } = await (await import('./pieces.ts')).digestsOf(other)
    // A forger says of his file what is true of it.
    if (first !== undefined && honest) Object.assign(first, { sha256, sm3, bytes })
    return both(text(made), new Map([...files, [name, other]]))
  }
  const swapped = Buffer.from([lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n'))
  // Other rows, and digests that say so: taken by the letter, and verifying tells.
  expect(await changed(swapped, false)).toEqual([null, 'submission.besideMissing'])
  expect(await changed(swapped, true)).toEqual([null, null])
  for (const other of [
    Buffer.from([...lines.slice(0, 2), '{"__proto__":{}}', ...lines.slice(3)].join('\n')),
    Buffer.from([lines[0], ` ${lines[1]}`, ...lines.slice(2)].join('\n')),
    Buffer.from(lines.slice(1).join('\n')),
    Buffer.from(lines.slice(0, 2).join('\n')),
    Buffer.from([...lines.slice(0, 2), `{"facts":${'['.repeat(100_000)}`].join('\n')),
    Buffer.concat([data, data]),
    Buffer.from([0xff, 0xfe]),
  ])
    expect(await changed(other, true)).toEqual(fileForm)
}, 60_000)

test('bundles: bombs, ways out of the folder, signatures of something else', async () => {
  const bomb = await zipOf([{ name: 'files/报送.json', chunks: Array.from({ length: 700 }, () => Buffer.alloc(1 << 20)) }])
  expect(bomb.length).toBeLessThan(2 << 20)
  for (const data of [
    bomb,
    await zipOf([{ name: '../报送.json', chunks: [text(document)] }]),
    await zipOf([{ name: 'files/..\\报送.json', chunks: [text(document)] }]),
    await zipOf([{ name: '/etc/报送.json', chunks: [text(document)] }]),
    await zipOf([{ name: 'files/报送.json', chunks: [text(document)] }]),
    Buffer.from('PK'),
    Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(200, 1)]),
  ])
    expect(await refusal(() => verified(data))).toBe('signing.noBundle')
}, 120_000)

type Path = { of: Record<string, unknown> | unknown[]; key: string | number }

const pathsIn = (value: unknown, found: Path[] = []): Path[] => {
  if (typeof value !== 'object' || value === null) return found
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    found.push({ of: value as Path['of'], key })
    pathsIn((value as Record<string | number, unknown>)[key], found)
  }
  return found
}

const hostile = (): unknown[] => [
  ...[null, true, -1, 0, 1.5, 1e21, 1e308, -0, 2 ** 53, '', ' ', '0', '-', '\u0000', '\u0001', '\ud800', '𠮷', '../..', '=1+1', 'x'.repeat(5000)],
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '2026-99-99', '2026-02-30', '9999-12-31', '0000-01-01', '2026-99-99T99:99:99.999Z'],
  ...['0000-00-00T00:00:00.000Z', 'entry', 'request', 'entry.total', '00000000-0000-4000-8000-000000000001', 'f'.repeat(64)],
  ...[[], {}, [[]], { constructor: 1 }, Array.from({ length: 50 }, () => 1)],
]

const randomFrom = (start: number) => {
  let state = start >>> 0 || 1
  return (below: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** One to three things of the document otherwise, in its canonical form; or its bytes, in none. */
const mutated = (random: (below: number) => number): Buffer => {
  if (random(8) === 0) {
    const bytes = Buffer.from(text(document))
    for (let n = random(4); n >= 0; n--) bytes[random(bytes.length)] = random(256)
    return random(3) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes
  }
  const made = structuredClone(document) as unknown
  for (let n = random(3); n >= 0; n--) {
    const paths = pathsIn(made)
    const { of, key } = paths[random(paths.length)] as Path
    const list = hostile()
    const other = paths[random(paths.length)] as Path
    const value = random(4) === 0 ? structuredClone((other.of as Record<string | number, unknown>)[other.key]) : list[random(list.length)]
    if (Array.isArray(of)) random(3) === 0 ? of.splice(Number(key), 1) : random(2) === 0 ? of.push(structuredClone(of[0])) : of.splice(Number(key), 1, value)
    else if (random(4) === 0) delete of[key]
    else if (random(6) === 0) of[`${key}x`] = value
    else of[key] = value
  }
  return text(made)
}

test(
  `${rounds} documents changed at random are refused in words or taken whole`,
  async () => {
    const random = randomFrom(seed)
    const met = new Map<string, number>()
    const beside = own()
    for (let n = 0; n < rounds; n++) {
      const data = mutated(random)
      const before = process.cpuUsage()
      try {
        const seen = await refusal(() => verified(data, beside))
        const kept = await refusal(() => taken(data, files, n % 5 === 0))
        for (const code of [seen ?? 'verified', kept ?? 'taken']) met.set(code, (met.get(code) ?? 0) + 1)
      } catch (error) {
        throw new Error(`round ${n} of seed ${seed}: ${error instanceof Error ? error.stack : String(error)}\n${data.toString('utf8').slice(0, 300)}`)
      }
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000).toBeLessThan(longestMs)
    }
    // Both ways are really gone.
    expect(met.get('submission.fileForm') ?? 0).toBeGreaterThan(rounds / 10)
    expect(met.get('taken') ?? 0).toBeGreaterThan(0)
    process.stdout.write(`${JSON.stringify(Object.fromEntries(met))}\n`)
  },
  120_000 + rounds * 1000,
)
