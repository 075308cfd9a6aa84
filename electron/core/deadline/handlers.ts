import { writeFile } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { writeRecorded } from '../transfer/export.ts'
import { icsOf } from './ics.ts'
import { lastMoments } from './last-moments.ts'
import { itemsBetween, listContext } from './month.ts'

export const deadlineHandlers: Pick<VaultHandlers, 'deadline.export'> = {
  'deadline.export': async ({ file, from, until, mine, lang, secrecy, purpose }, context) => {
    askSecrecy(secrecy)
    refuseMarks(purpose)
    if (from > until) throw new Refusal('ledger.periodTurned', { from, until })
    const known = listContext({ db: context.db, now: context.ports.now, user: context.user })
    const items = itemsBetween(context.db, from, until, mine, known, { steady: true })
    if (items.length === 0) throw new Refusal('deadline.nothing', { from, until })
    const { sha256, bytes } = await writeRecorded(
      {
        what: 'deadlines',
        handle: file,
        purpose,
        write: async (path, stamp) => {
          const { calendar } = known.law
          const text = icsOf(items, lastMoments(context.db, items, calendar), stamp, calendar, lang)
          await writeFile(path, text)
          return { sha256: sha256Hex(text), bytes: Buffer.byteLength(text) }
        },
        note: () => `${items.length} events`,
      },
      context,
    )
    return { events: items.length, sha256, bytes }
  },
}
