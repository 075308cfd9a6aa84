import { type EntryContent, emptyContent, noStanding } from '../../../shared/catalogue.ts'
import { type FieldChange, undoChanges } from '../../../shared/changes.ts'
import { labelOf } from '../../../shared/fields.ts'
import type { CaseLine, GoneLine, StateLine } from '../../../shared/platform-api/schemas.ts'
import type { SubmissionLine } from '../../../shared/platform-api/submissions.ts'
import { type Merge, mergeContents } from '../../../shared/sync/merge.ts'
import { heldName } from '../attachments/marked-name.ts'
import { takeCaseLine } from '../case/lines.ts'
import { refreshFindings } from '../catalogue/checking.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import { contentAt } from '../catalogue/history.ts'
import { entryById, type StoredEntry, versionsOf } from '../catalogue/queries.ts'
import { changeEntry, createEntry, deleteEntry, type Stamp, undeleteEntry } from '../catalogue/write.ts'
import { takeSubmissionLine } from '../submission/told-lines.ts'
import { endTasks } from '../work/follow.ts'
import type { Applying } from './applying.ts'
import { closeConflict, openConflictOf, putConflict } from './conflicts.ts'
import { keepInForce, layText, needsInForce, withText } from './in-force.ts'
import { isAnswer, receivedAt, takeAnswer } from './life.ts'
import { frozenOf } from './outbox.ts'
import { setOwner } from './owner.ts'
import { type Line, readText } from './page.ts'
import { notePassed } from './passed.ts'
import { logLine } from './platform.ts'
import { sameContent } from './same-content.ts'
import { addShadow, knownIds, putShadow, type Shadow, shadowOf } from './shadow.ts'

/** What a line did here. */
const effectNames = ['same', 'taken', 'merged', 'conflict', 'passedOver'] as const
export type Effect = (typeof effectNames)[number]
/** `created`: of those taken, entries that were not here before. */
export type Effects = Record<Effect | 'created', number>
export const noEffects: Readonly<Effects> = { same: 0, taken: 0, merged: 0, conflict: 0, passedOver: 0, created: 0 }

/** A text as the platform has it, with the day it was published on, which it keeps beside the text. */
const textIn = (text: EntryContent | string, { publishedOn, reason, number }: StateLine['state'], { extensionFields }: Applying): EntryContent | string => {
  if (typeof text === 'string') return text
  try {
    refuseMarks(text, extensionFields)
    refuseMarks([reason, number])
  } catch {
    // Held nowhere, not even by name (practice L1).
    return 'marked'
  }
  return publishedOn === null ? text : { ...text, publishedOn }
}
const textOf = (line: State, applying: Applying) => textIn(line.read?.text ?? readText(line.content), line.state, applying)

const authorOf = ({ stamp }: Applying, { by, owner }: StateLine): Stamp => ({ ...stamp, author: by.officer || by.agency || owner.name })

type State = Exclude<Line, { kind: 'gone' | 'case' | 'submission' }>

/** One line of a page or of a package. With `again` also at the version that is known. */
export const applyLine = (applying: Applying, line: Line, again = false): Effect => {
  if (line.kind === 'case' || line.kind === 'submission') return applyWhole(applying, line)
  if (line.entity !== 'entry') return passOver(applying, line, `kind ${line.entity}`)
  const shadow = shadowOf(applying.db, line.id)
  // Of our own entries versions count up; of others' we see the published one, which may be older than its withdrawal.
  const ours = shadow !== undefined && shadow.owner === applying.agencyId
  if (ours && !shadow.stale && (again ? line.version < shadow.version : line.version <= shadow.version)) return 'same'
  if (applying.overtaken === true && !ours && shadow !== undefined && !shadow.stale && line.at < (shadow.saidAt ?? '')) return 'same'
  return line.kind === 'gone' ? applyGone(applying, line, shadow) : applyState(applying, line, shadow)
}

