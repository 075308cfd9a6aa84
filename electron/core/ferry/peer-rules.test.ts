import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseHead } from '../../../shared/cases/act.ts'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import { paperLine, pieceLine } from '../../../shared/ferry/papers.ts'
import type { Party } from '../../../shared/ferry/parties.ts'
import type { CarriedAct, PeerCase } from '../../../shared/ferry/peer.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { civil, police } from '../signing/desk.fixture.ts'
import { assetsDir } from '../vault/testing.ts'
import { killed } from './killed.fixture.ts'
import { mutate, randomFrom } from './mutate.fixture.ts'
import { type Down, makeDown, makePlatform, type PaperPlatform, review } from './office.fixture.ts'
import { type Agency, meetAgencies, openAgency } from './peer.fixture.ts'

/** Packages of an agency that packs as it likes, with its real keys; and what a kill leaves of ours. */

const rounds = Number(process.env.MULU_FUZZ ?? 300)
const seed = Number(process.env.MULU_SEED)

let ours: Agency
let forger: PaperPlatform
let party: Party
beforeAll(async () => {
  ours = await openAgency(civil)
  forger = await makePlatform({ kind: 'copy', name: police })
  await ours.as('sys')
  await ours.value('ferry.trustIdentity', { file: ours.put('forger.txt', forger.cardText), fingerprint: forger.fingerprint })
  await ours.as('officer')
  const own = (await ours.value('ferry.identities', {})).identities.find((card) => card.own)
  party = { kind: 'copy', id: own?.id ?? '', agency: { id: null, name: civil }, fingerprint: ours.fingerprint }
}, 120_000)
afterAll(() => ours?.close())

const headOf = (more: Partial<CaseHead> = {}): CaseHead => ({
  id: randomUUID(),
  kind: 'request',
  title: '婚姻登记信息',
  applicant: police,
  respondent: civil,
  refers: null,
  sensitive: [],
  shareType: '有条件共享',
  ...more,
})
const actOf = (act: string, fields: CarriedAct['statement']['fields'], more: Partial<CarriedAct> = {}): CarriedAct => ({
  status: 'issued',
  statement: {
    id: randomUUID(),
    act,
    party: 'applicant',
    officer: '王科长',
    madeAt: '2026-11-26T00:00:00.000Z',
    number: '',
    consents: [],
    fields,
    note: '',
    papers: [],
  },
  agency: police,
  source: '本机草稿',
  when: null,
  ruling: '',
  ...more,
})
const line = (more: Partial<PeerCase> = {}): PeerCase => ({
  kind: 'peerCase',
  head: headOf(),
  number: '2026-0007',
  byPlatform: false,
  yours: null,
  note: '',
  acts: [],
  papers: [],
  ...more,
})
let made = 0
const pack = async (lines: readonly (PeerCase | string)[], down: Down = {}): Promise<string[]> => {
  const texts = lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  // The card the package is encrypted to is asked for by none of these.
  const { volumes } = await makeDown(forger, { party, card: forger.card }, { kind: 'peer', about: { seen: null }, lines: texts, ...down })
  return volumes.map((bytes, at) => ours.put(`forged-${++made}-${at}.txt`, bytes))
}
const paperLines = (text: string): { sha256: string; lines: string[] } => {
  const data = Buffer.from(text)
  const sha256 = sha256Hex(data)
  return { sha256, lines: [paperLine({ sha256, bytes: data.length, of: [] }), pieceLine(data.toString('base64'))] }
}
const pdf = (text: string): string => `%PDF-1.4\n% ${text}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`
const anew = ({ head }: PeerCase) => [{ id: head.id, into: null }]
const codeOf = (reply: { ok: boolean; error?: { code: string } }): string => (reply.ok ? 'ok' : (reply.error?.code ?? ''))
const files = async (): Promise<number> => (await ours.value('request.list', {})).total + (await ours.value('agreement.list', {})).total

