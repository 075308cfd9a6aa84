import { isListed, listedWord } from '../../../../shared/dictionaries.ts'
import { textKey } from '../../../../shared/text-key.ts'
import { longestCell, splitType } from './draft.ts'
import type { GridRow } from './grid.ts'

/** What a column of a data dictionary or of the filling template holds. */
export type ColumnRole =
  | 'number'
  | 'name'
  | 'nameEn'
  | 'comment'
  | 'dataType'
  | 'length'
  | 'scale'
  | 'isKey'
  | 'nullable'
  | 'isRequired'
  | 'isCoded'
  | 'codeSet'
  | 'shareType'
  | 'isOpen'
  | 'personalInformation'
  | 'commercialSecret'
  | 'grade'
  | 'note'

const headings: Readonly<Record<ColumnRole, readonly string[]>> = {
  number: ['序号', '编号', '行号', 'no', 'id', 'num'],
  name: [
    '信息项名称',
    '信息项',
    '数据项名称',
    '数据项',
    '中文名',
    '中文名称',
    '字段中文名',
    '字段中文名称',
    '中文字段名',
    '名称',
    '指标名称',
    '数据元名称',
    '属性名称',
    '项目名称',
    '列中文名',
    '业务名称',
    '中文含义',
    '字段含义',
  ],
  nameEn: [
    '信息项英文名',
    '信息项英文名称',
    '字段名',
    '字段名称',
    '英文名',
    '英文名称',
    '字段英文名',
    '字段英文名称',
    '列名',
    '列名称',
    '字段代码',
    '字段编码',
    '字段标识',
    '字段',
    '物理名',
    '属性名',
    'column',
    'columnname',
    'field',
    'fieldname',
    'name',
    'code',
  ],
  comment: ['注释', '字段注释', '列注释', '字段说明', '字段描述', 'comment', 'comments', 'columncomment', 'description', 'remark', 'remarks'],
  dataType: ['数据类型', '信息项数据类型', '类型', '字段类型', '列类型', '数据格式', 'type', 'datatype', 'columntype'],
  length: ['数据长度', '信息项数据长度', '长度', '字段长度', '类型长度', '列长度', 'length', 'size', 'datalength', 'len', '位数', '最大长度'],
  scale: ['精度', '小数位', '小数位数', '小数', '标度', 'scale', 'precision', 'decimal'],
  isKey: ['是否主键', '主键', '主键标识', '是主键', 'pk', 'key', 'primarykey', 'iskey', 'ispk', 'columnkey', '键'],
  nullable: [
    '是否为空',
    '可空',
    '允许为空',
    '是否可空',
    '能否为空',
    '允许空',
    '允许空值',
    '可为空',
    '可否为空',
    '是否允许为空',
    '空值',
    'null',
    'nullable',
    'isnullable',
  ],
  isRequired: ['是否必填', '必填', '必填项', '非空', '不为空', '是否非空', '不能为空', 'notnull', 'required', '约束', '是否必须'],
  isCoded: ['是否字典项', '字典项', '是否字典', '是否代码'],
  codeSet: ['关联代码集', '代码集', '字典', '代码表', '引用代码', '值域', '取值范围', '字典表', '数据字典', '值域代码', '代码', '枚举值'],
  shareType: ['共享类型', '共享属性', '信息项共享类型'],
  isOpen: ['是否向社会开放', '是否开放', '开放属性', '是否可开放'],
  personalInformation: ['个人信息', '是否个人信息', '是否涉及个人信息', '是否个人隐私', '是否涉及个人隐私'],
  commercialSecret: ['商业秘密', '是否商业秘密', '是否涉及商业秘密'],
  grade: ['数据分级', '分级', '数据级别', '安全级别', '安全等级', '数据等级', '敏感级别'],
  note: ['备注', '说明', '描述', 'note', 'memo', '备注说明', '其他说明'],
}

const byHeading: ReadonlyMap<string, ColumnRole> = new Map(
  Object.entries(headings).flatMap(([role, words]) => words.map((word) => [textKey(word), role as ColumnRole] as const)),
)

const suffix = /(?:必填项|选填项|必填|选填|必选|可选)$/u

const roleOf = (heading: string): ColumnRole | undefined => {
  const key = textKey(heading)
  return byHeading.get(key) ?? byHeading.get(key.replace(suffix, ''))
}

/** Roles that only a data dictionary has, not the template. */
const ofDictionary: ReadonlySet<ColumnRole> = new Set(['nameEn', 'comment', 'scale', 'nullable', 'isRequired'])

export type Columns = { roles: (ColumnRole | null)[]; headings: string[]; kind: 'cells' | 'dictionary'; firstRow: number }

/** Columns are guessed from so many rows. */
const guessedFrom = 200

/** A title or two may stand above the headings. */
const searchedRows = 5

/** The row of headings, if there is one: it names the item in some way, and most of its cells are known. */
export const findHeadings = (rows: readonly GridRow[]): Columns | null => {
  for (const [index, { cells }] of rows.slice(0, searchedRows).entries()) {
    const filled = cells.filter((cell) => cell !== '')
    const taken = new Set<ColumnRole>()
    const roles = cells.map((cell) => {
      const role = roleOf(cell)
      if (role === undefined || taken.has(role)) return null
      taken.add(role)
      return role
    })
    const known = roles.filter((role) => role !== null).length
    const named = taken.has('name') || taken.has('nameEn') || taken.has('comment')
    if (!named || known * 2 < filled.length || (filled.length > 1 && known < 2)) continue
    return { roles, headings: cells, kind: [...taken].some((role) => ofDictionary.has(role)) ? 'dictionary' : 'cells', firstRow: index + 1 }
  }
  return null
}

const han = /[\u3400-\u9fff\u{20000}-\u{2ffff}]/u
const identifier = /^[A-Za-z_][\w$.]*$/u

/**
 * What columns hold when nothing says so: types are known by their words, a column of numbers after them is the
 * length, numbers in front are row numbers, words of a sharing type are one; the name is the first column with Chinese.
 */
export const guessColumns = (all: readonly GridRow[]): Columns => {
  const rows = all.slice(0, guessedFrom)
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const roles: (ColumnRole | null)[] = Array.from({ length: width }, () => null)
  const values = (column: number) => rows.map(({ cells }) => cells[column] ?? '').filter((cell) => cell !== '' && cell.length <= longestCell)
  const most = (column: number, test: (cell: string) => boolean) => {
    const cells = values(column)
    return cells.length > 0 && cells.filter(test).length * 3 >= cells.length * 2
  }
  const give = (role: ColumnRole, test: (cell: string, column: number) => boolean) => {
    if (roles.includes(role)) return
    const column = roles.findIndex((taken, index) => taken === null && most(index, (cell) => test(cell, index)))
    if (column >= 0) roles[column] = role
  }
  give('shareType', (cell) => isListed('shareType', listedWord('shareType', cell)))
  give('dataType', (cell) => cell.length > 1 && isListed('dataType', splitType(cell).dataType))
  give('name', (cell) => han.test(cell))
  const before = Math.max(roles.indexOf('dataType'), roles.indexOf('name'))
  give('length', (cell, column) => column > before && /^\d+(?:[,，.]\d+)?$/u.test(cell))
  give('nameEn', (cell) => identifier.test(cell))
  if (!roles.includes('name')) {
    const column = roles.indexOf('nameEn')
    roles[column < 0 ? 0 : column] = 'name'
  }
  const name = roles.indexOf('name')
  give('note', (cell, column) => column > name && han.test(cell))
  return { roles, headings: [], kind: 'cells', firstRow: 0 }
}
