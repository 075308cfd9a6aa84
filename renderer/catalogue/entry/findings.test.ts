import { describe, expect, test } from 'vitest'
import { emptyContent, emptyItem, type Finding } from '../../../shared/catalogue.ts'
import type { CheckSettings } from '../../../shared/findings.ts'
import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import { packSet } from '../../../shared/regulations/pack-set.ts'
import { byField, fieldOf, liveFindings, notYetAsked } from './findings.ts'

const settings: CheckSettings = {
  agency: '',
  creditCode: '',
  extensionFields: [],
  packs: packSet(builtInPacks, '2026-11-22', []),
  today: '2026-11-22',
  ownRule: false,
  followsRule: () => true,
}
const double: Finding = { code: 'title.duplicate', severity: 'warning', field: 'title', params: { other: '常住人口' } }
const base = { ...emptyContent(), title: '常住人口', items: [emptyItem('0b0e9a3e-7c1d-4a53-9b43-3d9a4d5f8a01')] }
const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code)

describe('while typing', () => {
  test('what is filled in is no longer lacking', () => {
    expect(codes(liveFindings(base, base, settings, []))).toContain('missing.abstract')
    expect(codes(liveFindings({ ...base, abstract: '全市常住人口的登记情况。' }, base, settings, []))).not.toContain('missing.abstract')
  })

  test('findings from other entries stay until their field is touched', () => {
    expect(codes(liveFindings({ ...base, abstract: '改了摘要' }, base, settings, [double]))).toContain('title.duplicate')
    expect(codes(liveFindings({ ...base, title: '流动人口' }, base, settings, [double]))).not.toContain('title.duplicate')
  })

  test('the gravest come first', () => {
    const severities = liveFindings(base, base, settings, [double]).map(({ severity }) => severity)
    expect(severities).toEqual([...severities].sort((a, b) => ['error', 'warning', 'info'].indexOf(a) - ['error', 'warning', 'info'].indexOf(b)))
  })
})

test('findings stand beside their field, those of items beside the items', () => {
  expect(fieldOf({ field: 'items.name' })).toBe('items')
  expect(
    byField(liveFindings(base, base, settings, []))
      .get('items')
      ?.some(({ code }) => code === 'missing.itemName'),
  ).toBe(true)
})

test('a new entry is not met with lacks before a field was left', () => {
  const lack: Finding = { code: 'missing.abstract', severity: 'error', field: 'abstract' }
  expect(notYetAsked(lack, new Set())).toBe(true)
  expect(notYetAsked(lack, new Set(['abstract']))).toBe(false)
  expect(notYetAsked(double, new Set())).toBe(false)
})
