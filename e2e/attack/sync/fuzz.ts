import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { partsOf, storedBytes } from '../../../electron/core/attachments/queries.ts'
import { unpackContent } from '../../../electron/core/catalogue/stored.ts'
import { openReader } from '../../../electron/core/db/open.ts'
import { sql } from '../../../electron/core/db/sql.ts'
import { makeNetwork } from '../../../electron/core/node-network.ts'
import type { Network, NetworkAnswer } from '../../../electron/core/ports.ts'
import { deskOf, submitReady } from '../../../electron/core/sync/office.fixture.ts'
import { makeTestCore, passphraseOf, type TestUser } from '../../../electron/core/vault/testing.ts'
import { type EntryContent, entryContentSchema } from '../../../shared/catalogue.ts'
import type { Change } from '../../../shared/platform-api/schemas.ts'
import { type AnswerKind, type Answers, answerKinds, bodyOf, digestOf, headersOf, newPaper, type Said, validAnswers } from './answers.ts'
import { mutateBytes, mutateValue } from './mutate.ts'
import { idsFrom, type Random, randomFrom } from './random.ts'
import { openWire, rawAnswer, type Wire } from './wire.ts'

export type FuzzTally = { mutated: number; runs: number; used: number; slowestMs: number; byKind: Record<AnswerKind, number>; byCode: Record<string, number> }

/** How answers of one kind are spoilt in a run, and whether the copy may believe what is left of them. */
const ways = [
  { name: 'bytes, digests kept', believable: false },
  { name: 'bytes, no digests', believable: true },
  { name: 'values, no digests', believable: true },
  { name: 'values, digests of the spoilt', believable: true },
  { name: 'raw bytes of the whole answer', believable: true },
] as const
type Way = (typeof ways)[number]['name']

/** What is spoilt: what changes most, most often; an enrolment seldom, since two people sign in for it. */
const often: readonly AnswerKind[] = [
  ...Array<AnswerKind>(6).fill('page'),
  ...Array<AnswerKind>(6).fill('verdicts'),
  'info',
  'info',
  'token',
  'token',
  'problem',
  'problem',
  'paperState',
  'paperState',
  'paperTaken',
  'paperPart',
  'paperPart',
]
const ofPapers: readonly AnswerKind[] = ['paperState', 'paperTaken', 'paperPart']
const kindIn = (random: Random, run: number): AnswerKind => (run % 40 === 20 ? 'enrolment' : random.pick(often))

/** Those that are whole, by their digests. */
type Papers = Set<string>
type Entry = { id: string; version: number; content: EntryContent; deletedAt: string | null }
type Snapshot = { entries: Map<string, Entry>; outbox: Set<string>; cursor: string; platformId: string; epoch: number; papers: Papers }

const stringsIn = (value: unknown, found = new Set<string>()): Set<string> => {
  // Half a character is kept as the sign for an unreadable one.
  if (typeof value === 'string') found.add(value.toWellFormed())
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) stringsIn(each, found)
  return found
}

const parsed = (text: string): unknown[] => {
  try {
    return [JSON.parse(text) as unknown]
  } catch {
    return []
  }
}
/** Everything that can be read of an answer: as one value, whatever its line ends, or line by line, however broken the rest. */
const readable = (body: Buffer): unknown[] => {
  const text = new TextDecoder().decode(body)
  const whole = parsed(text)
  return whole.length > 0 ? whole : text.split('\n').flatMap(parsed)
}

/** Whether nothing was changed that means anything: blank lines, or what no reader of the last line of a page looks at. */
const meansTheSame = (a: Buffer, b: Buffer): boolean => {
  const meaning = (body: Buffer): string => {
    const values = readable(body)
    const last = values.pop() as Record<string, unknown> | null | undefined
    const { kind, cursor, more, lines, epoch } = last ?? {}
    return JSON.stringify([values, kind === 'end' ? { kind, cursor, more, lines, epoch } : last])
  }
  return a.equals(b) || meaning(a) === meaning(b)
}

