import type { LockedHandlers, VaultHandlers } from '../context.ts'
import { copyAsset } from '../copy-asset.ts'
import { writeLog } from './export.ts'
import { knownNames, newestEvents } from './queries.ts'
import { verifyLog } from './verify.ts'

const nextTurn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })

export const auditHandlers: VaultHandlers<'audit.list' | 'audit.verify' | 'audit.export' | 'audit.printed'> = {
  'audit.list': (input, { db }) => {
    const events = newestEvents(db, input)
    const last = events.at(-1)
    return { events, next: last !== undefined && events.length === input.limit && last.seq > 1 ? last.seq : null, ...knownNames(db) }
  },
  'audit.verify': (_input, { db, vault, progress }) =>
    verifyLog(db, vault.session().vaultId, async (done) => {
      progress('verify', done, 0)
      await nextTurn()
    }),
  'audit.export': async ({ file, from, to }, { db, vault, ports, inTurn }) => {
    const target = await ports.files.write(file)
    try {
      const exportedAt = ports.now().toISOString()
      const about = { vaultId: vault.session().vaultId, exportedAt, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
      const result = await writeLog(db, target.path, about)
      await inTurn(async ({ commit }) => {
        commit(
          () => undefined,
          () => ({ entity: 'audit', digest: result.sha256, note: `${result.events} events` }),
        )
      })
      await target.done()
      return result
    } catch (error) {
      await target.discard()
      throw error
    }
  },
  'audit.printed': ({ what }, { commit }) =>
    commit(
      () => ({}),
      () => ({ entity: 'print', note: what }),
    ),
}

export const auditScriptHandlers: LockedHandlers<'audit.script'> = {
  'audit.script': ({ file }, { ports }) => copyAsset(ports, ['audit', 'verify-audit.sh'], file),
}
