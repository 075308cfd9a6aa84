import { describe, expect, it } from 'vitest'
import { builtInPacks } from '../regulations/built-in.ts'
import { packSet } from '../regulations/pack-set.ts'
import { knownAnswer, proposeShareType, questionsOf, type ShareAnswers } from './share-type.ts'
import { soundEntry } from './sound-entry.fixture.ts'

const on = (day: string, ...regulations: string[]) => packSet(builtInPacks, day, regulations)
const ningbo = on('2026-11-26', 'CN-809', 'NB-171')
const ningxia = on('2026-11-26', 'CN-809', 'NX')
const entry = soundEntry({ shareType: '' })
const allNo = (set: typeof ningbo): Record<string, 'no'> => Object.fromEntries(questionsOf(set).map(({ rule }) => [rule.id, 'no']))
const answered = (set: typeof ningbo, answers: ShareAnswers) => proposeShareType(set, entry, { ...allNo(set), ...answers })

describe('the questions', () => {
  it('are those of the packs in force on the day: what forbids first, then the particular before the general', () => {
    expect(questionsOf(ningbo).map(({ rule }) => rule.id)).toEqual([
      'CN-809/14(3):question',
      'NB-171/10-4:question',
      'NB-171/10-2:question',
      'NB-171/10-3:question',
      'CN-809/5:commercial',
      'CN-809/14(1):question',
      'CN-809/14(2):question',
      'CN-809/37-1:personal',
    ])
    expect(questionsOf(on('2020-01-01', 'JS-85')).map(({ rule }) => rule.id)).toEqual([
      'JS-85/7(1)',
      'JS-85/7(2)',
      'JS-85/7(3)',
      'JS-85/7(4)',
      'JS-85/18-1:commercial',
      'JS-85/18-1:private',
    ])
    expect(questionsOf(on('2024-01-01', 'JS-85'))).toEqual([])
  })

  it('are answered by the entry where it says so, and left open where it does not', () => {
    const known = (content: typeof entry, set = ningbo) =>
      Object.fromEntries(
        questionsOf(set).flatMap((asked) => {
          const said = knownAnswer(set, asked, content)
          return said === null ? [] : [[asked.rule.id, said]]
        }),
      )
    expect(known(entry)).toEqual({})
    const local = { kind: '地方性法规', title: '某某市数据条例', number: '', article: '第八条', quotation: '' }
    expect(known(soundEntry({ shareBasis: [local] }))).toEqual({ 'CN-809/14(3):question': 'no', 'NB-171/10-4:question': 'yes' })
    expect(known(soundEntry({ libraryKind: '基础' }), ningxia)).toEqual({ 'NX/10(2):base': 'yes' })
    const [first] = entry.items
    if (first === undefined) throw new Error('the sound entry has items')
    expect(known(soundEntry({ items: [{ ...first, personalInformation: true, commercialSecret: true }] }))).toEqual({
      'CN-809/5:commercial': 'yes',
      'CN-809/37-1:personal': 'yes',
    })
  })
})

describe('the proposal', () => {
  it('is the type a rule puts it under', () => {
    expect(answered(ningbo, { 'NB-171/10-2:question': 'yes' })).toMatchObject({
      shareType: '无条件共享',
      reasons: ['NB-171/10-2:question'],
      conflicts: [],
      open: [],
      fill: [],
    })
    expect(answered(ningbo, { 'NB-171/10-3:question': 'yes' })).toMatchObject({ shareType: '有条件共享', reasons: ['NB-171/10-3:question'] })
    expect(answered(ningbo, { 'CN-809/14(3):question': 'yes', 'NB-171/10-4:question': 'yes' })).toMatchObject({
      shareType: '不予共享',
      reasons: ['CN-809/14(3):question', 'NB-171/10-4:question'],
      conflicts: [],
    })
  })

  it('says what must then be filled in, by which rules, and whether it is', () => {
    expect(answered(ningbo, { 'NB-171/10-3:question': 'yes' }).fill).toEqual([
      { field: 'shareCondition', rules: ['CN-809/15-2:conditional'], filled: false },
      { field: 'shareScope', rules: ['CN-809/15-2:conditional'], filled: false },
      { field: 'shareUse', rules: ['CN-809/15-2:conditional'], filled: false },
    ])
    const forbidden = answered(ningbo, { 'CN-809/14(3):question': 'yes' })
    expect(forbidden.fill.map(({ field }) => field).sort()).toEqual(['shareBasis', 'shareReason'])
    expect(forbidden.fill.find(({ field }) => field === 'shareBasis')?.rules).toContain('NB-171/10-4:basis')
  })

  it('does not take a local regulation for what the State Council asks', () => {
    const proposal = answered(ningbo, { 'NB-171/10-4:question': 'yes', 'CN-809/14(2):question': 'yes' })
    expect(proposal).toMatchObject({ shareType: '有条件共享', reasons: ['CN-809/14(2):question'] })
    expect(proposal.conflicts).toEqual([{ kind: 'overruled', rules: ['NB-171/10-4:question', 'CN-809/14(3):question'] }])
  })

  it('bars types, and lifts a local bar where a higher rule forbids', () => {
    const base = answered(ningxia, { 'NX/10(2):base': 'yes', 'CN-809/37-1:personal': 'yes' })
    expect(base).toMatchObject({ shareType: '无条件共享', reasons: ['NX/10(2):base'] })
    expect(base.barred.map(({ shareType }) => shareType).sort()).toEqual(['不予共享', '有条件共享'])
    expect(base.conflicts).toEqual([{ kind: 'differ', rules: ['NX/10(2):base', 'CN-809/37-1:personal'] }])
    const forbidden = answered(ningxia, { 'NX/10(2):base': 'yes', 'CN-809/14(3):question': 'yes' })
    expect(forbidden.shareType).toBe('不予共享')
    expect(forbidden.conflicts.map(({ kind }) => kind)).toEqual(['lifted', 'differ'])
  })

  it('protects where two types are spoken for, and says so', () => {
    expect(answered(ningbo, { 'NB-171/10-2:question': 'yes', 'CN-809/5:commercial': 'yes' })).toMatchObject({
      shareType: '有条件共享',
      conflicts: [{ kind: 'differ' }],
      agreements: ['NB-171/19:agreement'],
    })
  })

  it('names nothing when nothing speaks for a type, or all are barred', () => {
    expect(answered(ningbo, {}).shareType).toBeNull()
    const jiangsu = on('2020-01-01', 'JS-85')
    const replaced = proposeShareType(jiangsu, entry, { ...allNo(jiangsu), 'JS-85/7(3)': 'yes' })
    expect(replaced).toMatchObject({ shareType: null, conflicts: [], barred: [{ shareType: '不予共享', rules: ['JS-85/7(3)'] }] })
  })

  it('lists what is open only where a yes would change it', () => {
    const open = proposeShareType(ningbo, entry, { 'NB-171/10-3:question': 'yes' }).open
    expect(open).toEqual(['CN-809/14(3):question', 'NB-171/10-4:question'])
    expect(proposeShareType(ningbo, entry, {}).open).toHaveLength(8)
  })
})
