import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import { ferryLimits } from '../shared/ferry/limits.ts'
import { inGroups } from '../shared/ferry/parties.ts'
import type { Database } from './database/database.ts'
import { openPlatform, type Place } from './database/open.ts'
import { atDesk, isDeskCommand } from './desk-commands.ts'
import { addCard, cards, ownParty } from './ferry/cards.ts'
import { giveDown } from './ferry/give.ts'
import { packages } from './ferry/packages.ts'
import { takePackage } from './ferry/take.ts'
import { inUse, lockFolder } from './folder-lock.ts'
import { Refused, sentenceOf } from './problems.ts'
import { deskQueue } from './store/desk.ts'
import { newEnrolmentCode, revoke } from './store/devices.ts'
import { devices } from './store/overview.ts'
import { addAgency, agencies, nextEpoch } from './store/platform.ts'
import { type Ruling, reviewQueue, rule } from './store/review.ts'
import { submissionList } from './store/submission-desk.ts'
import { atSubmissionDesk } from './submission-commands.ts'

/** One command of the administrator or of the reviewing department. */
export type Administration = {
  command: string
  values: Readonly<Record<string, string>>
  /** Whole paths of this computer. */
  files?: readonly string[]
}
export type Administered = { ok: true; [key: string]: unknown } | { ok: false; error: string; code?: string }

const ruling = ({ on, number = '', reason = '' }: Administration['values'], kind: string, now: Date): Ruling =>
  kind === 'publish'
    ? { kind, publishedOn: on ?? dayInChina(now), number }
    : kind === 'return'
      ? { kind, reason, number }
      : { kind: 'withdraw', reason, number }

const dayInChina = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

const cardIn = async ([file]: readonly string[]): Promise<string> => {
  if (file === undefined) throw new Refused('package.file', '--file')
  try {
    if ((await stat(file)).size > ferryLimits.cardBytes) throw new Refused('card.invalid', file)
    return await readFile(file, 'utf8')
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('package.file', file)
  }
}

const said = (error: unknown): Administered => {
  if (error instanceof Refused) return { ok: false, error: sentenceOf(error.code, error.detail), code: error.code }
  return { ok: false, error: error instanceof Error ? error.message : String(error) }
}

/** Carries out a command; throws with a sentence where it can not be done. */
export const administer = async (db: Database, { command, values, files = [] }: Administration): Promise<Administered> => {
  const now = new Date()
  const ofSubmissions = await atSubmissionDesk(db, command, values, files, now)
  if (ofSubmissions !== null) return { ok: true, ...ofSubmissions }
  if (isDeskCommand(command)) return { ok: true, ...(await atDesk(db, command, values, files, now)) }
  const { name = '', id = '', agency = '', officer = '', reviewer = '主管部门' } = values
  switch (command) {
    case 'agency add':
      return { ok: true, id: await addAgency(db, name, values['credit-code'] ?? '', values.competent === 'true') }
    case 'agency list':
      return { ok: true, agencies: await agencies(db) }
    case 'code':
      return { ok: true, code: await newEnrolmentCode(db, agency, officer, now) }
    case 'device list':
      return { ok: true, devices: await devices(db) }
    case 'device revoke':
      return { ok: true, revoked: await revoke(db, id, now) }
    case 'review list':
      return {
        ok: true,
        waiting: await reviewQueue(db),
        cases: (await deskQueue(db)).filter(({ waitsFor }) => waitsFor.length > 0),
        submissions: (await submissionList(db, {})).filter(({ state }) => state === 'received'),
      }
    case 'review publish':
    case 'review return':
    case 'review withdraw':
      return { ok: true, ...(await rule(db, id, ruling(values, command.slice('review '.length), now), reviewer, now)) }
    case 'card export': {
      const { card, party } = await ownParty(db, now)
      const [file] = files
      if (file !== undefined) await writeFile(file, card)
      return { ok: true, fingerprint: inGroups(party.fingerprint), ...(file === undefined ? { card } : { file }) }
    }
    case 'card add':
      return { ok: true, ...(await addCard(db, await cardIn(files), values.fingerprint ?? '', agency, officer, now)) }
    case 'card list':
      return { ok: true, cards: await cards(db) }
    case 'package import':
      return { ok: true, ...(await takePackage(db, files, now)) }
    case 'package receipt':
      return { ok: true, ...(await takePackage(db, files, now, 'receipt')) }
    case 'package export': {
      const { device = '', to = '', media = '', mark = '内部' } = values
      const mediaBytes = values['media-bytes'] === undefined ? null : Number(values['media-bytes'])
      const paperBytes = Number(values['paper-bytes'] ?? ferryLimits.paperBytes)
      const asked = {
        deviceId: device,
        folder: to,
        full: values.full === 'true',
        encrypt: values.encrypt === 'true',
        medium: media,
        mark,
        mediaBytes,
        paperBytes,
      }
      return { ok: true, ...(await giveDown(db, asked, now)) }
    }
    case 'package list':
      return { ok: true, packages: (await packages(db)).map((row) => ({ ...row, counts: JSON.parse(row.counts) as unknown })) }
    case 'epoch':
      return { ok: true, epoch: await nextEpoch(db) }
    default:
      throw new Error(`unknown command: ${command}`)
  }
}

