import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EntryContent, emptyContent, entryContentSchema, entryFieldNames, itemSchema } from './catalogue.ts'
import { sheetText } from './cell.ts'
import { headerText, identityColumns, listWords, pathOfHeader, sheetColumns, templateColumns } from './template.ts'
import { arbitraryContent, decodedContent } from './template-codec.fixture.ts'
import { type EncodeOptions, entryDecoder, entryEncoder, type TemplateEntry } from './template-codec.ts'

const extKeys = ['联系人', '具体更新时间', 'a.b']
const columns = sheetColumns(extKeys.map((key, at) => ({ key, label: at === 0 ? key : `名称${at}` })))
const paths = columns.map(({ path }) => path)
const encode = (entry: TemplateEntry, options?: EncodeOptions) => entryEncoder(columns, options)(entry)
const decode = entryDecoder(paths)
const id = 'f47ac10b-58cc-4372-a567-0e02b2c3d479'

describe('the columns', () => {
  it('hold every field of an entry and of an item', () => {
    const heads = new Set(templateColumns.map(({ path }) => path.split('.')[0]))
    expect(entryFieldNames.filter((field) => field !== 'ext' && !heads.has(field))).toEqual([])
    const itemPaths = new Set(templateColumns.map(({ path }) => path))
    expect(Object.keys(itemSchema.shape).filter((field) => field !== 'id' && !itemPaths.has(`items.${field}`))).toEqual([])
  })

  it('have headings that lead back to them', () => {
    expect(columns.map((column) => pathOfHeader(headerText(column)))).toEqual(paths)
    expect(new Set(paths).size).toBe(paths.length)
    expect(pathOfHeader('信息资源')).toBeNull()
    expect(pathOfHeader('具体更新时间（本地扩展：updateTime）')).toBe('ext.updateTime')
    expect(identityColumns.every(({ hidden }) => hidden)).toBe(true)
  })
})

describe('the lists', () => {
  it('have words, and none twice', () => {
    for (const { list } of templateColumns) {
      if (list === null) continue
      const words = listWords(list)
      expect([list, words.length > 1, new Set(words).size]).toEqual([list, true, words.length])
    }
  })
})

describe('an entry as cells', () => {
  it('comes back whole', () => {
    fc.assert(
      fc.property(arbitraryContent(extKeys), (content) => {
        expect(entryContentSchema.safeParse(content).success).toBe(true)
        const rows = encode({ id, version: 7, content })
        const decoded = decode(rows)
        expect(decoded).toMatchObject({ id, version: 7, problems: [] })
        expect(decodedContent(decoded)).toEqual(content)
      }),
      { numRuns: 300 },
    )
  })

  it('comes back whole when some cells stand on every row', () => {
    const content: EntryContent = { ...emptyContent(), title: '企业登记', items: [] }
    const rows = encode({ id, version: 1, content }, { repeated: new Set(['title']) })
    expect(rows).toHaveLength(1)
    expect(decodedContent(decode(rows))).toEqual(content)
  })

  it('goes on below when it is longer than a cell', () => {
    const relatedCodes = Array.from({ length: 1000 }, (_, at) => `${'𠮷'.repeat(60)}${at}`)
    const content: EntryContent = { ...emptyContent(), relatedCodes }
    const rows = encode({ id, version: 1, content })
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) for (const cell of row) if (typeof cell === 'string') expect([cell.length <= 32_767, cell.isWellFormed()]).toEqual([true, true])
    expect(decodedContent(decode(rows))).toEqual(content)
  })

  it('shows a line break inside a value as ↵, and keeps backslashes and ↵ apart', () => {
    for (const quotation of ['一\n二', 'C:\\path', '↵', '\\↵', '\\\n', 'a\\\\↵\n↵'])
      for (const other of ['', 'x']) {
        const shareBasis = [
          { kind: other, title: '甲', number: '', article: '', quotation: '' },
          { kind: '', title: '', number: '', article: '第十五条', quotation },
        ]
        const content = { ...emptyContent(), shareBasis }
        expect(decodedContent(decode(encode({ id, version: 1, content })))).toEqual(content)
      }
  })

  it('loses nothing but control characters, halves of characters and the kind of line break', () => {
    expect(sheetText('a\u0000b\r\nc\rd\te\ud800')).toBe('ab\nc\nd\te\ufffd')
  })
})
