import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { breather } from '../breathe.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import { gatherIndex, mergeAdded, mergeIndex } from '../catalogue/search/index.ts'
import { changeEntry, createEntry, type Stamp } from '../catalogue/write.ts'
import type { AsideContext, Context, ViewContext } from '../context.ts'
import { readProfile, readSettings } from '../profile/stored-profile.ts'
import { exportStamp } from './export.ts'
import { checkMapping } from './layout.ts'
import { type Line, openLine, steps } from './line.ts'
import { keptMappings } from './mappings.ts'
import { isUuid } from './merge.ts'
import type { Candidate, FromReader, ReadJob, ToReader } from './protocol.ts'
import { createJudge, createTally, headings, type Tally, type Verdict } from './verdict.ts'

type Result = Output<'catalogue.import'>
type Scanned = Extract<FromReader, { kind: 'scanned' }>

const jobOf = async (input: Parsed<'catalogue.import'>, context: ViewContext, path: string, name: string): Promise<ReadJob> => {
  const profile = readProfile(context.vault.view)
  return {
    purpose: 'import',
    path,
    name,
    extensionFields: profile.extensionFields,
    kept: keptMappings(context.vault.view),
    mapping: input.mapping ?? null,
    texts: input.apply,
    listing: null,
    defaults: {
      provider: input.defaults.provider?.trim() ?? '',
      providerCode: input.defaults.providerCode?.trim() ?? '',
      providerOffice: input.defaults.providerOffice?.trim() ?? '',
      agency: profile.agency,
      agencyCode: profile.creditCode,
    },
  }
}

type ReadLine = Line<ToReader, FromReader>

/** Takes every entry from the reading process in turn. `breathe` lets others have the thread. */
const eachCandidate = async (
  line: ReadLine,
  context: Pick<Context, 'progress'>,
  total: number,
  breathe: () => Promise<void>,
  take: (candidate: Candidate) => Promise<void> | void,
) => {
  let done = 0
  for (;;) {
    const message = await steps<FromReader, ToReader>(line, () => undefined)
    if (message.kind === 'read') return
    if (message.kind !== 'batch') continue
    for (const candidate of message.candidates) {
      await take(candidate)
      await breathe()
    }
    line.send({ kind: 'more' })
    done += message.candidates.length
    context.progress('match', done, total)
  }
}

/** Good rows are held back because the officer asked for all or nothing: unwinds the transaction, is no failure. */
class HeldBack extends Error {}

/**
 * Brings in a sheet. Without `apply` nothing is written. With it, everything is written in one transaction, in slices,
 * and nothing at all if the call is cancelled, fails or is killed. Throws Refusal secrecy.* before anything of the file
 * has reached the core, sheet.* for files that can not be read.
 */
export const importSheet = async (input: Parsed<'catalogue.import'>, context: AsideContext): Promise<Result> => {
  askSecrecy(input.secrecy)
  refuseMarks(input.defaults)
  if (input.mapping !== undefined) checkMapping(input.mapping)
  const { path, name } = await context.ports.files.read(input.file)
  const rejectsFile = input.rejectsFile === undefined ? null : await context.ports.files.write(input.rejectsFile)
  const line: ReadLine = openLine(context.ports, 'sheetRead', context.signal)
  let done = false
  try {
    line.send({ kind: 'start', job: await jobOf(input, context, path, name) })
    const scanned = await steps<FromReader, ToReader>(line, context.progress)
    if (scanned.kind !== 'scanned') throw new Refusal('sheet.stopped', { why: scanned.kind })
    const tally = createTally(scanned.sheetRows)
    const judge = createJudge(context, scanned.claims, headings(scanned.mapping))
    /** Whether there were any. The file stays under its temporary name until the import itself has succeeded. */
    const writeRejects = async (): Promise<boolean> => {
      if (rejectsFile === null || tally.problems.length === 0) return false
      const stamp = exportStamp(context, '更正后重新导入')
      line.send({ kind: 'rejects', path: rejectsFile.path, stamp, problems: tally.problems, stretches: tally.stretches })
      const answer = await steps<FromReader, ToReader>(line, context.progress)
      if (answer.kind !== 'rejectsWritten') throw new Refusal('sheet.stopped', { why: answer.kind })
      return true
    }
    const keepRejects = async (written: boolean): Promise<string | null> => {
      if (rejectsFile === null || !written) return null
      await rejectsFile.done()
      done = true
      return rejectsFile.name
    }
    if (!input.apply) {
      // In no transaction, and it gives way all the same.
      await eachCandidate(line, context, scanned.entries, breather(context.ports, context.signal), (candidate) => {
        tally.add(candidate, judge(candidate))
      })
      return tally.result(false, await keepRejects(await writeRejects()), scanned.asked)
    }
    return await context.inTurn((turn) => apply(input, turn, line, { scanned, tally, judge, writeRejects, keepRejects }))
  } finally {
    line.close()
    if (rejectsFile !== null && !done) await rejectsFile.discard()
  }
}

