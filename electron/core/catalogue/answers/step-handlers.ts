import type { Parsed } from '../../../../shared/contract.ts'
import { mayRecord, type StepKind, statusAfterEdit } from '../../../../shared/entry-life.ts'
import { Refusal } from '../../../../shared/errors.ts'
import { dayInChina } from '../../../../shared/moments.ts'
import type { Role } from '../../../../shared/roles.ts'
import type { Context, VaultHandlers } from '../../context.ts'
import { refuseMarks } from '../gate.ts'
import type { StoredEntry } from '../queries.ts'
import { changeEntry } from '../write.ts'
import { approvalHash, matchesHash } from './approval.ts'
import { putAnswer } from './queries.ts'
import { blank, needEvidence, recordAll, refuseFuture } from './recording.ts'

const refuseStep = (kind: StepKind, entries: readonly StoredEntry[]): void => {
  const barred = entries.filter((entry) => !mayRecord(kind, { status: entry.status, ...entry.standing }))
  if (barred[0] !== undefined) throw new Refusal('catalogue.stepNotNow', { count: barred.length, title: barred[0].content.title })
}

const needRole = (context: Context, role: Role): void => {
  if (!context.user.roles.includes(role)) throw new Refusal('access.denied', { about: '部门负责人审核', roles: role })
}

/** Who agreed and how. A paper names the texts it was printed for. */
const agreement = (input: Parsed<'catalogue.agree'>, context: Context) => {
  const { source, agreedBy, agreedOn, evidence, hash } = input
  if (source === '屏幕') {
    needRole(context, 'departmentHead')
    return { agreedBy: context.user.name, agreedOn: dayInChina(context.ports.now().toISOString()), evidence: '', hash: '' }
  }
  needRole(context, 'catalogueOfficer')
  if (blank(agreedBy) || agreedOn === undefined) throw new Refusal('catalogue.signerNeeded')
  needEvidence(evidence)
  refuseFuture(context, agreedOn)
  return { agreedBy, agreedOn, evidence, hash: hash.replaceAll(/\s/g, '').toLowerCase() }
}

export const stepHandlers: Pick<VaultHandlers, 'catalogue.markChecked' | 'catalogue.agree'> = {
  'catalogue.markChecked': ({ entries, reason }, context) => {
    refuseMarks(reason)
    return recordAll(context, {
      entries,
      isRecorded: ({ status }) => status === 'checked' || status === 'agreed',
      allow: (open) => refuseStep('checked', open),
      write: (entry, stamp, settings) => {
        const { version, findings } = changeEntry(context.db, stamp, entry, {}, { why: 'status', status: 'checked', settings })
        const errors = findings.filter(({ severity }) => severity === 'error').length
        if (errors > 0 && blank(reason)) throw new Refusal('catalogue.errorsStand', { title: entry.content.title, errors })
        const made = { id: stamp.newId(), version, recordedBy: stamp.author, recordedAt: stamp.at }
        putAnswer(context.db, entry.rid, { ...made, kind: 'checked', number: '', reason, evidence: '' })
      },
      detail: (ids) => ({ fields: ['status'], note: `checked, ${ids.length}` }),
    })
  },

  'catalogue.agree': (input, context) => {
    const { entries, decision, reason, source } = input
    refuseMarks([reason, input.evidence, input.agreedBy])
    if (decision === 'declined' && blank(reason)) throw new Refusal('catalogue.reasonNeeded')
    const how = agreement(input, context)
    return recordAll(context, {
      entries,
      isRecorded: ({ status }) => decision === 'agreed' && status === 'agreed',
      allow: (open) => {
        refuseStep(decision, open)
        if (source === '纸质审批表' && open.length > 0 && !matchesHash(how.hash, approvalHash(open))) throw new Refusal('catalogue.approvalMismatch')
      },
      write: (entry, stamp, settings) => {
        const status = decision === 'agreed' ? 'agreed' : statusAfterEdit({ status: entry.status, ...entry.standing })
        const { version } = changeEntry(context.db, stamp, entry, {}, { why: 'status', status, settings })
        const made = { id: stamp.newId(), version, recordedBy: stamp.author, recordedAt: stamp.at }
        putAnswer(context.db, entry.rid, { ...made, kind: decision, number: '', reason, source, ...how })
      },
      detail: (ids) => ({ fields: ['status'], note: `${decision}, ${ids.length}` }),
    })
  },
}
