import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgreementText } from '../cases/agreement-text.ts'
import { law, textArb, wholeText } from './agreements.fixture.ts'
import { clauseLibrary } from './clauses/library.ts'
import { type AgreementFindingCode, agreementFindingWords, sayAgreementFinding } from './finding-words.ts'
import { type AgreementFinding, checkAgreement, monthsIn } from './findings.ts'

const ningbo = law('2026-11-27', 'NB-171')
const whole = wholeText()
const own = (text: string, blanks: Record<string, string> = {}): AgreementText['clauses'][number] => ({
  id: 'own/one',
  version: 0,
  heading: '其他',
  text,
  blanks,
})
const withClause = (text: string): AgreementText => ({ ...whole, clauses: [...whole.clauses, own(text)] })
const without = (...ids: string[]): AgreementText => ({ ...whole, clauses: whole.clauses.filter(({ id }) => !ids.includes(id)) })
const check = (text: AgreementText, set = ningbo): AgreementFinding[] => checkAgreement(text, set, { shareType: '有条件共享' })
const of = (found: AgreementFinding[], code: AgreementFindingCode) => found.filter((one) => one.code === code)
const said = (text: AgreementText, code: AgreementFindingCode, set = ningbo) => of(check(text, set), code).map((one) => sayAgreementFinding(one, 'zh', set))

describe('what is contrary to the law', () => {
  it('state secrets: a mark anywhere refuses the text', () => {
    for (const text of [
      { ...whole, purpose: { ...whole.purpose, scene: '机密★10年 核对' } },
      withClause('密级：秘密'),
      { ...whole, annexes: { ...whole.annexes, pledge: ['【机密】'] } },
    ])
      expect(of(check(text), 'agreement.secret')).toMatchObject([{ severity: 'error', rules: ['CN-809/3-1:secrets'] }])
  })

  it('words of secrecy are asked about in what the parties wrote, not in the library’s own clause', () => {
    expect(of(check(whole), 'agreement.secretWords')).toEqual([])
    expect(of(check(withClause('涉及国家秘密的另行办理')), 'agreement.secretWords')).toMatchObject([
      { severity: 'warning', path: `clauses.${whole.clauses.length}.text` },
    ])
  })

  it('a fee, by each region’s article', () => {
    const fee = withClause('乙方向甲方支付接口维护费用，按年缴纳')
    expect(of(check(fee), 'agreement.fee')[0]?.rules).toEqual(['CN-809/15-1', 'NB-171/3-3'])
    const jiangsu = law('2015-06-01', 'JS-85')
    expect(of(check(fee, jiangsu), 'agreement.fee')[0]?.rules).toEqual(['JS-85/16-1'])
    expect(said(fee, 'agreement.fee')[0]).toEqual({
      message: '“乙方向甲方支付接口维护费用”约定了费用。',
      action: '政务数据共享不收费；请删去。',
      reason: '可能不符合《政务数据共享条例》第十五条第一款、《宁波市政府信息资源共享管理办法》第三条第三款，请核对。',
    })
    expect(of(check(withClause('双方之间不收取任何费用')), 'agreement.fee')).toEqual([])
  })

  it('a condition beyond the law', () => {
    expect(of(check(withClause('每次查询须经甲方局长批准并加盖公章')), 'agreement.asksMore')).toMatchObject([{ severity: 'warning', rules: ['CN-809/15-1'] }])
  })

  it('an agreement nobody asks for is an added condition', () => {
    const plain: AgreementText = {
      ...whole,
      content: { ...whole.content, personalInformation: false },
      annexes: { ...whole.annexes, items: whole.annexes.items.map((item) => ({ ...item, personal: false })) },
    }
    expect(of(check(plain), 'agreement.notNeeded')[0]?.rules).toContain('CN-809/15-1')
    expect(of(check(whole), 'agreement.notNeeded')).toEqual([])
  })

  it('records kept for less than the longest rule says', () => {
    const kept = (keep: string): AgreementText => ({
      ...whole,
      clauses: whole.clauses.map((clause) => (clause.id === 'base/records' ? { ...clause, blanks: { keep } } : clause)),
    })
    const codes = (keep: string) => check(kept(keep)).map(({ code }) => code)
    expect(['2年', '30个月', '一年', '35个月'].map(codes)).toEqual(Array.from({ length: 4 }, () => ['agreement.recordsShort']))
    expect(['3年', '三年', '36个月', '五年', '永久', '6 年'].map(codes)).toEqual(Array.from({ length: 6 }, () => []))
    expect(codes('按规定')).toEqual(['agreement.recordsUnclear'])
    expect(of(check(kept('2年')), 'agreement.recordsShort')[0]?.rules).toEqual(['CN-809/29-2:keep', 'NDS/12-1:keep'])
    expect(check(without('base/records')).map(({ code }) => code)).toEqual(['agreement.lacksClause', 'agreement.lacksRecords'])
    expect([monthsIn('自形成之日起2年'), monthsIn('十年'), monthsIn('若干')]).toEqual([24, 120, null])
  })
})

