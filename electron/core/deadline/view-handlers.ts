import type { ReaderHandlers } from '../context.ts'
import { listContext, monthOf } from './month.ts'
import { alikeItems } from './own.ts'

export const deadlineViewHandlers: Pick<ReaderHandlers, 'deadline.month' | 'deadline.tasks'> = {
  'deadline.month': monthOf,
  'deadline.tasks': ({ from, ...asked }, context) => alikeItems(context.db, { ...asked, from }, listContext(context)),
}
