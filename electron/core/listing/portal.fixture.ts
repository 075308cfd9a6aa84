import { writeFile } from 'node:fs/promises'
import { writeXlsx } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import type { ListingTemplate } from '../../../shared/listing/template.ts'

/**
 * A sheet of the kind real portals write (the headings are those of Guiyang's listing, assets/listings/guizhou_guiyang.json,
 * with what a platform adds when it exports its own rows): a title row, other names, other words, all items in one cell,
 * days as 2026/3/1, columns no entry has a field for.
 */
export const portalHeadings = [
  '序号',
  '平台编号',
  '标题',
  '数据提供方',
  '数据摘要',
  '数据项列表',
  '主题名称',
  '所属行业',
  '共享属性',
  '共享条件',
  '开放属性',
  '更新频率',
  '发布时间',
  '审核状态',
  '审核意见',
  '审核时间',
  '操作类型',
] as const

const fields = [
  '',
  'meta.platformId',
  'title',
  'provider',
  'abstract',
  'meta.items',
  'theme',
  '',
  'shareType',
  'shareCondition',
  'isOpen',
  'updateCycle',
  'publishedOn',
  'meta.status',
  'meta.reason',
  'meta.answeredOn',
  'meta.action',
]

export const portalTemplate: ListingTemplate = {
  format: 'mulu-listing-template',
  version: 1,
  mapping: {
    sheet: '目录清单',
    headerRows: 1,
    firstDataRow: 3,
    columns: portalHeadings.map((header, column) => ({ column, header, field: fields[column] ?? '' })),
  },
  items: { as: 'cell', between: '、', parts: ['name', 'dataType'], within: '：' },
  words: {
    shareType: { 普遍共享: '无条件共享', 授权共享: '有条件共享', 不共享: '不予共享' },
    isOpen: { 无条件开放: '是', 有条件开放: '是', 不予开放: '否' },
  },
  status: { 待审核: 'submitted', 审核不通过: 'returned', 已上架: 'published', 已下架: 'withdrawn', 已注销: 'gone' },
  days: 'yyyy/M/d',
  keys: ['code', 'platformId', 'name'],
  blank: 'empty',
  complete: 'asked',
  holds: [],
  out: { added: '新增', changed: '修改', deleted: '注销', deletions: { as: 'rows' } },
}

/** The portal's workbook with these rows, a drop-down and a sheet of its own beside it. */
export const writePortal = async (path: string, rows: readonly (readonly Cell[])[]): Promise<void> => {
  const workbook = await writeXlsx({
    sheets: [
      {
        name: '目录清单',
        rows: [['澄湖市政务数据目录清单', ...portalHeadings.slice(1).map(() => null)], [...portalHeadings], ...rows.map((row) => [...row])],
        columns: portalHeadings.map(() => ({ width: 18 })),
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: portalHeadings.length - 1 }],
        dataValidations: [{ type: 'list', formula1: '取值!$A$1:$A$3', range: 'I3:I1000', allowBlank: true }],
      },
      { name: '取值', rows: [['普遍共享'], ['授权共享'], ['不共享']] },
    ],
  })
  await writeFile(path, workbook)
}
