import { addDays, addMonths } from '../../shared/days.ts'
import { beginCase } from './cases.ts'
import type { Chance } from './chance.ts'
import type { Party, ScriptEvent } from './script.ts'

export type AgreementPlan = {
  name: string
  other: string
  as: Party
  refers: string | null
  begins: string
  after?: string
  until: string
  renews?: string | null
  months?: number
}

/** What came of it: the days it binds, null where it was not signed by both. */
export type Agreed = { from: string; until: string; inForceOn: string } | null

/** One agreement from its first text on. The signatures are of the two; who proposed is not who accepts. */
export const writeAgreement = (chance: Chance, events: ScriptEvent[], plan: AgreementPlan, firm = false): Agreed => {
  const { name, other, as, refers, begins, after = '', until, renews = null } = plan
  const life = beginCase(chance, events, {
    name,
    kind: 'agreement',
    title: `数据共享安全保密协议${renews === null ? '' : '（续签）'}`,
    other,
    as,
    refers,
    begins,
    after,
    until,
  })
  if (life.over()) return null
  const from = addDays(begins, chance.int(0, 10))
  const text = { from, until: addDays(addMonths(from, plan.months ?? chance.of([3, 6, 6, 12, 24])), -1), renews }
  const [one, two]: [Party, Party] = chance.yes(0.5) ? ['applicant', 'respondent'] : ['respondent', 'applicant']
  life.act('propose', one, { text })
  if (!firm && chance.yes(0.1)) return null
  life.pass(0, 4)
  if (!firm && chance.yes(0.05)) {
    life.act('abandon', one, { fields: { reason: '不再需要' } })
    return null
  }
  life.act('accept', two)
  if (!firm && chance.yes(0.07)) return null
  life.pass(0, 4)
  const signature = (signer: string) => ({ way: 'paper', signer, authorisation: '法定代表人', on: life.today(), copies: 4, keptAt: '档案室' })
  life.act('sign', 'respondent', { fields: signature('冯局长') })
  if (!firm && chance.yes(0.05)) return null
  life.pass(0, 4)
  life.act('countersign', 'applicant', { fields: signature('褚局长') })
  if (life.over()) return null
  const agreed = { ...text, inForceOn: life.today() > from ? life.today() : from }
  if (firm) return agreed
  if (chance.yes(0.08)) {
    life.pass(10, 60)
    if (life.today() < text.until) {
      life.act('terminate', chance.of([one, two]), { fields: { on: life.today(), reason: '服务停止', disposal: '一个月内删除' } })
      return null
    }
  }
  // Settled at its end, a little before or after; or forgotten.
  if (text.until > until || !chance.yes(0.6)) return agreed
  while (life.today() < addDays(text.until, chance.int(-8, 12)) && !life.over()) life.pass(1, 6)
  const renewed = chance.yes(0.6)
  // Renewed and, at times, never settled: it is past its day, and the next one binds.
  if (!renewed || chance.yes(0.7))
    life.act('conclude', chance.of([one, two]), {
      fields: { on: life.today(), how: renewed ? 'renewed' : 'disposed', reason: renewed ? '已续签' : '期满，数据已删除' },
    })
  if (renewed && !life.over() && name.length < 12)
    writeAgreement(chance, events, { ...plan, refers: name, name: `${name}续`, begins: life.today(), after: life.now(), renews: name, months: 6 })
  return agreed
}
