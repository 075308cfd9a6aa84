import { type HandedEffect, handedEffects, type RowEffect, rowEffects } from '../../../shared/contract/listing.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { sayReject } from '../../../shared/import-rejects.ts'
import type { ListingTemplate } from '../../../shared/listing/template.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import { entryById } from '../catalogue/queries.ts'
import type { AsideContext, Context } from '../context.ts'
import { readProfile } from '../profile/stored-profile.ts'
import type { Applying } from '../sync/applying.ts'
import { openConflicts } from '../sync/conflicts.ts'
import { logLine, type Platform, writeAllowed, writeAsk } from '../sync/platform.ts'
import { livingShadows } from '../sync/shadow.ts'
import { applyingIn, tooManyGone, turn } from '../sync/turn.ts'
import { type Line, openLine, steps } from '../transfer/line.ts'
import { isUuid } from '../transfer/merge.ts'
import type { Candidate, FromReader, ReadJob, ToReader } from '../transfer/protocol.ts'
import { type Applied, applyMissing, applyRow, type Listing } from './apply-row.ts'
import { carriedByAll } from './carried.ts'
import { importOf, newestImport, putImport } from './handover.ts'
import { identityIn, matchRow, type RowIdentity, type RowMatch } from './match-row.ts'
import { missingIds } from './missing.ts'
import { listingPlatform } from './platform.ts'
import { rowState } from './row-state.ts'
import { keptTemplates, knownTemplate } from './templates.ts'

type Result = Output<'listing.import'>
type Scanned = Extract<FromReader, { kind: 'scanned' }>
type ReadLine = Line<ToReader, FromReader>

/** What the reply lists; the totals count everything. */
const listed = 1_000

/** A dry run is the import itself, undone: it gives exactly its figures. */
class Tried extends Error {
  readonly result: Result
  constructor(result: Result) {
    super('tried')
    this.result = result
  }
}
/** More is gone than anybody would expect: a person is asked first (lesson 9). */
class Unusual extends Error {
  readonly count: number
  constructor(count: number) {
    super('unusual')
    this.count = count
  }
}

const jobOf = (path: string, name: string, template: { name: string; template: ListingTemplate }, context: AsideContext): ReadJob => {
  const profile = readProfile(context.db)
  return {
    purpose: 'import',
    path,
    name,
    extensionFields: profile.extensionFields,
    kept: [{ name: template.name, mapping: template.template.mapping }],
    mapping: null,
    texts: false,
    listing: { template: template.name, words: template.template.words, blankEmpties: template.template.blank === 'empty' },
    defaults: { provider: '', providerCode: '', providerOffice: '', agency: profile.agency, agencyCode: profile.creditCode },
  }
}

const tally = () => {
  const effects = Object.fromEntries(rowEffects.map((effect) => [effect, 0])) as Record<RowEffect, number>
  const handed = Object.fromEntries(handedEffects.map((effect) => [effect, 0])) as Record<HandedEffect, number>
  const list: Result['list'] = []
  const undecided: Result['undecided'] = []
  const problems: Result['problems'] = []
  const unknownWords = new Set<string>()
  return {
    effects,
    handed,
    list,
    undecided,
    problems,
    unknownWords,
    add: (line: Result['list'][number]): void => {
      effects[line.effect]++
      if (line.handed !== null) handed[line.handed]++
      if ((line.effect !== 'same' || line.handed !== null) && list.length < listed) list.push(line)
    },
  }
}
type Tally = ReturnType<typeof tally>

type Work = {
  input: Parsed<'listing.import'>
  scanned: Scanned
  line: ReadLine
  template: ListingTemplate
  platform: Platform & { platformId: string }
  name: string
  asOf: string
  complete: boolean
  before: { at: string; asOf: string } | undefined
}

/**
 * Brings in what the platform shows as its confirmed state. Each row becomes the line a platform would send and goes the
 * way of every line; what left by a hand-over is answered by it. One transaction; the same listing again changes nothing.
 */
