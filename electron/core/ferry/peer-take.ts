import { Refusal } from '../../../shared/errors.ts'
import type { Paper } from '../../../shared/ferry/papers.ts'
import { type PeerCase, peerCaseSchema } from '../../../shared/ferry/peer.ts'
import type { PlacedCase } from '../../../shared/ferry/placed.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { heldOf } from '../attachments/queries.ts'
import { storePaper } from '../attachments/take.ts'
import { type CaseFile, fileById, fileOf, filesBetween, nextNumber, putFile } from '../case/queries.ts'
import { putReceived, putReceivedPaper, ridOfTheirs } from '../case/received.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { logLine } from '../sync/platform.ts'
import type { Known } from './identities.ts'
import { linesOf, type Opening, partsInClear } from './inside.ts'
import { noteHeard } from './packages.ts'
import { type Looked, papersIn, shortDigest } from './papers.ts'
import { isBetween, ownAgencyName, peerAbout, sameAgency } from './peer-parties.ts'
import { fileFacts } from './peer-views.ts'
import { nothingTaken, type Taken } from './take.ts'
import type { Volumes } from './volumes.ts'

type Options = {
  stamp: Stamp
  card: Known
  opening: Opening
  /** As they were looked at when the package was verified. */
  papers: ReadonlyMap<string, Looked>
  /** How many papers are listed by name. */
  list: number
  /** Where a person put the cases that are not known here; null: into a new file. */
  decided: ReadonlyMap<string, string | null>
  /** Only to be shown: what nobody decided yet is no refusal. */
  ahead: boolean
  breathe(): Promise<void>
  progress(part: number): void
}

const candidatesAtMost = 50

/** The same matter between the same two, each on its own side. */
const isSame = ({ kind, head, party }: CaseFile, line: PeerCase): boolean =>
  party !== 'department' && kind === line.head.kind && sameAgency(head.applicant, line.head.applicant) && sameAgency(head.respondent, line.head.respondent)

type Placed = { place: PlacedCase['place']; why: string; file: CaseFile | null; candidates: CaseFile[] }
const nowhere = (why: string): Placed => ({ place: 'passedOver', why, file: null, candidates: [] })

/** As its line says the other one of the two holds it, in a file of our own: by letter, with nothing in it yet. */
const openFor = (db: WriteDb, stamp: Stamp, us: string, { head }: PeerCase): CaseFile | null => {
  const ours = sameAgency(head.applicant, us) ? ('applicant' as const) : ('respondent' as const)
  const refers = head.refers === null ? null : (fileById(db, head.refers)?.id ?? fileOf(db, ridOfTheirs(db, head.refers) ?? 0)?.id ?? null)
  const id = stamp.newId()
  putFile(db, {
    id,
    kind: head.kind,
    number: nextNumber(db, dayInChina(stamp.at).slice(0, 4)),
    // Under an id of its own: what the platform may tell of the sender's case is another file.
    head: { ...head, id, refers },
    way: 'paper',
    party: ours,
    other: ours === 'applicant' ? head.respondent : head.applicant,
    version: 0,
    openedAt: stamp.at,
    openedBy: stamp.author,
  })
  return fileById(db, id) ?? null
}

/** The file a case belongs to: by the id both know, by an earlier package, or as a person said. Never by a title alone. */
const placeOf = (db: ReadDb, { us, between, line }: { us: string; between: readonly CaseFile[]; line: PeerCase }, { card, decided }: Options): Placed => {
  if (!isBetween(line.head, us, card.card.agency)) return nowhere('caseNotBetween')
  const byId = fileById(db, line.head.id)
  // Under their id another matter is kept here.
  if (byId !== undefined && !isSame(byId, line)) return nowhere('caseHead')
  const named = line.yours === null ? undefined : fileById(db, line.yours)
  const known = [named, byId, fileOf(db, ridOfTheirs(db, line.head.id) ?? 0)].find((file) => file !== undefined && isSame(file, line))
  if (known !== undefined) return known.sealedOn === null ? { place: 'known', why: '', file: known, candidates: [] } : nowhere('caseSealed')
  const asked = decided.get(line.head.id)
  const candidates = between
    .filter((file) => isSame(file, line))
    .sort((a, b) => Number(b.head.title === line.head.title) - Number(a.head.title === line.head.title))
    .slice(0, candidatesAtMost)
  if (asked === undefined) return { place: 'undecided', why: '', file: null, candidates }
  if (asked === null) return { place: 'new', why: '', file: null, candidates }
  const chosen = fileById(db, asked)
  if (chosen === undefined || chosen.sealedOn !== null || !isSame(chosen, line)) throw new Refusal('ferry.caseOther', { number: line.number })
  return { place: 'chosen', why: '', file: chosen, candidates }
}

