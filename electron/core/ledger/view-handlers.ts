import { everyLedger, statesOf } from '../../../shared/ledgers/ledgers.ts'
import { rulesOf } from '../../../shared/ledgers/rules.ts'
import { cite } from '../../../shared/regulations/cited.ts'
import type { ReaderHandlers } from '../context.ts'
import { readLaw } from '../work/law.ts'
import { cellsOf, ledgerRows } from './rows.ts'

export const ledgerViewHandlers: Pick<ReaderHandlers, 'ledger.kinds' | 'ledger.list'> = {
  'ledger.kinds': (_, { db, now }) => {
    const law = readLaw(db, now().toISOString())
    const set = law.on(law.today)
    return {
      ledgers: everyLedger.map(({ kind, words, about, columns, days }) => ({
        ...{ kind, words, about },
        columns: [...columns],
        days: days.map(({ by, words: said }) => ({ by, words: said })),
        states: [...statesOf(kind)],
        rules: set.rules
          .filter(({ rule, displaced }) => displaced === null && rulesOf(kind, rule))
          .map(cite)
          .filter((row) => row !== null),
      })),
    }
  },

  'ledger.list': ({ lang, order, limit, skip, ...asked }, { db, now }) => {
    const { rows, total } = ledgerRows(db, readLaw(db, now().toISOString()), asked, { order, limit, skip }, lang)
    return { rows: rows.map((row) => ({ case: row.case, sealed: row.sealed, cells: cellsOf(asked.kind, row) })), total }
  },
}
