import { readFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gatherIndex, mergeIndex } from '../electron/core/catalogue/search/index.ts'
import { createEntry } from '../electron/core/catalogue/write.ts'
import { createCore } from '../electron/core/core.ts'
import { newUuid } from '../electron/core/crypto/random.ts'
import { type Location, openWriter } from '../electron/core/db/open.ts'
import { nodePorts } from '../electron/core/node-ports.ts'
import type { Files } from '../electron/core/ports.ts'
import { readSettings } from '../electron/core/profile/stored-profile.ts'
import type { Secrets } from '../shared/contract/define.ts'
import type { CallName, Input, Output } from '../shared/contract.ts'
import type { Role } from '../shared/roles.ts'
import { makeEntry } from './content.ts'

/** Handles are paths. */
const files: Files = {
  read: async (handle) => ({ path: handle, name: basename(handle) }),
  write: async (handle) => ({
    path: `${handle}.part`,
    name: basename(handle),
    done: () => rename(`${handle}.part`, handle),
    discard: () => rm(`${handle}.part`, { force: true }),
  }),
}

const people: Record<string, Role[]> = { 编目员: ['catalogueOfficer'], 系统: ['systemAdmin'], 安全: ['securityAdmin'], 审计: ['auditAdmin'] }
const passphraseOf = (user: string): string => `horse battery ${Buffer.from(user).toString('hex')}`

const given = 'given for the first day'

export type Bench = {
  core: ReturnType<typeof createCore>
  value<N extends CallName>(name: N, input: Input<N>, secrets?: Secrets): Promise<Output<N>>
  unlock(user?: string): Promise<void>
}

/** A core on a vault's folder, as a host would make it. */
export const openBench = (dir: string): Bench => {
  const core = createCore(nodePorts({ vaultDir: dir, assetsDir: join(import.meta.dirname, '..', 'assets'), files }))
  const value: Bench['value'] = async (name, input, secrets) => {
    const reply = await core.call(name, input, secrets === undefined ? {} : { secrets })
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
    return reply.value
  }
  return {
    core,
    value,
    unlock: async (user = '编目员') => {
      await value('vault.unlock', { user }, { passphrase: passphraseOf(user) })
    },
  }
}

/** An empty vault with the people it needs, and where its database is. */
export const makeVault = async (dir: string, cipher: Location['cipher']): Promise<Location> => {
  const { core, value, unlock } = openBench(dir)
  await value('vault.create', { user: '创建人', cipher }, { passphrase: passphraseOf('创建人') })
  for (const [name, roles] of Object.entries(people)) await value('vault.addUser', { name, roles }, { newPassphrase: given })
  for (const name of Object.keys(people)) {
    await value('vault.unlock', { user: name }, { passphrase: given })
    await value('vault.changePassphrase', {}, { passphrase: given, newPassphrase: passphraseOf(name) })
  }
  await value('vault.lock', {})
  await unlock('系统')
  const { keyHex } = await value('vault.exportKey', {}, { with: { user: '安全', passphrase: passphraseOf('安全') } })
  await core.close()
  const header = JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')) as { database: string }
  return { path: join(dir, header.database), keyHex, cipher }
}

const perTransaction = 20_000

/**
 * Writes generated entries through the core's own write functions: findings, versions, codes, facets and index are as
 * if each had been saved. Entry `n` is always the same.
 */
export const fillVault = async (at: Location, entries: number, itemsEach: number, told: (done: number) => void): Promise<void> => {
  const db = openWriter(at)
  db.pragma('cache_size=-262144')
  const settings = readSettings(db, new Date().toISOString())
  for (let from = 0; from < entries; from += perTransaction) {
    db.exec('BEGIN IMMEDIATE')
    const index = gatherIndex()
    index.begin(db)
    const to = Math.min(entries, from + perTransaction)
    for (let n = from; n < to; n++) {
      const { id, content } = makeEntry(n, itemsEach)
      const stamp = { at: new Date(1_750_000_000_000 + n * 1000).toISOString(), author: '编目员', newId: newUuid }
      createEntry(db, stamp, content, { imported: n % 3 === 0, why: 'import', id, settings, status: n % 7 === 0 ? 'published' : 'draft' })
    }
    await mergeIndex(db, async () => undefined)
    index.end(db)
    db.exec('COMMIT')
    told(to)
  }
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** An officer who looks for something twice a second while it goes on. */
export const typing = async (value: ReturnType<typeof openBench>['value'], until: Promise<unknown>, took: number[]): Promise<void> => {
  let on = true
  const stop = () => {
    on = false
  }
  void until.then(stop, stop)
  for (let n = 0; on; n++) {
    await new Promise((resolve) => {
      setTimeout(resolve, 500)
    })
    const start = performance.now()
    await value('catalogue.search', { text: ['信息', '企业', '许可', '人口'][n % 4] ?? '', limit: 50, facets: false, exact: false })
    took.push(performance.now() - start)
  }
}
