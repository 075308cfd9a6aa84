import { classes } from './codes.ts'
import { type DictionaryName, dictionaries, formatTypes } from './dictionaries.ts'

/**
 * The columns of 政务信息资源目录填报模板, declared once for the writer and for the recogniser. Left to right: the
 * template of 发改高技〔2017〕1272号 as offices fill it in, then the fields it has no column for, then the local
 * extension fields, then the identity that lets a re-import recognise what it wrote.
 *
 * `path` says where a value lives: an entry's field (`title`), a part of each of its records (`codes.code`,
 * `formats.formatType`, `shareBasis.title`), an item's field (`items.name`), a local field (`ext.<key>`), or `meta.*`.
 * How values become cells and back is in template-codec.ts.
 */

/** The list a column offers as drop-down. */
export type TemplateList = DictionaryName | 'class' | 'formatType' | 'yesNo'

/** The words of a list, as they are stored. */
export const listWords = (list: TemplateList): readonly string[] => {
  if (list === 'class') return classes.map(({ code }) => code)
  if (list === 'formatType') return [...new Set(Object.values(formatTypes).flat())]
  if (list === 'yesNo') return ['是', '否']
  return dictionaries[list].map(({ zh }) => zh)
}

export type ColumnKind =
  | 'text'
  | 'number'
  | 'day'
  | 'flag' // 是 / 否, a boolean
  | 'lines' // one line per record; the lines of one record stand at the same height in all of its columns

export type TemplateColumn = {
  path: string
  /** First heading row; '' = the column's heading spans both rows. */
  group: string
  /** Second heading row, without the suffix （必填项）. */
  header: string
  /** Other headings seen for the same thing. */
  aliases: readonly string[]
  kind: ColumnKind
  required: boolean
  /** In characters of half width. */
  width: number
  list: TemplateList | null
  hidden: boolean
}

type Extras = Partial<Pick<TemplateColumn, 'kind' | 'required' | 'width' | 'list' | 'aliases' | 'hidden'>>

const column = (path: string, group: string, header: string, extras: Extras = {}): TemplateColumn => ({
  path,
  group,
  header,
  aliases: [],
  kind: 'text',
  required: false,
  width: 14,
  list: null,
  hidden: false,
  ...extras,
})

const provider = '信息资源提供方'
const format = '信息资源格式'
const survey = '信息资源大普查'
const items = '信息项信息'
const share = '共享属性'
const way = '共享方式'
const open = '开放属性'
const classification = '信息资源分类'
const basis = '不予共享依据'
const further = '补充信息'
const itemFurther = '信息项补充信息'
const identity = '系统标识（请勿修改）'
const extensionGroup = '本地扩展信息'

export const requiredSuffix = '（必填项）'

