import type { EntryChange } from '../../../shared/platform-api/schemas.ts'
import { isEmptyPatch, patchBetween } from '../../../shared/sync/patch.ts'
import { whyUnready } from '../catalogue/answers/submittable.ts'
import { contentAt } from '../catalogue/history.ts'
import { entryById, type StoredEntry } from '../catalogue/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { Applying } from './applying.ts'
import { evidenceOf, moveEvidence } from './evidence.ts'
import { marked, putFrozen } from './freeze.ts'
import { dropOutgoing, frozenOf, type Outgoing, versionOfAnswered } from './outbox.ts'
import { shadowOf } from './shadow.ts'

/** Entries of ours with something under way that say more since, or that are to be submitted; none in the tray or before a decision. */
const candidates = (db: ReadDb, after: number, limit: number): { rid: number; id: string }[] =>
  db.all<{ rid: number; id: string }>(sql`
    SELECT DISTINCT e.rid, e.id FROM sync_outbox f JOIN entry e ON e.id = f.id
    WHERE f.entity = 'entry' AND f.body IS NOT NULL AND e.rid > ${after}
      AND (e.version > f.local_version
        OR EXISTS (SELECT 1 FROM sync_outbox s WHERE s.entity = 'entry' AND s.id = e.id AND s.kind = 'submit' AND s.body IS NULL AND s.state = 'waiting'))
      AND NOT EXISTS (SELECT 1 FROM sync_outbox q WHERE q.entity = 'entry' AND q.id = e.id AND q.state = 'quarantined')
      AND NOT EXISTS (SELECT 1 FROM sync_conflict c WHERE c.entity = 'entry' AND c.id = e.id AND c.resolved_at IS NULL)
    ORDER BY e.rid LIMIT ${limit}`)

/** Whether there is anything to look at from a place on. */
export const hasNext = (db: ReadDb, after: number): boolean => candidates(db, after, 1).length > 0

/** The platform's text is still the one that the first of them was made on: else none of them could be applied. */
const stillStands = (db: ReadDb, first: Outgoing): boolean => {
  const { after } = JSON.parse(first.body ?? 'null') as EntryChange
  const base = after === undefined ? first.baseVersion : versionOfAnswered(db, after)
  const shadow = shadowOf(db, first.id)
  return base !== null && shadow?.stale !== true && (shadow?.version ?? 0) === base
}

const nextOf = (db: ReadDb, entry: StoredEntry, last: Outgoing, common: Omit<EntryChange, 'kind' | 'patch' | 'note' | 'evidence'>): EntryChange | null => {
  if (last.localVersion === entry.version) return null
  const deleted = last.kind === 'delete'
  if (entry.deletedAt !== null) return deleted ? null : { ...common, kind: 'delete', note: '' }
  const patch = patchBetween(contentAt(db, entry, last.localVersion), entry.content)
  return isEmptyPatch(patch) && !deleted ? null : { ...common, kind: 'patch', patch, note: '' }
}

const waitingSubmit = (db: ReadDb, id: string): { changeId: string; note: string } | undefined =>
  db.get(sql`
    SELECT change_id AS "changeId", note FROM sync_outbox WHERE entity = 'entry' AND id = ${id} AND kind = 'submit' AND body IS NULL AND state = 'waiting'
    ORDER BY made_at, change_id LIMIT 1`)

/**
 * By disc, where an answer takes weeks: what was written since the last change of an entry left becomes one more, on top
 * of it (`after`), and so does a submission of a text that is under way. The platform applies them in order and stops at
 * the first that can not be; what stands on that one is then made anew (`apply-verdicts.ts`). Replies how many, and where
 * to go on; null: there are no more.
 */
export const freezeNext = async (
  applying: Applying,
  officer: string,
  from: number,
  limit: number,
  breathe: () => Promise<void>,
): Promise<{ made: number; next: number | null }> => {
  const { db, stamp } = applying
  let made = 0
  const some = candidates(db, from, limit)
  for (const { id } of some) {
    await breathe()
    const entry = entryById(db, id)
    const under = frozenOf(db, id)
    const [first, last] = [under[0], under.at(-1)]
    if (entry === undefined || entry.others || first === undefined || last === undefined || !stillStands(db, first)) continue
    // In their order, whatever this computer's clock did since.
    const behind = ({ madeAt }: Pick<Outgoing, 'madeAt'>): string => {
      const next = new Date(Date.parse(madeAt) + 1).toISOString()
      return stamp.at > next ? stamp.at : next
    }
    const common = (before: Outgoing) => ({
      changeId: '',
      entity: 'entry' as const,
      id,
      baseVersion: before.baseVersion,
      after: before.changeId,
      madeAt: behind(before),
      officer,
    })
    const change = nextOf(db, entry, last, common(last))
    const put = (next: EntryChange): string | null => {
      // It goes to the tray when what it stands on was answered: there it can be given up without harm to that.
      if (marked(next, applying) !== null) return null
      const changeId = stamp.newId()
      putFrozen(applying, next, entry.version, changeId)
      made++
      return changeId
    }
    if (change !== null && put(change) === null) continue
    const now = frozenOf(db, id).at(-1)
    const act = waitingSubmit(db, id)
    // A step in the agency makes a version and no other text. One that nobody agreed to goes to the tray when what it stands on was answered.
    if (act === undefined || now === undefined || now.kind !== 'patch' || entry.deletedAt !== null || whyUnready(db, entry, stamp.at) !== null) continue
    const submit = put({ ...common(now), kind: 'submit', note: act.note, evidence: evidenceOf(db, act.changeId) })
    if (submit === null) continue
    // Under an id of its own: its place is behind the text, whenever it was asked for.
    dropOutgoing(db, act.changeId)
    moveEvidence(db, act.changeId, submit)
  }
  return { made, next: some.length < limit ? null : (some.at(-1)?.rid ?? null) }
}
