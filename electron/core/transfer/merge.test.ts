import { describe, expect, it } from 'vitest'
import { type EntryContent, emptyContent, emptyItem, type Item } from '../../../shared/catalogue.ts'
import type { Cell } from '../../../shared/cell.ts'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import { sheetColumns } from '../../../shared/template.ts'
import { entryEncoder } from '../../../shared/template-codec.ts'
import { decoder } from './candidate.ts'
import { createGrouping, markDuplicates } from './grouping.ts'
import { layoutOf, type PlacedRow, placer } from './layout.ts'
import { mergeCandidate } from './merge.ts'
import type { Candidate, Defaults } from './protocol.ts'

const noDefaults: Defaults = { provider: '', providerCode: '', providerOffice: '', agency: '', agencyCode: '' }
const entryId = '11111111-1111-4111-8111-111111111111'

/** Reads rows as the reading process does. Headings may be given behind the path: `shareCondition=共享条件/不予共享依据`. */
const read = (fields: string[], rows: Cell[][], defaults: Partial<Defaults> = {}): Candidate[] => {
  const mapping: Mapping = {
    sheet: '',
    headerRows: 1,
    firstDataRow: 2,
    columns: fields.map((text, column) => ({ column, header: text.split('=')[1] ?? text, field: text.split('=')[0] ?? '' })),
  }
  const layout = layoutOf(mapping)
  const place = placer(layout, [])
  const grouping = createGrouping(layout, defaults.provider ?? '')
  const together: PlacedRow[][] = []
  rows.forEach((cells, at) => {
    const placed = place({ row: at + 2, cells })
    if (placed === null) return
    const group = grouping.take(placed)
    together[group] = [...(together[group] ?? []), placed]
  })
  markDuplicates(grouping.groups)
  const decode = decoder(layout, { ...noDefaults, ...defaults })
  return grouping.groups.map((group, at) => decode(group, together[at] ?? []))
}
const one = (fields: string[], rows: Cell[][], defaults?: Partial<Defaults>): Candidate => {
  const [candidate, ...more] = read(fields, rows, defaults)
  if (candidate === undefined || more.length > 0) throw new Error(`${more.length + 1} entries`)
  return candidate
}

