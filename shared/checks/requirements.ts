import type { EntryContent, Item, ResourceCode, Severity } from '../catalogue.ts'
import { classOf } from '../codes.ts'

/** When a field must be filled. */
export type When =
  | { kind: 'always' }
  | { kind: 'shareType'; is: readonly string[] }
  | { kind: 'formatClass'; is: readonly string[] }
  | { kind: 'formatClassNot'; is: readonly string[] }
  | { kind: 'formatType'; is: readonly string[] }
  | { kind: 'open' }
  | { kind: 'itemType'; is: readonly string[] }

/**
 * One field that must be filled. `path` is an entry's field, a part of each of its records (`formats.formatType`) or
 * of each item (`items.name`). `code` is the finding's.
 */
export type Requirement = {
  code: string
  label: { zh: string; en: string } // what lists and facets call it
  severity: Severity
  path: string
  when: When
  action: { zh: string; en: string }
}

const always: When = { kind: 'always' }
const tabular: When = { kind: 'formatClass', is: ['电子表格', '数据库'] }
const shared: When = { kind: 'shareType', is: ['无条件共享', '有条件共享'] }
const conditional: When = { kind: 'shareType', is: ['有条件共享'] }
const notShared: When = { kind: 'shareType', is: ['不予共享'] }

/** What the compilation guide and the regulations ask to be filled in; the rules that name a row's code are who asks. */
export const requirements = [
  {
    code: 'missing.title',
    label: { zh: '缺名称', en: 'Name missing' },
    severity: 'error',
    path: 'title',
    when: always,
    action: { zh: '请填写能说明内容的名称。', en: 'Give a name that says what the content is.' },
  },
  {
    code: 'missing.code',
    label: { zh: '缺代码', en: 'Code missing' },
    severity: 'warning',
    path: 'codes.code',
    when: always,
    action: {
      zh: '代码由平台或本单位编定后填入；编定前可先留空。',
      en: 'Fill it in once the platform or the agency has assigned it; until then it may stay empty.',
    },
  },
  {
    code: 'missing.class',
    label: { zh: '缺资源分类', en: 'Class missing' },
    severity: 'warning',
    path: 'codes.cls1',
    when: always,
    action: { zh: '请选择所属的类（基础、主题、部门）。', en: 'Choose the class it belongs to (base, theme, department).' },
  },
  {
    code: 'missing.provider',
    label: { zh: '缺提供方', en: 'Provider missing' },
    severity: 'error',
    path: 'provider',
    when: always,
    action: { zh: '请填写提供单位的全称。', en: 'Give the full name of the providing agency.' },
  },
  {
    code: 'missing.providerCode',
    label: { zh: '缺提供方代码', en: 'Provider code missing' },
    severity: 'error',
    path: 'providerCode',
    when: always,
    action: { zh: '请填写提供单位的18位统一社会信用代码。', en: "Give the agency's credit code of 18 characters." },
  },
  {
    code: 'missing.abstract',
    label: { zh: '缺摘要', en: 'Abstract missing' },
    severity: 'error',
    path: 'abstract',
    when: always,
    action: { zh: '请用几句话说明内容、范围和时段。', en: 'Say in a few sentences what it holds, for which area and time.' },
  },
  {
    code: 'missing.formatClass',
    label: { zh: '缺格式分类', en: 'Format class missing' },
    severity: 'error',
    path: 'formats.formatClass',
    when: always,
    action: { zh: '请选择格式分类。', en: 'Choose the class of format.' },
  },
  {
    code: 'missing.formatType',
    label: { zh: '缺格式类型', en: 'Format type missing' },
    severity: 'error',
    path: 'formats.formatType',
    when: { kind: 'formatClassNot', is: ['自描述格式', '其他', ''] },
    action: { zh: '请按所选分类选择格式类型。', en: 'Choose a type that belongs to the class.' },
  },
  {
    code: 'missing.formatOther',
    label: { zh: '缺其他格式描述', en: 'Format description missing' },
    severity: 'error',
    path: 'formats.formatOther',
    when: { kind: 'formatType', is: ['其他'] },
    action: { zh: '请说明是什么格式、用什么软件打开。', en: 'Say what format it is and what opens it.' },
  },
  {
    code: 'missing.items',
    label: { zh: '缺信息项', en: 'Items missing' },
    severity: 'error',
    path: 'items',
    when: tabular,
    action: {
      zh: '电子表格和数据库须逐项填写；可从Excel、WPS或建表语句粘贴。',
      en: 'Spreadsheets and databases need their items; paste them from Excel, WPS or a CREATE TABLE.',
    },
  },
  {
    code: 'missing.itemsAny',
    label: { zh: '未列主要数据项', en: 'Main items not listed' },
    severity: 'warning',
    path: 'items',
    when: { kind: 'formatClassNot', is: ['电子表格', '数据库'] },
    action: { zh: '请列出主要数据项。', en: 'List the main data items.' },
  },
  {
    code: 'missing.itemName',
    label: { zh: '缺信息项名称', en: 'Item name missing' },
    severity: 'error',
    path: 'items.name',
    when: always,
    action: { zh: '请填写这一行的名称，或删去空行。', en: 'Name this row or remove it.' },
  },
  {
    code: 'missing.itemType',
    label: { zh: '缺信息项类型', en: 'Item type missing' },
    severity: 'error',
    path: 'items.dataType',
    when: tabular,
    action: { zh: '请选择数据类型。', en: 'Choose the data type.' },
  },
  {
    code: 'missing.itemLength',
    label: { zh: '缺信息项长度', en: 'Item length missing' },
    severity: 'warning',
    path: 'items.length',
    when: { kind: 'itemType', is: ['字符型C', '数值型N'] },
    action: { zh: '请填写数据长度，如18或18,2。', en: 'Give the length, such as 18 or 18,2.' },
  },
  {
    code: 'missing.shareType',
    label: { zh: '缺共享类型', en: 'Sharing type missing' },
    severity: 'error',
    path: 'shareType',
    when: always,
    action: { zh: '请选择无条件共享、有条件共享或不予共享。', en: 'Choose unconditional, conditional or not shared.' },
  },
  {
    code: 'missing.shareCondition',
    label: { zh: '缺共享条件', en: 'Sharing condition missing' },
    severity: 'error',
    path: 'shareCondition',
    when: conditional,
    action: { zh: '请写明使用条件；不得擅自增设条件。', en: 'State the condition of use; none may be added at will.' },
  },
  {
    code: 'missing.shareScope',
    label: { zh: '缺共享范围', en: 'Sharing scope missing' },
    severity: 'error',
    path: 'shareScope',
    when: conditional,
    action: { zh: '请列明可以共享给哪些单位、哪些内容。', en: 'List with whom and how much may be shared.' },
  },
  {
    code: 'missing.shareUse',
    label: { zh: '缺使用用途', en: 'Permitted use missing' },
    severity: 'error',
    path: 'shareUse',
    when: conditional,
    action: { zh: '请列明可以用于哪些事项。', en: 'List what it may be used for.' },
  },
  {
    code: 'missing.shareReason',
    label: { zh: '缺不予共享理由', en: 'Reason missing' },
    severity: 'error',
    path: 'shareReason',
    when: notShared,
    action: { zh: '请列明不予共享的理由。', en: 'State why it is not shared.' },
  },
  {
    code: 'missing.shareBasis',
    label: { zh: '缺不予共享依据', en: 'Basis missing' },
    severity: 'error',
    path: 'shareBasis',
    when: notShared,
    action: {
      zh: '请列明法律、行政法规或国务院决定的名称和条款。',
      en: 'Name the law, administrative regulation or State Council decision, with its article.',
    },
  },
  {
    code: 'missing.basisKind',
    label: { zh: '缺依据类型', en: 'Kind of basis missing' },
    severity: 'error',
    path: 'shareBasis.kind',
    when: notShared,
    action: { zh: '请选择依据类型。', en: 'Choose what kind of basis it is.' },
  },
  {
    code: 'missing.basisTitle',
    label: { zh: '缺依据名称', en: 'Title of basis missing' },
    severity: 'error',
    path: 'shareBasis.title',
    when: notShared,
    action: { zh: '请填写依据的全称。', en: 'Give the full title of the basis.' },
  },
  {
    code: 'missing.basisArticle',
    label: { zh: '缺依据条款', en: 'Article of basis missing' },
    severity: 'warning',
    path: 'shareBasis.article',
    when: notShared,
    action: { zh: '请填写具体的条、款、项。', en: 'Give the article and paragraph.' },
  },
  {
    code: 'missing.basisNumber',
    label: { zh: '缺依据文号', en: 'Number of basis missing' },
    severity: 'info',
    path: 'shareBasis.number',
    when: notShared,
    action: { zh: '请填写文号；没有文号的填“无”。', en: 'Give its number; where it has none, write 无.' },
  },
  {
    code: 'missing.basisQuotation',
    label: { zh: '缺依据原文', en: 'Wording of basis missing' },
    severity: 'warning',
    path: 'shareBasis.quotation',
    when: notShared,
    action: { zh: '请摘录规定不能提供的那一句原文。', en: 'Quote the sentence that forbids providing it.' },
  },
  {
    code: 'missing.shareWayClass',
    label: { zh: '缺共享方式分类', en: 'Sharing class missing' },
    severity: 'error',
    path: 'shareWayClass',
    when: shared,
    action: { zh: '请选择共享方式分类。', en: 'Choose the class of sharing way.' },
  },
  {
    code: 'missing.shareWayType',
    label: { zh: '缺共享方式类型', en: 'Sharing way missing' },
    severity: 'error',
    path: 'shareWayType',
    when: shared,
    action: { zh: '请选择共享方式类型。', en: 'Choose the type of sharing way.' },
  },
  {
    code: 'missing.isOpen',
    label: { zh: '缺开放属性', en: 'Openness missing' },
    severity: 'error',
    path: 'isOpen',
    when: always,
    action: { zh: '请选择是或否。', en: 'Choose yes or no.' },
  },
  {
    code: 'missing.openCondition',
    label: { zh: '缺开放条件', en: 'Opening condition missing' },
    severity: 'error',
    path: 'openCondition',
    when: { kind: 'open' },
    action: { zh: '请填写开放条件；如无条件，请填写“无”。', en: 'State the condition of opening; where there is none, write 无.' },
  },
  {
    code: 'missing.updateCycle',
    label: { zh: '缺更新周期', en: 'Update cycle missing' },
    severity: 'error',
    path: 'updateCycle',
    when: always,
    action: { zh: '请选择更新周期。', en: 'Choose the update cycle.' },
  },
  {
    code: 'missing.publishedOn',
    label: { zh: '缺发布日期', en: 'Publication day missing' },
    severity: 'warning',
    path: 'publishedOn',
    when: always,
    action: { zh: '请填写发布日期；尚未发布的，发布后再填。', en: 'Give the day of publication, once it is published.' },
  },
  {
    code: 'missing.dataClass',
    label: { zh: '缺数据分类', en: 'Data class missing' },
    severity: 'warning',
    path: 'dataClass',
    when: always,
    action: { zh: '请按本单位的数据分类填写。', en: "Fill in by the agency's own data classes." },
  },
  {
    code: 'missing.dataGrade',
    label: { zh: '缺数据分级', en: 'Data grade missing' },
    severity: 'error',
    path: 'dataGrade',
    when: always,
    action: { zh: '请选择数据分级（一般、重要、核心，或本地分级）。', en: 'Choose the data grade (general, important, core, or the local scale).' },
  },
] as const satisfies readonly Requirement[]

