import { type CellValue, type MergeRange, writeXlsx } from 'hucre'

/**
 * A workbook in the layout agencies fill in under 《政务信息资源目录编制指南（试行）》 (发改高技〔2017〕1272号), made by us:
 * a title, two rows of headings with merged groups, （必填项） on a line of its own, one row per 信息项 with the resource's
 * cells merged down beside them, a dictionary sheet, drop-downs over whole columns.
 */

type Heading = readonly [group: string, names: readonly string[]]

const must = (name: string): string => `${name}\r\n（必填项）`
const may = (name: string): string => `${name}\r\n（选填项）`

export const guideHeadings: readonly Heading[] = [
  ['信息资源分类', [must('类分类'), must('项分类'), may('目分类'), may('细目分类')]],
  [must('信息资源名称'), []],
  [may('信息资源代码'), []],
  ['信息资源提供方', [must('信息资源提供方'), may('提供方内部部门')]],
  [must('资源提供方代码'), []],
  [must('信息资源摘要'), []],
  ['信息资源格式', [must('信息资源格式分类'), must('信息资源格式类型'), may('其他类型资源格式描述')]],
  ['信息资源大普查', ['数据存储总量', '结构化信息记录总数', '已共享的数据存储量', '已共享结构化记录数', '已开放的数据存储量', '已开放结构化记录数'].map(must)],
  ['信息项信息', [must('信息项名称'), must('数据类型'), must('数据长度')]],
  ['共享属性', [must('共享类型'), must('共享条件')]],
  ['共享方式', [must('共享方式分类'), must('共享方式类型')]],
  ['开放属性', [must('是否向社会开放'), may('开放条件')]],
  [must('更新周期'), []],
  [must('发布日期'), []],
  [may('关联及类目名称'), []],
]

/** Values of the entry's columns in their order, and its items: name, type, length. */
type Resource = { before: CellValue[]; items: CellValue[][]; after: CellValue[] }

const office = ['滨海市民政局', '社会事务处', '1133020000295000XT']
export const guideResources: readonly Resource[] = [
  {
    before: [
      ...['部门信息资源', '滨海市', '民政局', '社会事务', '婚姻登记信息', '3070333302000001/000001', ...office],
      '滨海市居民婚姻登记的基本情况，\r\n含结婚、离婚登记。',
      ...['数据库', 'mysql', null, 1.2, 86.4, 0.8, 50, 0, 0],
    ],
    items: [
      ['当事人姓名', '字符型C', 50],
      ['登记类别', '字符型C', 10],
      ['登记日期', '日期型D', 10],
    ],
    after: ['有条件共享', '用于办理住房、户籍业务，经市民政局同意', '共享平台方式', '接口', '否', null, '每日', '2018-04-02', null],
  },
  {
    before: [
      ...['基础信息资源', '法人单位', null, null, '社会组织登记信息', '1020003302000001/000002', ...office],
      '社会团体、民办非企业单位和基金会的登记情况',
      ...['电子表格', 'xlsx', null, 0.01, 0.35, 0.01, 0.35, 0.01, 0.35],
    ],
    items: [
      ['组织名称', '字符型C', 100],
      ['统一社会信用代码', '字符型C', 18],
    ],
    after: ['无条件共享', null, '共享平台方式', '文件', '是', '无', '每月', '2017年11月15日', '3070333302000001/000001'],
  },
  {
    before: [...['主题信息资源', '社会保障', null, null, '低保家庭档案', null, ...office], '纸质档案的扫描件', ...['电子文件', 'pdf', null, 30, 0, 0, 0, 0, 0]],
    items: [[null, null, null]],
    after: ['不予共享', '《社会救助暂行办法》第六十一条', null, null, '否', null, '不定期', '2017/09/10', null],
  },
]

const itemColumns = 3
const headRows = 3

const lists = { 共享类型: ['无条件共享', '有条件共享', '不予共享'], 更新周期: ['实时', '每日', '每周', '每月', '每季度', '每年', '不定期'] }

/** The workbook's bytes; the same ones every time. */
export const guideTemplate = async (resources: readonly Resource[] = guideResources): Promise<Uint8Array> => {
  const merges: MergeRange[] = []
  const merge = (startRow: number, startCol: number, endRow: number, endCol: number) => merges.push({ startRow, startCol, endRow, endCol })
  const head: CellValue[][] = [['政务信息资源目录模板'], [], []]
  for (const [group, names] of guideHeadings) {
    const start = head[1]?.length ?? 0
    const width = Math.max(1, names.length)
    head[1]?.push(group, ...Array<null>(width - 1).fill(null))
    head[2]?.push(...(names.length === 0 ? [null] : names))
    if (names.length === 0) merge(1, start, 2, start)
    else merge(1, start, 1, start + width - 1)
  }
  const width = head[1]?.length ?? 0
  merge(0, 0, 0, width - 1)

  const rows = [...head]
  for (const { before, items, after } of resources) {
    const top = rows.length
    for (const [at, item] of items.entries())
      rows.push(at === 0 ? [...before, ...item, ...after] : [...before.map(() => null), ...item, ...after.map(() => null)])
    if (items.length > 1)
      for (let column = 0; column < width; column++)
        if (column < before.length || column >= before.length + itemColumns) merge(top, column, rows.length - 1, column)
  }
  const named = Object.entries(lists)
  const height = Math.max(...named.map(([, words]) => words.length))
  return await writeXlsx({
    properties: { title: '政务信息资源目录模板', created: new Date('2026-11-22T00:00:00Z'), modified: new Date('2026-11-22T00:00:00Z') },
    sheets: [
      {
        name: 'Sheet1',
        rows,
        merges,
        freezePane: { rows: headRows },
        dataValidations: [
          { type: 'list', formula1: '字典!$A$2:$A$4', range: 'W4:W1048576', allowBlank: true },
          { type: 'list', formula1: '字典!$B$2:$B$8', range: 'AC4:AC1048576', allowBlank: true },
        ],
      },
      { name: '字典', rows: [named.map(([name]) => name), ...Array.from({ length: height }, (_, row) => named.map(([, words]) => words[row] ?? null))] },
    ],
  })
}
