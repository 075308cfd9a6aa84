import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { saidIn } from '../../../shared/submissions/corrected.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext, Context } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { inflated, runFreeze } from '../statistics/run-figures.ts'
import { readLaw } from '../work/law.ts'
import { checked } from './checking.ts'
import { formOf } from './city-form.ts'
import { composeWithoutRows } from './compose.ts'
import { personOf } from './drafting.ts'
import { needStep } from './filling.ts'
import { asFrozen, previousOf } from './previous.ts'
import { dropRows, type Frozen, knownSubmission, putEvent, putRow, type Submission, setFrozen, submissionByRid } from './store.ts'

/** Of a corrected version: which one it takes the place of, and what that one says. What differs is told when the document is composed. */
const replacing = (db: ReadDb, one: Submission): Pick<Frozen, 'replaces' | 'before'> => {
  if (one.version === 1) return { replaces: null }
  const before = knownSubmission(db, one.id, one.version - 1)
  return {
    replaces: { version: before.version, sha256: before.sha256 ?? before.computed?.computed.rowsSha256 ?? '', reason: one.reason, figures: [] },
    before: saidIn(composeWithoutRows(before)),
  }
}

/** Counted by a process of its own, as the records stand at one moment; then written down in one transaction. */
export const freeze = async ({ id, secrecy }: Parsed<'submission.freeze'>, context: AsideContext): Promise<Output<'submission.freeze'>> => {
  askSecrecy(secrecy)
  const { ports } = context
  const draft = knownSubmission(context.db, id)
  needStep(draft, 'freeze')
  const now = ports.now().toISOString()
  const { today } = readLaw(context.db, now)
  if (today <= draft.period.until) throw new Refusal('statistics.noPeriod', { period: draft.period.id, until: draft.period.until })
  const previous = previousOf(context.db, draft)
  const { rows, parts } = await runFreeze({ period: draft.period, template: draft.template, against: previous.against, earlier: previous.earlier }, context)
  const total = rows.reduce((sum, piece) => sum + piece.count, 0)
  return await context.inTurn(async ({ db, commitLong, user }) => {
    const one = knownSubmission(db, id)
    // Somebody else may have gone on with it meanwhile.
    if (one.rid !== draft.rid) throw new Refusal('submission.changed')
    needStep(one, 'freeze')
    const frozen = asFrozen(db, one, parts, previous, now, personOf(context), await formOf(db, one))
    await commitLong(
      async (breathe) => {
        dropRows(db, one.rid)
        const places = new Map<string, number>()
        for (const piece of rows) {
          const { source } = piece
          for (const row of inflated(piece)) {
            const n = (places.get(source) ?? 0) + 1
            places.set(source, n)
            putRow(db, one.rid, source, n, row)
            if (n % 50 === 0) await breathe()
          }
        }
        setFrozen(db, one.rid, { ...frozen, ...replacing(db, one) }, now, 'frozen')
        putEvent(db, one.rid, { at: now, by: user.name, what: 'frozen', note: '' })
      },
      () => ({ entity: 'submission', entityId: id, digest: parts.computed.rowsSha256, note: `${total} rows` }),
    )
    return { version: one.version, rows: total, figures: parts.figures.length, findings: checked(db, submissionByRid(db, one.rid), now) }
  })
}

export const thaw = ({ id, reason }: Parsed<'submission.thaw'>, context: Context) => {
  refuseMarks(reason)
  const { db, ports, user } = context
  const one = knownSubmission(db, id)
  needStep(one, 'thaw')
  return context.commit(
    () => {
      dropRows(db, one.rid)
      setFrozen(db, one.rid, null, null, 'draft')
      putEvent(db, one.rid, { at: ports.now().toISOString(), by: user.name, what: 'thawed', note: reason })
      return {}
    },
    () => ({ entity: 'submission', entityId: id }),
  )
}