/** What one run was told, and what it said. */
type Talk = { believed: { values: unknown[]; text: string }[] /** Changes with their entries. */; posted: Map<string, string> }

/** Odd words in the place of a header's, or none. */
const oddHeaders = (headers: Record<string, string>, random: Random): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const luck = random.next()
      if (luck < 0.4) return [[name, value]]
      if (luck < 0.5) return []
      const words = [
        '',
        '-1',
        '0',
        '1',
        '0.5',
        '1e3',
        '0x10',
        'NaN',
        'Infinity',
        '?0',
        '?1',
        '?1;x=1',
        '9007199254740993',
        '99999999',
        String(Number(value) + 1),
      ]
      return [[name, random.pick([...words, String(random.below(Number(value) + 1 || 1))])]]
    }),
  )

const spoil = (way: Way, said: Said, random: Random): { body: Buffer; headers: Record<string, string> } => {
  if (said.kind === 'paperState') return { body: bodyOf(said, false), headers: oddHeaders(headersOf(said, Buffer.alloc(0), false), random) }
  if (way.startsWith('values') && said.bytes === undefined) {
    const digests = way === 'values, digests of the spoilt'
    const spoilt = { ...said, values: mutateValue(said.values, random) as unknown[] }
    if (!Array.isArray(spoilt.values) || spoilt.values.length === 0) spoilt.values = [spoilt.values]
    const body = bodyOf(spoilt, digests)
    return { body, headers: headersOf(said, body, digests) }
  }
  const digests = way !== 'bytes, no digests'
  const whole = bodyOf(said, digests)
  const body = mutateBytes(whole, random)
  // Of bytes there are no values: what was spoilt may come with a digest that fits.
  return { body, headers: headersOf(said, way === 'values, digests of the spoilt' ? body : whole, digests) }
}

/**
 * Mutated answers until `wanted` were given, in vaults of some hundred runs each. Throws at the first that brings the
 * core down, takes longer than `slowMs` of processor time, or leaves something no answer justifies.
 */
export const fuzz = async (
  seed: number,
  wanted: number,
  { slowMs = 2000, runsPerVault = 600, say = (_line: string): void => undefined } = {},
): Promise<FuzzTally> => {
  const tally: FuzzTally = {
    mutated: 0,
    runs: 0,
    used: 0,
    slowestMs: 0,
    byKind: Object.fromEntries(answerKinds.map((kind) => [kind, 0])) as FuzzTally['byKind'],
    byCode: {},
  }
  const wire = await openWire()
  try {
    for (let part = 0; tally.mutated < wanted; part++) {
      await inOneVault(randomFrom(seed + part), wire, tally, { wanted, slowMs, runs: runsPerVault, seed: seed + part })
      say(JSON.stringify({ seed: seed + part, ...tally }))
    }
    return tally
  } finally {
    await wire.close()
  }
}

const overWire = makeNetwork({ connectTimeout: 1000, headersTimeout: 1000, bodyTimeout: 1000, whole: 1500 })

