import { describe, expect, it } from 'vitest'
import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import { type Asked, callOf, nothingAsked } from './asked.ts'
import { chosenRule, ruleChoices } from './rule-choices.ts'

const words = { byDuty: '按事项', duty: (key: string) => key }
const choices = ruleChoices(builtInPacks, '2026-11-22', 'zh', words)

describe('what can be counted by', () => {
  it('duties first, then each regulation with its rules that have a clock', () => {
    expect(choices[0]?.group).toBe('按事项')
    expect(choices[0]?.items.map(({ value }) => value)).toContain('duty request.reply')
    const values = choices.slice(1).flatMap(({ items }) => items.map(({ value }) => value))
    const clocks = builtInPacks.flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'deadline' || kind === 'retention').map(({ id }) => `rule ${id}`))
    expect(values.toSorted()).toEqual(clocks.toSorted())
  })

  it('every choice is one of its own, and a rule is found again', () => {
    const values = choices.flatMap(({ items }) => items.map(({ value }) => value))
    expect(new Set(values).size).toBe(values.length)
    for (const value of values) expect(chosenRule(builtInPacks, value)?.id ?? null, value).toBe(value.startsWith('rule ') ? value.slice(5) : null)
  })
})

describe('the form as a call', () => {
  const asked: Asked = { ...nothingAsked('2026-11-20'), ruling: ' 函〔2026〕3号 ', consentOn: '2026-11-20', noticeOn: '2026-11-20', endedOn: '2026-11-23' }

  it('asks by duty with what tells the cases apart, and nothing that is not ticked', () => {
    expect(callOf({ ...asked, sensitive: ['个人隐私'], shareType: '' }, null, 'replied')).toEqual({
      duty: 'request.reply',
      sensitive: ['个人隐私'],
      at: '2026-11-20',
      source: '平台',
      events: [],
    })
  })

  it('sends consent, notice and the end under the names the rule gives them', () => {
    const rule = chosenRule(builtInPacks, choices.at(-1)?.items[0]?.value ?? '')
    if (rule?.kind !== 'deadline') throw new Error('no deadline')
    const call = callOf({ ...asked, choice: `rule ${rule.id}`, extended: true, ended: true, endedSource: '交接单' }, rule, '')
    expect(call).toMatchObject({ rule: rule.id })
    expect(call).not.toHaveProperty('duty')
    expect(call?.events).toEqual([
      { kind: 'extensionConsented', when: '2026-11-20', source: '平台', n: 5 },
      { kind: 'extensionNotified', when: '2026-11-20', source: '平台' },
      { kind: rule.ends, when: '2026-11-23', source: '交接单', ruling: '函〔2026〕3号' },
    ])
  })

  it('asks nothing without a start', () => {
    expect(callOf({ ...asked, start: '' }, null, 'replied')).toBeNull()
  })
})