let made = 0
const newId = () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`
const create = (candidate: Candidate) => mergeCandidate(candidate, null, null, newId).content
const over = (candidate: Candidate, now: EntryContent, base: EntryContent | null = null) => mergeCandidate(candidate, now, base, newId)
const faults = ({ problems }: Candidate) => problems.map(({ row, column, code }) => `${row} ${column} ${code}`)

const item = (name: string, fields: Partial<Item> = {}): Item => ({ ...emptyItem(newId()), name, ...fields })

describe('reading a row', () => {
  it('takes other regions’ words, days, numbers and lists', () => {
    const fields = [
      'title',
      'codes.code',
      'shareType',
      'isOpen',
      'updateCycle',
      'publishedOn',
      'storageG',
      'formats.formatType',
      'providerCode',
      'relatedCodes',
    ]
    const content = create(
      one(fields, [['  企业登记 ', ' ３０７021/1 ', '有条件', '依申请开放', '每天', '2017年11月15日', '1,234.5', 'xls,mysql', '9133 0200abc', 'a；b\nc']]),
    )
    expect(content).toMatchObject({
      title: '企业登记',
      codes: [{ code: '307021/1', cls1: '3', cls2: '07', cls3: '021', cls4: '' }],
      shareType: '有条件共享',
      isOpen: '是',
      openCondition: '依申请开放',
      updateCycle: '每日',
      publishedOn: '2017-11-15',
      storageG: 1234.5,
      formats: [
        { formatClass: '电子表格', formatType: 'xls', formatOther: '' },
        { formatClass: '数据库', formatType: 'mysql', formatOther: '' },
      ],
      providerCode: '91330200ABC',
      relatedCodes: ['a', 'b', 'c'],
    })
  })

  it('reads days however they stand there', () => {
    const days = ['2018-04-02', '2017/09/10', '2017年11月15日', new Date('2018-04-02T00:00:00Z'), 43192, 1522598400000, '1522598400000', '暂无']
    expect(days.map((day) => create(one(['title', 'publishedOn'], [['x', day]])).publishedOn)).toEqual([
      '2018-04-02',
      '2017-09-10',
      '2017-11-15',
      ...Array.from({ length: 4 }, () => '2018-04-02'),
      null,
    ])
  })

  it('refuses what a field can not hold, naming the cell', () => {
    const fields = ['title', 'storageG=数据存储总量（G）', 'publishedOn=发布日期', 'codes.code=代码', 'items.name', 'items.isKey=是否主键']
    expect(
      faults(
        one(fields, [
          ['x', '12.5G', '近期', 3.3021e17, '名称', '大概'],
          [null, null, null, null, '代码', '√'],
        ]),
      ),
    ).toEqual(['2 数据存储总量（G） notANumber', '2 发布日期 notADay', '2 代码 digitsLost', '2 是否主键 notAFlag'])
    expect(faults(one(['title=名称', 'storageG=量'], [['长'.repeat(501), -1]]))).toEqual(['2 量 outOfRange', '2 名称 tooLong'])
    expect(one(['title'], [['长'.repeat(501)]]).problems[0]?.params).toEqual({ limit: 500 })
    expect(faults(one(['abstract', 'title=名称'], [['摘要', null]]))).toEqual(['2 名称 noTitle'])
  })

  it('refuses rows of one resource that contradict each other, but not in letters', () => {
    const fields = ['codes.code', 'title=名称', 'updateCycle=周期', 'items.name']
    expect(
      faults(
        one(fields, [
          ['A', '企业 登记', '每日', 'a'],
          ['A', '企业登记', '每天', 'b'],
        ]),
      ),
    ).toEqual([])
    const dragged = one(fields, [
      ['A1', '企业', '每日', 'a'],
      ['A2', '企业', '每日', 'b'],
    ])
    expect(dragged.problems).toEqual([{ row: 3, column: 'codes.code', code: 'contradiction', params: { other: 2 } }])
    expect(
      faults(
        one(fields, [
          ['A', '企业', '每日', 'a'],
          [null, null, '每月', 'b'],
        ]),
      ),
    ).toEqual(['3 周期 contradiction'])
    expect(
      faults(
        one(
          ['meta.entryId', 'title=名称', 'items.name'],
          [
            [entryId, '企业', 'a'],
            [entryId, '社团', 'b'],
          ],
        ),
      ),
    ).toEqual(['3 名称 copiedIdentity'])
  })

  it('keeps sharing types that differ from item to item with the items', () => {
    const fields = ['title', 'items.name', 'shareType', 'shareCondition']
    const content = create(
      one(fields, [
        ['企业', '名称', '无条件共享', null],
        [null, '电话', '有条件', '仅限核验'],
        [null, '住所', '无条件', '经同意'],
      ]),
    )
    expect([content.shareType, content.shareCondition]).toEqual(['无条件共享', '仅限核验\n经同意'])
    expect(content.items.map(({ name, shareType }) => [name, shareType])).toEqual([
      ['名称', ''],
      ['电话', '有条件共享'],
      ['住所', ''],
    ])
  })

  it('puts the basis of a refusal where it belongs', () => {
    const content = create(one(['title', 'shareType', 'shareCondition=共享条件/不予共享依据'], [['收养登记', '不予', '《民法典》第一千一百一十条']]))
    expect([content.shareCondition, content.shareBasis[0]?.title]).toEqual(['', '《民法典》第一千一百一十条'])
  })

  it('splits a type from its length', () => {
    const [first] = create(one(['title', 'items.name', 'items.dataType'], [['企业', '名称', 'varchar(50)']])).items
    expect(first).toMatchObject({ dataType: '字符型C', length: '50' })
  })

  it('gives what no column says from the defaults', () => {
    const defaults = { agency: '甲局', agencyCode: '111' }
    expect(create(one(['title'], [['企业']], defaults))).toMatchObject({ provider: '甲局', providerCode: '111' })
    expect(create(one(['title', 'provider'], [['企业', '乙局']], defaults))).toMatchObject({ provider: '乙局', providerCode: '' })
    expect(create(one(['title', 'provider'], [['企业', null]], defaults))).toMatchObject({ provider: '' })
    expect(create(one(['title', 'provider'], [['企业', null]], { ...defaults, provider: '丙局' }))).toMatchObject({ provider: '丙局', providerCode: '' })
  })
})

const before: EntryContent = {
  ...emptyContent(),
  title: '企业登记',
  abstract: '旧摘要',
  shareType: '有条件',
  codes: [{ code: 'A', cls1: '3', cls2: '07', cls3: '021', cls4: 'x' }],
  formats: [{ formatClass: '数据库', formatType: 'mysql', formatOther: '' }],
  items: [item('名称', { length: '50' }), item('电话', { personalInformation: true })],
  ext: { a: '1', b: '2' },
}

describe('laying a foreign sheet over an entry', () => {
  it('changes only what its cells say otherwise', () => {
    const { content } = over(
      one(
        ['title', 'codes.code', 'abstract', 'provider', 'formats.formatType', 'shareType', 'ext.a'],
        [['企业登记', 'A', null, '甲局', 'mysql', '有条件', null]],
      ),
      before,
    )
    expect(content).toEqual({ ...before, provider: '甲局' })
  })

  it('keeps identity and place of items, whatever their order', () => {
    const { content } = over(
      one(
        ['title', 'items.name', 'items.length'],
        [
          ['企业登记', '电话', '20'],
          [null, '住所', '100'],
          [null, '名 称', null],
        ],
      ),
      before,
    )
    expect(content.items.map(({ id, name, length }) => [id, name, length])).toEqual([
      [before.items[0]?.id, '名 称', '50'],
      [before.items[1]?.id, '电话', '20'],
      [expect.any(String), '住所', '100'],
    ])
    expect(content.items[1]?.personalInformation).toBe(true)
  })

  it('takes away items it no longer has, and leaves all when it has none', () => {
    const fields = ['title', 'items.name']
    expect(over(one(fields, [['企业登记', '电话']]), before).content.items).toEqual([before.items[1]])
    expect(over(one(fields, [['企业登记', null]]), before).content).toEqual(before)
  })

  it('takes the parts of a record it has no column for from the one of the same name', () => {
    const { content } = over(one(['title', 'codes.code', 'formats.formatType'], [['企业登记', 'B, A', 'xlsx']]), before)
    expect(content.codes).toEqual([{ code: 'B', cls1: '', cls2: '', cls3: '', cls4: '' }, before.codes[0]])
    expect(content.formats).toEqual([{ formatClass: '电子表格', formatType: 'xlsx', formatOther: '' }])
  })
})

describe('laying our own sheet over an entry', () => {
  const columns = sheetColumns([
    { key: 'a', label: 'a' },
    { key: 'b', label: 'b' },
  ])
  const paths = columns.map(({ path }) => path)
  const exported = (content: EntryContent) => entryEncoder(columns)({ id: entryId, version: 1, content })
  const edited = (rows: Cell[][], changes: [row: number, path: string, cell: Cell][]) => {
    const copy = rows.map((row) => [...row])
    for (const [row, path, cell] of changes) (copy[row] as Cell[])[paths.indexOf(path)] = cell
    return one(paths, copy)
  }
  const sheet = exported(before)

  it('changes nothing when nothing was changed, however odd the words', () => {
    const odd = {
      ...before,
      title: ' 企业登记',
      providerCode: 'ab c',
      updateCycle: '每天',
      relatedCodes: ['a,b'],
      formats: [{ formatClass: '', formatType: 'xls, et', formatOther: '' }],
    }
    expect(over(edited(exported(odd), []), odd)).toEqual({ content: odd, conflicts: [] })
  })

  it('empties what was emptied', () => {
    const { content } = over(
      edited(sheet, [
        [0, 'abstract', null],
        [0, 'ext.a', null],
        [0, 'formats.formatType', null],
        [0, 'formats.formatClass', null],
        [1, 'items.personalInformation', '否'],
      ]),
      before,
    )
    expect(content).toEqual({
      ...before,
      abstract: '',
      ext: { b: '2' },
      formats: [],
      items: [before.items[0], { ...before.items[1], personalInformation: false }],
    })
  })

  it('reads the words that were typed in', () => {
    expect(
      over(
        edited(sheet, [
          [0, 'shareType', '不予'],
          [0, 'updateCycle', '年度'],
        ]),
        before,
      ).content,
    ).toEqual({ ...before, shareType: '不予共享', updateCycle: '每年' })
  })

  it('follows an item by its id when it was renamed', () => {
    const { content } = over(edited(sheet, [[0, 'items.name', '企业名称']]), before)
    expect(content.items[0]).toEqual({ ...before.items[0], name: '企业名称' })
  })

  it('of an older version leaves what was changed here, and takes what was changed there', () => {
    const now = { ...before, abstract: '新摘要', items: [{ ...before.items[0], length: '80' } as Item, ...before.items.slice(1), item('住所')] }
    const { content, conflicts } = over(
      edited(sheet, [
        [0, 'title', '企业登记信息'],
        [1, 'items.length', '11'],
      ]),
      now,
      before,
    )
    expect(conflicts).toEqual([])
    expect(content).toEqual({ ...now, title: '企业登记信息', items: [now.items[0], { ...before.items[1], length: '11' }, now.items[2]] })
  })

  it('of an older version never overwrites another answer', () => {
    const now = { ...before, abstract: '新摘要', items: [{ ...before.items[0], length: '80' } as Item] }
    const { conflicts } = over(
      edited(sheet, [
        [0, 'abstract', '另一个'],
        [0, 'items.length', '90'],
        [1, 'items.length', '1'],
      ]),
      now,
      before,
    )
    expect(conflicts).toEqual(['abstract', 'items.length', 'items'])
    // Both made the same change.
    expect(over(edited(sheet, [[0, 'abstract', '新摘要']]), now, before).conflicts).toEqual([])
  })
})
