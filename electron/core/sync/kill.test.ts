import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pushTo } from '../../../platform/conformance/client.ts'
import { sql } from '../../../platform/database/database.ts'
import { startTestPlatform } from '../../../platform/testing.ts'
import { civil, openDesk } from './office.fixture.ts'

/** Lets a process of its own run the sync and kills it `ms` after it said the `nth` time that a page or post is through. Replies its lines. */
const killed = async (dir: string, phase: string, nth: number, ms: number): Promise<string[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill.fixture.ts'), dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let text = ''
  let armed = true
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString()
    if (!armed || text.split('\n').filter((line) => line.startsWith(phase)).length < nth) return
    armed = false
    setTimeout(() => child.kill('SIGKILL'), ms)
  })
  await ended
  return text.split('\n').filter((line) => line !== '')
}

test('killed in the middle of a pull: whole pages are there, and the next run fetches the rest once', async () => {
  const platform = await startTestPlatform()
  const desk = await openDesk(platform)
  try {
    const probe = await platform.enrol(civil)
    for (let part = 0; part < 4; part++) {
      const changes = Array.from({ length: 500 }, (_, n) => ({
        changeId: randomUUID(),
        entity: 'entry',
        id: randomUUID(),
        baseVersion: 0,
        madeAt: '2026-11-25T00:00:00.000Z',
        officer: '李文静',
        kind: 'patch',
        patch: { fields: { title: `信息资源${part * 500 + n}` } },
        note: '',
      }))
      expect((await pushTo(probe, changes)).verdicts.every(({ verdict }) => verdict === 'applied')).toBe(true)
    }
    let had = 0
    for (const ms of [1, 60]) {
      await desk.value('vault.lock', {})
      const lines = await killed(desk.dir, 'pull', 1, ms)
      expect(lines.some((line) => line.startsWith('done'))).toBe(false)
      await desk.as('officer')
      const { entries } = await desk.value('catalogue.check', {})
      expect(entries % 500).toBe(0)
      expect(entries).toBeGreaterThan(had)
      had = entries
    }
    expect(had).toBeLessThan(2000)
    expect(await desk.sync()).toMatchObject({ pulled: 2000 - had, pushed: 0 })
    expect((await desk.value('catalogue.check', {})).entries).toBe(2000)
    expect(await desk.sync()).toMatchObject({ pulled: 0, pushed: 0 })
    expect((await desk.value('vault.check', {})).damages).toEqual([])
  } finally {
    await desk.close()
    await platform.close()
  }
}, 120_000)

test('killed in the middle of a push: what left is known, nothing is said twice', async () => {
  const platform = await startTestPlatform()
  const desk = await openDesk(platform)
  try {
    for (let n = 0; n < 450; n++) await desk.save({ title: `信息资源${n}` })
    for (const ms of [0, 25]) {
      await desk.value('vault.lock', {})
      await killed(desk.dir, 'push', 1, ms)
      await desk.as('officer')
    }
    await desk.sync()
    expect(await desk.value('sync.status', {})).toMatchObject({ waiting: 0, conflicts: 0, quarantined: 0 })
    const there = await platform.db.one<{ entities: number; most: number }>(sql`SELECT COUNT(*)::int AS entities, MAX(version)::int AS most FROM entity e`)
    expect(there).toEqual({ entities: 450, most: 1 })
  } finally {
    await desk.close()
    await platform.close()
  }
}, 120_000)
