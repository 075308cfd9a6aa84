import type { Parsed } from '../../../../shared/contract.ts'
import { type AnswerKind, standingAfter, statusAfterAnswer } from '../../../../shared/entry-life.ts'
import { Refusal } from '../../../../shared/errors.ts'
import { dayInChina } from '../../../../shared/moments.ts'
import type { Context, VaultHandlers } from '../../context.ts'
import { takeHandAnswer } from '../../listing/hand-answer.ts'
import { followAnswer } from '../../work/follow.ts'
import { refuseMarks } from '../gate.ts'
import { putStanding } from '../standing.ts'
import { changeEntry } from '../write.ts'
import { hasAnswer, putAnswer } from './queries.ts'
import { blank, needEvidence, recordAll, refuseFuture } from './recording.ts'
import { refuseNotNow, refuseUnready } from './submittable.ts'

type Letter = Parsed<'catalogue.submit'> & { publishedOn?: string; reasonOf?: (id: string) => string }

/** One letter or page of the platform, of all its entries. */
const record = (kind: AnswerKind, letter: Letter, context: Context) => {
  const { entries, receivedAt, source, number, reason, evidence, publishedOn = null, reasonOf = () => reason } = letter
  refuseMarks([number, reason, evidence])
  needEvidence(evidence)
  refuseFuture(context, dayInChina(receivedAt))
  const patch = publishedOn === null ? {} : { publishedOn }
  return recordAll(context, {
    entries,
    isRecorded: ({ rid }) => hasAnswer(context.db, rid, kind, number, receivedAt),
    allow: (open) => {
      if (kind === 'submitted') refuseUnready(context.db, open, context.ports.now().toISOString())
      else refuseNotNow(open, kind)
    },
    write: (entry, stamp, settings) => {
      const status = statusAfterAnswer(kind, { status: entry.status, ...entry.standing })
      const { version } = changeEntry(context.db, stamp, entry, patch, { why: 'status', status, settings })
      putStanding(context.db, entry.rid, standingAfter(kind, entry.standing, version, receivedAt))
      const made = { id: stamp.newId(), version, recordedBy: stamp.author, recordedAt: stamp.at }
      followAnswer(context.db, stamp, entry.rid, kind, dayInChina(receivedAt))
      putAnswer(context.db, entry.rid, { ...made, kind, receivedAt, source, number, reason: reasonOf(entry.id), evidence, publishedOn })
      takeHandAnswer({ db: context.db, stamp }, entry.id, { kind, receivedAt, number, reason: reasonOf(entry.id), evidence, publishedOn })
    },
    detail: (ids) => ({ fields: ['status', ...Object.keys(patch)], note: `${kind}, ${ids.length}` }),
  })
}

export const answerHandlers: Pick<VaultHandlers, 'catalogue.submit' | 'catalogue.return' | 'catalogue.publish' | 'catalogue.withdraw'> = {
  'catalogue.submit': (input, context) => record('submitted', input, context),
  'catalogue.return': ({ entries, ...input }, context) => {
    const own = new Map(entries.map(({ id, reason }) => [id, reason?.trim() ?? '']))
    refuseMarks([...own.values()])
    const reasonOf = (id: string): string => own.get(id) || input.reason
    if (entries.some(({ id }) => blank(reasonOf(id)))) throw new Refusal('catalogue.reasonNeeded')
    return record('returned', { ...input, entries, reasonOf }, context)
  },
  'catalogue.publish': ({ publishedOn, ...input }, context) => record('published', publishedOn === undefined ? input : { ...input, publishedOn }, context),
  'catalogue.withdraw': (input, context) => record('withdrawn', input, context),
}