describe('what is missing', () => {
  it('of personal information: purpose, scope, way and duties of protection, under the article that asks for them', () => {
    const empty: AgreementText = { ...whole, purpose: { ...whole.purpose, scene: '', scope: '' }, way: { ...whole.way, way: '' } }
    const found = of(check(empty), 'agreement.lacks')
    expect(found.map(({ path, severity, rules }) => [path, severity, rules])).toEqual(
      ['purpose.scene', 'purpose.scope', 'way.way'].map((path) => [path, 'error', ['NDS/12-1:content']]),
    )
    expect(said(empty, 'agreement.lacks')[0]?.message).toBe('没有填写使用场景。')
    expect(of(check(without('base/security')), 'agreement.lacksClause')).toMatchObject([
      { severity: 'error', params: { clause: '安全保护措施' }, rules: ['NDS/12-1:content'] },
    ])
    expect(of(check(without('nb/way')), 'agreement.lacksClause')[0]?.rules).toEqual(['NB-171/19:agreement'])
  })

  it('where the parties wrote a clause of their own it is for people to see', () => {
    const text = without('base/security')
    expect(of(check({ ...text, clauses: [...text.clauses, own('乙方采取加密、访问控制等措施')] }), 'agreement.lacksClause')).toMatchObject([
      { severity: 'warning' },
    ])
  })

  it('a blank, by what the library calls it', () => {
    const text: AgreementText = {
      ...whole,
      clauses: whole.clauses.map((clause) => (clause.id === 'base/disposal' ? { ...clause, blanks: { ...clause.blanks, disposalTime: '' } } : clause)),
    }
    expect(said(text, 'agreement.blank').map(({ message }) => message)).toEqual(['条款“数据处置”还有空白：多长时间内处置（双方约定）。'])
  })

  it('days that do not agree, and personal information that is not said', () => {
    expect(check({ ...whole, validity: { ...whole.validity, until: '2026-11-30' } }).map(({ code }) => code)).toEqual([
      'agreement.period',
      'agreement.shorterThanUse',
    ])
    expect(of(check({ ...whole, content: { ...whole.content, personalInformation: false } }), 'agreement.personalNotSaid')).toHaveLength(1)
  })
})

it('a newer clause is offered as such', () => {
  const [clause] = clauseLibrary
  if (clause === undefined) throw new Error('no clause')
  const library = [...clauseLibrary, { ...clause, version: 2 }]
  expect(checkAgreement(whole, ningbo, { shareType: '有条件共享', library })).toMatchObject([
    { code: 'agreement.newerClause', severity: 'info', params: { id: clause.id } },
  ])
})

it('whatever a text says, each finding has its words in both languages, no blanks left, and rules in force', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(textArb(whole), (text) => {
      for (const finding of check(text)) {
        seen.add(finding.code)
        for (const language of ['zh', 'en'] as const) {
          const { message, action } = sayAgreementFinding(finding, language, ningbo)
          expect(`${message}${action}`).not.toMatch(/\{\w+\}/)
        }
        for (const id of finding.rules) expect(ningbo.rules.some(({ rule }) => rule.id === id)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
  expect(seen.size).toBeGreaterThan(3)
  for (const { zh, en } of Object.values(agreementFindingWords)) {
    const blanks = (words: { message: string; action: string }) => [...`${words.message}${words.action}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(new Set(blanks(zh))).toEqual(new Set(blanks(en)))
  }
})