export const templateColumns: readonly TemplateColumn[] = [
  column('title', '', '信息资源名称', {
    required: true,
    width: 30,
    aliases: ['资源名称', '目录名称', '数据集名称', '标题', '政务信息资源名称', '数据目录名称'],
  }),
  column('codes.code', '', '信息资源代码', { kind: 'lines', required: true, width: 26, aliases: ['资源代码', '目录代码', '政务信息资源代码', '目录编码'] }),
  column('provider', provider, '信息资源提供方', {
    required: true,
    width: 20,
    aliases: ['提供方', '提供部门', '提供单位', '数据提供方', '来源部门', '数源单位', '提供机构', '所属单位'],
  }),
  column('providerOffice', provider, '提供方内部部门', { aliases: ['下设机构', '内设机构', '处室'] }),
  column('providerCode', '', '资源提供方代码', { required: true, width: 22, aliases: ['信息资源提供方代码', '提供方代码', '统一社会信用代码'] }),
  column('abstract', '', '信息资源摘要', { required: true, width: 40, aliases: ['资源摘要', '数据摘要', '摘要', '简介', '描述'] }),
  column('formats.formatClass', format, '信息资源格式分类', {
    kind: 'lines',
    required: true,
    list: 'formatClass',
    aliases: ['格式分类', '资源格式分类'],
  }),
  column('formats.formatType', format, '信息资源格式类型', {
    kind: 'lines',
    required: true,
    list: 'formatType',
    aliases: ['格式类型', '资源格式', '数据格式'],
  }),
  column('formats.formatOther', format, '其他类型资源格式描述', { kind: 'lines', aliases: ['其他描述', '其他格式描述'] }),
  column('storageG', survey, '数据存储总量（G）', { kind: 'number', width: 12 }),
  column('recordsWan', survey, '结构化信息记录总数（万）', { kind: 'number', width: 12 }),
  column('sharedStorageG', survey, '已共享的数据存储量（G）', { kind: 'number', width: 12 }),
  column('sharedRecordsWan', survey, '已共享结构化记录数（万）', { kind: 'number', width: 12 }),
  column('openStorageG', survey, '已开放的数据存储量（G）', { kind: 'number', width: 12 }),
  column('openRecordsWan', survey, '已开放结构化记录数（万）', { kind: 'number', width: 12 }),
  column('items.name', items, '信息项名称', { required: true, width: 20, aliases: ['数据项名称', '数据项', '字段名称', '信息项'] }),
  column('items.dataType', items, '数据类型', { required: true, list: 'dataType', aliases: ['信息项数据类型', '字段类型'] }),
  column('items.length', items, '数据长度', { required: true, width: 10, aliases: ['信息项数据长度', '字段长度', '长度'] }),
  column('shareType', share, '共享类型', { required: true, list: 'shareType', aliases: ['共享属性', '共享类别'] }),
  column('shareCondition', share, '共享条件', { width: 24, aliases: ['共享条件/不予共享依据', '使用条件'] }),
  column('shareWayClass', way, '共享方式分类', { required: true, list: 'shareWayClass' }),
  column('shareWayType', way, '共享方式类型', { required: true, list: 'shareWayType', aliases: ['共享方式', '提供方式'] }),
  column('isOpen', open, '是否向社会开放', { required: true, list: 'yesNo', width: 10, aliases: ['是否开放', '开放属性'] }),
  column('openCondition', open, '开放条件', { width: 20 }),
  column('updateCycle', '', '更新周期', { required: true, list: 'updateCycle', width: 10, aliases: ['更新频率', '更新频度', '更新时限'] }),
  column('publishedOn', '', '发布日期', { kind: 'day', required: true, width: 12, aliases: ['发布时间', '首次发布日期'] }),
  column('relatedCodes', '', '关联资源代码', { kind: 'lines', width: 24, aliases: ['关联及类目名称', '关联资源', '关联类目'] }),

  column('codes.cls1', classification, '类', { kind: 'lines', width: 10, list: 'class', aliases: ['信息资源分类', '部门类信息资源分类', '类分类'] }),
  column('codes.cls2', classification, '项', { kind: 'lines', width: 10, aliases: ['项分类'] }),
  column('codes.cls3', classification, '目', { kind: 'lines', width: 10, aliases: ['目分类'] }),
  column('codes.cls4', classification, '细目', { kind: 'lines', width: 18, aliases: ['细目分类', '细目分类1'] }),
  column('dataClass', further, '数据分类', { required: true }),
  column('dataGrade', further, '数据分级', { required: true, list: 'dataGrade' }),
  column('shareScope', further, '共享范围', { width: 20 }),
  column('shareUse', further, '使用用途', { width: 20, aliases: ['共享用途', '数据用途'] }),
  column('shareReason', basis, '不予共享理由', { width: 24 }),
  column('shareBasis.kind', basis, '依据类型', { kind: 'lines', list: 'basisKind' }),
  column('shareBasis.title', basis, '依据名称', { kind: 'lines', width: 24 }),
  column('shareBasis.number', basis, '依据文号', { kind: 'lines' }),
  column('shareBasis.article', basis, '依据条款', { kind: 'lines' }),
  column('shareBasis.quotation', basis, '依据原文', { kind: 'lines', width: 40 }),
  column('titleEn', further, '信息资源英文名', { width: 24 }),
  column('keywords', further, '关键字', { aliases: ['关键词', '标签', '数据标签'] }),
  column('theme', further, '主题分类', { list: 'theme', aliases: ['开放主题分类', '主题', '数据领域', '主题领域', '所属主题'] }),
  column('contact', further, '联系人', { aliases: ['联系方式'] }),
  column('dutyBasis', further, '职责依据', { width: 24 }),
  column('matter', further, '业务事项', { aliases: ['关联业务事项'] }),
  column('sourceSystem', further, '来源系统', { aliases: ['来源信息系统名称', '来源信息系统', '所属系统'] }),
  column('network', further, '所在网络', { list: 'network', aliases: ['信息资源所在网络'] }),
  column('mountStatus', further, '挂接状态', { list: 'mountStatus' }),
  column('collectionMethod', further, '采集方式', { list: 'collectionMethod', aliases: ['归集方式'] }),
  column('libraryKind', further, '库类型', { list: 'libraryKind' }),
  column('storageMode', further, '存放方式', { list: 'storageMode' }),
  column('accessNote', further, '接口说明', { width: 24 }),
  column('sourceDepartment', further, '数源部门'),
  column('providedByProvince', further, '省级统一提供', { list: 'yesNo', width: 10 }),
  column('upperId', further, '上级目录编号', { width: 20 }),

  column('items.nameEn', itemFurther, '信息项英文名', { aliases: ['字段英文名', '字段代码'] }),
  column('items.shareType', itemFurther, '信息项共享类型', { list: 'shareType' }),
  column('items.isOpen', itemFurther, '信息项是否开放', { list: 'yesNo', width: 10 }),
  column('items.isKey', itemFurther, '是否主键', { kind: 'flag', list: 'yesNo', width: 10, aliases: ['字段是否主键', '主键'] }),
  column('items.isRequired', itemFurther, '是否必填', { kind: 'flag', list: 'yesNo', width: 10, aliases: ['不为空', '是否非空'] }),
  column('items.isCoded', itemFurther, '是否字典项', { kind: 'flag', list: 'yesNo', width: 10, aliases: ['字典项'] }),
  column('items.codeSet', itemFurther, '关联代码集', { aliases: ['代码集', '字典'] }),
  column('items.personalInformation', itemFurther, '是否个人信息', { kind: 'flag', list: 'yesNo', width: 10, aliases: ['个人信息'] }),
  column('items.commercialSecret', itemFurther, '是否商业秘密', { kind: 'flag', list: 'yesNo', width: 10, aliases: ['商业秘密'] }),
  column('items.grade', itemFurther, '信息项数据分级', { list: 'dataGrade', aliases: ['最小分级单元'] }),
  column('items.note', itemFurther, '信息项说明', { width: 20, aliases: ['信息项描述', '字段描述', '备注'] }),
]

