import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../days.ts'
import { errors } from '../errors.ts'
import { wholeText } from './agreements.fixture.ts'
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
