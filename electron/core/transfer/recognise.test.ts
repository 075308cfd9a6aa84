import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../shared/cell.ts'
import type { ExtensionField } from '../../../shared/contract/profile.ts'
import { headerText, sheetColumns } from '../../../shared/template.ts'
import type { Merge } from '../sheets/types.ts'
import { type KeptMapping, propose } from './recognise.ts'
import { templateHead } from './testing.ts'

const look = (rows: Cell[][], options: { merges?: Merge[]; fields?: ExtensionField[]; kept?: KeptMapping[] } = {}) =>
  propose(
    {
      name: 'Sheet1',
      rows: rows.map((cells, at) => ({ row: at + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== null)),
      merges: options.merges ?? [],
      columns: Math.max(...rows.map((row) => row.length)),
    },
    options.fields ?? [],
    options.kept,
  )
const fields = (found: ReturnType<typeof look>) => found.mapping.columns.map(({ field }) => field)

const resource = ['部门', '07', '021', '', '', '', '企业登记信息', '', '市监局', '', '', '企业登记', '数据库', 'mysql', '', 1, 2, 3]
const item = ['企业名称', '字符型C', 200, '有条件共享', '', '共享平台', '数据库', '否', '', '每日', '2020-01-01', '']

describe('headings', () => {
  it('of the template with a title, merged blocks and filling hints are found', () => {
    const found = look([...templateHead.rows, [...resource, ...item]], { merges: templateHead.merges })
    expect(found.mapping).toMatchObject({ sheet: 'Sheet1', headerRows: 2, firstDataRow: 4 })
    expect(found.template).toBe('政务信息资源目录填报模板（表头 2 行）')
    expect(fields(found)).toEqual([
      ...['codes.cls1', 'codes.cls2', 'codes.cls3', 'codes.cls4', 'codes.cls4', 'codes.cls4', 'title', 'codes.code', 'provider', 'providerOffice'],
      ...['providerCode', 'abstract', 'formats.formatClass', 'formats.formatType', 'formats.formatOther', 'storageG', 'recordsWan', 'sharedStorageG'],
      ...['items.name', 'items.dataType', 'items.length', 'shareType', 'shareCondition', 'shareWayClass', 'shareWayType', 'isOpen', 'openCondition'],
      ...['updateCycle', 'publishedOn', 'relatedCodes'],
    ])
    expect(Math.min(...found.confidence)).toBeGreaterThanOrEqual(0.9)
  })

  it('are found without merges, as csv has them', () => {
    const found = look([...templateHead.rows.slice(1), [...resource, ...item]])
    expect(found.mapping).toMatchObject({ headerRows: 2, firstDataRow: 3 })
    expect(fields(found)).toEqual(fields(look([...templateHead.rows], { merges: templateHead.merges })))
  })

  it('of our own export are found by their exact words', () => {
    const columns = sheetColumns([{ key: 'lingyu', label: '重点领域' }])
    const found = look([columns.map(headerText), columns.map(() => 'x')])
    expect(found.template).toBe('政务信息资源目录填报模板（本程序导出）')
    expect(fields(found)).toEqual(columns.map(({ path }) => path))
    expect(new Set(found.confidence)).toEqual(new Set([1]))
  })

  it.each([
    [
      'Guiyang',
      ['标题', '数据摘要', '主题名称', '数据提供方', '所属行业', '更新时间', '发布时间', '开放属性', '更新频率', '详情页网址', '数据格式'],
      'title abstract theme provider - - publishedOn isOpen updateCycle - formats.formatType',
    ],
    [
      'Ningbo',
      ['资源格式', '发布时间', '联系方式', '数据领域', '数据量', '标签', '开放条件', '资源名称', '更新周期', '更新时间'],
      'formats.formatType publishedOn contact theme - keywords openCondition title updateCycle -',
    ],
    [
      'a vendor’s keys',
      ['cata_title', 'catacode', 'orgName', 'credit_code', 'description', 'shared_type', 'shared_condition', 'open_type', 'update_cycle', 'publishedtime'],
      'title codes.code provider providerCode abstract shareType shareCondition isOpen updateCycle publishedOn',
    ],
    [
      'numbered and starred',
      ['序号', '1.目录名称*', '★ 来源部门', '数源单位（全称）', '共享条件/不予共享依据', '信息项名称【必填】', '字段类型', '备注'],
      '- title provider sourceDepartment shareCondition items.name items.dataType items.note',
    ],
    ['a flat list', ['名称', '备注', '数据类型', '更新频率'], 'title - - updateCycle'],
  ])('of %s', (_, header, expected) => {
    const found = look([header, header.map(() => 'x')])
    expect(
      fields(found)
        .map((field) => field || '-')
        .join(' '),
    ).toBe(expected)
    expect(found.mapping.columns.map((column) => column.header)).toEqual(header)
  })

  it('take in the agency’s own fields by label and by key', () => {
    const own: ExtensionField[] = [{ key: 'lingyu', label: '重点领域分类', kind: 'text', choices: [], required: false }]
    expect(fields(look([['目录名称', '重点领域分类（必填）']], { fields: own }))).toEqual(['title', 'ext.lingyu'])
    expect(fields(look([['目录名称', 'lingyu']], { fields: own }))).toEqual(['title', 'ext.lingyu'])
  })

  it('skip examples below them', () => {
    expect(
      look([
        ['资源名称', '提供单位'],
        ['示例：企业登记', '某局'],
        ['企业登记', '市监局'],
      ]).mapping.firstDataRow,
    ).toBe(3)
  })

  it('nobody knows are all shown, unmapped', () => {
    const found = look([
      ['甲', '乙'],
      ['1', '2'],
    ])
    expect(found).toMatchObject({ template: null, score: 0 })
    expect(found.mapping.columns.map(({ header, field }) => [header, field])).toEqual([
      ['甲', ''],
      ['乙', ''],
    ])
  })

  it('that a kept mapping knows are read as it says', () => {
    const header = ['名字', '哪家', '目录名称']
    const kept: KeptMapping = {
      name: '省平台清单',
      mapping: {
        sheet: '',
        headerRows: 1,
        firstDataRow: 2,
        columns: header.map((text, column) => ({ column, header: text, field: ['title', 'provider', ''][column] ?? '' })),
      },
    }
    const found = look(
      [
        ['名字 ', '哪家*', '目录名称'],
        ['a', 'b', 'c'],
      ],
      { kept: [kept] },
    )
    expect(found.template).toBe('省平台清单')
    expect(fields(found)).toEqual(['title', 'provider', ''])
    expect(fields(look([['名字', '别的', '目录名称']], { kept: [kept] }))).toEqual(['', '', 'title'])
  })
})
