import type { Profile } from '../../../shared/contract/profile.ts'
import type { SpillPlace } from '../../../shared/contract/vault.ts'
import { textKey } from '../../../shared/text-key.ts'
import { unpackContent } from '../catalogue/stored.ts'
import { replaceText } from '../catalogue/write.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { all, identifier, sql } from '../db/sql.ts'
import { readSettings } from '../profile/stored-profile.ts'

/**
 * Spilled text may have been typed anywhere, so every text column of every table is looked through, tables of later
 * schemas too. A field counts when it holds one of the texts, whatever its width, case, blanks and punctuation; as a
 * whole it is emptied, since what stands around the words speaks of them.
 */
export type Found = { places: SpillPlace[]; entryIds: string[] }

/** Made from an entry's content, and made anew with it. The log and law that came as a signed file are looked through and stay as they are. */
const derived: ReadonlySet<string> = new Set(['entry', 'entry_named', 'entry_code', 'entry_facet', 'facet_set'])
const unchangeable: ReadonlySet<string> = new Set(['audit', 'audit_checkpoint', 'rule_pack'])
/** Keys, hashes, moments and words of the program's own, which no officer types. */
const machineColumn =
  /^(id|key|rid|.*_id|.*_at|.*_on|at|day|status|kind|state|why|hash|prev|digest|sha256|fingerprint|public_key|signature|roles|findings|algorithm|provider|provider_ref|scope)$/
const machineMeta: ReadonlySet<string> = new Set(['device', 'ferry', 'header', 'destroy', 'network', 'idleLockMinutes', 'syncSchedule'])
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Rows that are nothing without the field. */
const wholeRow: Readonly<Record<string, readonly string[]>> = {
  register: ['name'],
  mapping: ['name', 'body'],
  listing_template: ['name', 'body', 'words'],
  submission_template: ['body', 'words'],
}
/** A user signs in with it; who bears such a name is disabled and added anew. */
const isUserName = (table: string, column: string): boolean => table === 'user' && column === 'name'

type Hit = (text: string) => boolean
export const hitsOf = (texts: readonly string[]): Hit => {
  const keys = texts.map(textKey).filter((key) => key !== '')
  return (text) => {
    const key = textKey(text)
    return keys.some((each) => key.includes(each))
  }
}

/** Field names of the program's own are never a spill. */
const ownName = /^[A-Za-z][A-Za-z0-9_.]*$/

/** The value without the strings that are hit; the same value when none is. Names of members that are hit go with what they name. */
export const emptied = <T>(value: T, hit: Hit): T => {
  if (typeof value === 'string') return (!uuid.test(value) && hit(value) ? '' : value) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const next = value.map((each: unknown) => emptied(each, hit))
    return (next.some((each, index) => each !== value[index]) ? next : value) as T
  }
  const members = Object.entries(value)
  const next = members.flatMap(([name, member]) => (!ownName.test(name) && hit(name) ? [] : [[name, emptied(member, hit)] as const]))
  const same = next.length === members.length && next.every(([, member], index) => member === members[index]?.[1])
  return same ? value : (Object.fromEntries(next) as T)
}

