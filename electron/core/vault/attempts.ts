import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { momentSchema } from '../../../shared/moments.ts'
import { replaceFile } from './durable.ts'

/**
 * Wrong passphrases and recovery sheets, kept outside the encrypted file so that the slowing survives a restart, and carried into the
 * audit at the next unlock. It holds names of known users and ids of signing keys only: what was typed as a name might be a passphrase.
 */
const file = 'attempts.json'
const keptAtMost = 500

const attemptsSchema = z.strictObject({
  users: z.record(z.string(), z.strictObject({ failures: z.number().int(), lastAt: momentSchema })),
  /** `why` is left out for a passphrase. */
  unrecorded: z.array(z.strictObject({ at: momentSchema, user: z.string(), why: z.literal('recovery.wrong').optional() })),
  /** How many did not fit into `unrecorded`. */
  dropped: z.number().int(),
})
export type Attempts = z.infer<typeof attemptsSchema>

export const noAttempts: Attempts = { users: {}, unrecorded: [], dropped: 0 }

export const readAttempts = (dir: string): Attempts => {
  try {
    return attemptsSchema.parse(JSON.parse(readFileSync(join(dir, file), 'utf8')))
  } catch {
    return noAttempts
  }
}

const write = (dir: string, attempts: Attempts): void => {
  replaceFile(join(dir, file), `${JSON.stringify(attempts)}\n`)
}

const freeFailures = 1
const longestWaitMs = 5 * 60_000

/** Milliseconds this user has to wait: none after one failure, then 1 s, 2 s, 4 s … up to five minutes. */
export const waitMs = (attempts: Attempts, user: string, now: Date): number => {
  const made = attempts.users[user]
  if (made === undefined || made.failures <= freeFailures) return 0
  const wait = Math.min(2 ** (made.failures - freeFailures - 1) * 1000, longestWaitMs)
  // A clock set back must not make the wait longer than it was.
  return Math.max(0, Math.min(wait, Date.parse(made.lastAt) + wait - now.getTime()))
}

/** Counted before the derivation, so that killing the program does not undo it. */
export const countAttempt = (dir: string, user: string, now: Date): void => {
  const attempts = readAttempts(dir)
  const failures = (attempts.users[user]?.failures ?? 0) + 1
  write(dir, { ...attempts, users: { ...attempts.users, [user]: { failures, lastAt: now.toISOString() } } })
}

export const recordFailure = (dir: string, user: string, now: Date, why?: 'recovery.wrong'): void => {
  const attempts = readAttempts(dir)
  const full = attempts.unrecorded.length >= keptAtMost
  write(dir, {
    ...attempts,
    unrecorded: full ? attempts.unrecorded : [...attempts.unrecorded, { at: now.toISOString(), user, ...(why === undefined ? {} : { why }) }],
    dropped: attempts.dropped + Number(full),
  })
}

/** The right passphrase came: this user is no longer slowed. */
export const forgiveUser = (dir: string, user: string): void => {
  const attempts = readAttempts(dir)
  if (attempts.users[user] === undefined) return
  const { [user]: _, ...users } = attempts.users
  write(dir, { ...attempts, users })
}

/** The failures are in the audit now. */
export const clearRecorded = (dir: string): void => {
  const attempts = readAttempts(dir)
  if (attempts.unrecorded.length > 0 || attempts.dropped > 0) write(dir, { ...attempts, unrecorded: [], dropped: 0 })
}
