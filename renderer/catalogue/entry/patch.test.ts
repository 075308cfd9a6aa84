import { describe, expect, test } from 'vitest'
import { emptyContent, emptyItem } from '../../../shared/catalogue.ts'
import { changedFieldNames, compareEdits, mergeEdits, patchOf } from './patch.ts'

const id = '0b0e9a3e-7c1d-4a53-9b43-3d9a4d5f8a01'
const base = { ...emptyContent(), title: '常住人口登记信息', provider: '宁波市公安局', items: [emptyItem(id)], ext: { a: '1', b: '2' } }

describe('what a save sends', () => {
  test('nothing when nothing was changed, even after rebuilding every value', () => {
    expect(patchOf(base, structuredClone(base))).toEqual({})
    expect(changedFieldNames(base, { ...base, ext: { b: '2', a: '1' } })).toEqual([])
  })

  test('only the changed fields', () => {
    const edited = { ...base, title: '户籍人口登记信息', items: [{ ...emptyItem(id), name: '姓名' }] }
    expect(patchOf(base, edited)).toEqual({ title: '户籍人口登记信息', items: [{ ...emptyItem(id), name: '姓名' }] })
  })

  test('a field typed back to what it was is not sent', () => {
    expect(patchOf(base, { ...base, title: `${base.title} `.trim(), recordsWan: null })).toEqual({})
  })

  test('a cleared field is sent as empty', () => {
    expect(patchOf(base, { ...base, provider: '' })).toEqual({ provider: '' })
  })
})

describe('two edits of one version', () => {
  const mine = { ...base, title: '甲改的名称', abstract: '两人写得一样', shareType: '有条件共享' }
  const theirs = { ...base, title: '乙改的名称', abstract: '两人写得一样', providerOffice: '治安支队' }

  test('are told apart field by field', () => {
    expect(compareEdits(base, mine, theirs).map(({ field, by }) => [field, by])).toEqual([
      ['title', 'both'],
      ['providerOffice', 'theirs'],
      ['shareType', 'mine'],
    ])
  })

  test('merge to the chosen side and keep what only one of them changed', () => {
    const divergences = compareEdits(base, mine, theirs)
    const kept = mergeEdits(theirs, mine, divergences, new Map([['title', 'mine']]))
    expect(patchOf(theirs, kept)).toEqual({ title: '甲改的名称', shareType: '有条件共享' })
    expect(patchOf(theirs, mergeEdits(theirs, mine, divergences, new Map([['title', 'theirs']])))).toEqual({ shareType: '有条件共享' })
  })
})
