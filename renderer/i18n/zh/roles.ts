export const roles = {
  catalogueOfficer: '编目人员',
  confidentialityOfficer: '保密人员',
  workingBodyHead: '工作机构负责人',
  departmentHead: '部门负责人',
  statisticsOfficer: '统计报送人员',
  systemAdmin: '系统管理员',
  securityAdmin: '安全保密管理员',
  auditAdmin: '安全审计员',
} as const