test('who sends it is told by the card: another name, a platform, another recipient by name are refused', async () => {
  const one = line()
  const named = (name: string): Down => ({
    change: (manifest) => ({ ...manifest, sender: { ...manifest.sender, agency: { id: null, name } } }),
    changeInner: (record) => ({ ...record, sender: { ...record.sender, agency: { id: null, name } } }),
  })
  expect(codeOf(await ours.take(await pack([one], named('澄湖市教育局')), anew(one)))).toBe('ferry.otherAgency')
  const other = { ...party, agency: { id: null, name: '澄湖市教育局' } }
  const { volumes } = await makeDown(forger, { party: other, card: forger.card }, { kind: 'peer', about: { seen: null }, lines: [JSON.stringify(one)] })
  expect(codeOf(await ours.take([ours.put('other.txt', volumes[0] ?? '')]))).toBe('ferry.notForUs')
  expect(codeOf(await ours.take(await pack([one], { about: { seen: 'x' } }), anew(one)))).toBe('ferry.notPackage')
  // A platform's card signs no such package, and an agency's signs none of a platform's.
  const platform = await makePlatform()
  await ours.as('sys')
  await ours.value('ferry.trustIdentity', { file: ours.put('platform.txt', platform.cardText), fingerprint: platform.fingerprint })
  await ours.as('officer')
  const wrong = await makeDown(platform, { party, card: forger.card }, { kind: 'peer', about: { seen: null }, lines: [JSON.stringify(one)] })
  expect(codeOf(await ours.take([ours.put('wrong.txt', wrong.volumes[0] ?? '')]))).toBe('ferry.notAgency')
  expect(codeOf(await ours.take(await pack([], { kind: 'down', about: { after: '', cursor: 'c1', rulePacks: [] } })))).not.toBe('ok')
  expect(await files()).toBe(0)
})

test('a case of others, a twice-told one, a line nobody can read: passed over by name; the rest is taken', async () => {
  const good = line()
  const between = line({ head: headOf({ applicant: '澄湖市教育局' }) })
  const seen = await ours.value('ferry.preview', { files: await pack([good, between, { ...good, note: 'x' }, '{"kind":"peerCase"}']) })
  expect(seen.passedOver.map(({ why }) => why)).toEqual(['caseNotBetween', 'caseTwice', 'unreadable'])
  const taken = await ours.bring(await pack([good, between, { ...good, note: 'x' }, '{"kind":"peerCase"}']), anew(good))
  expect(taken).toMatchObject({ effects: { taken: 1, passedOver: 3 } })
  // Under the id of a file of ours another matter is told: it goes nowhere.
  const here = taken.cases[0]?.into?.id ?? ''
  const stolen = line({ head: headOf({ id: here, kind: 'correction' }) })
  expect(await ours.bring(await pack([stolen]))).toMatchObject({ passedOver: [{ why: 'caseHead' }] })
  expect((await ours.received('request', here)).length).toBe(1)
})

test('a classification mark anywhere refuses all of it; papers nobody lists too, and what is no paper stays out alone', async () => {
  const before = await files()
  const marked = line({ acts: [actOf('message', { text: '此件秘密★5年' })] })
  expect(codeOf(await ours.take(await pack([marked]), anew(marked)))).toBe('secrecy.marked')
  const note = line({ note: '机密★' })
  expect(codeOf(await ours.take(await pack([note]), anew(note)))).toBe('secrecy.marked')
  const paper = paperLines(pdf('letter'))
  const bare = line()
  expect(codeOf(await ours.take(await pack([bare, ...paper.lines]), anew(bare)))).toBe('ferry.paperUnlisted')
  expect(await files()).toBe(before)
  const table = paperLines('姓名,身份证件号码\n张三,330203\n')
  const both = line({
    papers: [
      { name: '函.pdf', sha256: paper.sha256 },
      { name: '名单.csv', sha256: table.sha256 },
    ],
  })
  const taken = await ours.bring(await pack([both, ...paper.lines, ...table.lines]), anew(both))
  expect(taken).toMatchObject({ papers: 1, passedOver: [{ why: 'paperKind' }] })
  const [came] = await ours.received('request', taken.cases[0]?.into?.id ?? '')
  expect(came?.papers.map(({ name, here }) => [name, here])).toEqual([
    ['函.pdf', true],
    ['名单.csv', false],
  ])
})