export type RequirementCode = (typeof requirements)[number]['code']

const fulfilled = (when: When, content: EntryContent, record: Readonly<Record<string, unknown>> | null): boolean => {
  switch (when.kind) {
    case 'always':
      return true
    case 'shareType':
      return when.is.includes(content.shareType)
    case 'formatClass':
      return content.formats.some(({ formatClass }) => when.is.includes(formatClass))
    case 'formatClassNot':
      return record === null ? !content.formats.some(({ formatClass }) => when.is.includes(formatClass)) : !when.is.includes(String(record.formatClass))
    case 'formatType':
      return record !== null && (when.is.includes(String(record.formatType)) || when.is.includes(String(record.formatClass)))
    case 'open':
      return content.isOpen === '是'
    case 'itemType':
      return record !== null && when.is.includes(String(record.dataType))
  }
}

/** Dashes and slashes put into a cell so that it is not empty say nothing. */
const nothing = /^[\s/\\—–_.-]*$/

const blank = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && (value === '' || nothing.test(value))) || (Array.isArray(value) && value.length === 0)

/** 无 in a field that must say something is no answer, except where the template asks for it (开放条件). */
const refusesNone: ReadonlySet<string> = new Set(['shareCondition', 'shareScope', 'shareUse', 'shareReason', 'shareBasis.title'])
const none = /^\s*(?:无|没有|暂无)\s*$/

