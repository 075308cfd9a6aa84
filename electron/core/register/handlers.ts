import { Refusal } from '../../../shared/errors.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { ReaderHandlers, VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { addRow, changeRow, registerRows, removeRow } from './queries.ts'

export const registerViewHandlers: Pick<ReaderHandlers, 'register.list'> = {
  'register.list': ({ kind }, { db }) => ({ rows: registerRows(db, kind ?? null) }),
}

export const registerHandlers: Pick<VaultHandlers, 'register.save' | 'register.remove'> = {
  'register.save': ({ row }, context) => {
    refuseMarks(row)
    const id = row.id ?? context.ports.newId()
    const { kind, name, office, basis, note } = row
    const whole = { id, kind, name, office, basis, note }
    context.commit(
      () => {
        if (row.id === undefined) addRow(context.db, whole)
        else if (!changeRow(context.db, whole)) throw new Refusal('register.notFound')
      },
      () => ({ entity: 'register', entityId: id, fields: ['kind', 'name', 'office', 'basis', 'note'], digest: sha256Hex(JSON.stringify(whole)) }),
    )
    context.ports.emit('changed', { noun: 'register', ids: [id] })
    return { id }
  },

  'register.remove': ({ id }, context) => {
    context.commit(
      () => {
        if (!removeRow(context.db, id)) throw new Refusal('register.notFound')
      },
      () => ({ entity: 'register', entityId: id }),
    )
    context.ports.emit('changed', { noun: 'register', ids: [id] })
    return {}
  },
}
