import { describe, expect, it } from 'vitest'
import { idleStep } from './idle.ts'

const at = (nowMs: number, activeMs: number, toldMs: number, minutes = 15) => idleStep({ nowMs, activeMs, toldMs, minutes })

describe('the automatic lock as the screens see it', () => {
  it('tells the core of typing, not more often than twice a minute', () => {
    expect(at(10_000, 9_000, 0).beat).toBe(false)
    expect(at(30_000, 29_000, 0).beat).toBe(true)
    expect(at(60_000, 20_000, 30_000).beat).toBe(false)
  })

  it('warns in the last minute and counts down', () => {
    expect(at(14 * 60_000 - 1, 0, 0).secondsLeft).toBeNull()
    expect(at(14 * 60_000, 0, 0).secondsLeft).toBe(60)
    expect(at(15 * 60_000 - 500, 0, 0).secondsLeft).toBe(1)
    expect(at(16 * 60_000, 0, 0).secondsLeft).toBe(0)
  })

  it('stops warning as soon as somebody is there', () => {
    expect(at(14.5 * 60_000, 14.5 * 60_000, 0)).toEqual({ beat: true, secondsLeft: null })
  })

  it('keeps half of a one-minute lock quiet', () => {
    expect(at(29_000, 0, 0, 1).secondsLeft).toBeNull()
    expect(at(30_000, 0, 0, 1).secondsLeft).toBe(30)
  })
})
