import { type EntryContent, emptyContent, entryContentSchema } from '../../shared/catalogue.ts'
import type { EntryChange } from '../../shared/platform-api/schemas.ts'
import { secrecyMarks } from '../../shared/secrecy.ts'
import { applyContentPatch } from '../../shared/sync/patch.ts'
import type { ProblemCode } from '../problems.ts'
import type { Author, EntityRow } from './rows.ts'

/** What a change does to an entity, decided without a database. */
export type Decision =
  | { verdict: 'applied' | 'altered'; row: EntityRow }
  | { verdict: 'conflict'; row: EntityRow | null }
  | { verdict: 'rejected'; problem: ProblemCode; detail: string }

export type Maker = {
  agencyId: string
  agencyName: string
  author: Author
  at: string
  assignCode(): string
  /** Whether a paper of the agency is whole here. */
  holds(sha256: string): boolean
}

const rejected = (problem: ProblemCode, detail = ''): Decision => ({ verdict: 'rejected', problem, detail })

/**
 * A change against the entity as it stands. Its base must be the newest text (lesson 6): states that changed since, a
 * publication for instance, are no conflict. A deleted entity comes back when a change was made on its deletion.
 */
export const decide = (change: EntryChange, current: EntityRow | null, maker: Maker): Decision => {
  if (current !== null && current.agency_id !== maker.agencyId) return rejected('entity.notYours')
  if (current === null) {
    if (change.baseVersion !== 0) return { verdict: 'conflict', row: null }
    return change.kind === 'patch' ? withText(change, newRow(change, maker), emptyContent(), maker) : rejected('entity.unknown')
  }
  const onNewest = change.baseVersion >= current.content_version && change.baseVersion <= current.version
  if (!onNewest || (current.deleted_at !== null && change.baseVersion !== current.version)) return { verdict: 'conflict', row: current }
  switch (change.kind) {
    case 'patch':
      return withText(change, current, JSON.parse(current.content) as EntryContent, maker)
    case 'delete':
      if (current.published_content !== null) return rejected('entity.published')
      return { verdict: 'applied', row: { ...stamped(current, maker), deleted_at: maker.at } }
    case 'submit':
      return submitted(change, current, maker)
    case 'withdraw':
      if (current.status !== 'submitted') return rejected('entity.notSubmitted')
      // What is published stays in force, whatever of it is taken back.
      return {
        verdict: 'applied',
        row: {
          ...stamped(current, maker),
          status: current.published_content === null ? 'draft' : 'published',
          submitted_version: null,
          submitted_content: null,
        },
      }
  }
}

const stamped = (row: EntityRow, { at, author }: Maker): EntityRow => ({
  ...row,
  version: row.version + 1,
  changed_at: at,
  changed_by: JSON.stringify(author),
})

const newRow = ({ entity, id }: EntryChange, maker: Maker): EntityRow => ({
  entity,
  id,
  agency_id: maker.agencyId,
  agency_name: maker.agencyName,
  version: 0,
  content_version: 0,
  content: '',
  status: 'draft',
  reason: '',
  number: '',
  answered_at: null,
  submitted_version: null,
  submitted_content: null,
  published_version: null,
  published_on: null,
  published_content: null,
  changed_at: maker.at,
  changed_by: JSON.stringify(maker.author),
  deleted_at: null,
  evidence: '[]',
  own_seq: 0,
  public_seq: null,
})

const withText = (change: EntryChange & { kind: 'patch' }, row: EntityRow, base: EntryContent, maker: Maker): Decision => {
  const parsed = entryContentSchema.safeParse(applyContentPatch(base, change.patch))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return rejected('content.invalid', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  if (parsed.data.title.trim() === '') return rejected('content.titleMissing')
  // State secrets and work secrets are nothing for a platform like this one (Order 809 art.3; practice L1).
  if (secrecyMarks(textsIn(parsed.data).join('\n')).length > 0) return rejected('content.marked')
  const next = stamped(row, maker)
  return { verdict: 'applied', row: { ...next, content: JSON.stringify(parsed.data), content_version: next.version, deleted_at: null } }
}

/** 报送: the newest text goes to review. A resource without a code gets one, and comes back altered. */
const submitted = ({ evidence }: EntryChange & { kind: 'submit' }, row: EntityRow, maker: Maker): Decision => {
  if (row.status === 'submitted' && row.submitted_version === row.content_version) return rejected('entity.alreadySubmitted')
  const content = JSON.parse(row.content) as EntryContent
  const next = stamped(row, maker)
  const missing = evidence.find(({ sha256 }) => !maker.holds(sha256))
  if (missing !== undefined) return rejected('attachment.missing', missing.name)
  const common = { ...next, status: 'submitted' as const, reason: '', evidence: JSON.stringify(evidence) }
  if (content.codes.length > 0) return { verdict: 'applied', row: { ...common, submitted_version: row.content_version, submitted_content: row.content } }
  const code = maker.assignCode()
  const text = JSON.stringify({ ...content, codes: [{ code, cls1: '3', cls2: '', cls3: '', cls4: '' }] } satisfies EntryContent)
  return { verdict: 'altered', row: { ...common, content: text, content_version: next.version, submitted_version: next.version, submitted_content: text } }
}

/** Every text in a value, however deep. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
