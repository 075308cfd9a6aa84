import { type BulkOperation, bulkPatch } from '../../../../shared/bulk.ts'
import type { EntryPatch } from '../../../../shared/catalogue.ts'
import { applyPatch, type Changes, diffContent, fieldChanges } from '../../../../shared/changes.ts'
import type { Parsed } from '../../../../shared/contract.ts'
import { sha256Hex } from '../../crypto/hash.ts'
import type { ReadDb } from '../../db/open.ts'
import type { readProfile } from '../../profile/stored-profile.ts'
import { refuseMarks } from '../gate.ts'
import { entryByRid, type StoredEntry } from '../queries.ts'
import { ridsOf, selectionOf } from '../search/selection.ts'
import { packChanges } from '../stored.ts'

type Chosen = Pick<Parsed<'catalogue.bulkPreview'>, 'filter' | 'text' | 'operation'>
export type Planned = { entry: StoredEntry; patch: EntryPatch; changes: Changes }

const pageSize = 200

/** The chosen entries one by one, in the order of their row numbers, from behind `after`. Another agency's is among them where it is named. */
export function* chosenEntries(db: ReadDb, { text, filter }: Pick<Chosen, 'text' | 'filter'>, after: number): Generator<StoredEntry> {
  const selection = selectionOf(db, text, filter)
  for (let last = after; ; ) {
    const rids = ridsOf(db, selection, last, pageSize)
    if (rids.length === 0) return
    for (const rid of rids) {
      last = rid
      const entry = entryByRid(db, rid)
      if (entry !== undefined && entry.deletedAt === null) yield entry
    }
  }
}

/**
 * What the operation does to one entry; null where nothing changes. A result that carries a classification mark is
 * refused whole, for all entries.
 */
export const planned = (
  entry: StoredEntry,
  operation: BulkOperation,
  extensionFields: ReturnType<typeof readProfile>['extensionFields'],
): Planned | 'blocked' | 'others' | null => {
  if (entry.others) return 'others'
  const { patch, tooLong } = bulkPatch(entry.content, operation)
  if (Object.keys(patch).length === 0) return null
  if (tooLong) return 'blocked'
  const changes = diffContent(entry.content, applyPatch(entry.content, patch))
  if (Object.keys(changes).length === 0) return null
  refuseMarks(patch, extensionFields)
  return { entry, patch, changes }
}

export const cellsOf = (changes: Changes): number => fieldChanges(changes).length

/** Eight bytes an entry: its row number, and the beginning of the hash of what changes from which version. */
const lineBytes = 8
const lineOf = ({ entry, changes }: Planned): Buffer => {
  const line = Buffer.alloc(lineBytes)
  line.writeUInt32LE(entry.rid >>> 0, 0)
  Buffer.from(sha256Hex(`${entry.id} ${entry.version} ${packChanges(changes)}`), 'hex').copy(line, 4, 0, 4)
  return line
}

/**
 * What a preview showed, as a text that says of each entry whether it would still be changed in the same way, so that
 * a refusal can name those that would not.
 */
export const createDigest = () => {
  const lines: Buffer[] = []
  const whole: string[] = []
  return {
    add: (plan: Planned): void => {
      lines.push(lineOf(plan))
      whole.push(sha256Hex(`${plan.entry.id} ${plan.entry.version} ${packChanges(plan.changes)}`))
    },
    text: (): string => `${sha256Hex(whole.join('\n'))}.${Buffer.concat(lines).toString('base64url')}`,
  }
}

/** Row numbers of the entries two previews disagree on. Empty for equal digests. */
export const differing = (before: string, now: string): number[] => {
  if (before === now) return []
  const linesOf = (digest: string) => {
    const bytes = Buffer.from(digest.split('.')[1] ?? '', 'base64url')
    const lines = new Map<number, number>()
    for (let at = 0; at + lineBytes <= bytes.length; at += lineBytes) lines.set(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4))
    return lines
  }
  const [old, fresh] = [linesOf(before), linesOf(now)]
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((rid) => old.get(rid) !== fresh.get(rid)).sort((a, b) => a - b)
}
