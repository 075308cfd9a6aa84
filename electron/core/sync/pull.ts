import { setTimeout as pause } from 'node:timers/promises'
import { loseCases } from '../case/lines.ts'
import { staleFiles } from '../case/queries.ts'
import { gatherIndex, mergeAdded } from '../catalogue/search/index.ts'
import { createIndexer } from '../catalogue/search/index-texts.ts'
import type { AsideContext, Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { staleLines } from '../submission/reports.ts'
import { loseSubmissions } from '../submission/told-lines.ts'
import { applyLine, applyLines, type Effects, noEffects } from './apply-lines.ts'
import type { Many } from './applying.ts'
import { type Fetched, openFeed } from './feed.ts'
import { type Page, readLine } from './page.ts'
import { duePassed, forgetPassed, notePassed } from './passed.ts'
import { knownPlatform, logLine, writeCursor } from './platform.ts'
import { refusedCode } from './session.ts'
import { dropShadow, livingShadows, lostIds, shadowOf } from './shadow.ts'
import { applyingIn, type Run, sayCases, saySubmissions, stop, tooManyGone, turn } from './turn.ts'

const cursorNow = ({ context }: Run): string => knownPlatform(context.db).cursor

/** Stops where an unusual share of the entries would be gone (lesson 9). */
const askWhereManyGo = async (going: Run, page: Page): Promise<void> => {
  const { context, platform } = going
  going.gone += page.lines.filter((line) => line.kind === 'gone' && shadowOf(context.db, line.id)?.gone === null).length
  // Counted only when it matters.
  if (!tooManyGone(going.gone, 0) || platform.allowed === 'deletions') return
  going.living ??= livingShadows(context.db) - going.created
  if (tooManyGone(going.gone, going.living)) await stop(context, 'deletions', going.gone)
}

/** After so many new entries the search index is put in order. */
const manyCreated = 1000
/**
 * So many lines are written together: each transaction writes pages out that the next one changes again. More, and the commit, which sums up
 * the whole of its log, takes longer than a slice (10,000: 0.1 s). A call that waits to write ends it with the page.
 */
const togetherLines = 2500
/** For the same reason so many steps of putting the index in order; what is left, the next turn does, or the time between calls. */
const mergeSteps = 100
/** The next page is waited for so long, a step at a time. */
const pageWaits = { stepMs: 20, steps: 50 }

/** Of one transaction. */
type Done = { effects: Effects; cases: boolean; submissions: boolean; lines: number; unread: number; digests: string[]; cursor: string }

const sum = (a: Effects, b: Effects): Effects => Object.fromEntries(Object.entries(a).map(([name, n]) => [name, n + b[name as keyof Effects]])) as Effects

export const pull = async (going: Run): Promise<void> => {
  const { context, platform, session } = going
  const gathering = gatherIndex()
  let full = false
  const indexing: Many = {
    indexTexts: createIndexer(),
    written: (texts) => {
      full = gathering.isFull(texts) || full
    },
  }
  let feed = openFeed(going, cursorNow(going))
  /** The next page too, if it comes soon and nothing has to be asked about it. */
  const further = async (inside: Context): Promise<Fetched | null> => {
    for (let step = 0; feed.peek() === null && step < pageWaits.steps && !inside.othersWait(); step++) await pause(pageWaits.stepMs)
    return feed.peek()?.page.lines.every(({ kind }) => kind !== 'gone') === true ? feed.next() : null
  }
  try {
    for (let restarted = false, first = true, more = true; more; first = false) {
      const cursor = cursorNow(going)
      if (feed.cursor() !== cursor) {
        // A package told of further ones meanwhile, or everything comes again.
        await feed.close()
        feed = openFeed(going, cursor)
      }
      let fetched: Fetched
      try {
        fetched = await feed.next()
      } catch (error) {
        if (refusedCode(error) !== 'cursor.unknown' || restarted || cursor === '') throw error
        restarted = true
        await turn(
          context,
          async ({ db }) => {
            writeCursor(db, '', '')
          },
          () => ({ note: 'from the beginning' }),
        )
        continue
      }
      await askWhereManyGo(going, fetched.page)
      more = fetched.page.more
      if (fetched.page.lines.length === 0 && fetched.page.unread.length === 0 && fetched.page.cursor === cursor) break
      await context.vault.settling.catchUp()
      const done = await turn(
        context,
        async (inside, breathe) => {
          const applying = applyingIn(inside, platform.agencyId, indexing)
          gathering.begin(inside.db)
          const done: Done = { effects: noEffects, cases: false, submissions: false, lines: 0, unread: 0, digests: [], cursor }
          for (let next: Fetched | null = fetched; next !== null; ) {
            const { page, digest }: Fetched = next
            for (const id of page.unread) {
              logLine(inside.db, applying.stamp.at, 'passedOver', id === '' ? null : id, 'unreadable')
              notePassed(inside.db, { entity: 'entry', id, version: 0, why: 'unreadable', at: applying.stamp.at })
            }
            const effects = await applyLines(applying, page.lines, breathe)
            done.effects = sum(done.effects, effects)
            done.cases ||= page.lines.some(({ kind }) => kind === 'case')
            done.submissions ||= page.lines.some(({ kind }) => kind === 'submission')
            done.lines += page.lines.length
            done.unread += page.unread.length
            done.digests.push(digest)
            done.cursor = page.cursor
            more = page.more
            // The first page is in the list at once.
            next = first || !more || inside.othersWait() || done.lines >= togetherLines ? null : await further(inside)
            if (next !== null) context.progress('pull', going.pulled + done.effects.taken, 0)
          }
          writeCursor(inside.db, done.cursor, session.info.now)
          // When the last page is in, too; a call that waits goes first, and the next turn goes on.
          if (full || (!more && going.created + done.effects.created > manyCreated)) {
            let steps = 0
            full = !(await mergeAdded(inside.db, breathe, () => inside.othersWait() || ++steps >= mergeSteps))
          }
          gathering.end(inside.db)
          return done
        },
        ({ lines, digests, effects: { created: _, ...effects } }) => ({
          note: `received ${lines}: ${JSON.stringify(effects)}`,
          // Of several pages that of their digests, one on each line.
          digest: digests[0] !== undefined && digests.length === 1 ? digests[0] : sha256Hex(digests.join('\n')),
        }),
      )
      const { taken, merged, conflict, passedOver, created } = done.effects
      going.pulled += taken + merged + conflict
      going.created += created
      going.passedOver += passedOver + done.unread
      if (taken + merged > 0) context.ports.emit('changed', { noun: 'catalogue', ids: [] })
      if (done.cases) sayCases(context)
      if (done.submissions) saySubmissions(context)
      context.progress('pull', going.pulled, 0)
    }
  } finally {
    await feed.close()
    // What is left in pieces of the index is merged like those of saves.
    context.vault.settling.soon()
  }
  await lostHere(going)
}

const lostHere = async ({ context, platform }: Run): Promise<void> => {
  if (staleFiles(context.db).length > 0) {
    await turn(
      context,
      async (inside) => loseCases(applyingIn(inside, platform.agencyId)),
      (lost) => ({ note: `cases lost by the platform: ${lost.length}` }),
    )
    sayCases(context)
  }
  if (staleLines(context.db).length > 0) {
    await turn(
      context,
      async (inside) => loseSubmissions(applyingIn(inside, platform.agencyId)),
      (lost) => ({ note: `submissions lost by the platform: ${lost.length}` }),
    )
    saySubmissions(context)
  }
  const lost = lostIds(context.db, platform.agencyId)
  if (lost.length === 0) return
  // The platform was put back, and these were not there yet: they are reported as new.
  await turn(
    context,
    async ({ db }, breathe) => {
      for (const id of lost) {
        await breathe()
        dropShadow(db, id)
      }
    },
    () => ({ note: `lost by the platform: ${lost.length}` }),
  )
}

/** Lines that could not be told apart when they were passed over come again only with everything. */
export const askedAgain = async ({ context }: Run): Promise<void> => {
  if (!duePassed(context.db).some(({ id }) => id === '')) return
  await fromTheBeginning(context)
}

const fromTheBeginning = (context: AsideContext): Promise<void> =>
  turn(
    context,
    async ({ db }) => {
      for (const { entity, id } of duePassed(db)) forgetPassed(db, entity, id)
      writeCursor(db, '', '')
    },
    () => ({ note: 'from the beginning' }),
  )

/** What was passed over is asked for once more, one by one, when this program is another or somebody said so. */
export const fetchPassed = async (going: Run): Promise<void> => {
  const { context, session, platform } = going
  for (const { entity, id } of duePassed(context.db)) {
    let body: Uint8Array | null = null
    // Of a line nobody could read it was not known what it is of.
    for (const of of entity === 'entry' ? [entity, 'case', 'submission'] : [entity]) {
      try {
        body = (await session.ask('GET', `v1/entities/${encodeURIComponent(of)}/${encodeURIComponent(id)}`)).body
        break
      } catch (error) {
        const code = refusedCode(error)
        // A platform without this: everything comes again, once.
        if (code === 'request.notFound') {
          await fromTheBeginning(context)
          return pull(going)
        }
        if (code !== 'entity.unknown') throw error
      }
    }
    const line = body === null ? null : readLine(body)
    const effect = await turn(
      context,
      async (inside) => {
        const applying = applyingIn(inside, platform.agencyId)
        if (line === undefined) {
          notePassed(inside.db, { entity, id, version: 0, why: 'unreadable', at: applying.stamp.at })
          return 'passedOver' as const
        }
        const done = line === null ? ('same' as const) : applyLine(applying, line)
        if (done !== 'passedOver') forgetPassed(inside.db, entity, id)
        return done
      },
      (done) => ({ note: `asked again: ${done}` }),
    )
    if (effect === 'passedOver') going.passedOver++
    else if (effect !== 'same') {
      going.pulled++
      context.ports.emit('changed', { noun: 'catalogue', ids: [id] })
      if (line?.kind === 'case') sayCases(context)
      if (line?.kind === 'submission') saySubmissions(context)
    }
  }
}
