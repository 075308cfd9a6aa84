import { describe, expect, test } from 'vitest'
import { emptyBasis, emptyContent } from '../../../shared/catalogue.ts'
import { standing, withFormatClass, withWayClass } from './cascade.ts'

const content = (change: Partial<ReturnType<typeof emptyContent>>) => ({ ...emptyContent(), ...change })

describe('what is asked for', () => {
  test.each([
    ['无条件共享', { shareCondition: 'hidden', shareBasis: 'hidden', shareScope: 'hidden', shareWayClass: 'asked' }],
    ['有条件共享', { shareCondition: 'asked', shareBasis: 'hidden', shareScope: 'asked', shareWayClass: 'asked' }],
    ['不予共享', { shareCondition: 'hidden', shareBasis: 'asked', shareScope: 'hidden', shareWayClass: 'hidden' }],
  ] as const)('for %s', (shareType, expected) => {
    for (const [field, state] of Object.entries(expected))
      expect([field, standing(field as keyof typeof expected, content({ shareType }))]).toEqual([field, state])
  })

  test('what is no longer asked for stays in sight while it holds something', () => {
    expect(standing('shareBasis', content({ shareType: '无条件共享', shareBasis: [{ ...emptyBasis }] }))).toBe('leftOver')
    expect(standing('openCondition', content({ isOpen: '否', openCondition: '须注册' }))).toBe('leftOver')
    expect(standing('openCondition', content({ isOpen: '是' }))).toBe('asked')
  })
})

describe('cascades', () => {
  test('a type of the old class goes, a free word and a type of both stay', () => {
    expect(withFormatClass({ formatClass: '数据库', formatType: 'Dm', formatOther: 'x' }, '电子表格')).toEqual({
      formatClass: '电子表格',
      formatType: '',
      formatOther: 'x',
    })
    expect(withFormatClass({ formatClass: '数据库', formatType: '其他', formatOther: '' }, '电子表格').formatType).toBe('其他')
    expect(withFormatClass({ formatClass: '数据库', formatType: '自研库', formatOther: '' }, '电子表格').formatType).toBe('自研库')
  })

  test('the way of sharing likewise', () => {
    const from = content({ shareWayClass: '共享平台方式', shareWayType: '接口' })
    expect(withWayClass(from, '邮件')).toEqual({ shareWayClass: '邮件', shareWayType: '' })
    expect(withWayClass(from, '系统对接')).toEqual({ shareWayClass: '系统对接', shareWayType: '接口' })
  })
})
