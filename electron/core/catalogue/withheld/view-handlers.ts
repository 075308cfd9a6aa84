import { citationOf } from '../../../../shared/next-step.ts'
import type { ReaderHandlers } from '../../context.ts'
import { lawAt } from '../law.ts'
import { countWithheld, withheldPage } from './queries.ts'

export const withheldViewHandlers: Pick<ReaderHandlers, 'withheld.list'> = {
  'withheld.list': ({ limit }, { db, now }) => ({
    rows: withheldPage(db, 0, limit).rows,
    total: countWithheld(db),
    article: citationOf(lawAt(db, now().toISOString()).rules, 'sharing.nonShared'),
  }),
}
