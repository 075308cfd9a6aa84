import { emptyContent, entryContentSchema } from '../../../shared/catalogue.ts'
import { diffContent } from '../../../shared/changes.ts'
import { type ErrorCode, Refusal } from '../../../shared/errors.ts'
import { type DoneEffect, type DownLine, downLineSchema, type ReceiptLine } from '../../../shared/ferry/inner.ts'
import type { Paper, PaperHead } from '../../../shared/ferry/papers.ts'
import type { PlacedCase } from '../../../shared/ferry/placed.ts'
import type { VerdictName } from '../../../shared/platform-api/schemas.ts'
import { periodWords } from '../../../shared/statistics/periods.ts'
import { isMarkedName } from '../attachments/marked-name.ts'
import { dropUnlinked, heldOf, partBytes, putAttachment, putLink, putPart } from '../attachments/queries.ts'
import { staleCases } from '../case/leaving-acts.ts'
import { loseCases } from '../case/lines.ts'
import { fileById, papersOf } from '../case/queries.ts'
import { entryById } from '../catalogue/queries.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { asFailure } from '../failure.ts'
import { openTold } from '../submission/opening-told.ts'
import { lineOf, reportPaper, staleSubmissions } from '../submission/reports.ts'
import { loseSubmissions } from '../submission/told-lines.ts'
import { applyLine } from '../sync/apply-lines.ts'
import { applyVerdict } from '../sync/apply-verdicts.ts'
import { type Applying, applyingWith } from '../sync/applying.ts'
import { openConflicts } from '../sync/conflicts.ts'
import type { Evidence } from '../sync/evidence.ts'
import { thaw } from '../sync/freeze.ts'
import { outgoing } from '../sync/outbox.ts'
import { epochUnknown, knownPlatform, logLine, notePassed, writeAgency, writeAllowed, writeAsk, writeCursor, writeEpoch } from '../sync/platform.ts'
import { dropShadow, livingShadows, lostIds, shadowOf, staleAll } from '../sync/shadow.ts'
import { tooManyGone } from '../sync/turn.ts'
import type { Known } from './identities.ts'
import { linesOf, type Opening, partsInClear } from './inside.ts'
import { placeOf } from './order.ts'
import { forgetHeard, noEffects, noVerdicts, putDone, wasCarried } from './packages.ts'
import { type Looked, papersIn, shortDigest } from './papers.ts'
import type { Volumes } from './volumes.ts'

export type Changed = { id: string; title: string; effect: DoneEffect; gone: boolean; fields: string[] }
export type PassedOver = { line: number; id: string; why: string }
/** A paper that came. `here`: it was here before. */
export type Brought = { sha256: string; name: string; bytes: number; entries: number; here: boolean; why: string }
export type Taken = {
  effects: Record<DoneEffect, number>
  verdicts: Record<VerdictName, number>
  freed: number
  quarantined: number
  conflicts: number
  passedOver: PassedOver[]
  changes: Changed[]
  papers: Brought[]
  newPapers: number
  /** Where it brought us to; '' where we stay. */
  ends: string
  /** Of an agency's package. */
  cases: PlacedCase[]
}

/** `ends`: where it will bring us to. */
export const nothingTaken = (ends = ''): Taken => ({
  effects: noEffects(),
  verdicts: noVerdicts(),
  freed: 0,
  quarantined: 0,
  conflicts: 0,
  passedOver: [],
  changes: [],
  papers: [],
  newPapers: 0,
  ends,
  cases: [],
})

/** So many lines are listed by name; all are counted. */
const listedAtMost = 1000

/** More is gone from the platform than goes without saying. The transaction is taken back before a person is asked. */
export class TooManyGone extends Error {
  readonly count: number
  constructor(count: number) {
    super(`${count} gone`)
    this.count = count
  }
}

type Options = {
  stamp: Stamp
  card: Known
  opening: Opening
  /** As they were looked at when the package was verified. */
  papers: ReadonlyMap<string, Looked>
  /** How many changes and papers are listed by name. */
  list: number
  breathe(): Promise<void>
  progress(part: number): void
}

/**
 * Applies a down package to what is here: the same lines and verdicts as by REST, by the same code. Inside the caller's
 * transaction, whole or not at all. One line that can not be used is passed over and named; the rest goes on.
 */
