import { describe, expect, test } from 'vitest'
import { diffWords } from './word-diff.ts'

const from = (pieces: ReturnType<typeof diffWords>) => pieces.flatMap(({ kind, text }) => (kind === 'added' ? [] : [text])).join('')
const to = (pieces: ReturnType<typeof diffWords>) => pieces.flatMap(({ kind, text }) => (kind === 'removed' ? [] : [text])).join('')

describe('a difference in words', () => {
  test('marks whole words', () => {
    expect(diffWords('常住人口登记信息', '流动人口登记信息')).toEqual([
      { kind: 'removed', text: '常住' },
      { kind: 'added', text: '流动' },
      { kind: 'same', text: '人口登记信息' },
    ])
  })

  test('from nothing and to nothing', () => {
    expect(diffWords('', '新增')).toEqual([{ kind: 'added', text: '新增' }])
    expect(diffWords('撤去', '')).toEqual([{ kind: 'removed', text: '撤去' }])
    expect(diffWords('', '')).toEqual([])
  })

  test.each([
    ['共享范围：市级部门，使用用途：人口普查。', '共享范围：市、县两级部门；使用用途：户籍核验。'],
    ['𠮷林省䶮县 abc 12.5', '吉林省䶮县 abd 12.50'],
  ])('keeps both texts whole: %s', (a, b) => {
    expect(from(diffWords(a, b))).toBe(a)
    expect(to(diffWords(a, b))).toBe(b)
  })
})
