/**
 * The platform as a process of its own, on PGlite in a folder: node e2e/attack/sync/platform-process.ts DIR
 * Takes administration commands, and faults to be switched on, from its parent.
 */
import type { AddressInfo } from 'node:net'
import { type Administration, administer } from '../../../platform/administration.ts'
import { openPglite } from '../../../platform/database/pglite.ts'
import { migrate } from '../../../platform/database/schema.ts'
import { type Fault, faultsOf } from '../../../platform/faults.ts'
import { createServer } from '../../../platform/http/server.ts'
import { Refused } from '../../../platform/problems.ts'
import { ensureIdentity } from '../../../platform/store/platform.ts'

export type Asked = { n: number; administration?: Administration; faults?: Fault[]; clockMs?: number }
/** `code`: of what the platform refused. */
export type Told = { port: number } | { n: number; value: unknown } | { n: number; error: string; code: string }

const tell = (told: Told): void => {
  process.send?.(told)
}

const db = await openPglite(process.argv[2] ?? '')
await migrate(db)
await ensureIdentity(db, '澄湖市政务数据平台', new Date())
const faults = new Set<Fault>()
let clockMs = 0
const server = createServer({ db, now: () => new Date(Date.now() + clockMs), faults: faultsOf(faults) })
await server.listen({ host: '127.0.0.1', port: 0 })
process.on('message', (message) => {
  const { n, administration, ...set } = message as Asked
  for (const fault of set.faults ?? []) faults.add(fault)
  clockMs = set.clockMs ?? clockMs
  Promise.resolve(administration === undefined ? null : administer(db, administration)).then(
    (value) => tell({ n, value }),
    (error: unknown) => tell({ n, error: String(error), code: error instanceof Refused ? error.code : '' }),
  )
})
process.on('SIGTERM', () => {
  server
    .close()
    .then(() => db.close())
    .then(() => process.exit(0))
})
// Nobody is left to serve.
process.on('disconnect', () => process.exit(0))
tell({ port: (server.server.address() as AddressInfo).port })
