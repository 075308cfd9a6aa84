import type { EntryStatus } from '../../shared/catalogue.ts'
import type { CaseLine, EntityState, GoneLine, PageLine, StateLine } from '../../shared/platform-api/schemas.ts'
import type { SubmissionLine } from '../../shared/platform-api/submissions.ts'
import { type Sql, sql } from '../database/database.ts'

export type Author = { agency: string; officer: string; device: string | null; changeId: string | null }

/** One entity as the platform keeps it. Texts are JSON as they were sent. */
export type EntityRow = {
  entity: string
  id: string
  agency_id: string
  agency_name: string
  version: number
  content_version: number
  content: string
  status: EntryStatus
  reason: string
  number: string
  answered_at: string | null
  submitted_version: number | null
  submitted_content: string | null
  published_version: number | null
  published_on: string | null
  published_content: string | null
  changed_at: string
  changed_by: string
  deleted_at: string | null
  evidence: string
  own_seq: string | number
  public_seq: string | number | null
}

/** A moment as ISO text. */
export const utc = (column: string): Sql => ({ text: `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`, values: [] })

/** Moments come as text: drivers take long to make dates of them, and they are sent as text. */
export const entityColumns: Sql = sql`e.entity, e.id, e.agency_id, a.name AS agency_name, e.version, e.content_version, e.content, e.status, e.reason, e.number,
  ${utc('e.answered_at')} AS answered_at, e.submitted_version, e.submitted_content, e.published_version, to_char(e.published_on, 'YYYY-MM-DD') AS published_on,
  e.published_content, ${utc('e.changed_at')} AS changed_at, e.changed_by, ${utc('e.deleted_at')} AS deleted_at, e.evidence, e.own_seq, e.public_seq`

/** What a line of the feed is made of: `text` is what the reader may see of it, as JSON. */
export type FeedRow = Omit<
  EntityRow,
  'content_version' | 'content' | 'submitted_version' | 'submitted_content' | 'published_content' | 'own_seq' | 'public_seq'
> & {
  text: string | null
  /** Of an agency's own: what is published, where that is another text. */
  published: string | null
}
/** Of an entity `o`, what a line needs beside its text. */
export const feedSource: Sql = sql`o.entity, o.id, o.agency_id, o.version, o.status, o.reason, o.number, o.answered_at, o.published_version, o.published_on,
  o.changed_at, o.changed_by, o.deleted_at, o.evidence`
/** What is published of it, where it is not the text its agency has. */
export const publishedBeside: Sql = sql`CASE WHEN o.published_content IS DISTINCT FROM o.content THEN o.published_content END`
/** The same of `e` and its agency `a`, as a FeedRow. */
export const feedColumns: Sql = sql`e.entity, e.id, e.agency_id, a.name AS agency_name, e.version, e.status, e.reason, e.number,
  ${utc('e.answered_at')} AS answered_at, e.published_version, to_char(e.published_on, 'YYYY-MM-DD') AS published_on,
  ${utc('e.changed_at')} AS changed_at, e.changed_by, ${utc('e.deleted_at')} AS deleted_at, e.evidence, e.text, e.published`

type Head = Omit<StateLine, 'content' | 'published'> | GoneLine

/** What an agency sees of its own entity. */
const ownHead = (row: Omit<FeedRow, 'text' | 'published'>): Head =>
  row.deleted_at === null
    ? {
        kind: 'state',
        entity: row.entity,
        id: row.id,
        version: row.version,
        state: {
          status: row.status,
          publishedOn: row.published_on,
          publishedVersion: row.published_version,
          reason: row.reason,
          answeredAt: row.answered_at,
          number: row.number,
          evidence: JSON.parse(row.evidence) as EntityState['evidence'],
        },
        owner: { id: row.agency_id, name: row.agency_name },
        by: JSON.parse(row.changed_by) as Author,
        at: row.changed_at,
      }
    : { kind: 'gone', entity: row.entity, id: row.id, version: row.version, why: 'deleted', at: row.deleted_at }

/** What everybody else sees of it: the published text, or that it is to be seen no more. */
const publicHead = (row: FeedRow): Head =>
  row.text === null || row.published_version === null
    ? { kind: 'gone', entity: row.entity, id: row.id, version: row.version, why: 'outOfScope', at: row.changed_at }
    : {
        kind: 'state',
        entity: row.entity,
        id: row.id,
        version: row.published_version,
        state: {
          status: 'published',
          publishedOn: row.published_on,
          publishedVersion: row.published_version,
          reason: '',
          answeredAt: row.answered_at,
          number: row.number,
          evidence: [],
        },
        owner: { id: row.agency_id, name: row.agency_name },
        by: { agency: row.agency_name, officer: '', device: null, changeId: null },
        at: row.changed_at,
      }

/** The entity whole, as its agency sees it; null when it is deleted. */
export const stateOf = (row: EntityRow): StateLine | null => {
  const head = ownHead(row)
  if (head.kind !== 'state') return null
  const { published_content: published } = row
  return { ...head, content: JSON.parse(row.content), published: published === null || published === row.content ? null : { content: JSON.parse(published) } }
}

/** Of a case: `text` is its head, `acts` the bodies of its acts, `other` who is asked. */
export type CaseRow = Pick<FeedRow, 'id' | 'agency_id' | 'agency_name' | 'version' | 'changed_at' | 'text'> & {
  acts: string
  other_id: string | null
  other_name: string | null
}
/** A case as text. Head and acts go in as they are kept. */
export const caseLineOf = (row: CaseRow): FeedLine => {
  const agencies: CaseLine['agencies'] = {
    applicant: { id: row.agency_id, name: row.agency_name },
    respondent: row.other_id === null ? null : { id: row.other_id, name: row.other_name ?? '' },
  }
  const { id, version, changed_at: at } = row
  const text = JSON.stringify({ kind: 'case', id, version, agencies, at } satisfies Omit<CaseLine, 'head' | 'acts'>)
  return { kind: 'case', text: `${text.slice(0, -1)},"head":${row.text},"acts":[${row.acts}]}` }
}

/** A submission as text: its versions go in as they are kept. */
export const submissionLineOf = (row: Pick<FeedRow, 'id' | 'agency_id' | 'agency_name' | 'version' | 'changed_at'>, reports: string): FeedLine => {
  const { id, version, changed_at: at } = row
  const owner = { id: row.agency_id, name: row.agency_name }
  const text = JSON.stringify({ kind: 'submission', id, version, owner, at } satisfies Omit<SubmissionLine, 'reports'>)
  return { kind: 'submission', text: `${text.slice(0, -1)},"reports":${reports}}` }
}

/** A line of the feed as text. The content goes in as it is kept: it is JSON, and most of the line. */
export const lineOf = (row: FeedRow, own: boolean): FeedLine => {
  const head = own ? ownHead(row) : publicHead(row)
  const text = JSON.stringify(head)
  if (head.kind !== 'state') return { kind: head.kind, text }
  const published = row.published === null ? 'null' : `{"content":${row.published}}`
  return { kind: head.kind, text: `${text.slice(0, -1)},"content":${row.text},"published":${published}}` }
}
export type FeedLine = { kind: PageLine['kind']; text: string }
