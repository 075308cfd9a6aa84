import type { EntryContent, Finding } from '../../../shared/catalogue.ts'
import { type CheckSettings, checkEntry } from '../../../shared/findings.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { entryByRid, type Lookalike, sameCode, sameTitle } from './queries.ts'

/** An entry's codes, each once. */
export const codesOf = (content: EntryContent): Set<string> => {
  const codes = new Set<string>()
  for (const { code } of content.codes) {
    const trimmed = code.trim()
    if (trimmed !== '') codes.add(trimmed)
  }
  return codes
}

/** Other living entries (at most two of each kind) with this one's title key and provider, or one of its codes. */
export type Lookalikes = { titles: Lookalike[]; codes: Map<string, Lookalike[]> }
export type Checked = Lookalikes & { findings: Finding[] }

/** `exceptRid` is the entry's own row, 0 while it has none. Index look-ups only. */
export const lookalikes = (db: ReadDb, content: EntryContent, exceptRid: number): Lookalikes => {
  const codes = new Map<string, Lookalike[]>()
  for (const code of codesOf(content)) codes.set(code, sameCode(db, code, exceptRid))
  return { titles: sameTitle(db, content, exceptRid), codes }
}

/** All findings of an entry, those that come from its neighbours too. What another agency published (`others`) is not ours to judge. */
export const checkStored = (db: ReadDb, content: EntryContent, exceptRid: number, settings: CheckSettings, others = false): Checked => {
  const found = lookalikes(db, content, exceptRid)
  if (others) return { ...found, findings: [] }
  const sameCodes = [...found.codes].flatMap(([code, [other]]) => (other === undefined ? [] : [{ sharedCode: code, ...other }]))
  return { ...found, findings: checkEntry(content, { ...settings, sameTitle: found.titles[0] ?? null, sameCodes }) }
}

/** The columns that lists count and narrow by. */
export const findingColumns = (findings: readonly Finding[]): { errors: number; warnings: number; codes: string } => {
  let errors = 0
  let warnings = 0
  const codes = new Set<string>()
  for (const { severity, code } of findings) {
    if (severity === 'error') errors++
    else if (severity === 'warning') warnings++
    codes.add(code)
  }
  return { errors, warnings, codes: codes.size === 0 ? '' : ` ${[...codes].sort().join(' ')} ` }
}

/** Checks an entry again, because a neighbour or the agency's settings changed. Makes no version. */
export const refreshFindings = (db: WriteDb, rid: number, settings: CheckSettings): void => {
  const entry = entryByRid(db, rid)
  if (entry === undefined) return
  const found = findingColumns(entry.others ? [] : checkStored(db, entry.content, rid, settings).findings)
  db.run(sql`
    UPDATE entry SET errors = ${found.errors}, warnings = ${found.warnings}, findings = ${found.codes}
    WHERE rid = ${rid} AND (errors <> ${found.errors} OR warnings <> ${found.warnings} OR findings <> ${found.codes})`)
}