const emptiedText = (text: string, hit: Hit): string => {
  if (/^[[{]/.test(text)) {
    try {
      const value: unknown = JSON.parse(text)
      const next = emptied(value, hit)
      return next === value ? text : JSON.stringify(next)
    } catch {
      // Not JSON after all.
    }
  }
  return hit(text) ? '' : text
}

/** Whether a field, of JSON or not, would be emptied. */
export const holdsAny = (text: string, texts: readonly string[]): boolean => emptiedText(text, hitsOf(texts)) !== text

/** A profile whose extension fields have lost their names would be none. */
const emptiedProfile = (text: string, hit: Hit): string => {
  const profile = JSON.parse(text) as Partial<Profile>
  const next = emptied(profile, hit)
  if (next === profile) return text
  return JSON.stringify({ ...next, extensionFields: (next.extensionFields ?? []).filter(({ key, label }) => key !== '' && label !== '') })
}

type Table = { name: string; columns: readonly string[]; key: readonly string[] }

const tables = (db: ReadDb): Table[] =>
  db
    .all<{ name: string }>(sql`
      SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'entry_fts%'`)
    .map(({ name }) => {
      const columns = db.all<{ name: string; type: string; pk: number }>(sql`SELECT name, type, pk FROM pragma_table_info(${name})`)
      return {
        name,
        columns: columns.filter((column) => column.type === 'TEXT' && !machineColumn.test(column.name)).map((column) => column.name),
        key: columns.filter(({ pk }) => pk > 0).map((column) => column.name),
      }
    })
    .filter(({ columns }) => columns.length > 0)

type Row = Readonly<Record<string, unknown>>
type Seen = (where: string, field: string) => void

/** One table's hits, each told; with `change` what they stand in is emptied. */
const walkTable = (db: ReadDb, { name, columns, key }: Table, hit: Hit, seen: Seen, change: WriteDb | null): void => {
  const table = identifier(name)
  const wanted = [...new Set([...key, ...columns])].map(identifier)
  const rows = db.iterate<Row>(sql`SELECT ${wanted.reduce((list, each) => sql`${list}, ${each}`)} FROM ${table}`)
  const due: (() => void)[] = []
  for (const row of rows) {
    const where = all(key.map((column) => sql`${identifier(column)} = ${row[column]}`))
    const meta = name === 'meta' ? String(row.key) : null
    if (meta !== null && machineMeta.has(meta)) continue
    for (const column of columns) {
      const value = row[column]
      if (typeof value !== 'string' || value === '') continue
      const next = meta === 'profile' ? emptiedProfile(value, hit) : emptiedText(value, hit)
      if (next === value) continue
      seen(meta ?? name, column)
      if (change === null || isUserName(name, column)) continue
      const gone = key.includes(column) || wholeRow[name]?.includes(column) === true
      due.push(() => {
        change.run(gone ? sql`DELETE FROM ${table} WHERE ${where}` : sql`UPDATE ${table} SET ${identifier(column)} = ${next} WHERE ${where}`)
      })
    }
  }
  for (const work of due) work()
}

const walkEntries = (db: ReadDb, hit: Hit, seen: Seen, change: { db: WriteDb; at: string } | null, progress: (done: number) => void): string[] => {
  const ids: string[] = []
  const settings = change === null ? null : readSettings(change.db, change.at)
  let last = 0
  for (let done = 0; ; ) {
    const rows = db.all<{ rid: number; id: string; content: string }>(sql`SELECT rid, id, content FROM entry WHERE rid > ${last} ORDER BY rid LIMIT 200`)
    for (const { rid, id, content } of rows) {
      const before = unpackContent(content)
      const after = emptied(before, hit)
      if (after === before) continue
      ids.push(id)
      for (const field of Object.keys(before) as (keyof typeof before)[]) if (before[field] !== after[field]) seen('entry', field)
      if (change !== null && settings !== null) replaceText(change.db, rid, before, after, settings)
    }
    done += rows.length
    progress(done)
    const end = rows.at(-1)
    if (end === undefined) return ids
    last = end.rid
  }
}

const collector = () => {
  const counts = new Map<string, SpillPlace>()
  const seen: Seen = (where, field) => {
    const place = counts.get(`${where} ${field}`) ?? { where, field, count: 0 }
    counts.set(`${where} ${field}`, { ...place, count: place.count + 1 })
  }
  return { seen, places: () => [...counts.values()] }
}

/** Where the texts stand. */
export const findTexts = (db: ReadDb, texts: readonly string[], progress: (done: number) => void): Found => {
  const hit = hitsOf(texts)
  const { seen, places } = collector()
  for (const table of tables(db)) if (!derived.has(table.name)) walkTable(db, table, hit, seen, null)
  const entryIds = walkEntries(db, hit, seen, null, progress)
  return { places: places(), entryIds }
}

/**
 * Empties every field that holds one of the texts, inside the caller's transaction. `left` is what a second look through
 * everything still finds: notes of the audit, which nobody can change, and names users sign in with.
 */
export const eraseTexts = (
  db: WriteDb,
  texts: readonly string[],
  at: string,
  progress: (done: number) => void,
): { erased: SpillPlace[]; left: SpillPlace[] } => {
  const hit = hitsOf(texts)
  const { places: found } = findTexts(db, texts, () => undefined)
  for (const table of tables(db)) if (!derived.has(table.name) && !unchangeable.has(table.name)) walkTable(db, table, hit, () => undefined, db)
  walkEntries(db, hit, () => undefined, { db, at }, progress)
  const second = collector()
  // Also what is made from entries: nothing of it may have kept the words.
  for (const table of tables(db)) walkTable(db, table, hit, second.seen, null)
  const left = second.places()
  const remaining = (place: SpillPlace) => left.find(({ where, field }) => where === place.where && field === place.field)?.count ?? 0
  const erased = found.map((place) => ({ ...place, count: place.count - remaining(place) })).filter(({ count }) => count > 0)
  return { erased, left }
}