type Work = {
  scanned: Scanned
  tally: Tally
  judge: ReturnType<typeof createJudge>
  writeRejects: () => Promise<boolean>
  keepRejects: (written: boolean) => Promise<string | null>
}

const apply = async (
  input: Parsed<'catalogue.import'>,
  context: Context,
  line: ReadLine,
  { scanned, tally, judge, writeRejects, keepRejects }: Work,
): Promise<Result> => {
  const at = context.ports.now().toISOString()
  const stamp: Stamp = { at, author: context.user.name, newId: () => context.ports.newId() }
  const settings = readSettings(context.db, at)
  const touched: string[] = []
  let rejects = false
  try {
    await context.commitLong(
      async (breathe) => {
        const index = gatherIndex()
        index.begin(context.db)
        await eachCandidate(line, context, scanned.entries, breathe, async (candidate) => {
          const verdict = judge(candidate)
          tally.add(candidate, verdict)
          const id = write(context, stamp, settings, candidate, verdict)
          if (id !== null && touched.length <= listedIds) touched.push(id)
          if (id !== null && index.isFull(candidate.texts)) await mergeAdded(context.db, breathe)
        })
        context.progress('write', scanned.entries, scanned.entries)
        rejects = await writeRejects()
        if (input.allOrNothing && tally.totals.rejected > 0) throw new HeldBack()
        if (tally.totals.created + tally.totals.changed > manyWritten) await mergeIndex(context.db, breathe)
        index.end(context.db)
      },
      () => ({
        entity: 'entry',
        fields: [...tally.fields],
        digest: scanned.sha256,
        note: `created ${tally.totals.created}, changed ${tally.totals.changed}, unchanged ${tally.totals.unchanged}, rejected ${tally.totals.rejected}`,
      }),
    )
  } catch (error) {
    if (error instanceof HeldBack) return tally.result(false, await keepRejects(rejects), scanned.asked)
    throw error
  }
  if (touched.length > 0) context.ports.emit('changed', { noun: 'catalogue', ids: touched.length > listedIds ? [] : touched })
  // The import stands, whatever becomes of the file: null says that it could not be put in its place.
  const file = await keepRejects(rejects).catch(() => null)
  return tally.result(true, file, scanned.asked)
}

/** After so many new texts the search index is put in order again. */
const manyWritten = 1_000

/** An event with more ids than this says "many" (an empty list). */
const listedIds = 100

const write = (context: Context, stamp: Stamp, settings: ReturnType<typeof readSettings>, candidate: Candidate, verdict: Verdict): string | null => {
  if (verdict.kind === 'created') {
    const own = candidate.id !== null && isUuid(candidate.id) ? { id: candidate.id } : {}
    const texts = candidate.texts === null ? {} : { texts: candidate.texts }
    return createEntry(context.db, stamp, verdict.content, { imported: true, why: 'import', settings, ...own, ...texts }).id
  }
  if (verdict.kind !== 'changed') return null
  changeEntry(context.db, stamp, verdict.entry, verdict.content, { why: 'import', settings })
  return verdict.entry.id
}
