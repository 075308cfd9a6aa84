import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakLines, type Line, notAtEnd, notAtStart, titleLines } from './line-breaks.ts'

/** 汉字 and marks are one wide, letters half. */
const measure = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u0020-\u02ff]/.test(character) ? 0.5 : 1), 0)
const textOf = ({ units }: Line): string => units.map(({ text }) => text).join('')
const lines = (text: string, width: number, first = width): string[] => breakLines(text, measure, first, width).map(textOf)

test('a mark is not left to begin a line, and an opening one not to end it', () => {
  expect(lines('同意共享，请按约定使用。', 4)).toEqual(['同意共', '享，请按', '约定使', '用。'])
  expect(lines('见《条例》第二条', 2)).toEqual(['见', '《条', '例》', '第二', '条'])
  expect(lines('如下——请说明……好', 3)).toEqual(['如', '下——', '请说', '明……', '好'])
})

test('numbers and words stay whole, but for those no line holds', () => {
  expect(lines('共12600份', 2)).toEqual(['共12', '600', '份'])
  expect(lines('编号2026份', 3)).toEqual(['编号', '2026份'])
  expect(lines('a'.repeat(9), 2)).toEqual(['aaaa', 'aaaa', 'a'])
  expect(lines('编号SQ-330200-2026-00128', 8)).toEqual(['编号SQ-330200-', '2026-00128'])
  expect(lines('two words here', 5)).toEqual(['two words', 'here'])
})

test('the first line may be shorter, and a line break in the text is one', () => {
  expect(lines('一二三四五六', 4, 2)).toEqual(['一二', '三四五六'])
  expect(breakLines('一二\n三', measure, 4, 4).map((line) => [textOf(line), line.last])).toEqual([
    ['一二', true],
    ['三', true],
  ])
  expect(lines('', 4)).toEqual([''])
})

const alphabet = [...'政务数据共享条例，。、；：？！）》”（《“', '——', '……', ' ', 'SQ-2026', '12.6%', 'a', '2026', '\n', '　', '𠮷']

test('whatever the text: nothing is lost, no line is too wide, no rule is broken where one could be kept', () => {
  let rules = 0
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 30, maxLength: 120 }), fc.integer({ min: 4, max: 30 }), (parts, width) => {
      const text = parts.join('')
      const made = breakLines(text, measure, width, width)
      const blanks = /[\s　]/g
      expect(made.map(textOf).join('').replace(blanks, '')).toBe(text.replace(blanks, ''))
      for (const [at, line] of made.entries()) {
        expect(line.width).toBeLessThanOrEqual(width + 0.01)
        const before = made[at - 1]
        if (before === undefined || before.last) continue
        const first = line.units[0]
        const last = before.units.at(-1)
        const bad = (first !== undefined && notAtStart.includes([...first.text][0] ?? '')) || (last !== undefined && notAtEnd.includes(last.text))
        if (!bad) {
          rules++
          continue
        }
        // Only where the whole line above had no place to part: every gap in it is forbidden.
        const units = [...before.units, ...line.units.slice(0, 1)]
        for (let gap = 1; gap < before.units.length; gap++) {
          const [left, right] = [units[gap - 1], units[gap]]
          const allowed = left !== undefined && right !== undefined && left.kind !== 'space' && right.kind !== 'space' && !right.noStart && !left.noEnd
          expect([text, width, allowed]).toEqual([text, width, false])
        }
      }
    }),
    { numRuns: 500 },
  )
  expect(rules).toBeGreaterThan(1000)
})

test('a title parts at its joints, into lines alike in length', () => {
  const title = (text: string, width: number) => titleLines(text, measure, width).map(textOf)
  expect(title('关于“人口基本信息（含户籍、居住登记）”数据错误的书面报告', 18)).toEqual(['关于“人口基本信息（含户籍、', '居住登记）”数据错误的书面报告'])
  expect(title('共享申请材料一次性补正告知书', 18)).toEqual(['共享申请材料一次性补正告知书'])
  expect(title('一行\n另一行', 18)).toEqual(['一行', '另一行'])
  expect(title('甲'.repeat(40), 18)).toHaveLength(3)
})
