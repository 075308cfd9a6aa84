import { z } from 'zod'

/**
 * Roles a user may hold. The three administrators (三员: systemAdmin, securityAdmin, auditAdmin) are never one
 * person; every other role may be combined, so an office of two works (practice P12).
 */
export const roles = [
  'catalogueOfficer', // 编目人员
  'confidentialityOfficer', // 保密人员
  'workingBodyHead', // 政务数据共享工作机构负责人 (Order 809 art.11, 20)
  'departmentHead', // 部门负责人 (Order 809 art.13)
  'statisticsOfficer', // 统计报送人员
  'systemAdmin', // 系统管理员
  'securityAdmin', // 安全保密管理员
  'auditAdmin', // 安全审计员
] as const

export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** The officers' words for the roles, for what leaves as well as for the screens. */
export const roleWords: Readonly<Record<Role, string>> = {
  catalogueOfficer: '编目人员',
  confidentialityOfficer: '保密人员',
  workingBodyHead: '工作机构负责人',
  departmentHead: '部门负责人',
  statisticsOfficer: '统计报送人员',
  systemAdmin: '系统管理员',
  securityAdmin: '安全保密管理员',
  auditAdmin: '安全审计员',
}

export const administrators = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const satisfies readonly Role[]

export const roleWordsEn: Readonly<Record<Role, string>> = {
  catalogueOfficer: 'Catalogue officer',
  confidentialityOfficer: 'Confidentiality officer',
  workingBodyHead: 'Head of the working body',
  departmentHead: 'Head of the department',
  statisticsOfficer: 'Statistics officer',
  systemAdmin: 'System administrator',
  securityAdmin: 'Security administrator',
  auditAdmin: 'Audit administrator',
}

/** The roles that work on the catalogue itself (read it, at least). */
export const officeRoles = [
  'catalogueOfficer',
  'confidentialityOfficer',
  'workingBodyHead',
  'departmentHead',
  'statisticsOfficer',
] as const satisfies readonly Role[]

/**
 * The limits of practice P12 on one person's roles. `clash`: the audit administrator is never another administrator too.
 * `reason`: system and security administrator are different people, except in an office of two which writes down why.
 */
export const combinationTrouble = (held: readonly Role[]): 'clash' | 'reason' | null => {
  const admin = administrators.filter((role) => held.includes(role))
  if (admin.length < 2) return null
  return admin.includes('auditAdmin') ? 'clash' : 'reason'
}