export const takePackage = async (db: WriteDb, volumes: Volumes, options: Options): Promise<Taken> => {
  const { manifest } = volumes
  const { stamp, breathe } = options
  const platform = knownPlatform(db)
  const { about, overtaken, newEpoch, moves } = placeOf(db, platform, manifest)
  if (platform.agencyId === '') writeAgency(db, manifest.recipient.agency.id ?? '', manifest.recipient.agency.name)
  if (newEpoch) {
    staleAll(db)
    staleCases(db)
    staleSubmissions(db)
    if (platform.epoch !== epochUnknown) thaw(db, stamp.newId)
    writeEpoch(db, manifest.epoch)
  }
  const { agencyId, allowed } = knownPlatform(db)
  const taking: Taking = {
    applying: { ...applyingWith(db, stamp, agencyId), overtaken },
    packageId: manifest.packageId,
    allowUnknown: allowed === 'forgotten',
    list: options.list,
    unknown: 0,
    taken: nothingTaken(moves ? about.cursor : ''),
    told: new Map(),
    cases: new Set(),
    submissions: new Set(),
  }
  const living = livingShadows(db)
  const reader = papersIn()
  const came: Came[] = []
  let gone = 0
  let place = 0
  for await (const { number, body } of partsInClear(volumes, options.card.card, options.opening)) {
    for (const bytes of linesOf(body)) {
      await breathe()
      const paper = reader.take(bytes)
      if (paper === null) continue
      place++
      if (paper !== 'other') {
        came.push({ place, head: paper.head, here: await keepPaper(taking, paper, options) })
        continue
      }
      const line = readLine(bytes)
      if (typeof line === 'string') {
        passOver(taking, place, idIn(bytes), line)
        continue
      }
      if (line.kind === 'gone' && shadowOf(db, line.id)?.gone === null) gone++
      // Beyond that nothing more is applied, only counted.
      if (tooManyGone(gone, living) && allowed !== 'deletions') continue
      takeLine(taking, place, line)
    }
    options.progress(number)
  }
  reader.end()
  if (tooManyGone(gone, living) && allowed !== 'deletions') throw new TooManyGone(gone)
  for (const one of came) {
    await breathe()
    linkPaper(taking, one, options)
    for (const { id } of one.head.of) await openTold(db, stamp, { id, sha256: one.head.sha256 }, breathe)
  }
  if (newEpoch) {
    loseCases(taking.applying)
    loseSubmissions(taking.applying)
    for (const id of lostIds(db, agencyId)) {
      await breathe()
      dropShadow(db, id)
    }
  }
  await forgetHeard(db, manifest.sender.id, about.after, breathe)
  if (moves) writeCursor(db, about.cursor, manifest.madeAt)
  else notePassed(db, about.cursor, manifest.madeAt)
  if (allowed !== null) writeAllowed(db, null)
  if (taking.unknown > 0) writeAsk(db, 'forgotten', taking.unknown)
  const { taken } = taking
  taken.conflicts = openConflicts(db)
  logLine(db, stamp.at, 'carried', null, `${manifest.packageId} ${JSON.stringify(taken.effects)}, answered ${taken.freed}`)
  return taken
}

type Taking = {
  applying: Applying
  packageId: string
  allowUnknown: boolean
  list: number
  unknown: number
  taken: Taken
  /** What the lines of this package say of our entries' papers. */
  told: Map<string, readonly Evidence[]>
  /** Cases it tells of, whether they could be taken or not. */
  cases: Set<string>
  /** And submissions. */
  submissions: Set<string>
}

/** A paper that came whole, until the entries that name it are known. */
type Came = { place: number; head: PaperHead; here: boolean }

/** Writes it down, where it can be held. Whether it was here already. */
const keepPaper = async ({ applying: { db, stamp } }: Taking, { head, data }: Paper, { papers, breathe }: Options): Promise<boolean> => {
  const { sha256 } = head
  if (heldOf(db, sha256) !== undefined) return true
  const looked = papers.get(sha256)
  if (looked === undefined || looked.type === null) return false
  putAttachment(db, { sha256, type: looked.type, bytes: looked.bytes }, stamp.at, stamp.author)
  for (let n = 0; n * partBytes < data.length; n++) {
    await breathe()
    putPart(db, sha256, n, data.subarray(n * partBytes, (n + 1) * partBytes))
  }
  return false
}