test("nothing is recorded by a package that the sender could not say: the department's acts, ours, what stays inside, a text under another digest", async () => {
  const apply = actOf('apply', validFields.request.apply ?? {})
  const asDepartment = actOf('consentExtension', { n: 5 })
  const asUs = actOf('grant', { way: '服务接口' }, { status: 'counted', source: '平台', when: '2026-11-26T00:00:00.000Z', ruling: '数发1号' })
  const inside = actOf('recordUse', validFields.request.recordUse ?? {})
  const one = line({
    acts: [
      apply,
      { ...asDepartment, statement: { ...asDepartment.statement, party: 'department' } },
      { ...asUs, statement: { ...asUs.statement, party: 'respondent' } },
      inside,
    ],
  })
  const here = (await ours.bring(await pack([one]), anew(one))).cases[0]?.into?.id ?? ''
  const [came] = await ours.received('request', here)
  expect(came?.acts.map(({ act, record }) => [act, record === null])).toEqual([
    ['apply', false],
    ['consentExtension', true],
    ['grant', true],
    ['recordUse', came?.acts[3]?.record === null],
  ])
  const packageId = came?.packageId ?? ''
  for (const act of ['consentExtension', 'grant'] as const) {
    const actId = came?.acts.find((each) => each.act === act)?.id ?? ''
    expect(codeOf(await ours.call('request.takeUp', { secrecy: '不涉密', id: here, packageId, how: 'record', actId, ruling: '数发1号' }))).toBe(
      'case.nothingToRecord',
    )
  }
  expect((await ours.value('request.get', { id: here })).row.state).toBe('new')
  // Of an agreement: what is proposed is a whole text under its own digest.
  const text = line({
    head: headOf({ kind: 'agreement', shareType: '' }),
    acts: [actOf('propose', { text: { format: 'x' }, sha256: '0'.repeat(64), note: '' })],
  })
  const file = (await ours.bring(await pack([text]), anew(text))).cases[0]?.into?.id ?? ''
  expect((await ours.received('agreement', file))[0]?.acts).toMatchObject([{ text: false, record: { lacks: { code: 'agreement.textWrong' } } }])
})

test('a statement under the id of one that is here, saying something else, is told as another and changes nothing', async () => {
  const apply = actOf('apply', validFields.request.apply ?? {})
  const one = line({ acts: [apply] })
  const here = (await ours.bring(await pack([one]), anew(one))).cases[0]?.into?.id ?? ''
  const [first] = await ours.received('request', here)
  await ours.value('request.takeUp', {
    secrecy: '不涉密',
    id: here,
    packageId: first?.packageId ?? '',
    how: 'record',
    actId: apply.statement.id,
    ruling: '数发1号',
  })
  const changed = { ...apply, statement: { ...apply.statement, officer: '赵科长' } }
  await ours.bring(await pack([{ ...one, acts: [changed] }]))
  const packages = await ours.received('request', here)
  expect(packages.map(({ acts }) => acts[0]?.known).sort()).toEqual(['differs', 'same'])
  expect((await ours.value('request.get', { id: here })).file?.acts).toMatchObject([{ officer: '王科长' }])
})

test('the script that travels apart verifies it on a machine without Mulu', async () => {
  const run = promisify(execFile)
  const [file = ''] = await pack([line()])
  const script = join(assetsDir, 'ferry', 'verify-package.sh')
  const { stdout } = await run('sh', [script, ours.put('signer.txt', forger.cardText), file], { env: { PATH: '/usr/bin:/bin' } })
  expect(stdout.replaceAll(' ', '')).toContain(forger.fingerprint)
})

