import type { CaseKind } from '../../../shared/cases/act.ts'
import type { AuditDetail, Context } from '../context.ts'

export const detailOf = (kind: CaseKind, id: string, more: Omit<AuditDetail, 'entity' | 'entityId'> = {}): AuditDetail => ({
  entity: kind,
  entityId: id,
  ...more,
})

export const say = ({ ports }: Pick<Context, 'ports'>, id: string): void => {
  ports.emit('changed', { noun: 'case', ids: [id] })
  ports.emit('changed', { noun: 'task', ids: [] })
}
