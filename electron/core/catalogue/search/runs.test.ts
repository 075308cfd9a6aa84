import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyContent } from '../../../../shared/catalogue.ts'
import { indexTexts } from './index-texts.ts'
import { mark } from './marks.ts'
import { queryOf } from './query.ts'
import { fold, pairs, runsOf } from './runs.ts'

const runs = (text: string) => runsOf(fold(text)).map((run) => (run.kind === 'han' ? run.chars.join('') : run.words))

describe('cutting text', () => {
  it.each([
    ['人口（试行） 信息', ['人口试行信息']],
    ['ＧＢ／Ｔ 21063人口GIS', [['gb', 't', '21063'], '人口', ['gis']]],
    ['id_card-no', [['id', 'card', 'no']]],
    ['张\u{e001}某𠮷䶮〇', ['张\u{e001}某𠮷䶮〇']],
    ['か가ㄅ', ['か가ㄅ']],
    ['䶮\u{fe00}a\u200bb', ['䶮', ['ab']]],
    ['……\ud842\0', []],
  ])('%s', (text, expected) => {
    expect(runs(text)).toEqual(expected)
  })

  it('gives a phrase that is exactly the text', () => {
    expect(pairs([...'人口信息'], false)).toEqual(['人口', '口信', '信息', '息'])
    expect(pairs([...'人口信息'], true)).toEqual(['人口', '口信', '信息'])
    expect(pairs([], false)).toEqual([])
  })

  it('never lets text imitate a mark, nor a query leave its quotes', () => {
    const marks = Object.values(mark).join('')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom(...marks, '"', '*', '^', '(', ' NOT '), (text, sign) => {
        for (const run of runsOf(fold(`${text}${sign}${text}`))) {
          const inside = run.kind === 'han' ? run.chars.join('') : run.words.join('')
          expect([...inside].some((char) => marks.includes(char) || char === '"' || char === ' ')).toBe(false)
        }
        const query = queryOf(`${text}${sign}人`)
        expect(query?.match.replace(/"[^"]*"/g, 'p')).toMatch(/^[p()* ANDOR]+$/)
      }),
    )
  })

  it('keeps what is looked up alone once, and the title apart from the rest', () => {
    const { tokens } = indexTexts({ ...emptyContent(), title: '人口', abstract: '人口人口' })
    const words = tokens.split(' ')
    expect(words.filter((token) => token === '«人口').length).toBe(1)
    expect(words.filter((token) => token === '人口').length).toBe(2)
    expect(words.filter((token) => token === '人').length).toBe(1)
  })
})