export const importListing = async (input: Parsed<'listing.import'>, context: AsideContext): Promise<Result> => {
  askSecrecy(input.secrecy)
  const platform = listingPlatform(context.db)
  if (platform.asks !== null) throw new Refusal(`sync.asks.${platform.asks}`, { count: platform.asksCount })
  const kept = knownTemplate(context.db, input.template)
  const { path, name } = await context.ports.files.read(input.file)
  const line: ReadLine = openLine(context.ports, 'sheetRead', context.signal)
  try {
    line.send({ kind: 'start', job: jobOf(path, name, kept, context) })
    const scanned = await steps<FromReader, ToReader>(line, context.progress)
    if (scanned.kind !== 'scanned') throw new Refusal('sheet.stopped', { why: scanned.kind })
    const before = importOf(context.db, scanned.sha256)
    const now = context.ports.now().toISOString()
    const asOf = before?.asOf ?? input.asOf ?? now
    const newest = newestImport(context.db)
    if (asOf > now) throw new Refusal('listing.inFuture')
    if (before === undefined && newest !== null && asOf < newest) throw new Refusal('listing.older', { asOf: newest })
    const complete = kept.template.complete === 'always' || (kept.template.complete === 'asked' && input.complete)
    const work: Work = { input, scanned, line, template: kept.template, platform, name, asOf, complete, before }
    const done = await context.inTurn((inside) => apply(work, inside))
    if (done.applied) {
      context.ports.emit('changed', { noun: 'catalogue', ids: [] })
      context.ports.emit('changed', { noun: 'sync', ids: [] })
    }
    return done
  } catch (error) {
    if (!(error instanceof Unusual)) throw error
    await turn(
      context,
      async ({ db, ports }) => {
        writeAsk(db, 'deletions', error.count)
        logLine(db, ports.now().toISOString(), 'asks', null, `deletions ${error.count}`)
      },
      () => ({ note: `asks deletions, ${error.count}` }),
    )
    context.ports.emit('changed', { noun: 'sync', ids: [] })
    throw new Refusal('sync.asks.deletions', { count: error.count })
  } finally {
    line.close()
  }
}

const apply = async (work: Work, context: Context): Promise<Result> => {
  const { input, scanned, template, name, asOf, complete, before, platform } = work
  const evidence = `平台清单 ${name} SHA-256 ${scanned.sha256}`
  try {
    return await context.commitLong(
      async (breathe) => {
        const applying: Applying = { ...applyingIn(context, platform.agencyId), evidence, theirsNote: `平台清单：${name}`.slice(0, 200) }
        const anywhere = carriedByAll(keptTemplates(context.db).map((kept) => kept.template))
        const listing: Listing = { applying, template, anywhere, name: input.template, agency: platform.agencyName, platform: platform.name, asOf }
        const told = tally()
        const living = livingShadows(context.db)
        const rows = await applyRows(work, listing, told, breathe, context)
        const open = told.undecided.length + told.problems.length + told.unknownWords.size > 0
        const missing = complete ? missingIds(context.db, platform.agencyId, template, rows.seen) : []
        let gone = rows.gone
        if (!open) {
          gone += missing.length
          for (const id of missing) {
            await breathe()
            told.add({ row: 0, ...shown(applyMissing(listing, id)) })
          }
        }
        if (input.apply && tooManyGone(gone, living) && platform.allowed !== 'deletions') throw new Unusual(gone)
        const result: Result = {
          applied: input.apply,
          appliedBeforeAt: before?.at ?? null,
          asOf,
          sha256: scanned.sha256,
          complete,
          rows: rows.count,
          effects: told.effects,
          handed: told.handed,
          missingLeft: open ? missing.length : 0,
          list: told.list,
          undecided: told.undecided.slice(0, listed),
          problems: told.problems.slice(0, listed),
          unknownWords: [...told.unknownWords].slice(0, 100),
        }
        if (!input.apply) throw new Tried(result)
        const { at, author: byUser } = applying.stamp
        if (before === undefined) {
          const counts = JSON.stringify(told.effects)
          putImport(context.db, {
            id: applying.stamp.newId(),
            at,
            asOf,
            template: input.template,
            file: name,
            sha256: scanned.sha256,
            complete,
            counts,
            byUser,
          })
        }
        writeAllowed(context.db, null)
        logLine(context.db, at, 'listing', null, `${noteOf(told)}, conflicts ${openConflicts(context.db)}`)
        return result
      },
      ({ effects, handed, sha256 }) => ({ entity: 'listing', digest: sha256, note: noteOf({ effects, handed }) }),
    )
  } catch (error) {
    if (error instanceof Tried) return error.result
    throw error
  }
}

