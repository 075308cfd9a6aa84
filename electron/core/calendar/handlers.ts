import { type CalendarPack, calendarPackSchema, packChanges, packTrouble } from '../../../shared/calendar.ts'
import { shippedPacks } from '../../../shared/calendars/shipped.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { Refusal } from '../../../shared/errors.ts'
import { followAllCases } from '../case/follow.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { Context, VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readSigned } from '../trust/signed.ts'
import { recountTasks } from '../work/recount.ts'
import { addPack, type StoredPack, storedPacks } from './queries.ts'
import { allPacks, newestPack } from './stored-calendar.ts'

const refuseTrouble = (pack: CalendarPack): void => {
  refuseMarks([pack.source, ...Object.values(pack.names)])
  const trouble = packTrouble(pack)
  if (trouble !== null) throw new Refusal(trouble.code, { day: trouble.day })
}

/** The same days by the same notice: nothing to append. */
const saysTheSame = (a: CalendarPack, b: CalendarPack): boolean => {
  const said = ({ source, off, work, names }: CalendarPack) => canonicalJson({ source, off: [...off].sort(), work: [...work].sort(), names })
  return said(a) === said(b)
}

/** What is due is counted anew with it. */
const append = async (context: Context, stored: StoredPack): Promise<void> => {
  const { year, region, version } = stored.pack
  await context.commitLong(
    async (breathe) => {
      addPack(context.db, stored)
      await recountTasks(context.db, stored.recordedAt, breathe)
      await followAllCases(context.db, stampOf(context), breathe)
    },
    () => ({
      entity: 'calendar',
      entityId: region === '' ? `${year}` : `${year} ${region}`,
      fields: ['off', 'work', 'names', 'source'],
      digest: sha256Hex(JSON.stringify(stored.pack)),
      note: `version ${version}`,
    }),
  )
  context.ports.emit('changed', { noun: 'calendar', ids: [] })
  context.ports.emit('changed', { noun: 'task', ids: [] })
}

const sorted = (pack: CalendarPack): CalendarPack => ({ ...pack, off: [...pack.off].sort(), work: [...pack.work].sort() })

export const calendarHandlers: Pick<VaultHandlers, 'calendar.import' | 'calendar.save'> = {
  /** Appended beside the older versions, never over them (decisions F4). */
  'calendar.import': async ({ file, apply }, context) => {
    const { body, signedBy } = await readSigned(context, file, 'calendar', calendarPackSchema)
    refuseTrouble(body)
    const { year, region, version: issued } = body
    const same = (pack: CalendarPack) => pack.year === year && pack.region === region
    const known = Math.max(
      0,
      ...shippedPacks.filter(same).map(({ version }) => version),
      ...storedPacks(context.db)
        .filter(({ pack }) => same(pack))
        .map((stored) => stored.issued),
    )
    const current = newestPack(allPacks(context.db), year, region)
    const changes = packChanges(current, body)
    const nothingNew = current !== null && saysTheSame(current, body)
    if (!nothingNew && issued <= known) throw new Refusal('calendar.older', { version: issued, known })
    if (!apply || nothingNew) return { pack: body, signedBy: signedBy.name, changes, version: null }
    const pack = sorted({ ...body, version: Math.max(issued, (current?.version ?? 0) + 1) })
    await append(context, { pack, issued, signedBy: signedBy.name, reason: '', recordedAt: context.ports.now().toISOString(), recordedBy: context.user.name })
    return { pack: body, signedBy: signedBy.name, changes, version: pack.version }
  },

  'calendar.save': async ({ year, region, base, reason, source, off, work, names }, context) => {
    refuseMarks(reason)
    const current = newestPack(allPacks(context.db), year, region)
    if ((current?.version ?? 0) !== base) throw new Refusal('calendar.stale', { version: current?.version ?? 0 })
    const pack = sorted({ format: 'mulu-calendar/1', year, region, version: base + 1, source, off, work, names })
    refuseTrouble(pack)
    if (current !== null && saysTheSame(current, pack)) throw new Refusal('calendar.unchanged')
    await append(context, { pack, issued: 0, signedBy: '', reason, recordedAt: context.ports.now().toISOString(), recordedBy: context.user.name })
    return { version: pack.version, changes: packChanges(current, pack) }
  },
}