const lacks = (value: unknown, path: string): boolean => blank(value) || (refusesNone.has(path) && none.test(String(value)))

export type Lack = { code: RequirementCode; severity: Severity; field: string; itemId?: string }

type Prepared = { requirement: Requirement; code: RequirementCode; list: 'codes' | 'formats' | 'shareBasis' | 'items' | null; part: string }

const prepared: readonly Prepared[] = requirements.map((requirement) => {
  const [list = '', part = ''] = requirement.path.split('.')
  return { requirement, code: requirement.code, list: part === '' ? null : (list as Prepared['list']), part }
})

/** The fields that must be filled and are not. An empty list of codes or formats lacks each of its required parts once. */
export const missing = (content: EntryContent): Lack[] => {
  const found: Lack[] = []
  for (const { requirement, code, list, part } of prepared) {
    const { severity, path, when } = requirement
    if (list === null) {
      if (fulfilled(when, content, null) && lacks(content[path as keyof EntryContent], path)) found.push({ code, severity, field: path })
      continue
    }
    const field = list === 'items' ? path : list
    const records = content[list] as readonly Readonly<Record<string, unknown>>[]
    if (records.length === 0) {
      // Bases and items that are missing altogether are missed once, by their own row.
      if ((list === 'codes' || list === 'formats') && when.kind === 'always') found.push({ code, severity, field })
      continue
    }
    for (const record of records) {
      // A code made by the guide's rule says its class itself.
      const value = path === 'codes.cls1' ? classOf(record as ResourceCode) : record[part]
      if (!lacks(value, path) || !fulfilled(when, content, record)) continue
      found.push({ code, severity, field, ...(list === 'items' ? { itemId: (record as unknown as Item).id } : {}) })
      if (list !== 'items') break
    }
  }
  return found
}
