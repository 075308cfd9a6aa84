import { expect, it } from 'vitest'
import { clauseWords, textsIn } from '../cases/agreement-text.ts'
import { law, wholeText } from './agreements.fixture.ts'
import { agreementFacts, plainPaper } from './facts.ts'

const set = law('2026-11-27', 'NB-171')
const whole = wholeText(set)

it('the papers are told everything the text says', () => {
  const facts = agreementFacts(whole, set)
  const told = new Set(textsIn(facts).map(({ text }) => text))
  // Ids are not printed; a clause is printed with its blanks filled in, paragraph by paragraph.
  const { format: _, head, clauses, basis, ...rest } = whole
  for (const { path, text } of textsIn(rest)) expect(told.has(text), path).toBe(true)
  for (const clause of clauses) for (const line of [clause.heading, ...clauseWords(clause).split('\n')]) expect(told.has(line), clause.id).toBe(true)
  for (const { title } of basis.rules) expect(told.has(title)).toBe(true)
  expect(facts.agreement.kind).toBe(head.kind)
})

it('the wording stands beside the citation, where it is held', () => {
  const { basis } = agreementFacts(whole, set).agreement
  expect(basis.map(({ title }) => title)).toEqual(['《网络数据安全管理条例》第十二条第一款', '《宁波市政府信息资源共享管理办法》第十九条'])
  expect(basis[0]?.wording).toMatch(/^网络数据处理者向其他网络数据处理者提供、委托处理个人信息和重要数据的/)
  expect(basis[1]?.wording).toContain('必须签订政府信息资源共享安全保密协议')
})

it('filing and signers come from the acts that follow the text', () => {
  const paper = {
    ...plainPaper,
    on: '2026-12-01',
    filing: '备〔2026〕2号',
    filedOn: '2026-12-03',
    signers: { ...plainPaper.signers, user: { name: '周局长', on: '2026-12-01' } },
  }
  const { agreement, items } = agreementFacts(whole, set, paper)
  expect(agreement).toMatchObject({ on: '2026-12-01', filing: '备〔2026〕2号', signers: { user: { name: '周局长' } } })
  expect(items).toMatchObject({ on: '2026-12-01', provider: '市公安局', user: '市民政局' })
})
