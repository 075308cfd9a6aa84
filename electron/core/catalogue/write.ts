import {
  type EntryContent,
  type EntryField,
  type EntryPatch,
  type EntryStatus,
  type Finding,
  type Item,
  noStanding,
  type Standing,
  surveyFields,
} from '../../../shared/catalogue.ts'
import { applyPatch, type Changes, changedFields, diffContent } from '../../../shared/changes.ts'
import { classOf } from '../../../shared/codes.ts'
import { statusAfterEdit } from '../../../shared/entry-life.ts'
import type { CheckSettings } from '../../../shared/findings.ts'
import { textKey } from '../../../shared/text-key.ts'
import { stepTask } from '../../../shared/work.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { readSettings } from '../profile/stored-profile.ts'
import { cameBy } from '../sync/owner.ts'
import { cycleChanged, followLife } from '../work/follow.ts'
import { hideTasks } from '../work/queries.ts'
import { type Checked, checkStored, codesOf, findingColumns, lookalikes, refreshFindings } from './checking.ts'
import { changeFacets, putFacetRow } from './facet-row.ts'
import { namingFields, putNamed, removeNamed, replaceNamed } from './named.ts'
import type { StoredEntry, Why } from './queries.ts'
import { putIndex, replaceIndex } from './search/index.ts'
import { type IndexTexts, indexTexts } from './search/index-texts.ts'
import { firstStanding, putStanding, textChanged } from './standing.ts'
import { packChanges, packContent } from './stored.ts'

/** Who writes, when, and where new item ids come from. All writes happen in the caller's transaction. */
export type Stamp = { at: string; author: string; newId(): string }

type Common = {
  note?: string
  /** `indexTexts(content)` when it was computed beforehand, in a parsing process. */
  texts?: IndexTexts
  /** `readSettings(db, at)`, when many entries are written at once. */
  settings?: CheckSettings
}
/** `others`: another agency's, as the platform says. */
export type CreateOptions = Common & {
  imported: boolean
  others?: boolean
  why: 'create' | 'import' | 'sync'
  id?: string
  status?: EntryStatus
  standing?: Standing
}
/** With `why: 'status'` a step or the department's answer makes a version of its own, whatever of the text it changes. */
export type ChangeOptions = Common & ({ why: 'edit' | 'import' | 'restore' | 'sync' } | { why: 'status'; status: EntryStatus })

/** Writes a new entry with its codes, first version, findings and index. */
export const createEntry = (
  db: WriteDb,
  stamp: Stamp,
  content: EntryContent,
  options: CreateOptions,
): { rid: number; id: string; version: number; findings: Finding[] } => {
  const settings = options.settings ?? readSettings(db, stamp.at)
  const whole = withItemIds(content, stamp)
  const checked = checkStored(db, whole, 0, settings, options.others)
  const id = options.id ?? stamp.newId()
  const row = columns(whole)
  const found = findingColumns(checked.findings)
  const imported = options.others === true ? cameBy.others : options.imported ? cameBy.sheet : cameBy.hand
  const { lastInsertRowid } = db.run(sql`
    INSERT INTO entry (id, version, status, created_at, updated_at, updated_by, deleted_at, imported, code, title, title_key, provider, office,
      share_type, class, format, item_count, errors, warnings, findings, content)
    VALUES (${id}, 1, ${options.status ?? 'draft'}, ${stamp.at}, ${stamp.at}, ${stamp.author}, NULL, ${imported}, ${row.code}, ${whole.title},
      ${row.titleKey}, ${whole.provider}, ${whole.providerOffice}, ${whole.shareType}, ${row.class}, ${row.format}, ${whole.items.length},
      ${found.errors}, ${found.warnings}, ${found.codes}, ${packContent(whole)})`)
  const rid = Number(lastInsertRowid)
  putFacetRow(db, rid, {
    imported,
    shareType: whole.shareType,
    office: whole.providerOffice,
    class: row.class,
    status: options.status ?? 'draft',
    format: row.format,
    findings: found.codes,
  })
  putCodes(db, rid, whole)
  putNamed(db, rid, whole)
  putVersion(db, rid, 1, stamp, options, {})
  putIndex(db, rid, options.texts ?? indexTexts(whole))
  if (options.status !== undefined) {
    const standing = options.standing ?? firstStanding(options.status, stamp.at)
    if (standing !== noStanding) putStanding(db, rid, standing)
    if (stepTask({ status: options.status, ...standing }) !== null) followLife(db, stamp, rid)
  }
  refreshPartners(db, checked, settings)
  return { rid, id, version: 1, findings: checked.findings }
}

