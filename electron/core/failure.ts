import { type ErrorCode, type Failure, failure, Refusal } from '../../shared/errors.ts'

const known: Readonly<Record<string, ErrorCode>> = { SQLITE_FULL: 'disk.full', ENOSPC: 'disk.full', EDQUOT: 'disk.full' }

/** Whatever was thrown, as the caller is told: a refusal as it is, SQLite's and the system's errors by their codes. */
export const asFailure = (error: unknown): Failure => {
  if (error instanceof Refusal) return error.failure
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const detail = error instanceof Error ? error.message : String(error)
  const match = known[code]
  if (match !== undefined) return failure(match)
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return failure('vault.damaged', { what: `catalogue.db (${detail})` })
  return failure('call.failed', { detail })
}

/** What it refuses; null: nothing. Anything else that it throws goes on. */
export const refusalOf = (work: () => void): Refusal | null => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
