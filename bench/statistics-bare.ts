import type Database from 'better-sqlite3'
import type { Location } from '../electron/core/db/open.ts'
import { addDays } from '../shared/days.ts'
import { endOfDay } from '../shared/statistics/periods.ts'
import { rawDatabase } from './by-hand.ts'
import { works } from './history/chance.ts'

/**
 * A quarter's figures as somebody would write them who knows SQL and this one file: no rows to follow a figure down to, no
 * law but the limits typed in, nothing of the core. Texts are taken back to the end of the quarter by what later versions say
 * they changed.
 */
const before = (field: string): string =>
  `(SELECT v.changes -> '$.${field}[0]' FROM entry_version v WHERE v.rid = e.rid AND v.at > @end AND v.changes -> '$.${field}' IS NOT NULL ORDER BY v.version LIMIT 1)`
const then = (field: string, now: string): string => `coalesce(${before(field)} ->> '$', ${now})`
const firstThen = (field: string, part: string, now: string): string =>
  `CASE WHEN ${before(field)} IS NOT NULL THEN coalesce(${before(field)} ->> '$[0].${part}', '') ELSE ${now} END`

const refreshed = '(SELECT max(refreshed_on) FROM entry_refresh r WHERE r.rid = e.rid AND r.refreshed_on <= @until)'
const notWithdrawn = `coalesce((SELECT a.kind FROM entry_answer a WHERE a.rid = e.rid AND a.kind IN ('submitted', 'published', 'withdrawn') AND a.received_at <= @end
      ORDER BY a.seq DESC LIMIT 1), '') <> 'withdrawn'`

/** What was not touched since is what the index says. */
const there = `
  CREATE TEMP TABLE there AS
  SELECT e.share_type, e.office, e.class, e.format, e.item_count AS items, e.mount, e.cycle, e.open, ${refreshed} AS refreshed
  FROM entry e INDEXED BY entry_by_update
  WHERE e.updated_at <= @end AND e.imported <> 2 AND e.deleted_at IS NULL AND ${notWithdrawn}
  UNION ALL
  SELECT ${then('shareType', 'e.share_type')}, ${then('providerOffice', 'e.office')}, ${firstThen('codes', 'cls1', 'e.class')},
    ${firstThen('formats', 'formatClass', 'e.format')},
    coalesce((SELECT json_array_length(v.changes, '$.items.order[0]') FROM entry_version v
      WHERE v.rid = e.rid AND v.at > @end AND v.changes -> '$.items.order' IS NOT NULL ORDER BY v.version LIMIT 1), e.item_count),
    ${then('mountStatus', 'e.mount')}, ${then('updateCycle', 'e.cycle')}, ${then('isOpen', 'e.open')}, ${refreshed}
  FROM entry e INDEXED BY entry_by_update
  WHERE e.updated_at > @end AND e.imported <> 2 AND e.created_at <= @end AND ${notWithdrawn}
    AND coalesce((SELECT v.why FROM entry_version v WHERE v.rid = e.rid AND v.at <= @end AND v.why IN ('delete', 'undelete') ORDER BY v.version DESC LIMIT 1), '') <> 'delete'`

const entryFigures = `
  SELECT 'entry.total' AS indicator, share_type AS key, count(*) AS n FROM there GROUP BY share_type
  UNION ALL SELECT 'item.total', share_type, sum(items) FROM there GROUP BY share_type
  UNION ALL SELECT 'entry.byClass', class, count(*) FROM there GROUP BY class
  UNION ALL SELECT 'entry.byFormat', format, count(*) FROM there GROUP BY format
  UNION ALL SELECT 'entry.byOffice', office, count(*) FROM there GROUP BY office
  UNION ALL SELECT 'entry.open', NULL, count(*) FROM there WHERE open = '是'
  UNION ALL SELECT 'entry.mounted', NULL, count(*) FROM there WHERE share_type IN ('无条件共享', '有条件共享') AND mount IN ('已挂接', '部分挂接')
  UNION ALL SELECT 'refresh.unrecorded', NULL, count(*) FROM there WHERE cycle IN ('每日', '每周', '每半月', '每月', '每季度', '每半年', '每年') AND refreshed IS NULL`

/** The earliest act of these kinds that counts; `platform`: by a letter only under a ruling. */
const firstDay = (acts: string, platform: boolean): string => `
  (SELECT min(a.received_on) FROM case_act a WHERE a.rid = f.rid AND a.status = 'counted' AND a.act IN (${acts}) AND a.received_on <= @until AND a.source <> '电话'
    ${platform ? "AND (a.source IN ('平台', '平台清单') OR a.ruling <> '')" : ''})`

