import { expect, it } from 'vitest'
import type { ScreenApi } from '../../shared/contract.ts'
import { type ErrorCode, failure } from '../../shared/errors.ts'
import { watchedForLock } from './lock-watch.ts'

const answering = (code: ErrorCode | null): ScreenApi => ({
  call: async () => (code === null ? { ok: true, value: {} as never } : { ok: false, error: failure(code) }),
  on: () => () => undefined,
  files: { open: async () => null, openMany: async () => [], save: async () => null },
})

it('notices a lock that no event told of, and nothing else', async () => {
  const seen: string[] = []
  for (const code of ['vault.locked', 'host.lost', 'access.denied', null] as const) {
    await watchedForLock(answering(code), () => seen.push(String(code))).call('vault.users', {})
  }
  expect(seen).toEqual(['vault.locked', 'host.lost'])
})
