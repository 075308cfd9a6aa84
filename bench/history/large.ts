import { unpackContent } from '../../electron/core/catalogue/stored.ts'
import { type Location, openWriter } from '../../electron/core/db/open.ts'
import { sql } from '../../electron/core/db/sql.ts'
import { writeProfile } from '../../electron/core/profile/stored-profile.ts'
import { emptyProfile, type Profile } from '../../shared/contract/profile.ts'
import { addDays } from '../../shared/days.ts'
import { chanceFrom, momentOn, seasonOf } from './chance.ts'
import { editOf } from './content.ts'
import { directDesk, type People } from './desk.ts'
import { play } from './play.ts'
import { agency, writeHistory } from './write.ts'

const people: People = {
  officer: { name: '编目员', roles: ['catalogueOfficer'] },
  head: { name: '负责人', roles: ['departmentHead'] },
  keeper: { name: '保密员', roles: ['confidentialityOfficer', 'workingBodyHead'] },
}

/** On entries that are there already: so many edits, refreshes and tasks, and cases with all their acts. How many of each there are. */
export const fillEvents = async (
  at: Location,
  { edits, refreshes, tasks, requests }: { edits: number; refreshes: number; tasks: number; requests: number },
): Promise<number> => {
  const db = openWriter(at)
  db.pragma('cache_size=-131072')
  const [from, until] = ['2025-07-01', '2026-09-30'] as const
  const chance = chanceFrom(5)
  const desk = directDesk(db, people)
  const call = desk.call
  db.exec('BEGIN IMMEDIATE')
  const own: Partial<Profile> = { agency, region: '330200', regulations: ['NB-171'] }
  writeProfile(db, { ...emptyProfile, ...own })
  const stored = db.all<{ id: string; rid: number }>(sql`SELECT id, rid FROM entry ORDER BY rid`)
  const some = (count: number) => Array.from({ length: Math.min(count, stored.length) }, (_, n) => stored[Math.floor((n * stored.length) / count)])
  const season = seasonOf(from, until)
  const moments = Array.from({ length: edits }, () => momentOn(chance, season(chance))).sort()
  for (const [n, entry] of some(edits).entries()) {
    const row = db.get<{ content: string; version: number }>(sql`SELECT content, version FROM entry WHERE rid = ${entry?.rid ?? 0}`)
    if (row === undefined || entry === undefined) continue
    const patch = editOf(chance, unpackContent(row.content), agency)
    await call('officer', moments[n] ?? '', 'catalogue.save', { id: entry.id, base: row.version, patch, secrecy: '不涉密' })
  }
  const lists = (count: number, size: number) => Array.from({ length: Math.ceil(count / size) }, (_, n) => some(count).slice(n * size, (n + 1) * size))
  for (const list of lists(refreshes, 50)) {
    const on = season(chance)
    await call('officer', momentOn(chance, addDays(on, 1)), 'data.recordRefresh', { filter: { ids: list.map((one) => one?.id ?? '') }, refreshedOn: on })
  }
  for (const list of lists(tasks, 25)) {
    const on = season(chance)
    const filter = { ids: list.map((one) => one?.id ?? '') }
    const change = { kind: 'duty', title: '职责调整', happenedOn: on, startsWith: 'happenedOn' } as const
    await call('officer', momentOn(chance, on), 'trigger.open', { ...change, filter })
  }
  const script = writeHistory({ seed: 9, from, until, entries: 1, requests, agreements: Math.ceil(requests / 5), others: 0, listSize: 1 })
  await play(script, desk)
  db.exec('COMMIT')
  db.exec('ANALYZE')
  db.pragma('wal_checkpoint(TRUNCATE)')
  const count = (table: ReturnType<typeof sql>): number => db.get<{ n: number }>(sql`SELECT count(*) AS n FROM ${table}`)?.n ?? 0
  const events = count(sql`case_act`) + count(sql`entry_version WHERE version > 1`) + count(sql`entry_refresh`) + count(sql`task WHERE kind = 'update'`)
  db.close()
  return events
}
