import { expect, test } from 'vitest'
import { emptyCode, emptyItem } from './catalogue.ts'
import { valueText } from './field-words.ts'

const words = { language: 'zh', yes: '是', no: '否' } as const

test('values read as lines, empty parts left out', () => {
  expect(valueText('title', '常住人口', words)).toBe('常住人口')
  expect(valueText('recordsWan', null, words)).toBe('')
  expect(valueText('items.isKey', true, words)).toBe('是')
  expect(
    valueText(
      'codes',
      [
        { ...emptyCode, code: '307/1', cls1: '3' },
        { ...emptyCode, code: '201/2' },
      ],
      words,
    ),
  ).toBe('307/1 · 3\n201/2')
  expect(valueText('relatedCodes', ['a', 'b'], words)).toBe('a\nb')
  expect(valueText('ext', { 归集: '是' }, words)).toBe('归集：是')
  expect(valueText('items', [{ ...emptyItem('x'), name: '姓名', dataType: '字符型C', isKey: true }], words)).toBe('姓名 · 字符型C · 是否主键')
})
