import type { Texts } from '../texts.ts'
import type { roles as zh } from '../zh/roles.ts'

export const roles: Texts<typeof zh> = {
  catalogueOfficer: 'Catalogue officer',
  confidentialityOfficer: 'Confidentiality officer',
  workingBodyHead: 'Head of the working body',
  departmentHead: 'Head of the department',
  statisticsOfficer: 'Statistics officer',
  systemAdmin: 'System administrator',
  securityAdmin: 'Security administrator',
  auditAdmin: 'Audit administrator',
}
