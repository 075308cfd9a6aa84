import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { rules as findings } from '../checks/rules.ts'
import { contract } from '../contract.ts'
import { ruleOf } from '../findings.ts'
import { builtInPacks } from './built-in.ts'
import { cite, wordingAt } from './cited.ts'
import { coverageTable } from './explain.ts'
import { duties, type Pack } from './pack.ts'
import { packSet, ruleById } from './pack-set.ts'
import { packTrouble } from './sound.ts'

const packOf = (id: string): Pack => {
  const pack = builtInPacks.find((one) => one.id === id)
  if (pack === undefined) throw new Error(`no ${id}`)
  return pack
}
const squashed = (text: string): string => text.replace(/[\s\u3000]+/g, '')

/** What stands in a file beside the articles: headings of the site and of chapters, article numbers without text. */
const texts = [
  ['CN-809', 'zh', 'cn-809.zh.txt', /《政务数据共享条例》（国务院令第809号.*?按条序排列。|第[一二三四五六七八九十]+条/g],
  ['NB-171', 'zh', 'ningbo-171.zh.txt', /^.*二○○九年十二月九日宁波市政府信息资源共享管理办法|第[一二三四五六七]章\D{2,30}?(?=第)|第[一二三四五六七八九十]+条/g],
  [
    'NB-171',
    'en',
    'ningbo-171.en.txt',
    /^AdvancedSearch.*?asfrom1May2010\)|Chapter[IV]+(?:General|Safetyandsecurity|Oversightmanagement)?|Article(?:IV\.|12|13|18|33)/g,
  ],
  ['HE', 'en', 'hebei.en.txt', /^HebeiProvince.*?permonth\./g],
  ['NX', 'en', 'ningxia.en.txt', /^.*?GeneralProvisions|Chapter(?:II|III|IV)[A-Z].*$/g],
  ['JS-85', 'en', 'jiangsu-85.en.txt', /^JiangsuProvincialGovernment.*?permonth\.|Jiangsuprovincialgovernmentinformation.*onDecember1,2012\)/g],
] as const

describe.each(texts)('the text of %s (%s)', (id, lang, file, beside) => {
  it('is held whole, in order, and nothing else', () => {
    const whole = squashed(readFileSync(new URL(`../../assets/regulations/${file}`, import.meta.url), 'utf8'))
    const left: string[] = []
    let at = 0
    for (const { article, wording } of packOf(id).articles) {
      for (const line of wording.filter((one) => one.lang === lang).flatMap(({ text }) => text.split('\n'))) {
        const found = whole.indexOf(squashed(line), at)
        expect(found, `art. ${article}: ${line.slice(0, 40)}`).toBeGreaterThanOrEqual(0)
        left.push(whole.slice(at, found))
        at = found + squashed(line).length
      }
    }
    left.push(whole.slice(at))
    expect(left.map((part) => part.replace(beside, '')).filter((part) => part !== '')).toEqual([])
  })
})

describe.each(builtInPacks.map((pack) => [pack.id, pack] as const))('%s', (_id, pack) => {
  it('agrees with itself: every article has its row, every row and rule its article', () => {
    expect(packTrouble(pack)).toBeNull()
  })

  it('names findings that there are', () => {
    for (const { id, findings: codes } of pack.rules) for (const code of codes) expect(ruleOf(code), `${id}: ${code}`).not.toBeNull()
  })

  it('names duties that the application knows', () => {
    for (const { id, duty } of pack.rules) expect(duties as readonly string[], id).toContain(duty)
  })

  it('rests on rules that there are where it is displaced', () => {
    for (const { displaced, id } of pack.rules) {
      if (displaced !== undefined)
        expect(
          builtInPacks.flatMap(({ rules }) => rules).some((rule) => rule.id === displaced.by),
          id,
        ).toBe(true)
    }
  })
})

test('trouble in a pack is found', () => {
  const pack = packOf('CN-809')
  const [first, ...others] = pack.coverage
  if (first === undefined) throw new Error('no row')
  expect(packTrouble({ ...pack, coverage: others })).toMatchObject({ where: 'article 1' })
  expect(packTrouble({ ...pack, coverage: [...pack.coverage, { ...first, place: { article: 45 } }] })).toMatchObject({ why: 'row and text do not agree' })
  expect(packTrouble({ ...pack, articles: pack.articles.slice(1) })).toMatchObject({ why: 'row and text do not agree' })
  expect(packTrouble({ ...pack, coverage: [...others, { ...first, place: { article: 1, paragraph: 2 } }] })).toMatchObject({ why: 'no such paragraph' })
  expect(packTrouble({ ...pack, rules: [...pack.rules, ...pack.rules.slice(0, 1)] })).toMatchObject({ why: 'the rule stands twice' })
})

test('the five regulations are covered article by article', () => {
  const rows = coverageTable(builtInPacks, '2026-11-22')
  const articles = (id: string) => new Set(rows.filter(({ pack }) => pack === id).map(({ place }) => place.article)).size
  expect(['CN-809', 'NB-171', 'HE', 'NX', 'JS-85'].map(articles)).toEqual([44, 34, 23, 12, 35])
})

