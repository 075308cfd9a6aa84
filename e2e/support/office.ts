import type { RegisterKind } from '../../shared/contract/profile.ts'
import type { Input } from '../../shared/contract.ts'
import type { Role } from '../../shared/roles.ts'

/** Who works at the invented office the tests open, by what they are there for. */
export const people = {
  founder: '周明',
  officer: '李文静',
  keeper: '陈国栋',
  head: '王建华',
  sys: '赵磊',
  sec: '孙丽',
  aud: '钱敏',
} as const
export type Person = keyof typeof people

/** In this order: with the auditor the three administrators are complete, and the founder can add nobody any more. */
export const rolesOf: readonly (readonly [Person, Role[]])[] = [
  ['officer', ['catalogueOfficer', 'statisticsOfficer']],
  ['keeper', ['confidentialityOfficer', 'workingBodyHead']],
  ['head', ['departmentHead']],
  ['sys', ['systemAdmin']],
  ['sec', ['securityAdmin']],
  ['aud', ['auditAdmin']],
]

export const passphraseOf = (person: Person): string => `horse battery ${person}`

/** What the founder types for somebody; it is changed at the first sign-in. */
export const givenPassphrase = 'given for the first day'

/** The agency of assets/sample/catalogue.json. */
export const profile: Input<'profile.save'>['patch'] = {
  agency: '澄湖市民政局',
  creditCode: '11349900MB7C2K106Y',
  region: '澄湖市',
  level: '设区的市',
  regulations: [],
  workingBody: '规划财务处（数据管理科）',
  workingBodyHead: '陈国栋',
  departmentHead: '王建华',
  namedPersons: [{ name: '李文静', duty: '编目、统计报送', phone: '', since: '2025-08-01' }],
  platform: '澄湖市政务数据共享平台',
  platformLevel: '设区的市',
}

const row = (kind: RegisterKind, name: string, office: string, basis = '') => ({ kind, name, office, basis, note: '' })

/** Some have entries in the sample, some not yet. */
export const registers: readonly Input<'register.save'>['row'][] = [
  row('duty', '市民政局“三定”规定第三条第（四）项', '社会救助处'),
  row('duty', '市民政局“三定”规定第三条第（七）项', '养老服务处'),
  row('duty', '市民政局“三定”规定第三条第（十）项', '慈善事业促进处'),
  row('matter', '对社会团体违法行为的行政处罚', '社会组织管理处', '社会团体登记管理条例第三十条'),
  row('matter', '养老机构备案', '养老服务处', '养老机构管理办法第九条'),
  row('system', '社会救助信息管理系统', '社会救助处'),
  row('system', '区划地名信息库', '区划地名处'),
  row('system', '金民工程业务系统', '规划财务处'),
]