type Serving = { address: string; secret: string }

const servingFile = (folder: string): string => join(folder, 'serving.json')

/** Takes commands on a port of 127.0.0.1 of its own; a file in the folder tells this computer's user where, with a secret. */
export const openAdministration = async (db: Database, folder: string): Promise<{ close(): Promise<void> }> => {
  const secret = randomBytes(24).toString('base64url')
  const server = Fastify({ forceCloseConnections: true })
  server.post('/', async (request, reply) => {
    const given = Buffer.from(String(request.headers.authorization ?? ''))
    const wanted = Buffer.from(`Bearer ${secret}`)
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return reply.code(401).send({ ok: false, error: 'secret' })
    try {
      return await administer(db, request.body as Administration)
    } catch (error) {
      return said(error)
    }
  })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  const file = servingFile(folder)
  await writeFile(file, JSON.stringify({ address, secret } satisfies Serving), { mode: 0o600 })
  return {
    close: async () => {
      await rm(file, { force: true })
      await server.close()
    },
  }
}

/** Has the serving process carry it out; null when none takes commands yet, or any more. */
const askServing = async (folder: string, asked: Administration): Promise<Administered | null> => {
  let serving: Serving
  try {
    serving = JSON.parse(await readFile(servingFile(folder), 'utf8')) as Serving
  } catch {
    return null
  }
  let response: Response
  try {
    const headers = { authorization: `Bearer ${serving.secret}`, 'content-type': 'application/json' }
    response = await fetch(serving.address, { method: 'POST', headers, body: JSON.stringify(asked) })
  } catch (error) {
    // Only what was never heard may be said again.
    if ((error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED') return null
    throw error
  }
  return response.status === 200 ? ((await response.json()) as Administered) : null
}

/** How long a command waits for whoever has the folder, in milliseconds. */
const patienceMs = 120_000

/**
 * Carries a command out where the platform is: on its PostgreSQL; or through the process that serves the folder, waited for
 * while it starts; or here, with the folder locked. Throws with a sentence where another process keeps the folder too long.
 */
export const command = async (place: Place, name: string, asked: Administration, patience = patienceMs): Promise<Administered> => {
  if (place.url !== null) return here(place, name, asked)
  const until = Date.now() + patience
  for (;;) {
    const { lock, holder } = await lockFolder(place.folder, false)
    if (lock !== null) {
      try {
        return await here(place, name, asked)
      } finally {
        await lock.release()
      }
    }
    const answer = await askServing(place.folder, asked)
    if (answer !== null) return answer
    if (Date.now() > until) throw new Error(inUse(holder))
    await sleep(100)
  }
}

const here = async (place: Place, name: string, asked: Administration): Promise<Administered> => {
  const db = await openPlatform(place, name)
  try {
    return await administer(db, asked)
  } catch (error) {
    return said(error)
  } finally {
    await db.close()
  }
}
