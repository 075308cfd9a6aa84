import { type EntryContent, type EntryPatch, emptyContent, emptyItem } from '../catalogue.ts'
import { applyPatch } from '../changes.ts'

const sound: EntryContent = {
  ...emptyContent(),
  title: '企业行政许可信息',
  codes: [{ code: '3070211760000002004006/000033', cls1: '3', cls2: '07', cls3: '021', cls4: '1760000002004006' }],
  provider: '湖南省安全生产监督管理局',
  providerCode: '11430000743187451F',
  abstract: '全省企业取得的行政许可，含许可编号、内容和有效期，2015年起。',
  formats: [{ formatClass: '数据库', formatType: 'mysql', formatOther: '' }],
  items: [
    { ...emptyItem('00000000-0000-4000-8000-000000000001'), name: '许可编号', dataType: '字符型C', length: '32', isKey: true },
    { ...emptyItem('00000000-0000-4000-8000-000000000002'), name: '有效期至', dataType: '日期型D' },
  ],
  shareType: '无条件共享',
  shareWayClass: '共享平台方式',
  shareWayType: '接口',
  isOpen: '否',
  updateCycle: '每月',
  publishedOn: '2024-03-01',
  dataClass: '行政许可',
  dataGrade: '一般数据',
}

/** For tests: an entry the checks have nothing to say about, or one with something amiss. */
export const soundEntry = (patch: EntryPatch = {}): EntryContent => applyPatch(sound, patch)
