import { type Location, openWriter } from '../electron/core/db/open.ts'
import { writeProfile } from '../electron/core/profile/stored-profile.ts'
import { emptyProfile } from '../shared/contract/profile.ts'
import { builtInPacks } from '../shared/regulations/built-in.ts'
import { rawDatabase } from './by-hand.ts'
import { both, type Line, ms, percentile, seconds, times, watched } from './measure.ts'
import { openBench, typing } from './vault.ts'

/** Every stored JSON parsed and its fields touched, in the same slices of time with the same rest between: no law, no look-ups. */
const bareScan = async (at: Location): Promise<number> => {
  const db = rawDatabase(at)
  const next = db.prepare('SELECT rid, content FROM entry WHERE rid > ? AND deleted_at IS NULL ORDER BY rid LIMIT 1')
  let touched = 0
  for (let last = 0, end = false; !end; ) {
    const start = performance.now()
    while (performance.now() - start < 8) {
      const row = next.get(last) as { rid: number; content: string } | undefined
      if (row === undefined) {
        end = true
        break
      }
      last = row.rid
      for (const value of Object.values(JSON.parse(row.content) as object)) if (value !== '') touched++
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 4)
    })
  }
  db.close()
  return touched
}

/**
 * The check of the whole catalogue in the background by all packs, where the entries were written under the national ones
 * alone, beside a bare scan; and what an officer waits for a keystroke meanwhile.
 */
export const checkSection = async (dir: string, at: Location): Promise<Line[]> => {
  const bare = await watched(() => bareScan(at))
  const db = openWriter(at)
  db.exec('BEGIN IMMEDIATE')
  writeProfile(db, { ...emptyProfile, regulations: builtInPacks.filter(({ region }) => region !== '').map(({ id }) => id) })
  db.exec('COMMIT')
  db.close()
  const { core, value, unlock } = openBench(dir)
  let ended: (() => void) | null = null
  core.on('checked', ({ done, total }) => {
    if (done >= total) ended?.()
  })
  const whole = () =>
    new Promise<void>((resolve) => {
      ended = resolve
    })
  const filled = whole()
  await unlock()
  const keys: number[] = []
  const [checked] = await Promise.all([watched(() => filled), typing(value, filled, keys)])
  const { entries } = await value('catalogue.check', {})
  const edit: number[] = []
  const { items } = await value('catalogue.search', { text: '', limit: 50, facets: false })
  for (const { id } of items) {
    const { entry } = await value('catalogue.get', { id })
    const start = performance.now()
    await value('catalogue.save', { id, base: entry.version, patch: { shareUse: `${entry.content.shareUse}核验` }, secrecy: '不涉密' })
    edit.push(performance.now() - start)
  }
  await core.close()
  return [
    {
      what: `background check of ${entries} entries, all packs`,
      ours: `${seconds(checked.ms)}, ${checked.processorS.toFixed(1)} s CPU`,
      bare: `${seconds(bare.ms)}, ${bare.processorS.toFixed(1)} s CPU`,
      ratio: times(checked.processorS, bare.processorS),
      aim: 'beside a bare scan',
    },
    {
      what: 'longest hold of the core meanwhile, by the clock',
      ours: `${ms(checked.longestHoldMs)} ms`,
      bare: `${ms(bare.longestHoldMs)} ms`,
      ratio: '',
      aim: '≤ 50 ms',
    },
    { what: 'of it the thread’s own work at most', ours: `${ms(checked.longestWorkMs)} ms`, bare: `${ms(bare.longestWorkMs)} ms`, ratio: '', aim: '≤ 50 ms' },
    { what: 'keystroke meanwhile', ours: both(keys), bare: '', ratio: '', aim: `p95 ≤ 50 (here ${ms(percentile(keys, 0.95))})` },
    { what: 'one entry edited and checked again', ours: both(edit), bare: '', ratio: '', aim: 'incremental' },
  ]
}
