import type { ReaderHandlers } from '../context.ts'
import { ownersOf } from '../work/list.ts'
import { listContext, monthOf } from './month.ts'
import { alikeItems, countsByKind } from './own.ts'

export const deadlineViewHandlers: Pick<ReaderHandlers, 'deadline.month' | 'deadline.tasks' | 'deadline.counts'> = {
  'deadline.month': monthOf,
  'deadline.counts': ({ mine }, context) => {
    const known = listContext(context)
    return { kinds: countsByKind(context.db, ownersOf({ mine }, context.user), known.law.today, known.near) }
  },
  'deadline.tasks': ({ from, rule, trigger, ...asked }, context) => alikeItems(context.db, { ...asked, from, rule, trigger }, listContext(context)),
}
