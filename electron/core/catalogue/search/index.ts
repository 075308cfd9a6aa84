import type { WriteDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'
import type { IndexTexts } from './index-texts.ts'

// Deleted entries stay indexed, so that they can be searched and restored; `entry_facet` tells them from the living.

/** Puts an entry into the search index, inside the caller's transaction. `rid` is its row number in `entry` and must not be indexed yet. */
export const putIndex = (db: WriteDb, rid: number, texts: IndexTexts): void => {
  db.run(sql`INSERT INTO entry_fts (rowid, tokens) VALUES (${rid}, ${texts.tokens})`)
}

/** Brings an entry's index up to date, whether it was indexed or not. */
export const replaceIndex = (db: WriteDb, rid: number, texts: IndexTexts): void => {
  db.run(sql`INSERT OR REPLACE INTO entry_fts (rowid, tokens) VALUES (${rid}, ${texts.tokens})`)
}

/** Leaves of the index that one step merges: some milliseconds. */
const leavesPerStep = 64

/**
 * Merges the index into one piece, after much was written: a search then takes a third less. Many small steps in the
 * caller's transaction, `breathe` between them. A kill or roll-back leaves the index as it was, whole.
 */
export const mergeIndex = async (db: WriteDb, breathe: () => Promise<void>): Promise<void> => {
  // A negative number starts a merge of everything, a positive one goes on with it (FTS5, "The 'merge' command").
  for (let leaves = -leavesPerStep; mergeStep(db, leaves); leaves = leavesPerStep) await breathe()
}

/** One step of merging what single saves have added; false when there is nothing to merge. */
export const mergeSome = (db: WriteDb): boolean => mergeStep(db, leavesPerStep)

/** Merges what has been gathered, in slices as `mergeIndex` does. False when `stop` asked for an end before it was done. */
export const mergeAdded = async (db: WriteDb, breathe: () => Promise<void>, stop: () => boolean = () => false): Promise<boolean> => {
  while (mergeSome(db)) {
    if (stop()) return false
    await breathe()
  }
  return true
}

/** FTS5 keeps at most 2,000 pieces; at its last but one it merges them by itself, however long that takes. */
const mostPieces = 1_999
const usualPieces = 64
/** Of one length that FTS5 merges by itself as it writes, within whatever it was told to do; 0: none, somebody else sees to it. */
const usualTogether = 4
/**
 * Some 50 pieces: fewer than `usualPieces`, so that no save merges them all at once (0.8 s) should the work end here. The longest step of a
 * merge took 27 ms of processor time with 72 pieces, 165 with 1,205.
 */
const gatheredCharacters = 20_000_000

export type Gathering = {
  /** At the beginning of a transaction. */
  begin(db: WriteDb): void
  /** Is told of every text and says when to call `mergeAdded`. */
  isFull(texts: IndexTexts | null): boolean
  /** Puts things back, before the transaction's end. */
  end(db: WriteDb): void
}

/**
 * For transactions that write many entries: pieces of the index are gathered and merged in slices, never all at once in
 * the middle of an entry. A third less work than merging them as they are written.
 */
export const gatherIndex = (): Gathering => {
  let characters = 0
  return {
    begin: (db) => {
      setting(db, 'crisismerge', mostPieces)
      setting(db, 'automerge', 0)
    },
    isFull: (texts) => {
      characters += texts?.tokens.length ?? 0
      if (characters < gatheredCharacters) return false
      characters = 0
      return true
    },
    end: (db) => {
      setting(db, 'automerge', usualTogether)
      setting(db, 'crisismerge', usualPieces)
    },
  }
}

const setting = (db: WriteDb, name: 'crisismerge' | 'automerge', value: number): void => {
  // A number from JavaScript is a REAL, which FTS5 does not take here.
  db.run(sql`INSERT INTO entry_fts (entry_fts, rank) VALUES (${name}, CAST(${value} AS INTEGER))`)
}

const mergeStep = (db: WriteDb, leaves: number): boolean => {
  const before = totalChanges(db)
  db.run(sql`INSERT INTO entry_fts (entry_fts, rank) VALUES ('merge', ${leaves})`)
  // The command itself counts as one change.
  return totalChanges(db) - before >= 2
}

const totalChanges = (db: WriteDb): number => db.get<{ n: number }>(sql`SELECT total_changes() AS n`)?.n ?? 0