const requests = `
  CREATE TEMP TABLE asked AS
  SELECT f.rid, f.party, f.head ->> '$.shareType' AS share_type, ${firstDay("'apply', 'obtainDirect'", false)} AS received,
    ${firstDay("'grant', 'grantPartly', 'refuse', 'consentUse', 'obtainDirect'", true)} AS replied,
    (SELECT a.act FROM case_act a WHERE a.rid = f.rid AND a.status = 'counted' AND a.act IN ('grant', 'grantPartly', 'refuse', 'consentUse', 'obtainDirect')
      AND a.received_on <= @until AND (a.source IN ('平台', '平台清单') OR a.ruling <> '') ORDER BY a.place LIMIT 1) AS result,
    ${firstDay("'grant', 'grantPartly', 'grantAfter', 'obtainDirect'", false)} AS consented,
    ${firstDay("'deliver', 'obtainDirect'", true)} AS delivered,
    ${firstDay("'consentExtension'", false)} AS consent, ${firstDay("'noticeExtension'", false)} AS notice,
    (SELECT a.body ->> '$.fields.n' FROM case_act a WHERE a.rid = f.rid AND a.status = 'counted' AND a.act = 'consentExtension' LIMIT 1) AS n,
    EXISTS (SELECT 1 FROM case_act a WHERE a.rid = f.rid AND a.status = 'counted' AND a.act IN ('consentUse', 'dispose', 'close', 'withdraw') AND a.received_on <= @until) AS closed
  FROM case_file f WHERE f.kind = 'request' AND f.sealed_on IS NULL`

const due = `
  CREATE TEMP TABLE due AS
  SELECT q.rid, q.party, q.replied, q.delivered, q.closed, w.n AS began,
    (SELECT d.day FROM wd d WHERE d.works AND d.n = w.n + (CASE q.share_type WHEN '无条件共享' THEN 1 ELSE 10 END)) AS first_due,
    (SELECT d.day FROM wd d WHERE d.works AND d.n = w.n + (CASE q.share_type WHEN '无条件共享' THEN 1 ELSE 10 END) + min(10, q.n)) AS longer, q.consent, q.notice,
    (SELECT d.day FROM wd d JOIN wd c ON c.day = q.consented WHERE q.consented >= '2025-08-01' AND d.works AND d.n = c.n + 20) AS deliver_due
  FROM asked q JOIN wd w ON w.day = q.received WHERE q.received >= '2025-08-01' AND q.share_type <> ''`

const caseFigures = `
  SELECT 'request.received' AS indicator, share_type AS key, count(*) AS n FROM asked WHERE party = 'respondent' AND received BETWEEN @from AND @until GROUP BY share_type
  UNION ALL SELECT 'request.granted', NULL, count(*) FROM asked WHERE party = 'respondent' AND replied BETWEEN @from AND @until AND result <> 'refuse'
  UNION ALL SELECT 'request.refused', NULL, count(*) FROM asked WHERE party = 'respondent' AND replied BETWEEN @from AND @until AND result = 'refuse'
  UNION ALL SELECT 'deliver.done', NULL, count(*) FROM asked WHERE party = 'respondent' AND delivered BETWEEN @from AND @until
  UNION ALL SELECT 'need.made', NULL, count(*) FROM asked WHERE party = 'applicant' AND received BETWEEN @from AND @until
  UNION ALL SELECT 'need.granted', NULL, count(*) FROM asked WHERE party = 'applicant' AND replied BETWEEN @from AND @until AND result <> 'refuse'
  UNION ALL SELECT 'request.replyLate', NULL, count(*) FROM (SELECT *, CASE WHEN consent <= first_due AND notice <= first_due THEN longer ELSE first_due END AS last FROM due)
    WHERE party = 'respondent' AND last BETWEEN @from AND @until AND (replied > last OR replied IS NULL AND last <= @until AND NOT closed)
  UNION ALL SELECT 'use.records', NULL, count(*) FROM case_act a JOIN case_file f ON f.rid = a.rid
    WHERE a.act = 'recordUse' AND a.status = 'counted' AND a.received_on BETWEEN @from AND @until AND f.sealed_on IS NULL
  UNION ALL SELECT 'direct.times', NULL, coalesce(sum(a.body ->> '$.fields.times'), 0) FROM case_act a JOIN case_file f ON f.rid = a.rid
    WHERE a.act = 'recordDirect' AND a.status = 'counted' AND a.received_on BETWEEN @from AND @until AND f.sealed_on IS NULL`

const fillWorkingDays = (db: Database.Database): void => {
  db.exec('CREATE TEMP TABLE wd (day TEXT PRIMARY KEY, n INTEGER, works INTEGER); CREATE INDEX temp.wd_n ON wd (n) WHERE works')
  const put = db.prepare('INSERT INTO wd VALUES (?, ?, ?)')
  let n = 0
  for (let day = '2024-01-01'; day < '2027-06-30'; day = addDays(day, 1)) {
    if (works(day)) n += 1
    put.run(day, n, works(day) ? 1 : 0)
  }
}

/** `indicator` and `indicator|key`, with how long it took from the open file on. */
export const bareFigures = (at: Location, { from, until }: { from: string; until: string }): { figures: Map<string, number>; ms: number } => {
  const db = rawDatabase(at)
  db.pragma('temp_store=MEMORY')
  fillWorkingDays(db)
  const values = { from, until, end: endOfDay(until) }
  const given = (text: string) => Object.fromEntries(Object.entries(values).filter(([name]) => text.includes(`@${name}`)))
  const run = (text: string) => db.prepare(text).run(given(text))
  const rows = (text: string) => db.prepare(text).all(given(text)) as { indicator: string; key: string | null; n: number }[]
  const start = performance.now()
  for (const text of [there, requests, due]) run(text)
  const figures = new Map<string, number>()
  for (const { indicator, key, n } of [...rows(entryFigures), ...rows(caseFigures)]) {
    figures.set(key === null ? indicator : `${indicator}|${key}`, n)
    if (key !== null) figures.set(indicator, (figures.get(indicator) ?? 0) + n)
  }
  const ms = performance.now() - start
  db.close()
  return { figures, ms }
}
