import { describe, expect, it } from 'vitest'
import { failure } from '../../../shared/errors.ts'
import type { TaskProcess } from '../ports.ts'
import { openLine, steps } from './line.ts'

const fake = () => {
  const sent: unknown[] = []
  let say: (message: unknown) => void = () => undefined
  let exit: (code: number | null) => void = () => undefined
  let kills = 0
  const task: TaskProcess = {
    send: (message) => {
      sent.push(message)
    },
    onMessage: (listener) => {
      say = listener
    },
    onExit: (listener) => {
      exit = listener
    },
    kill: () => {
      kills++
    },
  }
  const stop = new AbortController()
  const line = openLine<{ kind: string }, { kind: string; n?: number }>({ startTask: () => task }, 'sheetRead', stop.signal, 30)
  return { line, sent, stop, say: (message: unknown) => say(message), exit: (code: number | null) => exit(code), kills: () => kills }
}

describe('the line to a process', () => {
  it('gives messages in their order, waited for or not', async () => {
    const { line, say } = fake()
    say({ kind: 'a' })
    say({ kind: 'b' })
    expect([await line.next(), await line.next()]).toEqual([{ kind: 'a' }, { kind: 'b' }])
    const third = line.next()
    say({ kind: 'c' })
    expect(await third).toEqual({ kind: 'c' })
  })

  it('passes progress on and waits for more', async () => {
    const { line, say } = fake()
    const seen: unknown[] = []
    say({ kind: 'progress', phase: 'scan', done: 1, total: 2 })
    say({ kind: 'end' })
    expect(await steps(line as never, (...progress) => seen.push(progress))).toEqual({ kind: 'end' })
    expect(seen).toEqual([['scan', 1, 2]])
  })

  it('brings the process’s own refusal across as it was', async () => {
    const { line, say, exit } = fake()
    const next = line.next()
    say({ kind: 'failed', failure: failure('sheet.tooLarge', { limitMb: 3 }) })
    exit(0)
    await expect(next).rejects.toMatchObject({ failure: { code: 'sheet.tooLarge', params: { limitMb: 3 } } })
    await expect(line.next()).rejects.toMatchObject({ failure: { code: 'sheet.tooLarge' } })
  })

  it.each([
    [134, 'exit 134'],
    [null, 'killed'],
  ])('says how a process ended: %s', async (code, why) => {
    const { line, exit } = fake()
    exit(code)
    await expect(line.next()).rejects.toMatchObject({ failure: { code: 'sheet.stopped', params: { why } } })
  })

  it('ends a process that says nothing for too long', async () => {
    const { line, kills } = fake()
    await expect(line.next()).rejects.toMatchObject({ failure: { code: 'sheet.stopped', params: { why: 'silent for 0.03 s' } } })
    expect(kills()).toBe(1)
  })

  it('ends it when the call is cancelled', async () => {
    const { line, stop, kills } = fake()
    const next = line.next()
    stop.abort()
    await expect(next).rejects.toMatchObject({ failure: { code: 'call.cancelled' } })
    expect(kills()).toBe(1)
    line.close()
  })
})
