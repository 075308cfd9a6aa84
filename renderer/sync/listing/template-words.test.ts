import { expect, it } from 'vitest'
import type { ListingTemplate } from '../../../shared/listing/template.ts'
import { readWords, withColumn, wordsText } from './template-words.ts'

it('words are typed one a line, with either equals sign', () => {
  const words = { 普遍共享: '无条件共享', 授权共享: '有条件共享' }
  expect(readWords(wordsText(words))).toEqual(words)
  expect(readWords(' 不共享 ＝ 不予共享 \n\n没有等号\n=空的')).toEqual({ 不共享: '不予共享' })
})

it('what hangs on a column goes with it', () => {
  const template: ListingTemplate = {
    format: 'mulu-listing-template',
    version: 1,
    mapping: {
      sheet: '',
      headerRows: 1,
      firstDataRow: 2,
      columns: ['title', 'meta.items', 'meta.status', 'meta.action', 'shareType'].map((field, column) => ({ column, header: field, field })),
    },
    items: { as: 'cell', between: ';', parts: ['name'], within: ':' },
    words: { shareType: { 甲: '无条件共享' } },
    status: { 已上架: 'published' },
    days: 'yyyy-MM-dd',
    keys: ['name'],
    blank: 'empty',
    complete: 'asked',
    holds: [],
    out: { added: '', changed: '', deleted: '撤销', deletions: { as: 'rows' } },
  }
  expect(withColumn(template, 1, '').items).toEqual({ as: 'none' })
  expect(withColumn(template, 1, 'items.name').items).toEqual({ as: 'rows', repeat: false })
  expect(withColumn(template, 2, '').status).toEqual({})
  expect(withColumn(template, 3, '').out.deletions).toEqual({ as: 'none' })
  expect(withColumn(template, 4, '').words).toEqual({})
  expect(withColumn(template, 0, 'abstract').items).toEqual(template.items)
})
