import type { MediumLine } from '../../../shared/contract/ferry.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { sha256File } from '../crypto/hash.ts'
import { writeMediaCsv } from '../sheets/write-media.ts'
import { exportStamp, written } from '../transfer/export.ts'
import { mediaWhere, mediumById, putMedium } from './media.ts'

export const mediaHandlers: Pick<VaultHandlers, 'ferry.media' | 'ferry.recordMedium' | 'ferry.exportMedia'> = {
  'ferry.media': (filter, { db }) => ({ media: mediaWhere(db, filter) }),

  'ferry.recordMedium': ({ id, ...given }, { ports, db, user, commit }) => {
    refuseMarks(Object.values(given).filter((value) => typeof value === 'string'))
    const at = ports.now().toISOString()
    for (const day of [given.handedOverOn, given.returnedOn, given.destroyedOn]) {
      if (day != null && day > dayInChina(at)) throw new Refusal('catalogue.answerInFuture', { day })
    }
    const before = id === undefined ? undefined : mediumById(db, id)
    if (id !== undefined && before === undefined) throw new Refusal('ferry.noSuchMedium')
    if (before === undefined && (given.number === undefined || given.direction === undefined || given.mark === undefined))
      throw new Refusal('ferry.mediumIncomplete')
    const blank: MediumLine = {
      id: ports.newId(),
      number: '',
      mark: '内部',
      direction: 'out',
      packageId: null,
      kind: '',
      files: [],
      from: '',
      to: '',
      recordedAt: at,
      recordedBy: user.name,
      handedOverOn: null,
      handedOverBy: '',
      receivedBy: '',
      returnedOn: null,
      destroyedOn: null,
      destroyedBy: '',
      witness: '',
      note: '',
    }
    const told = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    // What a package says of its medium is not written over.
    const fixed = before === undefined || before.packageId === null ? {} : { number: before.number, mark: before.mark, direction: before.direction }
    const medium: MediumLine = { ...(before ?? blank), ...told, ...fixed }
    commit(
      () => {
        putMedium(db, medium)
      },
      () => ({ entity: 'medium', entityId: medium.id, fields: Object.keys(told), note: medium.number }),
    )
    return { medium }
  },

  'ferry.exportMedia': async ({ file, format, ...filter }, context) => {
    const target = await context.ports.files.write(file)
    try {
      const stamp = exportStamp(context, '介质登记')
      const media = mediaWhere(context.db, filter)
      if (format === 'csv') await writeMediaCsv(target.path, media, stamp)
      else await written({ what: 'media', path: target.path, stamp, extensions: [], location: context.vault.location, filter }, context)
      const digest = await sha256File(target.path)
      await context.inTurn(async ({ commit }) => {
        commit(
          () => undefined,
          () => ({ entity: 'medium', digest, note: `${media.length} lines` }),
        )
      })
      await target.done()
      return { rows: media.length }
    } catch (error) {
      await target.discard()
      throw error
    }
  },
}