const inOneVault = async (
  random: Random,
  wire: Wire,
  tally: FuzzTally,
  { wanted, slowMs, runs, seed }: { wanted: number; slowMs: number; runs: number; seed: number },
): Promise<void> => {
  const newId = idsFrom(random)
  let answers: Answers
  let target: AnswerKind | null = null
  let way: Way = 'bytes, digests kept'
  let talk: Talk = { believed: [], posted: new Map() }
  const network: Network = {
    pause: async () => undefined,
    send: async (request): Promise<NetworkAnswer> => {
      const said = answers.say({ ...request, url: new URL(request.url) })
      if (request.method === 'POST' && request.url.endsWith('/changes')) {
        const { changes } = JSON.parse(Buffer.from(request.body ?? []).toString()) as { changes: Change[] }
        for (const { changeId, id } of changes) talk.posted.set(changeId, id)
      }
      const whole = bodyOf(said, true)
      if (said.kind !== target) {
        talk.believed.push({ values: said.values, text: whole.toString() })
        return { status: said.status, headers: headersOf(said, whole, true), body: whole }
      }
      const spoilt = spoil(way, said, random)
      tally.mutated++
      tally.byKind[said.kind]++
      const same = meansTheSame(spoilt.body, whole)
      if (same || ways.some(({ name, believable }) => name === way && believable))
        talk.believed.push({ values: readable(spoilt.body), text: spoilt.body.toString() })
      const status = random.next() < 0.9 ? said.status : random.pick([200, 201, 206, 400, 401, 403, 404, 409, 410, 413, 422, 426, 428])
      if (way !== 'raw bytes of the whole answer') return { status, headers: spoilt.headers, body: spoilt.body }
      wire.next = mutateBytes(rawAnswer(status, headersOf(said, whole, true), whole), random)
      talk.believed.push({ values: readable(wire.next), text: wire.next.toString() })
      return overWire.send({ ...request, url: wire.url })
    },
  }
  const desk = deskOf(await makeTestCore({ cipher: 'aegis', ports: { network, newId } }))
  const atEnd: (() => void)[] = []
  try {
    answers = validAnswers(random, { newId, platformId: newId(), agencyId: newId(), epoch: 1 })
    await desk.as('sec')
    const { keyHex, cipher } = await desk.value('vault.exportKey', {}, { with: { user: 'officer', passphrase: passphraseOf('officer') } })
    await desk.as('sys')
    await desk.value('sync.configure', { url: 'http://platform.example/' })
    await desk.value('sync.enrol', { code: '12345678' })
    await desk.as('officer')
    /** Closed while another user signs in: the core closes and opens the database then. */
    let open: ReturnType<typeof openReader> | null = null
    const reading = <T>(read: (db: ReturnType<typeof openReader>) => T): T => {
      open ??= openReader({ path: join(desk.dir, 'catalogue.db'), keyHex, cipher })
      return read(open)
    }
    const signIn = async (user: TestUser): Promise<void> => {
      open?.close()
      open = null
      await desk.as(user)
    }
    atEnd.push(() => open?.close())
    const snapshot = (db: ReturnType<typeof openReader>): Snapshot => {
      const rows = db.all<{ id: string; version: number; content: string; deletedAt: string | null }>(
        sql`SELECT id, version, content, deleted_at AS "deletedAt" FROM entry`,
      )
      const at = db.get<{ cursor: string; platformId: string; epoch: number }>(sql`SELECT cursor, platform_id AS "platformId", epoch FROM sync_platform`)
      if (at === undefined) throw new Error('the platform is forgotten')
      return {
        entries: new Map(rows.map((row) => [row.id, { ...row, content: unpackContent(row.content) }])),
        outbox: new Set(db.all<{ id: string }>(sql`SELECT change_id AS id FROM sync_outbox`).map(({ id }) => id)),
        ...at,
        papers: new Set(db.all<{ sha256: string }>(sql`SELECT sha256 FROM attachment WHERE type <> ''`).map(({ sha256 }) => sha256)),
      }
    }
    /** A paper that came with a submission and is not here, of an entry. */
    const missing = (db: ReturnType<typeof openReader>, papers: Papers): { entry: string; sha256: string } | undefined =>
      db
        .all<{ entry: string; state: string }>(sql`SELECT id AS entry, state FROM sync_shadow WHERE gone IS NULL`)
        .flatMap(({ entry, state }) => ((JSON.parse(state) as { evidence?: { sha256: string }[] }).evidence ?? []).map(({ sha256 }) => ({ entry, sha256 })))
        .find(({ sha256 }) => !papers.has(sha256))
    /** A paper counted as whole whose bytes are not those of its digest. */
    const falsePaper = (papers: Iterable<string>): string | undefined =>
      reading((db) => [...papers].find((sha256) => digestOf(Buffer.concat([...partsOf(db, { sha256, bytes: storedBytes(db, sha256) })])) !== sha256))
    /** An entry of which the platform has the very text, and that may be submitted. */
    const confirmed = (): string | undefined => {
      const ids = reading((db) =>
        db.all<{ id: string }>(sql`
          SELECT e.id FROM entry e JOIN sync_shadow s ON s.id = e.id WHERE s.local_version = e.version AND s.gone IS NULL AND e.deleted_at IS NULL
            AND e.status IN ('draft', 'checked', 'agreed', 'returned', 'withdrawn')
            AND NOT EXISTS (SELECT 1 FROM sync_outbox o WHERE o.id = e.id)`),
      ).map(({ id }) => id)
      const own = ids.filter((id) => answers.ids.indexOf(id) < 12)
      return own.length === 0 ? undefined : random.pick(own)
    }
    /** A paper of ours goes with a submission, where one may be made. */
    const submit = async (id: string): Promise<void> => {
      const bytes = newPaper(random)
      const file = join(desk.temp, `${digestOf(bytes).slice(0, 12)}.pdf`)
      writeFileSync(file, bytes)
      await desk.value('attachment.add', { file, secrecy: '不涉密', entries: [id] })
      await submitReady(desk, [id], { evidence: [digestOf(bytes)] })
    }
    const look = () => reading(snapshot)
    const remembers = (id: string, word: string): boolean =>
      reading(
        (db) =>
          db.get(sql`SELECT 1 FROM entry_version v JOIN entry e ON e.rid = v.rid WHERE e.id = ${id} AND v.changes LIKE ${`%${word}%`}`) !== undefined ||
          db.get(sql`SELECT 1 FROM entry WHERE id = ${id} AND content LIKE ${`%${word}%`}`) !== undefined,
      )
    for (let run = 0; run < runs && tally.mutated < wanted; run++) {
      const word = `本机${run}`
      const known = look()
      const ours = [...known.entries.values()].filter(({ id, deletedAt }) => deletedAt === null && answers.ids.indexOf(id) < 12)
      const chosen = ours.length < 4 || random.next() < 0.05 ? undefined : random.pick(ours)
      let edited = ''
      target = kindIn(random, run)
      const paper = target === 'paperTaken' || (target === 'paperState' && random.next() < 0.5)
      const submitted = paper ? confirmed() : undefined
      if (submitted !== undefined) await submit(submitted)
      else if (run % 2 === 0) {
        const reply = await desk.call('catalogue.save', {
          ...(chosen === undefined ? {} : { id: chosen.id, base: chosen.version }),
          patch: chosen === undefined ? { title: word } : { [random.pick(['title', 'abstract', 'keywords'])]: word },
          secrecy: '不涉密',
        })
        if (reply.ok) edited = reply.value.id
      }
      const before = edited === '' && submitted === undefined ? known : look()
      const fetched = ofPapers.includes(target) && submitted === undefined ? reading((db) => missing(db, before.papers)) : undefined
      way = random.pick(ways.slice(0, random.next() < 0.05 ? ways.length : ways.length - 1)).name
      answers.refuses = target === 'problem'
      answers.expired = target === 'token'
      talk = { believed: [], posted: new Map() }
      const started = process.cpuUsage()
      if (target === 'enrolment') {
        // Believed, it would be another agency's copy from here on: only what must not be believed is tried.
        way = 'bytes, digests kept'
        await signIn('sys')
      }
      const reply = await (target === 'enrolment'
        ? desk.call('sync.enrol', { code: '12345678' })
        : fetched !== undefined
          ? desk.call('attachment.fetch', fetched)
          : desk.call('sync.run', { secrecy: '不涉密' }))
      const used = process.cpuUsage(started)
      const ms = (used.user + used.system) / 1000
      if (target === 'enrolment') await signIn('officer')
      tally.runs++
      tally.slowestMs = Math.max(tally.slowestMs, Math.round(ms))
      const code = reply.ok ? 'ok' : reply.error.code
      tally.byCode[code] = (tally.byCode[code] ?? 0) + 1
      const breach = (what: string): Error => new Error(`seed ${seed}, run ${run}, ${target}, ${way}: ${what}\n${JSON.stringify(talk.believed).slice(0, 4000)}`)
      if (!reply.ok && !code.startsWith('sync.') && !(fetched !== undefined && code.startsWith('attachment.'))) throw breach(JSON.stringify(reply.error))
      if (ms > slowMs) throw breach(`${ms} ms`)
      const after = look()
      const unjustified = breachOf(before, after, talk) ?? falsePaper([...after.papers].filter((sha256) => !before.papers.has(sha256)))
      if (unjustified !== undefined && unjustified !== null) throw breach(unjustified)
      if (
        after.cursor !== before.cursor ||
        after.papers.size > before.papers.size ||
        [...after.entries.values()].some(({ id, version }) => before.entries.get(id)?.version !== version)
      )
        tally.used++
      if (edited !== '' && !remembers(edited, word)) throw breach(`${word} is lost`)
      const { asks } = await desk.value('sync.status', {})
      // A platform that seems to be another one, or put back, is asked about; here the answer is that it is the old one.
      if (asks !== null) {
        await signIn('keeper')
        await desk.value('sync.confirm', { question: asks.question })
        await signIn('officer')
        if (asks.question === 'otherPlatform') return
      }
      const { changes } = await desk.value('quarantine.list', {})
      if (changes.length > 0) await desk.value('quarantine.withdraw', { ids: changes.map(({ id }) => id) })
    }
    await signIn('aud')
    if (falsePaper(look().papers) !== undefined) throw new Error(`seed ${seed}: a paper is another one`)
    const { broken } = await desk.value('audit.verify', {})
    if (broken !== null) throw new Error(`seed ${seed}: the audit is broken at ${broken.at}`)
  } finally {
    for (const one of atEnd) one()
    await desk.close()
  }
}