const placedOf = (line: PeerCase, { place, why, file, candidates }: Placed): PlacedCase => ({
  id: line.head.id,
  kind: line.head.kind,
  number: line.number,
  title: line.head.title,
  byPlatform: line.byPlatform,
  note: line.note,
  place,
  why,
  into: file === null ? null : fileFacts(file),
  candidates: candidates.map(fileFacts),
  copies: line.acts.filter(({ status }) => status === 'counted').length,
  issued: line.acts.filter(({ status }) => status === 'issued').length,
  drafts: line.acts.filter(({ status }) => status === 'draft').length,
  papers: line.papers.length,
})

const strict = new TextDecoder('utf-8', { fatal: true })
const readLine = (bytes: Buffer | null): PeerCase | null => {
  try {
    return bytes === null ? null : (peerCaseSchema.safeParse(JSON.parse(strict.decode(bytes))).data ?? null)
  } catch {
    return null
  }
}

/** A paper's name and the rows it belongs to; none where its cases were not taken. */
type Listed = { name: string; rows: number[] }

/**
 * Takes an agency's package in, inside the caller's transaction, whole or not at all. What it tells stands beside the
 * files it is about; nothing counts, no state and no clock moves (practice L3). A mark anywhere refuses all of it.
 */
export const takePeer = async (db: WriteDb, volumes: Volumes, options: Options): Promise<Taken> => {
  const { manifest } = volumes
  const { stamp, card, breathe } = options
  const about = peerAbout(manifest, card)
  const us = ownAgencyName(db)
  const between = filesBetween(db)
  const taken = nothingTaken()
  const listed = new Map<string, Listed>()
  const seen = new Set<string>()
  const passOver = (line: number, id: string, why: string): void => {
    taken.effects.passedOver++
    taken.passedOver.push({ line, id, why })
    logLine(db, stamp.at, 'passedOver', id === '' ? null : id, `${manifest.packageId.slice(0, 8)} ${line}: ${why}`)
  }
  const takeCase = (place: number, line: PeerCase): void => {
    refuseMarks(line)
    const found = seen.has(line.head.id) ? nowhere('caseTwice') : placeOf(db, { us, between, line }, options)
    seen.add(line.head.id)
    if (found.place === 'undecided' && !options.ahead) throw new Refusal('ferry.caseUndecided', { number: line.number, title: line.head.title })
    const file = found.place === 'new' ? openFor(db, stamp, us, line) : found.file
    taken.cases.push(placedOf(line, { ...found, file }))
    let row: number | null = null
    if (file !== null) {
      row = putReceived(db, {
        rid: file.rid,
        packageId: manifest.packageId,
        caseId: line.head.id,
        number: line.number,
        agency: card.card.agency,
        medium: manifest.medium.number,
        madeAt: manifest.madeAt,
        receivedAt: stamp.at,
        receivedBy: stamp.author,
        head: line.head,
        byPlatform: line.byPlatform,
        note: line.note,
        acts: line.acts,
      })
      taken.effects.taken++
    } else if (found.place === 'passedOver') passOver(place, line.head.id, found.why)
    for (const { sha256, name } of line.papers) {
      const one = listed.get(sha256) ?? { name, rows: [] }
      listed.set(sha256, { ...one, rows: row === null ? one.rows : [...one.rows, row] })
      if (row !== null) putReceivedPaper(db, row, { sha256, name })
    }
  }
  const takePaper = async (place: number, { head: { sha256, bytes }, data }: Paper): Promise<void> => {
    const one = listed.get(sha256)
    if (one === undefined) throw new Refusal('ferry.paperUnlisted', { paper: shortDigest(sha256) })
    const looked = options.papers.get(sha256)
    const here = heldOf(db, sha256) !== undefined
    const undecided = options.ahead && taken.cases.some((each) => each.place === 'undecided')
    const why = looked === undefined || looked.type === null ? (looked?.why ?? 'paperKind') : one.rows.length > 0 || undecided ? '' : 'paperNoCase'
    if (taken.papers.length < options.list) taken.papers.push({ sha256, name: one.name, bytes, entries: 0, here, why })
    if (why !== '') passOver(place, '', why)
    else if (looked?.type != null && one.rows.length > 0) {
      await storePaper(db, { sha256, type: looked.type, data: Buffer.from(data.buffer, data.byteOffset, data.length) }, stamp.at, stamp.author, breathe)
      if (!here) taken.newPapers++
    }
  }
  const reader = papersIn()
  let place = 0
  for await (const { number, body } of partsInClear(volumes, card.card, options.opening)) {
    for (const bytes of linesOf(body)) {
      await breathe()
      const paper = reader.take(bytes)
      if (paper === null) continue
      place++
      if (paper !== 'other') {
        await takePaper(place, paper)
        continue
      }
      const line = readLine(bytes)
      if (line === null) passOver(place, '', 'unreadable')
      else takeCase(place, line)
    }
    options.progress(number)
  }
  reader.end()
  if (about.seen !== null) noteHeard(db, manifest.sender.id, about.seen)
  logLine(db, stamp.at, 'carried', null, `${manifest.packageId} ${JSON.stringify(taken.effects)}, answered 0`)
  return taken
}
