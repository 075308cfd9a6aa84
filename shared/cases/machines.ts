import type { CaseKind } from './act.ts'
import { agreementMachine } from './agreement.ts'
import { complaintMachine } from './complaint.ts'
import { correctionMachine } from './correction.ts'
import { disputeMachine } from './dispute.ts'
import type { Machine } from './machine.ts'
import { incidentMachine, needMachine } from './registers.ts'
import { requestMachine } from './request.ts'

export const machines: Readonly<Record<CaseKind, Machine>> = {
  request: requestMachine,
  dispute: disputeMachine,
  correction: correctionMachine,
  agreement: agreementMachine,
  complaint: complaintMachine,
  need: needMachine,
  incident: incidentMachine,
}