/** A line of an entry nobody here has ever heard of: written at once, with nothing to compare it with. */
const applyNew = (applying: Applying, line: Line): Effect => {
  if (line.kind === 'case' || line.kind === 'submission') return applyWhole(applying, line)
  if (line.entity !== 'entry') return passOver(applying, line, `kind ${line.entity}`)
  if (line.kind === 'gone') return 'same'
  const { status } = line.state
  const own = line.owner.id === applying.agencyId
  // What the department answered of ours, and what is in force beside a newer text, is on record beside the entry.
  if (own && (isAnswer(status) || line.state.publishedVersion !== null || line.published !== null)) return applyState(applying, line, undefined)
  const theirs = textOf(line, applying)
  if (typeof theirs === 'string') return passOver(applying, line, theirs)
  const { db, settings, indexTexts } = applying
  const life = isAnswer(status) ? { status, standing: { ...noStanding, outside: status, sinceAt: receivedAt(line), textVersion: 1 } } : {}
  const texts = line.read?.texts ?? indexTexts(theirs)
  applying.written(texts)
  createEntry(db, authorOf(applying, line), theirs, {
    id: line.id,
    imported: false,
    others: !own,
    why: 'sync',
    note: noteOf(applying, line),
    settings,
    texts,
    ...life,
  })
  addShadow(db, saidIn(line, theirs, 1))
  return 'taken'
}

/** A case or a submission: a line of one tells all of it. */
const applyWhole = (applying: Applying, line: CaseLine | SubmissionLine): Effect => {
  const { kind: entity, id, version } = line
  const done = line.kind === 'case' ? takeCaseLine(applying, line) : takeSubmissionLine(applying, line)
  return typeof done === 'string' ? done : passOver(applying, { entity, id, version }, done.why)
}

const passOver = ({ db, stamp }: Applying, { entity, id, version }: { entity: string; id: string; version: number }, why: string): Effect => {
  logLine(db, stamp.at, 'passedOver', id, why)
  notePassed(db, { entity, id, version, why, at: stamp.at })
  return 'passedOver'
}

const unknownState: Shadow['state'] = { status: 'draft', publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] }

const applyGone = (applying: Applying, line: GoneLine, shadow: Shadow | undefined): Effect => {
  const { db, stamp, settings, agencyId } = applying
  const local = entryById(db, line.id)
  // Never seen here, and gone already.
  if (local === undefined && shadow === undefined) return 'same'
  const next: Shadow = {
    ...(shadow ?? { id: line.id, content: emptyContent(), state: unknownState, owner: agencyId, ownerName: '' }),
    version: line.version,
    gone: line.why,
    localVersion: local?.version ?? 0,
    stale: false,
    saidAt: line.at,
  }
  if (local === undefined || local.deletedAt !== null) {
    putShadow(db, next)
    settle(applying, line.id, 'deleted on both sides')
    return 'same'
  }
  const clean = shadow !== undefined && sameContent(local.content, shadow.content)
  const foreign = next.owner !== agencyId
  if (foreign || (clean && line.why === 'deleted')) {
    const { version } = deleteEntry(db, stamp, local, { note: line.why === 'deleted' ? '平台已删除' : '平台已撤下', settings })
    putShadow(db, { ...next, localVersion: version })
    return 'taken'
  }
  if (line.why === 'outOfScope') {
    // Access was taken away: what is written here stays (lesson 11).
    putShadow(db, next)
    return 'same'
  }
  putShadow(db, { ...next, localVersion: 0 })
  putConflict(db, {
    conflictId: openConflictOf(db, line.id)?.conflictId ?? stamp.newId(),
    id: line.id,
    base: shadow?.content ?? emptyContent(),
    mineVersion: local.version,
    theirs: null,
    theirsVersion: line.version,
    theirsBy: '',
    overlaps: [{ field: 'entry', base: null, mine: local.content.title, theirs: null }],
    openedAt: stamp.at,
  })
  return 'conflict'
}

const noteOf = ({ theirsNote }: Applying, { version }: StateLine): string => theirsNote ?? `平台第${version}版`

