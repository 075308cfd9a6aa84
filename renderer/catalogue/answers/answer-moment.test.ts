import { describe, expect, it } from 'vitest'
import { momentInChina, readTime, sayInChina } from './answer-moment.ts'

describe('the department’s time', () => {
  it('is read as offices write it', () => {
    expect(['9:30', '09：30', ' 23:59 ', ''].map(readTime)).toEqual(['09:30', '09:30', '23:59', ''])
    expect(['24:00', '9:60', '9', '930', '上午'].map(readTime)).toEqual([null, null, null, null, null])
  })

  it('is China’s, whatever the zone of the machine, and comes back as it went', () => {
    expect(momentInChina('2026-11-20', '09:30')).toBe('2026-11-20T01:30:00.000Z')
    expect(momentInChina('2026-11-20', '')).toBe('2026-11-19T16:00:00.000Z')
    expect(sayInChina('2026-11-20T01:30:00.000Z')).toBe('2026-11-20 09:30')
    expect(sayInChina('2026-11-19T16:00:00.000Z')).toBe('2026-11-20')
  })
})