/**
 * Writes a new version of a living entry, the one `current` shows. An edit that changes nothing makes no version:
 * `fields` is empty and `version` the old one.
 */
export const changeEntry = (
  db: WriteDb,
  stamp: Stamp,
  current: StoredEntry,
  patch: EntryPatch,
  options: ChangeOptions,
): { version: number; findings: Finding[]; fields: EntryField[] } => {
  const settings = options.settings ?? readSettings(db, stamp.at)
  const content = withItemIds(applyPatch(current.content, patch), stamp)
  const changes = diffContent(current.content, content)
  const fields = changedFields(changes)
  const { rid } = current
  if (fields.length === 0 && options.why !== 'status')
    return { version: current.version, fields, findings: checkStored(db, content, rid, settings, current.others).findings }
  const moved = fields.includes('title') || fields.includes('provider') || fields.includes('codes')
  const before = moved ? lookalikes(db, current.content, rid) : null
  const checked = checkStored(db, content, rid, settings, current.others)
  const found = findingColumns(checked.findings)
  const version = current.version + 1
  const status = options.why === 'status' ? options.status : statusAfterEdit({ status: current.status, ...current.standing })
  const row = columns(content)
  db.run(sql`
    UPDATE entry SET version = ${version}, updated_at = ${stamp.at}, updated_by = ${stamp.author}, code = ${row.code}, title = ${content.title},
      title_key = ${row.titleKey}, provider = ${content.provider}, item_count = ${content.items.length}, errors = ${found.errors},
      warnings = ${found.warnings}, content = ${packContent(content)}
    WHERE rid = ${rid}`)
  const { class: cls, format } = row
  changeFacets(db, rid, { shareType: content.shareType, office: content.providerOffice, class: cls, status, format, findings: found.codes })
  if (fields.includes('codes')) {
    db.run(sql`DELETE FROM entry_code WHERE rid = ${rid}`)
    putCodes(db, rid, content)
  }
  if (namingFields.some((field) => fields.includes(field))) replaceNamed(db, rid, content)
  putVersion(db, rid, version, stamp, options, changes)
  if (options.why !== 'status') textChanged(db, rid, version)
  if (status !== current.status) followLife(db, stamp, rid)
  if (fields.includes('updateCycle')) cycleChanged(db, stamp, rid, content.updateCycle)
  if (fields.some((field) => !unsearched.has(field))) replaceIndex(db, rid, options.texts ?? indexTexts(content))
  if (before !== null) {
    refreshPartners(db, checked, settings)
    refreshPartners(db, before, settings)
  }
  return { version, findings: checked.findings, fields }
}

/**
 * Puts another text in an entry's place with everything that is made from it, and no version: a purge took words out,
 * and its versions hold them no more either.
 */
export const replaceText = (db: WriteDb, rid: number, before: EntryContent, content: EntryContent, settings: CheckSettings): void => {
  const kept = db.get<{ deleted: number; imported: number }>(
    sql`SELECT f.deleted, e.imported FROM entry_facet f JOIN entry e ON e.rid = f.rid WHERE f.rid = ${rid}`,
  )
  const deleted = kept?.deleted === 1
  const partners = deleted ? null : lookalikes(db, before, rid)
  const checked = checkStored(db, content, rid, settings, kept?.imported === cameBy.others)
  const found = findingColumns(checked.findings)
  const row = columns(content)
  db.run(sql`
    UPDATE entry SET code = ${row.code}, title = ${content.title}, title_key = ${row.titleKey}, provider = ${content.provider}, office = ${content.providerOffice},
      share_type = ${content.shareType}, class = ${row.class}, format = ${row.format}, item_count = ${content.items.length}, errors = ${found.errors},
      warnings = ${found.warnings}, findings = ${found.codes}, content = ${packContent(content)}
    WHERE rid = ${rid}`)
  db.run(sql`DELETE FROM entry_code WHERE rid = ${rid}`)
  putCodes(db, rid, content)
  if (deleted) removeNamed(db, rid)
  else replaceNamed(db, rid, content)
  replaceIndex(db, rid, indexTexts(content))
  if (partners === null) return
  refreshPartners(db, checked, settings)
  refreshPartners(db, partners, settings)
}