/** Written after the extension columns. They recognise entries and items again; nobody needs to see them. */
export const identityColumns: readonly TemplateColumn[] = [
  column('meta.entryId', identity, '目录标识', { hidden: true, width: 38 }),
  column('meta.version', identity, '目录版本', { kind: 'number', hidden: true }),
  column('meta.itemId', identity, '信息项标识', { hidden: true, width: 38 }),
  column('meta.stamp', identity, '导出说明', { hidden: true }),
]

const extensionMark = '本地扩展：'
const labelled = /^.*?（本地扩展：(.*)）$/s

/**
 * A local field's column. The heading holds its key beside what the agency calls it, so that it never passes for one of
 * the template's own and is found again when the label has changed.
 */
export const extensionColumn = (key: string, label: string = key): TemplateColumn =>
  column(`ext.${key}`, extensionGroup, label === key ? extensionMark + key : `${label}（${extensionMark}${key}）`, { width: 18 })

export type ExtensionLabel = { key: string; label: string }

/** Every column of a sheet whose entries carry these local fields, in the order they are written. */
export const sheetColumns = (extensions: readonly ExtensionLabel[]): TemplateColumn[] => [
  ...templateColumns,
  ...extensions.map(({ key, label }) => extensionColumn(key, label)),
  ...identityColumns,
]

/** The heading as it is written: marked where the template asks for a value. */
export const headerText = (column: TemplateColumn): string => (column.required ? `${column.header}${requiredSuffix}` : column.header)

const byHeader: ReadonlyMap<string, string> = new Map([...templateColumns, ...identityColumns].map(({ header, path }) => [header, path]))
/** The path a heading written by us stands for, or null: then it is for the recogniser of foreign sheets. */
export const pathOfHeader = (text: string): string | null => {
  const header = text.endsWith(requiredSuffix) ? text.slice(0, -requiredSuffix.length) : text
  const own = byHeader.get(header)
  if (own !== undefined) return own
  const key = header.startsWith(extensionMark) ? header.slice(extensionMark.length) : labelled.exec(header)?.[1]
  return key === undefined ? null : `ext.${key}`
}

export const isItemColumn = (path: string): boolean => path.startsWith('items.') || path === 'meta.itemId'

/** Columns repeated on every row of an entry in the flat form, so that a filter in Excel keeps its rows together. */
export const repeatedInFlat: ReadonlySet<string> = new Set(['title', 'codes.code', 'provider', 'meta.entryId', 'meta.version'])
