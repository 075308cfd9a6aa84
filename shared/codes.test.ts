import { describe, expect, it } from 'vitest'
import { classCode, codeMatcher, codePatternTrouble, divisionCode, divisions, parseCode } from './codes.ts'

describe('信息资源代码', () => {
  it('of the guide is taken apart', () => {
    expect(parseCode('3070211760000002004006/000033')).toEqual({ cls1: '3', cls2: '07', cls3: '021', cls4: '1760000002004006', order: '000033' })
    expect(parseCode('307021/1')).toEqual({ cls1: '3', cls2: '07', cls3: '021', cls4: '', order: '1' })
  })
  it.each(['112461465423-654564', '4070211/1', '307021', '307021/', '', `307021${'1'.repeat(60)}/1`])("%j is none of the guide's", (code) => {
    expect(parseCode(code)).toBeNull()
  })
})

describe('类 and 项', () => {
  it.each([
    ['3', '3'],
    ['部门', '3'],
    ['部门类', '3'],
    ['部门信息资源目录', '3'],
    ['3-部门信息资源', '3'],
    ['1 基础', '1'],
    ['主题类', '2'],
    ['1部门', '1部门'],
    ['30', '30'],
    ['其他', '其他'],
    ['', ''],
  ])('class %j → %j', (text, code) => {
    expect(classCode(text)).toBe(code)
  })
  it.each([
    ['3', '07', '07'],
    ['3', '7', '07'],
    ['3', '国务院', '03'],
    ['3', '省（自治区、直辖市）及计划单列市', '07'],
    ['2', '11 生态环保', '11'],
    ['1', '人口', '01'],
    ['2', '人口', '人口'],
  ])('division of %s: %j → %j', (cls1, text, code) => {
    expect(divisionCode(cls1, text)).toBe(code)
  })
  it('307 is the one number confirmed by published codes', () => {
    expect(divisions['3']?.[6]?.code).toBe('07')
  })
})

describe("an agency's own code rule", () => {
  it.each(['ZJ\\d{10}', '^[A-Z]{2}\\d+$', '(?:A|B)\\d{3}', '\\d{6}(?:-\\d+)?', '[(+*]\\d{2}', '\\p{Lu}{3}', '[A-Za-z0-9-_/]{1,64}', 'a+b+c+'])(
    '%s may be used',
    (pattern) => {
      expect(codePatternTrouble(pattern)).toBeNull()
    },
  )
  it.each<[string, ReturnType<typeof codePatternTrouble>]>([
    ['(', 'syntax'],
    ['[a', 'syntax'],
    ['\\d{3', 'syntax'],
    ['(a+)+', 'nested'],
    ['(a|a)*', 'nested'],
    ['(a|ab)+', 'nested'],
    ['(?:(a*)b)*', 'nested'],
    ['(\\d{1,9}){1,9}', 'nested'],
    ['((a+))+', 'nested'],
    ['a*a*a*a*', 'variable'],
    ['(?=a)b', 'reference'],
    ['(?<!a)b', 'reference'],
    ['(a)\\1', 'reference'],
    ['(?<n>a)\\k<n>', 'reference'],
    ['a'.repeat(201), 'tooLong'],
  ])('%s is refused: %s', (pattern, why) => {
    expect(codePatternTrouble(pattern)).toBe(why)
  })
  it('the worst that is let through still answers at once', () => {
    const follows = codeMatcher('a*a*a*b')
    expect(follows('a'.repeat(64))).toBe(false)
    expect(codeMatcher('.*')('x'.repeat(65))).toBe(false)
  })
  it('is matched whole; an unusable one judges nothing', () => {
    expect(codeMatcher('A|BC')('BC')).toBe(true)
    expect(codeMatcher('A|BC')('ABC')).toBe(false)
    expect(codeMatcher('(a+)+')('zzz')).toBe(true)
    expect(codeMatcher('')('307021/1')).toBe(true)
    expect(codeMatcher('')('x')).toBe(false)
  })
})