/**
 * Gives a paper to the entries that name it, by the lines of this package or by what the platform said before. One that no
 * entry of ours names at that version has no business here: the package is refused. Throws `ferry.paperUnnamed`.
 */
const linkPaper = (taking: Taking, { place, head, here }: Came, { papers }: Options): void => {
  const { applying, packageId, taken, told, list } = taking
  const { db, stamp, agencyId } = applying
  const { sha256, bytes } = head
  const names = new Set<string>()
  let newer = false
  let entries = 0
  let why: string = papers.get(sha256)?.why ?? 'paperKind'
  for (const { id, version } of head.of) {
    const file = fileById(db, id)
    if (file !== undefined || taking.cases.has(id)) {
      const of = file === undefined || file.sealedOn !== null ? undefined : papersOf(db, file.rid).find((one) => one.sha256 === sha256)
      // Of a case that is sealed or was passed over nothing more is held.
      if (of === undefined) newer = true
      else {
        names.add(of.name)
        if (isMarkedName(of.name)) why = 'paperMarked'
        else if (why === '') entries++
      }
      continue
    }
    if (lineOf(db, id) !== undefined || taking.submissions.has(id)) {
      const of = reportPaper(db, id, sha256)
      if (of === undefined) newer = true
      else {
        names.add(of.name)
        if (isMarkedName(of.name)) why = 'paperMarked'
        else if (why === '' || why === 'paperForm') {
          why = ''
          entries++
        }
      }
      continue
    }
    const shadow = shadowOf(db, id)
    const known = shadow?.owner === agencyId ? shadow : undefined
    const named = (told.get(id) ?? known?.state.evidence ?? []).find((one) => one.sha256 === sha256)
    if (named === undefined) {
      newer ||= known !== undefined && known.version > version
      continue
    }
    names.add(named.name)
    const entry = entryById(db, id)
    if (why !== '' || entry === undefined || entry.others) continue
    if (isMarkedName(named.name)) why = 'paperMarked'
    else {
      putLink(db, { rid: entry.rid, sha256, name: named.name, at: stamp.at, by: stamp.author })
      entries++
    }
  }
  // Of an entry or a case neither a document of figures nor a table is a paper.
  if (why === 'paperForm') why = 'paperKind'
  if (names.size === 0 && !newer) throw new Refusal('ferry.paperUnnamed', { paper: shortDigest(sha256) })
  if (why === '' && entries === 0) why = newer ? 'paperOutdated' : 'paperNoEntry'
  // Not asked for again, either.
  if (why !== '') dropUnlinked(db, sha256)
  if (taken.papers.length < list) taken.papers.push({ sha256, name: [...names].join('、'), bytes, entries, here, why })
  if (why !== '') passOver(taking, place, '', why)
  else {
    putDone(db, packageId, place, { kind: 'done', entity: 'paper', id: sha256, version: 0, effect: here ? 'same' : 'taken' })
    if (!here) taken.newPapers++
  }
}

const strict = new TextDecoder('utf-8', { fatal: true })

/** A line, or why it can not be used. */
const readLine = (bytes: Buffer | null): DownLine | string => {
  if (bytes === null) return 'tooLong'
  try {
    const parsed = downLineSchema.safeParse(JSON.parse(strict.decode(bytes)))
    return parsed.success ? parsed.data : `unreadable: ${parsed.error.issues[0]?.path.join('.') ?? ''}`.slice(0, 80)
  } catch {
    return 'unreadable'
  }
}

const idIn = (bytes: Buffer | null): string => /"(?:id|changeId)":"([0-9a-f-]{36})"/.exec(bytes?.subarray(0, 4096).toString('utf8') ?? '')?.[1] ?? ''

const passOver = ({ applying, taken, packageId }: Taking, line: number, id: string, why: string): void => {
  taken.effects.passedOver++
  if (taken.passedOver.length < listedAtMost) taken.passedOver.push({ line, id, why })
  logLine(applying.db, applying.stamp.at, 'passedOver', id === '' ? null : id, `${packageId.slice(0, 8)} ${line}: ${why}`)
  putDone(applying.db, packageId, line, { kind: 'done', entity: '', id, version: 0, effect: 'passedOver' })
}