test(
  `${rounds} packages with changed lines that their sender itself signed: each line is taken or passed over, or all of it refused by name; the vault stays whole`,
  async () => {
    const random = randomFrom(seed)
    const paper = paperLines(pdf('x'.repeat(3000)))
    const cases = Array.from({ length: 4 }, (_, n) =>
      line({ number: `2026-${n}`, acts: [actOf('apply', validFields.request.apply ?? {})], papers: n === 0 ? [{ name: '函.pdf', sha256: paper.sha256 }] : [] }),
    )
    const texts = [...cases.map((one) => JSON.stringify(one)), ...paper.lines]
    const before = await files()
    const codes = new Map<string, number>()
    for (let round = 0; round < rounds; round++) {
      const changed = texts.map((text) =>
        random(4) === 0
          ? mutate(Buffer.from(text), random)
              .toString('utf8')
              .replaceAll(/[\n\r]/g, ' ')
          : text,
      )
      const reply = await ours.call('ferry.preview', { files: await pack(changed) })
      const code = codeOf(reply)
      codes.set(code, (codes.get(code) ?? 0) + 1)
      expect(code, `seed ${seed} round ${round} ${JSON.stringify(reply).slice(0, 300)}`).toMatch(
        /^(?:ok|secrecy\.marked|ferry\.(?:paperDamaged|paperTooLarge|paperUnlisted|inner|notPackage))$/,
      )
    }
    process.stdout.write(`seed ${seed}: ${JSON.stringify(Object.fromEntries(codes))}\n`)
    expect(codes.get('ok') ?? 0).toBeGreaterThan(0)
    expect(codes.size).toBeGreaterThan(1)
    expect(await files()).toBe(before)
    expect((await ours.value('vault.check', {})).damages).toEqual([])
  },
  60_000 + rounds * 400,
)

test('killed at every step of taking in and of writing: all of it or nothing, and once more gives the same', async () => {
  const theirs = await openAgency(police)
  const receiver = await openAgency('澄湖市自然资源局')
  try {
    await meetAgencies(theirs, receiver)
    const ids: string[] = []
    for (let n = 0; n < 12; n++) {
      const id = await theirs.cases.open('request', 'applicant', { other: '澄湖市自然资源局', title: `信息资源${n}` })
      await theirs.value('request.draft', { secrecy: '不涉密', id, act: 'apply', fields: validFields.request.apply ?? {} })
      ids.push(id)
    }
    const file = theirs.put('bulk.pdf', `%PDF-1.4\n%${'0123456789abcdef'.repeat(120_000)}\n%%EOF\n`)
    const { sha256 } = await theirs.value('request.addPaper', { secrecy: '不涉密', id: ids[0] ?? '', file })
    const chosen = ids.map((id, at) => ({ id, papers: at === 0 ? [sha256] : [] }))
    const out = join(theirs.temp, 'killed.txt')
    const asked = { file: out, medium: { number: 'K-1', mark: '内部' }, secrecy: '不涉密', review, to: receiver.fingerprint, cases: chosen }
    for (const [phase, nth, ms] of [
      ['begin', 1, 20],
      ['write', 3, 0],
      ['evidence', 1, 0],
    ] as const) {
      await theirs.value('vault.lock', {})
      const said = await killed(theirs, 'ferry.exportCases', asked, phase, nth, ms)
      await theirs.as('officer')
      const written = (await theirs.value('ferry.packages', { direction: 'out' })).packages.length
      // A file under its name is a package in the register; the other way round a kill may come between the two.
      if (existsSync(out)) expect(written).toBeGreaterThan(0)
      if (said.some((text) => text.startsWith('done {"ok":true'))) expect(existsSync(out)).toBe(true)
    }
    const { files: sent } = await theirs.send(receiver, chosen)
    const decided = ids.map((id) => ({ id, into: null }))
    let done = false
    for (const [phase, nth, ms] of [
      ['begin', 1, 30],
      ['verify', 1, 0],
      ['apply', 1, 0],
      ['apply', 3, 5],
      ['apply', 5, 300],
    ] as const) {
      await receiver.value('vault.lock', {})
      const said = await killed(receiver, 'ferry.import', { files: sent, secrecy: '不涉密', cases: decided }, phase, nth, ms)
      await receiver.as('officer')
      const there = (await receiver.value('request.list', {})).total
      expect([0, 12]).toContain(there)
      if (said.some((text) => text.startsWith('done {"ok":true')) || done) expect(there).toBe(12)
      done = there === 12
      expect((await receiver.value('ferry.packages', { direction: 'in' })).packages).toHaveLength(done ? 1 : 0)
    }
    const last = await receiver.bring(sent, decided)
    expect(last.already !== null).toBe(done)
    expect((await receiver.value('request.list', {})).total).toBe(12)
    expect((await receiver.value('vault.check', {})).damages).toEqual([])
  } finally {
    await theirs.close()
    await receiver.close()
  }
}, 480_000)
