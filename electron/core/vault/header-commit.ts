import { appendEvent } from '../audit/append.ts'
import type { AuditDetail, Context } from '../context.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import type { Header, HeaderBody } from './header.ts'
import type { OpenVault } from './open-vault.ts'

const key = 'header'

/** Notes in the database which header belongs to it; inside the transaction of the change. */
export const noteHeader = (db: WriteDb, header: Pick<Header, 'mac'>): void => {
  writeMeta(db, key, header.mac)
}

/** False after a kill between header and commit, and when somebody put an older header back. */
export const headerIsNoted = (db: ReadDb, header: Header): boolean => readMeta(db, key) === header.mac

/**
 * Replaces the header and then commits what belongs to it; when the commit fails, the former header comes back. A kill
 * between the two leaves the new header and no event: the next unlock sees that it is not the noted one and records it.
 */
export const withHeader = (
  { vault, db, commit }: Pick<Context, 'vault' | 'db' | 'commit'>,
  next: HeaderBody,
  detail: AuditDetail,
  work: () => void = () => undefined,
): void => {
  const former = vault.header()
  vault.putHeader(next)
  try {
    commit(
      () => {
        noteHeader(db, vault.header())
        work()
      },
      () => detail,
    )
  } catch (error) {
    vault.putHeader(former)
    throw error
  }
}

/** At unlock, inside the transaction that records it. */
export const recordStrangeHeader = ({ db, header }: OpenVault, actor: string, at: Date): void => {
  if (headerIsNoted(db, header())) return
  appendEvent(db, at, { actor, second: null, action: 'vault.headerChanged', outcome: 'ok', entity: 'vault', note: 'vault.json is not the one last recorded' })
  noteHeader(db, header())
}