/** Marks a living entry deleted: no list and no duplicate check sees it any more; its history stays, and its index, for the list of the deleted. */
export const deleteEntry = (
  db: WriteDb,
  stamp: Stamp,
  current: StoredEntry,
  options: { note?: string; settings?: CheckSettings } = {},
): { version: number } => {
  const settings = options.settings ?? readSettings(db, stamp.at)
  const version = current.version + 1
  db.run(
    sql`UPDATE entry SET version = ${version}, updated_at = ${stamp.at}, updated_by = ${stamp.author}, deleted_at = ${stamp.at} WHERE rid = ${current.rid}`,
  )
  putVersion(db, current.rid, version, stamp, { why: 'delete', ...options }, {})
  // The platform never heard of it.
  db.run(sql`DELETE FROM sync_due WHERE rid = ${current.rid} AND NOT EXISTS (SELECT 1 FROM sync_shadow WHERE entity = 'entry' AND id = ${current.id})`)
  removeNamed(db, current.rid)
  hideTasks(db, current.rid, true)
  refreshPartners(db, lookalikes(db, current.content, current.rid), settings)
  return { version }
}

/** Brings a deleted entry back as it was. */
export const undeleteEntry = (db: WriteDb, stamp: Stamp, current: StoredEntry, options: { settings?: CheckSettings } = {}): { version: number } => {
  const settings = options.settings ?? readSettings(db, stamp.at)
  const { rid, content } = current
  const checked = checkStored(db, content, rid, settings, current.others)
  const found = findingColumns(checked.findings)
  const version = current.version + 1
  db.run(
    sql`UPDATE entry SET version = ${version}, updated_at = ${stamp.at}, updated_by = ${stamp.author}, deleted_at = NULL, errors = ${found.errors},
      warnings = ${found.warnings}, findings = ${found.codes} WHERE rid = ${rid}`,
  )
  putVersion(db, rid, version, stamp, { why: 'undelete' }, {})
  putNamed(db, rid, content)
  hideTasks(db, rid, false)
  refreshPartners(db, checked, settings)
  return { version }
}

/** Fields the search index holds nothing of. A change of these leaves the index as it is. */
export const unsearched: ReadonlySet<EntryField> = new Set<EntryField>([
  ...surveyFields,
  'shareType',
  'shareWayClass',
  'shareWayType',
  'isOpen',
  'updateCycle',
  'publishedOn',
  'relatedCodes',
  'dataGrade',
  'network',
  'mountStatus',
  'collectionMethod',
  'libraryKind',
  'storageMode',
  'providedByProvince',
])

/** What lists sort, narrow and count by. */
const columns = (content: EntryContent) => ({
  code: content.codes[0]?.code.trim() ?? '',
  class: content.codes[0] === undefined ? '' : classOf(content.codes[0]),
  titleKey: textKey(content.title),
  format: content.formats[0]?.formatClass ?? '',
})

const putCodes = (db: WriteDb, rid: number, content: EntryContent): void => {
  for (const code of codesOf(content)) db.run(sql`INSERT INTO entry_code (code, rid) VALUES (${code}, ${rid})`)
}

const putVersion = (db: WriteDb, rid: number, version: number, stamp: Stamp, { why, note = '' }: { why: Why; note?: string }, changes: Changes): void => {
  db.run(sql`
    INSERT INTO entry_version (rid, version, base, at, author, why, note, changes)
    VALUES (${rid}, ${version}, ${version - 1}, ${stamp.at}, ${stamp.author}, ${why}, ${note}, ${packChanges(changes)})`)
  // What comes from the platform as a new entry is known there; for the rest sync/shadow.ts says when it is.
  if (version > 1 || why !== 'sync') db.run(sql`INSERT INTO sync_due (rid) VALUES (${rid}) ON CONFLICT DO NOTHING`)
}

/**
 * Where exactly one other entry shares a title or code, that one has just got its only partner or lost its last but
 * one: its findings are written anew. Two or more have partners left and keep what they have.
 */
const refreshPartners = (db: WriteDb, { titles, codes }: Pick<Checked, 'titles' | 'codes'>, settings: CheckSettings): void => {
  const rids = new Set<number>()
  for (const found of [titles, ...codes.values()]) if (found.length === 1 && found[0] !== undefined) rids.add(found[0].rid)
  for (const rid of rids) refreshFindings(db, rid, settings)
}

/** A pasted block may bring one id twice: the later gets its own, since versions tell items apart by their id. */
const withItemIds = (content: EntryContent, stamp: Stamp): EntryContent => {
  const seen = new Set<string>()
  for (const item of content.items) seen.add(item.id)
  if (seen.size === content.items.length) return content
  const used = new Set<string>()
  const items = content.items.map((item): Item => {
    const fresh = used.has(item.id) ? { ...item, id: stamp.newId() } : item
    used.add(fresh.id)
    return fresh
  })
  return { ...content, items }
}
