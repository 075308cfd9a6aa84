import { mkdtempSync, rmSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Secrets } from '../../../shared/contract/define.ts'
import type { CallName, Input, Output, Reply } from '../../../shared/contract.ts'
import type { Role } from '../../../shared/roles.ts'
import { type Core, type CoreOptions, createCore, type HostPorts } from '../core.ts'
import { migrations } from '../db/migrations.ts'
import { besidePath } from '../hosting/path-files.ts'
import { nodePorts } from '../node-ports.ts'
import type { Files } from '../ports.ts'
import { lendReader } from '../reader/testing.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { type Mould, readMould, takeVault } from './mould.testkit.ts'

/** For tests: handles are paths, a written file appears under its name when it is done. */
export const pathFiles: Files = {
  read: async (handle) => ({ path: handle, name: basename(handle) }),
  write: async (handle, beside) => {
    const target = besidePath(handle, beside)
    return {
      path: `${target}.part`,
      name: basename(target),
      done: () => rename(`${target}.part`, target),
      discard: () => rm(`${target}.part`, { force: true }),
    }
  },
}

/** Fast and worthless: for tests only. */
export const weakKdf = { memoryKiB: 64, iterations: 1 }

export const assetsDir = join(import.meta.dirname, '..', '..', '..', 'assets')

/** The people of a test vault and their roles; `founder` holds none. */
export const testUsers = {
  founder: [],
  officer: ['catalogueOfficer', 'statisticsOfficer'],
  keeper: ['confidentialityOfficer', 'workingBodyHead'],
  head: ['departmentHead'],
  sys: ['systemAdmin'],
  sec: ['securityAdmin'],
  aud: ['auditAdmin'], // completes the three: from here on the founder can add nobody
} as const satisfies Record<string, readonly Role[]>
export type TestUser = keyof typeof testUsers

/** What whoever adds or resets somebody types; the person changes it at the first sign-in. */
export const givenPassphraseOf = (user: string): string => `${passphraseOf(user)}, given`

export const passphraseOf = (user: string): string => `horse battery ${Buffer.from(user).toString('hex')}`

export type TestCore = {
  core: Core
  /** The vault's folder, in a temporary one that `close` removes. */
  dir: string
  /** A place for other files of the test, also removed. */
  temp: string
  recoveryCode: string
  call<N extends CallName>(name: N, input: Input<N>, secrets?: Secrets): Promise<Reply<Output<N>>>
  /** The value of a call that must succeed; throws its failure otherwise. */
  value<N extends CallName>(name: N, input: Input<N>, secrets?: Secrets): Promise<Output<N>>
  /** Unlocks as this user, whoever was signed in before. */
  as(user: TestUser): Promise<void>
  close(): Promise<void>
}

export type TestOptions = CoreOptions & {
  cipher?: 'sqlcipher' | 'aegis'
  /** false: only an empty folder, no vault yet. */
  vault?: boolean
  /** Other ports than those of plain Node: a clock, a keychain … */
  ports?: Partial<HostPorts>
}

/** The first sign-in of somebody who was added: from the given passphrase to one of their own. */
export const settle = async (value: TestCore['value'], user: string, passphrase: string, given = givenPassphraseOf(user)): Promise<void> => {
  await value('vault.unlock', { user }, { passphrase: given })
  await value('vault.changePassphrase', {}, { passphrase: given, newPassphrase: passphrase })
}

/** The vault every test begins with, as `makeTestCore` makes it by calls where it cannot be a copy. */
const mouldOf = async (cipher: 'sqlcipher' | 'aegis', at: Date | undefined): Promise<Mould> => {
  // A kdf of its own keeps it from asking for a copy.
  const made = await makeTestCore({ cipher, kdf: weakKdf, ports: at === undefined ? {} : { now: () => at } })
  const files = readMould(made.dir)
  await made.as('sys')
  const { keyHex } = await made.value('vault.exportKey', {}, { with: { user: 'sec', passphrase: passphraseOf('sec') } })
  await made.close()
  return { recoveryCode: made.recoveryCode, cipher, keyHex, files }
}

/**
 * A core on a folder of its own with a complete vault in it, locked: seven users with known passphrases. Replies are
 * checked against the contract. Call `as` to sign in, `close` at the end.
 */
export const makeTestCore = async ({ cipher = 'sqlcipher', vault = true, ports = {}, ...options }: TestOptions = {}): Promise<TestCore> => {
  const temp = mkdtempSync(join(tmpdir(), 'mulu-test-'))
  const dir = join(temp, 'vault')
  const node = nodePorts({ vaultDir: dir, assetsDir, files: pathFiles })
  // A vault takes a dozen derivations; each would start a process.
  const startTask: HostPorts['startTask'] = (name) => (name === 'kdf' ? startTaskHere(name) : node.startTask(name))
  const host: HostPorts = { ...node, startTask, ...ports }
  // Elsewhere a thread that waits for another core would keep the program from ending.
  const lent = process.env.VITEST === undefined ? {} : { startReader: lendReader }
  const core = createCore(host, { checkOutputs: true, kdf: weakKdf, ...lent, ...options })
  const call: TestCore['call'] = (name, input, secrets) => core.call(name, input, secrets === undefined ? {} : { secrets })
  const value: TestCore['value'] = async (name, input, secrets) => {
    const reply = await call(name, input, secrets)
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${JSON.stringify(reply.error)}`)
    return reply.value
  }
  // Ids and migrations of the test's own make a vault that no other test could take.
  const own = ports.newId !== undefined || options.kdf !== undefined || (options.migrations ?? migrations).some((each, at) => each !== migrations[at])
  const people = async () => {
    const { recoveryCode: code } = await value('vault.create', { user: 'founder', cipher }, { passphrase: passphraseOf('founder') })
    for (const [name, roles] of Object.entries(testUsers)) {
      if (roles.length > 0) await value('vault.addUser', { name, roles: [...roles] }, { newPassphrase: givenPassphraseOf(name) })
    }
    for (const [name, roles] of Object.entries(testUsers)) {
      if (roles.length > 0) await settle(value, name, passphraseOf(name))
    }
    await value('vault.lock', {})
    return code
  }
  const taken = !vault || own ? null : await takeVault(`${cipher} ${ports.now?.().toISOString() ?? ''}`, dir, () => mouldOf(cipher, ports.now?.()))
  const recoveryCode = taken?.recoveryCode ?? (vault ? await people() : '')
  return {
    core,
    dir,
    temp,
    recoveryCode,
    call,
    value,
    as: async (user) => {
      await value('vault.unlock', { user }, { passphrase: passphraseOf(user) })
    },
    close: async () => {
      await core.close()
      taken?.giveBack()
      rmSync(temp, { recursive: true, force: true })
    },
  }
}