describe('coverage', () => {
  const rows = coverageTable(builtInPacks, '2026-11-22')
  const namesIn = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

  it.each(rows.filter(({ how }) => how === 'enforced' || how === 'tracked').map((row) => [row.title.en, row] as const))(
    '%s: its calls and its tests are there',
    (_title, row) => {
      expect(row.calls.length).toBeGreaterThan(0)
      if (row.how === 'enforced') expect(row.tests.length).toBeGreaterThan(0)
      for (const call of row.calls) expect(Object.keys(contract)).toContain(call)
      for (const named of row.tests) {
        const [file = '', name = ''] = named.split(' › ')
        expect(namesIn(file), named).toMatch(
          new RegExp(`(?:it|test)(?:\\.each[^\\n]*|)?[\\s\\S]{0,8000}?['"\`]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"\`]`),
        )
      }
    },
  )

  it('claims neither calls nor tests where nothing is done', () => {
    for (const { how, calls, tests, title } of rows) {
      if (how === 'outside' || how === 'textMissing') expect(calls, title.en).toEqual([])
      if (how !== 'enforced' && how !== 'tracked') expect(tests, title.en).toEqual([])
    }
  })

  it('Ningxia from art. 12 on is missing and never counted as covered', () => {
    expect(rows.filter(({ pack, how }) => pack === 'NX' && how === 'textMissing').map(({ place }) => place.article)).toEqual([12])
    expect(packOf('NX').rules.every(({ place }) => place === null || place.article < 12)).toBe(true)
  })
})

describe('the traps of the translations (domain §0.6)', () => {
  const caution = (id: string, article: number) =>
    packOf(id)
      .articles.find((one) => one.article === article)
      ?.wording.find(({ lang }) => lang === 'en')?.caution

  it('are marked where a rule is turned round', () => {
    expect(caution('NB-171', 3)?.zh).toMatch(/以共享为原则、不共享为例外.*无偿共享/)
    expect(caution('NB-171', 28)?.en).toContain('whether updates are in time')
    expect(caution('JS-85', 13)?.zh).toContain('不得拒绝')
  })

  it('what is missing is missing: no English of Order 809, none of Ningbo art. 12 and 13, no Chinese of Jiangsu', () => {
    expect(
      packOf('CN-809')
        .articles.flatMap(({ wording }) => wording.map(({ lang }) => lang))
        .every((lang) => lang === 'zh'),
    ).toBe(true)
    for (const article of [12, 13]) expect(wordingAt(packOf('NB-171'), { article }).map(({ lang }) => lang)).toEqual(['zh'])
    expect(wordingAt(packOf('JS-85'), { article: 18 }).map(({ lang, kind }) => [lang, kind])).toEqual([['en', 'machine translation']])
  })

  it('the rules say what the law says, not what the translation does', () => {
    const about = (id: string) => ruleById(packSet(builtInPacks, '2015-06-01', ['NB-171', 'JS-85']), id)?.rule.about
    expect(about('NB-171/3-2')?.en).toBe('Sharing is the rule, not sharing the exception')
    expect(about('NB-171/3-3')?.zh).toContain('无偿')
    expect(about('JS-85/13-2')?.zh).toContain('不得拒绝')
  })
})

describe('a citation', () => {
  const set = packSet(builtInPacks, '2026-11-22', ['NB-171'])
  const quoted = (id: string) => {
    const row = ruleById(set, id)
    return row === null ? undefined : cite(row)
  }

  it('quotes the paragraph or the item of the official text', () => {
    expect(quoted('CN-809/17-3:publish')).toMatchObject({
      title: { zh: '《政务数据共享条例》第十七条第三款', en: 'Government Data Sharing Regulation (Order 809), art. 17 ¶3' },
      wording: [{ lang: 'zh', text: '政务数据共享主管部门应当自收到更新后的政务数据目录之日起2个工作日内完成审核并发布。' }],
    })
    expect(quoted('CN-809/14(3):basis')?.wording[0]?.text).toMatch(/^（三）法律、行政法规以及国务院决定明确规定/)
    expect(wordingAt(packOf('CN-809'), { article: 11, item: 2 })[0]?.text).toMatch(/^（二）组织提出.*共享本部门政务数据；$/)
  })

  it('gives a machine translation by the article, with its caution', () => {
    const english = quoted('NB-171/3-2')?.wording.find(({ lang }) => lang === 'en')
    expect(english?.text.split('\n').length).toBe(3)
    expect(english?.caution).toBeDefined()
  })

  it('of a standard has no article and no wording', () => {
    expect(quoted('GB-32100:code')).toMatchObject({ place: null, wording: [], standing: { state: 'unverified' } })
  })
})

test('every finding that rests on a text is named by a rule; the others are our own', () => {
  const named = new Set(builtInPacks.flatMap(({ rules }) => rules.flatMap(({ findings: codes }) => codes)))
  expect(Object.keys(findings).filter((code) => !named.has(code) && !/^(?:unlisted|ext)\./.test(code))).toEqual([
    'codes.pattern',
    'providerCode.notOurs',
    'shareWay.notNeeded',
    'shareBasis.unneeded',
    'isOpen.notShared',
    'items.stricter',
    'accessNote.credential',
  ])
})