const takeLine = (taking: Taking, place: number, line: DownLine): void => {
  if (line.kind === 'verdict') takeVerdict(taking, place, line)
  else takeState(taking, place, line)
}

const takeVerdict = (taking: Taking, place: number, line: Extract<DownLine, { kind: 'verdict' }>): void => {
  const { applying, taken, packageId, allowUnknown } = taking
  const { changeId } = line
  const out = changeId === null ? undefined : outgoing(applying.db, changeId)
  // Answered before, by whatever way; or none of ours.
  if (changeId === null || (out === undefined && !wasAnswered(applying, changeId))) {
    passOver(taking, place, changeId ?? '', 'unknownChange')
    return
  }
  const outcome = out === undefined ? 'known' : alone(taking, place, changeId, () => applyVerdict(applying, out, line, allowUnknown))
  if (outcome === null) return
  taken.verdicts[line.verdict]++
  putDone(applying.db, packageId, place, { kind: 'heard', changeId })
  if (outcome === 'free') taken.freed++
  else if (outcome === 'quarantined') taken.quarantined++
  else if (outcome === 'unknown') taking.unknown++
}

/** Troubles of the vault or the call, which are no single line's. */
const ofTheWhole: ReadonlySet<ErrorCode> = new Set(['disk.full', 'vault.damaged', 'vault.locked', 'call.cancelled'])

/** One line's work, whole or not at all: null when it was passed over. */
const alone = <T>(taking: Taking, place: number, id: string, work: () => T): T | null => {
  const { db } = taking.applying
  db.exec('SAVEPOINT line')
  try {
    const value = work()
    db.exec('RELEASE line')
    return value
  } catch (error) {
    const { code } = asFailure(error)
    if (ofTheWhole.has(code)) throw error
    db.exec('ROLLBACK TO line')
    db.exec('RELEASE line')
    passOver(taking, place, id, code)
    return null
  }
}

const wasAnswered = ({ db }: Applying, changeId: string): boolean =>
  wasCarried(db, changeId) || db.get(sql`SELECT 1 FROM sync_receipt WHERE change_id = ${changeId}`) !== undefined

const takeState = (taking: Taking, place: number, line: Exclude<DownLine, { kind: 'verdict' }>): void => {
  const { applying, taken, packageId, list } = taking
  const { db } = applying
  if (line.kind === 'case') taking.cases.add(line.id)
  if (line.kind === 'submission') taking.submissions.add(line.id)
  if (line.kind === 'state' && line.owner.id === applying.agencyId && line.state.evidence.length > 0) taking.told.set(line.id, line.state.evidence)
  const before = taken.changes.length < list ? entryById(db, line.id) : undefined
  const effect = alone(taking, place, line.id, () => applyLine(applying, line))
  if (effect === null) return
  if (effect === 'passedOver') {
    passOver(taking, place, line.id, lastWhy(applying, line.id))
    return
  }
  taken.effects[effect]++
  const done: ReceiptLine = { kind: 'done', entity: 'entity' in line ? line.entity.slice(0, 40) : line.kind, id: line.id, version: line.version, effect }
  putDone(db, packageId, place, done)
  if (effect === 'same' || taken.changes.length >= list) return
  if (line.kind === 'case' || line.kind === 'submission') {
    taken.changes.push({
      id: line.id,
      title: line.kind === 'case' ? line.head.title : `${periodWords({ id: line.reports.at(-1)?.head.period.id ?? '' }).zh}统计报送`,
      effect,
      gone: false,
      fields: [],
    })
    return
  }
  const content = line.kind === 'state' ? entryContentSchema.safeParse(line.content) : undefined
  const theirs = content?.success === true ? content.data : undefined
  const fields = theirs === undefined ? [] : Object.keys(diffContent(before?.content ?? emptyContent(), theirs))
  taken.changes.push({ id: line.id, title: theirs?.title ?? before?.content.title ?? '', effect, gone: line.kind === 'gone', fields })
}

/** Why a line was passed over: `applyLine` has just written it down. */
const lastWhy = ({ db }: Applying, id: string): string =>
  db.get<{ note: string }>(sql`SELECT note FROM sync_log WHERE entity_id = ${id} AND what = 'passedOver' ORDER BY seq DESC LIMIT 1`)?.note ?? ''
