import { describe, expect, test } from 'vitest'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import { mappingTroubles, samplesOf, withHeadings, withKept } from './mapping.ts'

const mapping = (...fields: string[]): Mapping => ({
  sheet: '',
  headerRows: 1,
  firstDataRow: 2,
  columns: fields.map((field, column) => ({ column, header: `列${column}`, field })),
})

describe('a mapping', () => {
  test('needs a name or a code, and no field twice', () => {
    expect(mappingTroubles(mapping('provider', ''))).toEqual([{ kind: 'noTitle' }])
    expect(mappingTroubles(mapping('title', 'abstract', 'abstract'))).toEqual([{ kind: 'twice', field: 'abstract' }])
    expect(mappingTroubles(mapping('codes.code', 'codes.cls4', 'codes.cls4', '', ''))).toEqual([])
  })

  test('takes its headings from other rows and keeps the fields', () => {
    const preview = [
      ['目录表', ''],
      ['资源', '提供'],
      ['名称', ''],
      ['人口', '公安局'],
      ['人口', '民政局'],
    ]
    const moved = withHeadings(mapping('title', 'provider'), preview, 2, 4)
    expect(moved.columns).toEqual([
      { column: 0, header: '名称', field: 'title' },
      { column: 1, header: '提供', field: 'provider' },
    ])
    expect(samplesOf(preview, moved, 0)).toEqual(['人口'])
    expect(samplesOf(preview, moved, 1)).toEqual(['公安局', '民政局'])
  })

  test('kept before is laid over by headings, whatever their order', () => {
    const kept: Mapping = {
      ...mapping('title', 'provider'),
      columns: [
        { column: 0, header: '列1', field: 'provider' },
        { column: 1, header: '列0', field: 'title' },
      ],
    }
    expect(withKept(mapping('', '', 'abstract'), kept).columns.map(({ field }) => field)).toEqual(['title', 'provider', ''])
  })
})
