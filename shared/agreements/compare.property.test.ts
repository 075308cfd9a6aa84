import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgreementText, canonicalAgreement } from '../cases/agreement-text.ts'
import { singleEdits, textArb, wholeText } from './agreements.fixture.ts'
import { compareTexts, sayChange, type TextChange } from './compare.ts'
import { flatText } from './flat.ts'

const whole = wholeText()
const pairs = textArb(whole).chain((one) => fc.tuple(fc.constant(one), textArb(one)))

/** The places of a text without their labels, as plain values. */
const plain = (text: AgreementText) => {
  const { places, lists } = flatText(text)
  return {
    places: new Map([...places].filter(([, { value }]) => value !== '').map(([key, { value }]) => [key, value])),
    lists: new Map(
      [...lists].map(([key, { rows }]) => [key, rows.map(({ id, cells }) => ({ id, cells: new Map([...cells].map(([cell, { value }]) => [cell, value])) }))]),
    ),
  }
}

/** What the changes say, done to the older text by hand. */
const done = (text: AgreementText, changes: readonly TextChange[]) => {
  const { places, lists } = plain(text)
  for (const change of changes) {
    if (change.kind === 'changed') {
      if (change.is === '') places.delete(change.key)
      else places.set(change.key, change.is)
      continue
    }
    const rows = lists.get(change.list) ?? []
    const at = 'row' in change ? rows.findIndex(({ id }) => id === change.row) : -1
    if (change.kind === 'cell') rows[at]?.cells.set(change.cell, change.is)
    else if (change.kind === 'removed') rows.splice(at, 1)
    else if (change.kind === 'added') rows.push({ id: change.row, cells: new Map(change.cells.map(({ cell, value }) => [cell, value])) })
    else if (change.kind === 'order') rows.sort((a, b) => change.is.indexOf(a.id) - change.is.indexOf(b.id))
  }
  return { places, lists }
}

/** A blank that one text has and the other has not is empty there. */
const filled = ({ places, lists }: ReturnType<typeof plain>) => ({
  places,
  lists: [...lists].map(([key, rows]) => [key, rows.map(({ id, cells }) => [id, [...cells].filter(([, value]) => value !== '').sort()])]),
})

describe('comparing two texts', () => {
  it('finds nothing between equal texts', () => {
    fc.assert(
      fc.property(textArb(whole), (text) => {
        expect(compareTexts(text, structuredClone(text))).toEqual([])
      }),
    )
  })

  it('finds something wherever the signed bytes would differ, and nothing where not', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(compareTexts(a, b).length > 0).toBe(canonicalAgreement(a) !== canonicalAgreement(b))
      }),
      { numRuns: 200 },
    )
  })

  it('finds any single thing that was changed', () => {
    let tried = 0
    for (const text of singleEdits(whole)) {
      if (canonicalAgreement(text) === canonicalAgreement(whole)) continue
      tried += 1
      expect(compareTexts(whole, text)).not.toEqual([])
    }
    expect(tried).toBeGreaterThan(300)
  })

  it('what it says was changed, done to the older, is the newer', () => {
    let changes = 0
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const found = compareTexts(a, b)
        changes += found.length
        expect(filled(done(a, found))).toEqual(filled(plain(b)))
      }),
      { numRuns: 200 },
    )
    expect(changes).toBeGreaterThan(150)
  })

  it('says each change in both languages, with what it was and what it is', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        for (const change of compareTexts(a, b)) {
          const zh = sayChange(change, 'zh')
          const en = sayChange(change, 'en')
          expect(zh).toMatch(/由.*改为|新增|删去|顺序改为/su)
          expect(en).toMatch(/from .* to |added|removed|order is now/su)
          if (change.kind !== 'changed' && change.kind !== 'cell') continue
          if (change.was === '是' || change.was === '否') continue
          for (const value of [change.was, change.is])
            expect([zh.includes(value === '' ? '空' : value), en.includes(value === '' ? 'nothing' : value)]).toEqual([true, true])
        }
      }),
    )
  })
})

describe('in words', () => {
  const said = (change: (text: AgreementText) => AgreementText, language: 'zh' | 'en' = 'zh') =>
    compareTexts(whole, change(whole)).map((one) => sayChange(one, language))

  it('a field, a party, a flag', () => {
    expect(said((text) => ({ ...text, validity: { ...text.validity, until: '2028-11-30' } }))).toEqual(['到期日期：由“2027-11-30”改为“2028-11-30”'])
    expect(said((text) => ({ ...text, parties: { ...text.parties, user: { ...text.parties.user, phone: '' } } }))).toEqual([
      '乙方（使用方）电话：由“0574-12345678”改为空',
    ])
    expect(said((text) => ({ ...text, content: { ...text.content, commercialSecret: true } }), 'en')).toEqual(['commercial secrets: from “no” to “yes”'])
  })

  it('a blank of a clause, by what the library calls it', () => {
    const longer = (text: AgreementText): AgreementText => ({
      ...text,
      clauses: text.clauses.map((clause) => (clause.id === 'base/records' ? { ...clause, blanks: { keep: '5年' } } : clause)),
    })
    expect(said(longer)).toEqual(['条款“使用记录”的记录保存期限：由“3年”改为“5年”'])
    expect(said(longer, 'en')).toEqual(['clause “使用记录”, how long records are kept: from “3年” to “5年”'])
  })

  it('rows of an annex', () => {
    expect(
      said((text) => ({ ...text, annexes: { ...text.annexes, items: text.annexes.items.map((item, at) => (at === 0 ? { ...item, grade: '2级' } : item)) } })),
    ).toEqual(['附件1数据项“姓名”的数据级别：由“3级”改为“2级”'])
    expect(said((text) => ({ ...text, annexes: { ...text.annexes, items: text.annexes.items.slice(1) } }))).toEqual([
      '删去附件1数据项“姓名”（数据类型：字符型C；数据长度：18；数据级别：3级；个人信息：是）',
    ])
    expect(said((text) => ({ ...text, annexes: { ...text.annexes, pledge: ['不复制', '不外传'] } }))).toEqual(['附件3承诺事项的顺序改为：不复制、不外传'])
  })
})