const withoutMarks = (state: StateLine['state']): StateLine['state'] => ({
  ...state,
  evidence: state.evidence.map((paper) => ({ ...paper, name: heldName(paper.name) })),
})

const saidIn = (line: StateLine, content: EntryContent, localVersion: number): Shadow => ({
  id: line.id,
  version: line.version,
  content,
  state: withoutMarks(line.state),
  owner: line.owner.id,
  ownerName: line.owner.name,
  gone: null,
  localVersion,
  stale: false,
  saidAt: line.at,
})

/** What is in force stays so while a newer text is a draft. */
const asItStands = (line: State): State =>
  line.state.status === 'draft' && line.state.publishedVersion !== null ? { ...line, state: { ...line.state, status: 'published' } } : line

const applyState = (applying: Applying, told: State, shadow: Shadow | undefined): Effect => {
  const line = asItStands(told)
  const { db, settings, agencyId } = applying
  const theirs = textOf(line, applying)
  if (typeof theirs === 'string') return passOver(applying, line, theirs)
  const own = line.owner.id === agencyId
  // What is in force of ours, where it is not the text of the line itself.
  const published = own && line.published !== null ? textIn(readText(line.published.content), line.state, applying) : null
  if (typeof published === 'string') return passOver(applying, line, published)
  const stamp = authorOf(applying, line)
  const note = noteOf(applying, line)
  const answered = shadow === undefined || shadow.state.status !== line.state.status || shadow.state.answeredAt !== line.state.answeredAt
  /** Writes the shadow; `current` is the entry as it stands after the text was seen to. */
  const finish = (effect: Effect, same: boolean): Effect => {
    let current = entryById(db, line.id)
    if (current !== undefined && current.deletedAt === null) {
      const text = own && needsInForce(current, line.state, shadow) ? (published ?? theirs) : null
      if (text !== null) current = withText(applying, current, text, note)
      if (answered) takeAnswer(applying, current, { ...line, wasSubmitted: shadow?.state.status === 'submitted' }, line.owner)
      if (text !== null) keepInForce(applying, line.id, text)
      current = entryById(db, line.id)
    }
    putShadow(db, saidIn(line, theirs, same ? (current?.version ?? 0) : 0))
    return effect
  }

  const local = ownedBy(applying, line, !own)
  if (local === undefined) {
    // The text in force first: what is worked on stands beside it.
    createEntry(db, stamp, published ?? theirs, { id: line.id, imported: false, others: !own, why: 'sync', note, settings })
    const made = published === null ? undefined : entryById(db, line.id)
    if (made !== undefined) changeEntry(db, stamp, made, theirs, { why: 'sync', note, settings })
    return finish('taken', true)
  }
  const take = (current: StoredEntry): Effect => {
    const before = published === null ? current : layText(applying, current, published, note)
    changeEntry(db, stamp, before, theirs, { why: 'sync', note, settings })
    return finish('taken', true)
  }
  if (local.deletedAt !== null) {
    const pending = own && shadow !== undefined && shadow.gone === null
    if (!pending) {
      undeleteEntry(db, stamp, local, { settings })
      return take(entryById(db, line.id) ?? local)
    }
    // Only its state moved: the deletion goes out on the newer version.
    if (sameContent(theirs, shadow.content)) return finish('same', false)
    open(applying, line, shadow.content, local, theirs, [{ field: 'entry', base: null, mine: null, theirs: theirs.title }])
    return finish('conflict', false)
  }
  if (sameContent(local.content, theirs)) {
    settle(applying, line.id, 'the same on both sides')
    return finish('same', true)
  }
  if (!own || (shadow !== undefined && !shadow.stale && sameContent(local.content, shadow.content))) return take(local)
  // The platform has got as far as a change of ours whose answer is still to come: written on from there.
  if (shadow?.stale !== true && isUnderWay(applying, local, theirs)) return finish('same', false)
  if ((shadow === undefined || shadow.stale) && wasHere(applying, local, theirs)) {
    // The platform stands at a text we have already gone on from.
    return finish('same', false)
  }
  // Put back to before what it had confirmed, and written on from there: its text does not come from ours, and ours is
  // nowhere else. Nothing both began with is known, so whatever differs is asked.
  const parted = shadow?.stale === true && line.version <= shadow.version
  if (shadow?.stale === true && !parted && sameContent(local.content, shadow.content)) return take(local)
  const base = openConflictOf(db, line.id)?.base ?? (parted ? undefined : shadow?.content) ?? emptyContent()
  const merge = mergeContents(base, local.content, theirs)
  if (merge.overlaps.length > 0) {
    open(applying, line, base, local, theirs, merge.overlaps)
    return finish('conflict', false)
  }
  changeEntry(db, stamp, local, merge.content, { why: 'sync', note: mergeNote(note, merge), settings })
  settle(applying, line.id, 'merged')
  return finish('merged', sameContent(merge.content, theirs))
}

