import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { startReader } from './reader.ts'

let one: TestCore | null = null
afterEach(async () => {
  await one?.close()
  one = null
})

test('a reading thread that ended is started anew by the next call', async () => {
  one = await makeTestCore({ startReader })
  const { as, call, value } = one
  await as('officer')
  await value('catalogue.save', { patch: { title: '人口信息' }, secrecy: '不涉密' })
  const search = () => call('catalogue.search', { text: '人口', limit: 10 })
  const started: Worker[] = []
  const note = (worker: Worker) => {
    started.push(worker)
  }
  process.on('worker', note)
  try {
    for (let round = 1; round <= 2; round++) {
      expect(await search()).toMatchObject({ ok: true, value: { total: 1 } })
      expect(started).toHaveLength(round)
      const worker = started.at(-1) as Worker
      const gone = once(worker, 'exit')
      const inFlight = search()
      void worker.terminate()
      expect((await inFlight).ok).toBe(false)
      await gone
    }
    expect(await search()).toMatchObject({ ok: true, value: { total: 1 } })
    await value('vault.lock', {})
    await as('officer')
    expect(await search()).toMatchObject({ ok: true, value: { total: 1 } })
    expect(started).toHaveLength(3)
  } finally {
    process.off('worker', note)
  }
})
