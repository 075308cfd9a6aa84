import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../days.ts'
import { errors, say } from '../errors.ts'
import { law, wholeText } from './agreements.fixture.ts'
import { whyNoSharing } from './gate.ts'
import { reminderDays, validityOn, validityStates, whyNoUse } from './validity.ts'

const whole = wholeText() // from 2026-12-01 until 2027-11-30
const on = (today: string, state = 'inForce') => validityOn(whole, state, today)

describe('how an agreement stands on a day', () => {
  it.each([
    ['2026-11-30', 'notYet', null, null],
    ['2026-12-01', 'inForce', 364, null],
    ['2027-09-30', 'inForce', 61, null],
    ['2027-10-01', 'ending', 60, 60],
    ['2027-10-31', 'ending', 30, 30],
    ['2027-11-23', 'ending', 7, 7],
    ['2027-11-30', 'ending', 0, 7],
    ['2027-12-01', 'expired', null, null],
  ] as const)('%s: %s', (today, state, left, reminder) => {
    expect(on(today)).toMatchObject({ state, left, reminder })
  })

  it('says it in words', () => {
    expect(on('2027-11-23').words.zh).toBe('还有7天到期，请核对是否续签')
    expect(on('2027-11-30').words.zh).toBe('今天到期')
    expect(on('2027-12-01').words.zh).toBe('2027-11-30已到期，请续签或处置数据')
  })

  it('is not signed, or has ended, whatever its days', () => {
    for (const state of ['proposed', 'agreed', 'halfSigned', 'abandoned']) expect(on('2027-01-01', state).state).toBe('unsigned')
    for (const state of ['terminated', 'concluded']) expect(on('2027-01-01', state).state).toBe('ended')
  })

  it('expiry blocks new use, and so does everything but being in force', () => {
    expect(whyNoUse(on('2027-11-30'))).toBeNull()
    expect(whyNoUse(on('2027-12-01'))).toBe('agreement.expired')
    expect(validityStates.map((state) => whyNoUse({ state }))).toEqual([
      'agreement.notSigned',
      'agreement.notYet',
      null,
      null,
      'agreement.expired',
      'agreement.ended',
    ])
    for (const state of validityStates) {
      const code = whyNoUse({ state })
      if (code !== null) expect(errors[code].zh.message).not.toBe('')
    }
  })

  it('on each day exactly as its days say, and reminded on the days agreed', () => {
    const day = fc.nat(2000).map((n) => addDays('2025-01-01', n))
    fc.assert(
      fc.property(day, fc.nat(900), day, fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }), (from, length, today, reminders) => {
        const until = addDays(from, length)
        const text = { validity: { ...whole.validity, from, until, reminders } }
        const { state, left, reminder } = validityOn(text, 'inForce', today)
        expect(state === 'expired').toBe(today > until)
        expect(state === 'notYet').toBe(today < from)
        expect(whyNoUse({ state }) === null).toBe(from <= today && today <= until)
        if (left === null) return
        expect(addDays(today, left)).toBe(until)
        expect(state === 'ending').toBe(reminderDays(text).some((reached) => reached <= today))
        expect(reminder).toBe(reminders.filter((days) => daysBetween(today, until) <= days).sort((a, b) => a - b)[0] ?? null)
      }),
    )
  })
})

describe('what holds sharing up', () => {
  const personal = { shareType: '有条件共享', sensitive: ['个人隐私'] }
  const why = (agreements: Parameters<typeof whyNoSharing>[2], today: string, facts = personal, set = law('2026-11-27', 'NB-171')) =>
    whyNoSharing(set, facts, agreements, today)
  const later = { ...whole, validity: { ...whole.validity, from: '2027-12-01', until: '2028-11-30' } }

  it('no agreement where a rule asks for one', () => {
    const found = why([], '2027-01-01')
    expect(found?.code).toBe('agreement.needed')
    expect(say('agreement.needed', found?.params ?? {}, 'zh').message).toBe(
      '按《网络数据安全管理条例》第十二条第一款、《宁波市政府信息资源共享管理办法》第十九条，共享前须签订安全保密协议。',
    )
  })

  it('one that is not signed, not yet or no longer in force', () => {
    expect(why([{ text: whole, state: 'halfSigned' }], '2027-01-01')?.code).toBe('agreement.notSigned')
    expect(why([{ text: whole, state: 'inForce' }], '2026-11-28')).toMatchObject({ code: 'agreement.notYet', params: { from: '2026-12-01' } })
    expect(why([{ text: whole, state: 'inForce' }], '2027-12-01')).toMatchObject({ code: 'agreement.expired', params: { until: '2027-11-30' } })
    expect(why([{ text: whole, state: 'terminated' }], '2027-01-01')?.code).toBe('agreement.ended')
  })

  it('any one in force does, also a renewal beside the one that expired', () => {
    expect(why([{ text: whole, state: 'inForce' }], '2027-01-01')).toBeNull()
    expect(
      why(
        [
          { text: whole, state: 'inForce' },
          { text: later, state: 'inForce' },
        ],
        '2027-12-01',
      ),
    ).toBeNull()
    expect(
      why(
        [
          { text: whole, state: 'inForce' },
          { text: later, state: 'halfSigned' },
        ],
        '2027-12-01',
      )?.code,
    ).toBe('agreement.notSigned')
  })

  it('nothing where no rule asks for one', () => {
    expect(why([], '2027-01-01', { shareType: '有条件共享', sensitive: [] })).toBeNull()
    expect(why([{ text: whole, state: 'inForce' }], '2029-01-01', { shareType: '有条件共享', sensitive: [] })).toBeNull()
    expect(why([], '2024-01-01', personal, law('2024-01-01'))).toBeNull()
  })
})
