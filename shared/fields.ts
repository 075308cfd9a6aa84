import type { EntryField, Item } from './catalogue.ts'

/** What a field is called, in the words of the 1272 guide where it has one. */
export type Label = { zh: string; en: string }

const label = (zh: string, en: string): Label => ({ zh, en })

export const fieldLabels: Readonly<Record<EntryField, Label>> = {
  title: label('信息资源名称', 'Resource name'),
  titleEn: label('信息资源英文名', 'English name'),
  codes: label('信息资源代码', 'Resource code'),
  provider: label('信息资源提供方', 'Provider'),
  providerOffice: label('提供方内部部门', "Provider's office"),
  providerCode: label('资源提供方代码', "Provider's credit code"),
  abstract: label('信息资源摘要', 'Abstract'),
  formats: label('信息资源格式', 'Format'),
  items: label('信息项', 'Items'),
  storageG: label('数据存储总量（G）', 'Stored data (GB)'),
  recordsWan: label('结构化信息记录总数（万）', 'Structured records (10,000)'),
  sharedStorageG: label('已共享的数据存储量（G）', 'Shared data (GB)'),
  sharedRecordsWan: label('已共享结构化记录数（万）', 'Shared records (10,000)'),
  openStorageG: label('已开放的数据存储量（G）', 'Opened data (GB)'),
  openRecordsWan: label('已开放结构化记录数（万）', 'Opened records (10,000)'),
  shareType: label('共享类型', 'Sharing type'),
  shareCondition: label('共享条件', 'Sharing condition'),
  shareScope: label('共享范围', 'Sharing scope'),
  shareUse: label('使用用途', 'Permitted use'),
  shareReason: label('不予共享理由', 'Reason for not sharing'),
  shareBasis: label('不予共享依据', 'Basis for not sharing'),
  shareWayClass: label('共享方式分类', 'Class of sharing way'),
  shareWayType: label('共享方式类型', 'Type of sharing way'),
  isOpen: label('是否向社会开放', 'Open to the public'),
  openCondition: label('开放条件', 'Condition of opening'),
  updateCycle: label('更新周期', 'Update cycle'),
  publishedOn: label('发布日期', 'Date of publication'),
  relatedCodes: label('关联资源代码', 'Related codes'),
  dataClass: label('数据分类', 'Data class'),
  dataGrade: label('数据分级', 'Data grade'),
  keywords: label('关键字', 'Keywords'),
  theme: label('主题分类', 'Theme'),
  contact: label('联系人', 'Contact'),
  dutyBasis: label('职责依据', 'Duty it rests on'),
  matter: label('业务事项', 'Matter'),
  sourceSystem: label('来源系统', 'Source system'),
  network: label('所在网络', 'Network'),
  mountStatus: label('挂接状态', 'Mount status'),
  collectionMethod: label('采集方式', 'Way of collection'),
  libraryKind: label('库类型', 'Kind of library'),
  storageMode: label('存放方式', 'Where it is kept'),
  accessNote: label('接口说明', 'Interface note'),
  sourceDepartment: label('数源部门', 'Source department'),
  providedByProvince: label('省级统一提供', 'Provided by the province'),
  upperId: label('上级目录编号', 'Id in the upper catalogue'),
  ext: label('本地扩展字段', 'Local fields'),
}

export type ItemField = Exclude<keyof Item, 'id'>

export const itemLabels: Readonly<Record<ItemField, Label>> = {
  name: label('信息项名称', 'Item name'),
  nameEn: label('信息项英文名', 'English name'),
  dataType: label('数据类型', 'Data type'),
  length: label('数据长度', 'Length'),
  shareType: label('共享类型', 'Sharing type'),
  isOpen: label('是否向社会开放', 'Open to the public'),
  isKey: label('是否主键', 'Primary key'),
  isRequired: label('不为空', 'Not empty'),
  isCoded: label('字典项', 'Coded'),
  codeSet: label('关联代码集', 'Code set'),
  personalInformation: label('个人信息', 'Personal information'),
  commercialSecret: label('商业秘密', 'Commercial secret'),
  grade: label('数据分级', 'Data grade'),
  note: label('备注', 'Note'),
}

/** The parts of codes, formats and bases. */
const partLabels: Readonly<Record<string, Label>> = {
  'codes.code': label('信息资源代码', 'Resource code'),
  'codes.cls1': label('类', 'Class'),
  'codes.cls2': label('项', 'Division'),
  'codes.cls3': label('目', 'Section'),
  'codes.cls4': label('细目', 'Subsection'),
  'formats.formatClass': label('信息资源格式分类', 'Class of format'),
  'formats.formatType': label('信息资源格式类型', 'Type of format'),
  'formats.formatOther': label('其他类型资源格式描述', 'Description of another format'),
  'shareBasis.kind': label('依据类型', 'Kind of basis'),
  'shareBasis.title': label('依据名称', 'Title of the basis'),
  'shareBasis.number': label('文号', 'Document number'),
  'shareBasis.article': label('条款', 'Article'),
  'shareBasis.quotation': label('依据原文', 'Wording of the basis'),
}

/** The label of an entry's field, of a part of its records (`formats.formatType`) or of an item's field (`items.name`). */
export const labelOf = (field: string): Label => {
  if (Object.hasOwn(fieldLabels, field)) return fieldLabels[field as EntryField]
  const part = partLabels[field]
  if (part !== undefined) return part
  const inside = field.startsWith('items.') ? field.slice(6) : ''
  if (Object.hasOwn(itemLabels, inside)) return itemLabels[inside as ItemField]
  return inside === 'order' ? label('信息项顺序', 'Order of the items') : label(field, field)
}
