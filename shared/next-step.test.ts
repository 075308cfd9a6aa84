import { describe, expect, it } from 'vitest'
import { calendarOf } from './calendar.ts'
import { shippedPacks } from './calendars/shipped.ts'
import { noStanding } from './catalogue.ts'
import type { Life } from './entry-life.ts'
import { nextOf } from './next-step.ts'
import { builtInPacks } from './regulations/built-in.ts'
import { packSet } from './regulations/pack-set.ts'

const calendar = calendarOf(shippedPacks, '')
const law = (on: string, updating = true) => ({ rules: packSet(builtInPacks, on, ['CN-809']), calendar, updating })
const life = (more: Partial<Life>): Life => ({ ...noStanding, status: 'draft', ...more })
// Received on Friday 20 November 2026.
const submitted = life({ status: 'submitted', outside: 'submitted', sinceAt: '2026-11-20T01:30:00.000Z', submittedVersion: 4, textVersion: 1 })

describe('what a status says', () => {
  it('gives the department its working days from its own receipt, by the article', () => {
    expect(nextOf(submitted, law('2026-11-22'), '2026-11-22T02:00:00.000Z')).toMatchObject({
      step: 'publish',
      actor: 'department',
      due: { due: '2026-11-24', left: 2, unit: 'workingDay', provisional: false },
      article: { zh: expect.stringMatching(/第十七条第三款$/) },
    })
    expect(nextOf(submitted, law('2026-11-25'), '2026-11-25T02:00:00.000Z')?.due?.state).toBe('overdue')
  })

  it('names no day for the first compilation, nor where no rule sets one', () => {
    expect(nextOf(submitted, law('2026-11-22', false), '2026-11-22T02:00:00.000Z')).toMatchObject({
      due: null,
      article: { zh: expect.stringMatching(/第十六条第一款$/) },
    })
    expect(nextOf(life({ status: 'checked' }), law('2026-11-22'), '2026-11-22T02:00:00.000Z')).toMatchObject({
      step: 'agree',
      actor: 'head',
      due: null,
      article: { zh: expect.stringMatching(/第十三条第一款$/) },
    })
  })

  it('cites nothing that is not in force on the day', () => {
    expect(nextOf(submitted, law('2020-01-02'), '2020-01-02T02:00:00.000Z')).toMatchObject({ step: 'publish', due: null, article: null })
    expect(
      nextOf(life({ status: 'published', outside: 'published', publishedVersion: 2, textVersion: 1 }), law('2026-11-22'), '2026-11-22T02:00:00.000Z'),
    ).toBeNull()
  })
})
