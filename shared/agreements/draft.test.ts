import { describe, expect, it } from 'vitest'
import { headOf, lived } from '../cases/acts.fixture.ts'
import { type AgreementText, agreementTextSchema, blanksIn } from '../cases/agreement-text.ts'
import { law, ourProfile, privateRequest, wholeText } from './agreements.fixture.ts'
import { clausesFor } from './choose.ts'
import { draftFromRequest, renewalOf } from './draft.ts'
import { checkAgreement } from './findings.ts'
import { agreementNeeded } from './needed.ts'

const actsOf = (...names: Parameters<typeof lived>[2]) => lived('request', privateRequest, names).acts.map(({ act }) => act)
const draft = (names: Parameters<typeof lived>[2] = ['apply'], set = law('2026-11-27', 'NB-171')): AgreementText => {
  const text = draftFromRequest({ head: privateRequest, acts: actsOf(...names), profile: ourProfile, set })
  if (text === null) throw new Error('no draft')
  return text
}

describe('an agreement is needed where a rule says so, and never made up', () => {
  const rules = (on: string, sensitive: string[], ...regulations: string[]) =>
    agreementNeeded(law(on, ...regulations), { shareType: '有条件共享', sensitive }).rules.map(({ rule }) => rule.id)

  it('by article, day and what the information holds', () => {
    expect(rules('2026-11-27', ['个人隐私'], 'NB-171')).toEqual(['NDS/12-1:agreement', 'NB-171/19:agreement'])
    expect(rules('2026-11-27', ['商业秘密'], 'NB-171')).toEqual(['NB-171/19:agreement'])
    expect(rules('2026-11-27', ['个人隐私'])).toEqual(['NDS/12-1:agreement'])
    expect(rules('2024-11-27', ['个人隐私'])).toEqual([])
    expect(rules('2015-06-01', ['商业秘密'], 'JS-85')).toEqual(['JS-85/19-1:agreement'])
    expect(rules('2026-11-27', [], 'NB-171')).toEqual([])
  })

  it('where nothing asks for one it is an added condition', () => {
    const { rules: none, against } = agreementNeeded(law('2026-11-27', 'NX'), { shareType: '有条件共享', sensitive: ['商业秘密'] })
    expect(none).toEqual([])
    expect(against.map(({ rule }) => rule.id)).toContain('CN-809/15-1')
    expect(agreementNeeded(law('2026-11-27', 'NB-171'), { sensitive: ['商业秘密'] }).against).toEqual([])
  })

  it('a replaced text that would have asked for one is named', () => {
    expect(agreementNeeded(law('2026-11-27', 'JS-85'), { sensitive: ['商业秘密'] }).lost.map(({ pack }) => pack.id)).toEqual(['JS-85'])
  })
})

describe('a draft from a request', () => {
  it('takes over what was applied for, who the two are and what the law asks', () => {
    const text = draft()
    expect(agreementTextSchema.safeParse(text).success).toBe(true)
    expect(text.parties).toMatchObject({
      provider: { name: '市公安局', code: '' },
      user: { name: '市民政局', code: '11430000743187451F', representative: '周局长', contact: '吴联系' },
    })
    expect(text.basis.rules.map(({ title }) => title)).toEqual(['《网络数据安全管理条例》第十二条第一款', '《宁波市政府信息资源共享管理办法》第十九条'])
    expect(text.purpose).toMatchObject({ scene: '核对申请人家庭经济状况', from: '2026-12-01', until: '2027-11-30' })
    expect(text.head.requests).toEqual([{ id: privateRequest.id, number: '' }])
    expect(text.annexes.items.map(({ item }) => item)).toEqual(['姓名', '身份证件号码'])
    expect(text.content).toMatchObject({ personalInformation: true, commercialSecret: false })
    expect(text.clauses.map(({ id }) => id)).toEqual(clausesFor(law('2026-11-27', 'NB-171'), { sensitive: ['个人隐私'] }).map(({ clause }) => clause.id))
  })

  it('we are party A where we are the one who is asked', () => {
    const text = draftFromRequest({
      head: { ...privateRequest, applicant: '市公安局', respondent: '市民政局' },
      acts: actsOf('apply'),
      profile: ourProfile,
      set: law(),
    })
    expect([text?.parties.provider.code, text?.parties.user.code]).toEqual(['11430000743187451F', ''])
  })

  it('of a partial consent only what was agreed to, in the way that was agreed to', () => {
    expect(draft(['apply', 'grantPartly']).annexes.items.map(({ item }) => item)).toEqual(['姓名'])
    expect(draft(['apply', 'refuse', 'grantAfter']).way.way).toBe('批量交换')
  })

  it('where nothing was applied for there is none', () => {
    expect(draftFromRequest({ head: headOf('request'), acts: [], profile: ourProfile, set: law() })).toBeNull()
  })

  it('what it leaves open is found, and nothing else is wrong with it', () => {
    const codes = new Set(checkAgreement(draft(), law('2026-11-27', 'NB-171'), { shareType: '有条件共享' }).map(({ code }) => code))
    expect([...codes].sort()).toEqual(['agreement.blank', 'agreement.lacks'])
  })

  it('is complete once that is filled in, in every region', () => {
    for (const regulations of [[], ['NB-171'], ['NX'], ['HE'], ['JS-85']]) {
      const set = law('2026-11-27', ...regulations)
      const text = wholeText(set)
      expect(checkAgreement(text, set, { shareType: '有条件共享' })).toEqual([])
      for (const { text: said, blanks } of text.clauses) for (const blank of blanksIn(said)) expect(blanks[blank]).not.toBe('')
    }
  })
})

describe('a renewal', () => {
  it('stands on the older text, names it, and takes no newer clause by itself', () => {
    const old = wholeText()
    const text = renewalOf({ ...old, head: { ...old.head, number: '甲〔2026〕1号' } }, { id: privateRequest.id, from: '2027-12-01', until: '2028-11-30' })
    expect(text.head).toMatchObject({ number: '', kind: '续签', renews: privateRequest.id })
    expect(text.validity).toMatchObject({ from: '2027-12-01', until: '2028-11-30', reminders: [60, 30, 7] })
    expect(text.clauses).toEqual(old.clauses)
    expect(agreementTextSchema.safeParse(text).success).toBe(true)
  })
})