/** What is in the vault now, was not before, and was said by nobody who may be believed. */
const breachOf = (before: Snapshot, after: Snapshot, { believed, posted }: Talk): string | null => {
  const text = believed.map((one) => one.text).join('\n')
  const strings = stringsIn(believed.map(({ values }) => values))
  for (const [id, entry] of after.entries) {
    const old = before.entries.get(id)
    if (old !== undefined && old.version === entry.version && old.deletedAt === entry.deletedAt) continue
    if (!text.includes(id) && ![...posted].some(([changeId, of]) => of === id && text.includes(changeId))) return `${id} changed and no answer names it`
    if (!entryContentSchema.safeParse(entry.content).success) return `${id} holds what is no entry`
    const known = stringsIn(old?.content)
    for (const each of stringsIn(entry.content))
      if (!known.has(each) && !strings.has(each)) return `${id} says ${JSON.stringify(each.slice(0, 80))}, which nobody said`
  }
  for (const sha256 of before.papers) if (!after.papers.has(sha256)) return `the paper ${sha256} is gone`
  for (const id of before.entries.keys()) if (!after.entries.has(id)) return `${id} is gone`
  const freeing = new Set<unknown>(
    believed
      .flatMap(({ values }) => values)
      .flatMap((value) => (value as { verdicts?: unknown } | null)?.verdicts ?? [])
      .flatMap((verdict) => {
        const { changeId, verdict: name } = (verdict ?? {}) as { changeId?: unknown; verdict?: unknown }
        if (changeId === null) return name === 'rejected' ? [null] : []
        return typeof name === 'string' && ['applied', 'already', 'altered', 'conflict', 'rejected'].includes(name) ? [changeId] : []
      }),
  )
  const placeless = freeing.has(null)
  for (const id of [...before.outbox, ...posted.keys()])
    if (!after.outbox.has(id) && !freeing.has(id) && !placeless) return `change ${id} is free and nobody answered it`
  if (after.cursor !== before.cursor && after.cursor !== '' && !strings.has(after.cursor)) return `the cursor is ${after.cursor.slice(0, 80)}`
  return null
}
