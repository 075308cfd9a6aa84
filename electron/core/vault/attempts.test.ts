import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearRecorded, countAttempt, forgiveUser, readAttempts, recordFailure, waitMs } from './attempts.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mulu-attempts-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})
const at = new Date('2026-11-22T01:00:00.000Z')
const later = (ms: number) => new Date(at.getTime() + ms)
const fail = (times: number) => {
  for (let n = 0; n < times; n++) countAttempt(dir, '张三', at)
}

test('the wait doubles from the second error on, up to five minutes, for that user alone', () => {
  const waits = Array.from({ length: 12 }, () => {
    fail(1)
    return waitMs(readAttempts(dir), '张三', at)
  })
  expect(waits).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000])
  expect(waitMs(readAttempts(dir), '李四', at)).toBe(0)
  expect(waitMs(readAttempts(dir), '张三', later(300_000))).toBe(0)
})

test('a clock set back does not prolong the wait', () => {
  fail(4)
  expect(waitMs(readAttempts(dir), '张三', later(-86_400_000))).toBe(4000)
})

test('failures wait for the audit, at most 500 of them one by one', () => {
  const unrecorded = Array.from({ length: 499 }, () => ({ at: at.toISOString(), user: '张三' }))
  writeFileSync(join(dir, 'attempts.json'), JSON.stringify({ users: {}, unrecorded, dropped: 0 }))
  for (let n = 0; n < 3; n++) recordFailure(dir, '张三', at)
  expect(readAttempts(dir)).toMatchObject({ dropped: 2, unrecorded: { length: 500 } })
  clearRecorded(dir)
  expect(readAttempts(dir)).toMatchObject({ dropped: 0, unrecorded: [] })
})

test('the right passphrase ends the wait and keeps the record', () => {
  fail(3)
  recordFailure(dir, '张三', at)
  forgiveUser(dir, '张三')
  expect(readAttempts(dir)).toEqual({ users: {}, unrecorded: [{ at: at.toISOString(), user: '张三' }], dropped: 0 })
})

test('a spoilt file counts as none', () => {
  writeFileSync(join(dir, 'attempts.json'), '{"users"')
  expect(readAttempts(dir).users).toEqual({})
  fail(1)
  expect(JSON.parse(readFileSync(join(dir, 'attempts.json'), 'utf8'))).toMatchObject({ users: { 张三: { failures: 1 } } })
})
