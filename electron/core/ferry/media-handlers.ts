import type { MediumLine } from '../../../shared/contract/ferry.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { sha256File } from '../crypto/hash.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { csvLine } from '../sheets/write-csv.ts'
import { writeText } from '../sheets/write-file.ts'
import { mediaWhere, mediumById, putMedium } from './media.ts'

const headings = [
  '介质编号',
  '标志',
  '方向',
  '内容',
  '交出方',
  '接收方',
  '登记时间',
  '登记人',
  '交接日期',
  '交出人',
  '接收人',
  '归还日期',
  '销毁日期',
  '销毁人',
  '监销人',
  '备注',
  '文件及 SHA-256',
]

const kinds: Readonly<Record<string, string>> = { up: '上报包', down: '下发包', receipt: '回执' }

const rowOf = (m: MediumLine): string[] => [
  m.number,
  m.mark,
  m.direction === 'out' ? '带出' : '带入',
  kinds[m.kind] ?? m.kind,
  m.from,
  m.to,
  m.recordedAt,
  m.recordedBy,
  m.handedOverOn ?? '',
  m.handedOverBy,
  m.receivedBy,
  m.returnedOn ?? '',
  m.destroyedOn ?? '',
  m.destroyedBy,
  m.witness,
  m.note,
  m.files.map(({ name, sha256 }) => `${name} ${sha256}`).join('；'),
]

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

  'ferry.exportMedia': async ({ file, ...filter }, { ports, db, user, commit }) => {
    const media = mediaWhere(db, filter)
    const target = await ports.files.write(file)
    try {
      const stamp = `${readProfile(db).agency} ${user.name} ${dayInChina(ports.now().toISOString())}`
      const lines = [`\ufeff${csvLine(headings)}`, ...media.map((medium) => csvLine(rowOf(medium))), csvLine([stamp])]
      await writeText(target.path, lines, undefined)
      const digest = await sha256File(target.path)
      commit(
        () => undefined,
        () => ({ entity: 'medium', digest, note: `${media.length} lines` }),
      )
      await target.done()
      return { rows: media.length }
    } catch (error) {
      await target.discard()
      throw error
    }
  },
}
