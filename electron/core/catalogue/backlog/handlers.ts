import { Refusal } from '../../../../shared/errors.ts'
import { dayInChina } from '../../../../shared/moments.ts'
import type { VaultHandlers } from '../../context.ts'
import { sha256Hex } from '../../crypto/hash.ts'
import { refuseForeignIds } from '../../sync/owner.ts'
import { stampOf } from '../edit-handlers.ts'
import { refuseMarks } from '../gate.ts'
import { setsPassing } from '../search/facet-sets.ts'
import { existingWith, putAnswer, ridsOf } from './queries.ts'

export const backlogHandlers: Pick<VaultHandlers, 'catalogue.answerBacklog'> = {
  'catalogue.answerBacklog': async ({ code, answer, dueOn, reason, ids, onlyOpen }, context) => {
    refuseMarks(reason)
    refuseForeignIds(context.db, ids ?? [])
    const { at, author } = stampOf(context)
    if (answer === '待补' && (dueOn === null || Number.isNaN(Date.parse(dueOn)) || dueOn < dayInChina(at))) throw new Refusal('catalogue.backlogDue')
    const given = { code, answer, dueOn: answer === '待补' ? dueOn : null, reason, at, by: author }
    const answered = await context.commitLong(
      async (breathe) => {
        const { db } = context
        const sets = setsPassing(db, { existing: true, finding: [code] }).map(({ id }) => id)
        const wanted = ids === undefined ? null : ridsOf(db, ids)
        let count = 0
        for (let last = 0; ; ) {
          await breathe()
          const rids = existingWith(db, { code, onlyOpen, sets }, last)
          for (const rid of rids) {
            if (wanted !== null && !wanted.has(rid)) continue
            putAnswer(db, rid, given)
            count++
          }
          const end = rids.at(-1)
          if (end === undefined) return count
          last = end
        }
      },
      (count) => ({ entity: 'backlog', entityId: code, digest: sha256Hex(JSON.stringify(given)), note: `${answer} ${count}` }),
    )
    context.ports.emit('changed', { noun: 'catalogue', ids: [] })
    return { answered }
  },
}
