import { expect, test } from 'vitest'
import type { EntryPatch } from '../../../shared/catalogue.ts'
import { openListingDesk } from './desk.fixture.ts'

const seed = Number(process.env.MULU_SEED)
const rounds = Number(process.env.MULU_ROUNDS ?? 5)
const size = 8

/** Numbers from 0 below n, the same for the same seed (mulberry32). */
const dice = (start: number) => {
  let state = start
  return (n: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

const fields = ['abstract', 'theme', 'shareCondition'] as const

test(`whatever the clerk took, left, returned or rewrote, nothing written here is lost and what waits is what is not confirmed (MULU_SEED=${seed})`, async () => {
  const roll = dice(seed)
  const desk = await openListingDesk('portal')
  const { clerk } = desk
  try {
    const written = new Map<string, Set<string>>()
    const ids: string[] = []
    const titleOf = (n: number) => `信息资源${n}`
    const write = async (n: number, patch: EntryPatch): Promise<void> => {
      const id = await desk.save(patch, ids[n])
      ids[n] = id
      const words = written.get(id) ?? new Set()
      for (const field of fields) if (patch[field] !== undefined) words.add(patch[field])
      written.set(id, words)
    }
    const nothingLost = async () => {
      for (const [id, words] of written) {
        const { content } = await desk.content(id)
        const told = JSON.stringify([content, (await desk.value('catalogue.history', { id })).versions])
        for (const word of words) expect(told).toContain(word)
      }
    }
    for (let n = 0; n < size; n++)
      await write(n, { title: titleOf(n), provider: '澄湖市民政局', abstract: `初稿${n}`, shareType: '有条件共享', shareCondition: `条件${n}` })
    for (let round = 0; round < rounds; round++) {
      for (let n = 0; n < size; n++) if (roll(3) === 0) await write(n, { [fields[roll(3)] as 'abstract']: `第${round}轮改${n}-${roll(1000)}` })
      const path = desk.file('round')
      const sent = await desk.call('listing.export', { file: path, template: 'portal', secrecy: '不涉密', again: true })
      const waiting = await desk.waiting()
      const fate = new Map(waiting.map((title) => [title, (['take', 'leave', 'return', 'rewrite'] as const)[roll(4)] ?? 'take']))
      if (sent.ok) await clerk.take(path, (title) => fate.get(title) !== 'leave')
      for (const [title, how] of fate) {
        if (how === 'return') {
          clerk.set(title, 'meta.status', '审核不通过')
          clerk.set(title, 'meta.reason', `第${round}轮退回`)
        } else if (how === 'rewrite') clerk.set(title, 'abstract', `平台第${round}轮改写`)
        else if (how === 'take' && roll(2) === 0) clerk.set(title, 'meta.status', '已上架')
      }
      const got = await desk.import()
      expect(got.effects).toMatchObject({ undecided: 0, passedOver: 0 })
      const still = await desk.waiting()
      const tray = new Set((await desk.value('quarantine.list', {})).changes.map(({ title }) => title))
      for (const [title, how] of fate) {
        expect([title, how, still.includes(title)]).toEqual([title, how, how === 'leave'])
        if (how === 'return') expect(tray.has(title)).toBe(true)
      }
      // The same listing once more: nothing moves.
      expect((await desk.import()).effects).toMatchObject({ taken: 0, merged: 0, new: 0, gone: 0 })
      await nothingLost()
    }
    // Everything is brought to an end: decided, mended, handed over, taken.
    for (let turn = 0; turn < 4; turn++) {
      for (const { id, entry } of (await desk.value('conflict.list', {})).conflicts) {
        const seen = await desk.value('conflict.get', { id })
        const { version } = await desk.content(entry)
        await desk.value('conflict.resolve', {
          id,
          version,
          decisions: seen.overlaps.map(({ field }) => ({ field, take: roll(2) === 0 ? ('mine' as const) : ('theirs' as const) })),
        })
      }
      const { changes } = await desk.value('quarantine.list', {})
      if (changes.length > 0) await desk.value('quarantine.resend', { ids: changes.map(({ id }) => id) })
      const path = desk.file('end')
      const sent = await desk.call('listing.export', { file: path, template: 'portal', secrecy: '不涉密', again: true })
      if (sent.ok) await clerk.take(path)
      await desk.import()
    }
    expect(await desk.value('listing.status', {})).toMatchObject({ open: 0, waiting: [] })
    expect((await desk.value('conflict.list', {})).conflicts).toEqual([])
    for (const [n, id] of ids.entries()) {
      const { content } = await desk.content(id)
      const [row] = clerk.find(titleOf(n))
      for (const field of fields) expect(row?.[clerk.at(field)] ?? '').toBe(content[field])
    }
    await nothingLost()
  } finally {
    await desk.close()
  }
}, 600_000)
