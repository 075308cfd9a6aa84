import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../shared/cell.ts'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import type { Merge, SheetRow } from '../sheets/types.ts'
import { claimsOf, isClaimed } from './claims.ts'
import { createGrouping, markDuplicates } from './grouping.ts'
import { layoutOf, placer } from './layout.ts'
import { createScan } from './scan.ts'

const mappingOf = (...fields: string[]): Mapping => ({
  sheet: '',
  headerRows: 1,
  firstDataRow: 2,
  columns: fields.map((field, column) => ({ column, header: field, field: field === '-' ? '' : field })),
})

const place = (mapping: Mapping, rows: Cell[][], merges: Merge[] = []) => {
  const take = placer(layoutOf(mapping), merges)
  return rows.flatMap((cells, at) => take({ row: at + 2, cells }) ?? [])
}

const group = (mapping: Mapping, rows: Cell[][], merges: Merge[] = [], provider = '') => {
  const grouping = createGrouping(layoutOf(mapping), provider)
  const of = place(mapping, rows, merges).map((row) => grouping.take(row))
  markDuplicates(grouping.groups)
  return { of, groups: grouping.groups }
}

describe('rows', () => {
  it('take the value of the merged block they stand in, but no item twice', () => {
    const mapping = mappingOf('provider', 'title', 'items.name', 'items.dataType')
    const rows = [
      ['市监局', '企业', '名称', 'C'],
      [null, null, '代码', null],
      [null, '个体户', '字号', 'C'],
      [null, null, null, null],
    ]
    const merges = [
      { top: 2, left: 0, bottom: 4, right: 0 },
      { top: 2, left: 3, bottom: 3, right: 3 },
      { top: 4, left: 2, bottom: 5, right: 2 },
    ]
    expect(place(mapping, rows, merges)).toEqual([
      { row: 2, cells: ['市监局', '企业', '名称', 'C'] },
      { row: 3, cells: ['市监局', null, '代码', 'C'] },
      { row: 4, cells: ['市监局', '个体户', '字号', 'C'] },
    ])
  })

  it('that repeat the heading, explain, total or sign are no data', () => {
    const rows = [
      ['title', 'provider'],
      ['填表人：张三', null],
      ['合计', '3'],
      ['注：以上均已核对', null],
      [null, ' '],
      ['注册商标信息', '市监局'],
      ['说明书备案', '药监局'],
    ]
    expect(place(mappingOf('title', 'provider'), rows).map(({ cells }) => cells[0])).toEqual(['注册商标信息', '说明书备案'])
  })

  it('join the levels of the classification, and lists from several columns', () => {
    const mapping = mappingOf('codes.cls4', 'codes.cls4', 'codes.cls4', 'keywords', 'keywords')
    expect(place(mapping, [['市监局', null, '登记处', '企业', '登记']])).toEqual([{ row: 2, cells: ['市监局>登记处', '企业；登记'] }])
  })
})

describe('groups', () => {
  const items = mappingOf('codes.code', 'title', 'provider', 'items.name')

  it('gather the rows of one resource, with cells repeated, left blank or standing apart', () => {
    const { of, groups } = group(items, [
      ['A', '企业', '甲局', '名称'],
      [null, null, null, '代码'],
      ['B', '个体户', '甲局', '字号'],
      ['A', '企业', '甲局', '住所'],
      [null, '企业', '甲局', '电话'],
      [null, '社团', '甲局', '名称'],
      [null, '社团', '乙局', '名称'],
      [null, '社 团', '甲局', '证号'],
    ])
    expect(of).toEqual([0, 0, 1, 0, 0, 2, 3, 2])
    expect(groups.map(({ first, last, stretches }) => [first, last, stretches])).toEqual([
      [
        2,
        6,
        [
          [2, 3],
          [5, 6],
        ],
      ],
      [4, 4, [[4, 4]]],
      [
        7,
        9,
        [
          [7, 7],
          [9, 9],
        ],
      ],
      [8, 8, [[8, 8]]],
    ])
  })

  it('keep codes dragged down over one resource together, so that the contradiction is seen', () => {
    expect(
      group(items, [
        ['001', '企业', '甲局', 'a'],
        ['002', '企业', '甲局', 'b'],
        ['003', '个体户', '甲局', 'c'],
      ]).of,
    ).toEqual([0, 0, 1])
  })

  it('are single rows where the sheet has no items; the second of two alike is a duplicate', () => {
    const flat = mappingOf('codes.code', 'title', 'provider')
    const { groups } = group(
      flat,
      [
        ['A', '企业', '甲局'],
        ['A', '别名', '甲局'],
        ['B', '企业', '甲局'],
        [null, '企业', '甲局'],
        [null, '社团', ''],
        [null, '社团', '默认局'],
        [null, '社团', '乙局'],
      ],
      [],
      '默认局',
    )
    expect(groups.map(({ duplicateOf }) => duplicateOf)).toEqual([0, 2, 0, 2, 0, 6, 0])
  })

  it('with an id stay before those that only have a code or a name', () => {
    const own = mappingOf('meta.entryId', 'codes.code', 'title')
    const { groups } = group(own, [
      [null, 'A', '旧名'],
      [null, null, '企业'],
      ['id-1', 'A', '企业'],
      ['id-2', 'A', '企业'],
    ])
    expect(groups.map(({ duplicateOf }) => duplicateOf)).toEqual([4, 4, 0, 0])
    const claims = claimsOf(groups)
    expect([isClaimed(claims.ids, 'id-2'), isClaimed(claims.ids, 'id-3'), isClaimed(claims.codes, 'A'), isClaimed(claims.codes, '')]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})

describe('the look for marks', () => {
  const look = (name: string, rows: Cell[][], words = 1) => {
    const scan = createScan()
    const each = scan.sheet(name, words)
    rows.forEach((cells, at) => {
      each({ row: at + 1, cells } satisfies SheetRow)
    })
    return scan
  }

  it('finds them in cells, headings, sheet names and answers below a heading', () => {
    expect(look('机密★10年', [['a']]).marks).toEqual([{ sheet: '机密★10年', row: 0, column: 0, mark: '机密' }])
    expect(look('x', [['名称'], ['秘密★企业']]).marks).toMatchObject([{ row: 2, column: 0, mark: '秘密' }])
    expect(
      look('x', [
        ['名称', '是否涉密'],
        ['企业', '否'],
        ['军工', '是'],
      ]).marks,
    ).toMatchObject([{ row: 3, column: 1 }])
    expect(
      look('x', [
        ['名称', '密级', '备注'],
        ['企业', '公开', ''],
        ['军工', '机密', ''],
      ]).marks,
    ).toMatchObject([{ row: 3, column: 1, mark: '机密' }])
    expect(look('x', [['密级：', '秘密']]).marks).toHaveLength(1)
  })

  it('leaves words, firms’ own marks and items called 是否涉密 alone, and asks about words in data only', () => {
    const { marks, asked } = look(
      'x',
      [
        ['提供方内部部门', '是否商业秘密'],
        ['保密资质名录', '是'],
        ['是否涉密', '逻辑型L'],
      ],
      2,
    )
    expect(marks).toEqual([])
    expect(asked).toEqual([{ row: 2, column: 'A', word: '保密' }])
  })
})