/** The entry as it stands here, with its owner as the platform has it: of what became another agency's nothing is left to decide or to do. */
const ownedBy = (applying: Applying, { id }: StateLine, foreign: boolean): StoredEntry | undefined => {
  const { db, stamp } = applying
  const local = entryById(db, id)
  if (local === undefined || local.others === foreign) return local
  setOwner(db, local, foreign)
  refreshFindings(db, local.rid, applying.settings)
  if (foreign) {
    endTasks(db, stamp, local.rid)
    settle(applying, id, "another agency's")
  }
  return entryById(db, id)
}

const open = (
  { db, stamp }: Applying,
  line: StateLine,
  base: EntryContent,
  local: StoredEntry,
  theirs: EntryContent,
  overlaps: Parameters<typeof putConflict>[1]['overlaps'],
): void => {
  const known = openConflictOf(db, line.id)
  putConflict(db, {
    conflictId: known?.conflictId ?? stamp.newId(),
    id: line.id,
    base,
    mineVersion: local.version,
    theirs,
    theirsVersion: line.version,
    theirsBy: line.by.officer || line.by.agency,
    overlaps,
    openedAt: known?.openedAt ?? stamp.at,
  })
}

/** Nothing is left to decide. */
const settle = ({ db, stamp }: Applying, id: string, why: string): void => {
  const known = openConflictOf(db, id)
  if (known !== undefined) closeConflict(db, known.conflictId, stamp.at, stamp.author, { settled: why })
}

/** Whether a text is that of a change of ours which was not answered. */
const isUnderWay = ({ db }: Applying, local: StoredEntry, theirs: EntryContent): boolean => {
  const under = frozenOf(db, local.id)
  return under.some(({ localVersion }) => localVersion <= local.version && sameContent(contentAt(db, local, localVersion), theirs))
}

/** Whether a text is one of the entry's earlier versions. */
const wasHere = ({ db }: Applying, local: StoredEntry, theirs: EntryContent): boolean => {
  let { content } = local
  for (const { changes } of versionsOf(db, local.rid)) {
    content = undoChanges(content, changes)
    if (sameContent(content, theirs)) return true
  }
  return false
}

const names = (changes: readonly FieldChange[]): string => [...new Set(changes.map(({ field }) => labelOf(field).zh))].join('、')

/** Both sides' changes, as they are listed in the history. */
const mergeNote = (note: string, { mine, theirs }: Merge): string => `${note}；合并：平台改 ${names(theirs) || '—'}，本机改 ${names(mine) || '—'}`.slice(0, 500)

/** In slices. Counts what the lines did. */
export const applyLines = async (applying: Applying, lines: readonly Line[], breathe: () => Promise<void>): Promise<Effects> => {
  const effects = { ...noEffects }
  const known = knownIds(
    applying.db,
    lines.map(({ id }) => id),
  )
  for (const line of lines) {
    await breathe()
    const isNew = !known.has(line.id)
    const effect = isNew ? applyNew(applying, line) : applyLine(applying, line)
    effects[effect]++
    if (isNew && line.kind !== 'case' && effect === 'taken') effects.created++
    // Twice on one page: the second is no new one.
    known.add(line.id)
  }
  return effects
}
