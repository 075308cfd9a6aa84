import { describe, expect, test } from 'vitest'
import { formatBlock, parseBlock } from './clipboard.ts'

describe('a block from Excel or WPS', () => {
  test('tabs and Windows line breaks, with the trailing break Excel adds', () => {
    expect(parseBlock('姓名\t字符型C\t50\r\n性别\t字符型C\t1\r\n')).toEqual([
      ['姓名', '字符型C', '50'],
      ['性别', '字符型C', '1'],
    ])
  })

  test('empty cells keep their place, an empty line is a row', () => {
    expect(parseBlock('a\t\tc\n\n\tb')).toEqual([['a', '', 'c'], [''], ['', 'b']])
  })

  test('quoted cells hold breaks, tabs and doubled quotes', () => {
    expect(parseBlock('"第一行\n第二行"\t"他说""好"""\tx')).toEqual([['第一行\n第二行', '他说"好"', 'x']])
  })

  test('a quote that is only text stays text', () => {
    expect(parseBlock('"双引号"开头\t24"屏')).toEqual([['"双引号"开头', '24"屏']])
  })

  test('what we write reads back as it was', () => {
    const block = [
      ['姓名', '含\t制表', '含"引号"'],
      ['两\n行', '', '𠮷䶮'],
    ]
    expect(parseBlock(formatBlock(block))).toEqual(block)
  })
})