const noteOf = ({ effects, handed }: Pick<Tally, 'effects' | 'handed'>): string =>
  [...Object.entries(effects), ...Object.entries(handed)]
    .flatMap(([what, count]) => (count === 0 ? [] : [`${what === 'passedOver' ? 'passed' : what} ${count}`]))
    .join(', ') || 'same 0'

const shown = ({ effect, handed, id, title }: Applied): Omit<Result['list'][number], 'row'> => ({ effect, handed, entry: id, title })

/** Every row in its turn. `seen` are the entries it speaks of. */
const applyRows = async (
  { input, scanned, line, template, platform }: Work,
  listing: Listing,
  told: Tally,
  breathe: () => Promise<void>,
  context: Context,
): Promise<{ seen: Set<string>; gone: number; count: number }> => {
  const { db } = context
  const decisions = new Map(input.decisions.map(({ row, entry }) => [row, entry]))
  const taken = new Map<string, number>()
  let gone = 0
  let count = 0
  for (;;) {
    const message = await steps<FromReader, ToReader>(line, () => undefined)
    if (message.kind === 'read') break
    if (message.kind !== 'batch') continue
    for (const candidate of message.candidates) {
      await breathe()
      count++
      const identity = identityIn(candidate, readProfile(db).agency)
      const found = matchRow(db, identity, template, scanned.claims, platform.agencyId)
      const asked = found.kind === 'undecided' || (found.kind === 'entry' && taken.has(found.id))
      const match = asked ? decided(context, found, decisions.get(candidate.row), candidate.row) : found
      const passed = passedOver(candidate, template, told)
      if (match.kind === 'entry' && taken.has(match.id)) {
        leave(db, told, candidate.row, identity, 'sameEntry', [match.id])
        continue
      }
      if (match.kind === 'entry') taken.set(match.id, candidate.row)
      if (passed) {
        told.add({ row: candidate.row, effect: 'passedOver', handed: null, entry: match.kind === 'entry' ? match.id : null, title: identity.title })
        continue
      }
      if (match.kind === 'undecided') {
        leave(db, told, candidate.row, identity, match.why, match.candidates)
        continue
      }
      const id = match.kind === 'entry' ? match.id : candidate.id !== null && isUuid(candidate.id) ? candidate.id : listing.applying.stamp.newId()
      taken.set(id, candidate.row)
      const done = applyRow(listing, candidate, identity, id)
      if (done.effect === 'gone') gone++
      told.add({ row: candidate.row, ...shown(done) })
    }
    line.send({ kind: 'more' })
    context.progress('match', count, scanned.entries)
  }
  return { seen: new Set(taken.keys()), gone, count }
}

/** A person's word on a row. Throws `listing.badDecision`. */
const decided = ({ db }: Context, match: RowMatch, decision: string | null | undefined, row: number): RowMatch => {
  if (decision === undefined) return match
  if (decision === null) return { kind: 'new' }
  const entry = entryById(db, decision)
  if (entry === undefined || entry.others) throw new Refusal('listing.badDecision', { row })
  return { kind: 'entry', id: decision }
}

const leave = (
  db: Context['db'],
  told: Tally,
  row: number,
  { title, code }: RowIdentity,
  why: Result['undecided'][number]['why'],
  candidates: readonly string[],
): void => {
  told.add({ row, effect: 'undecided', handed: null, entry: null, title })
  const entries = candidates.slice(0, 20).flatMap((id) => {
    const content = entryById(db, id)?.content
    return content === undefined ? [] : [{ entry: id, title: content.title, code: content.codes[0]?.code ?? '' }]
  })
  told.undecided.push({ row, title, code, why, candidates: entries })
}

/** Whether a row can not be taken as it is; what is wrong with it is listed. */
const passedOver = (candidate: Candidate, template: ListingTemplate, told: Tally): boolean => {
  const { unknownWord, badDay } = rowState(candidate, template)
  for (const { row, column, code, params } of candidate.problems) told.problems.push({ row, column, code, message: sayReject(code, params, 'zh') })
  if (unknownWord !== null) told.unknownWords.add(unknownWord)
  if (badDay) {
    const header = template.mapping.columns.find(({ field }) => field === 'meta.answeredOn')?.header ?? ''
    told.problems.push({ row: candidate.row, column: header, code: 'notADay', message: sayReject('notADay', {}, 'zh') })
  }
  return candidate.problems.length > 0 || unknownWord !== null || badDay
}
