import { resolve } from 'node:path'
import { z } from 'zod'
import type { CallSpec, Secrets } from '../../shared/contract/define.ts'
import { type CallName, contract, type Events, type Reply } from '../../shared/contract.ts'
import { Refusal } from '../../shared/errors.ts'
import type { Core, HostPorts } from '../core/core.ts'
import { readableAt, writableBeside } from '../core/hosting/path-files.ts'
import { nodePorts } from '../core/node-ports.ts'
import type { Files } from '../core/ports.ts'
import { type Command, parseCommand } from './arguments.ts'
import { describeCall, listCalls } from './help.ts'
import { gatherSecrets } from './secrets.ts'

export type Shell = {
  /** Folder that relative paths start from (decisions C2). */
  folder: string
  assetsDir: string
  /** MULU_PASSPHRASE. */
  passphrase: string | null
  ask(question: string): Promise<string | null>
  readInput(): Promise<string>
  onProgress(progress: Events['progress']): void
  signal: AbortSignal
  createCore(ports: HostPorts): Core
}

/** One command from first word to reply: open, unlock, do, close. Throws `Refusal` for what the core was never asked. */
export const runCommand = async (words: readonly string[], shell: Shell): Promise<Reply<unknown>> => {
  const command = parseCommand(words)
  if (command.name === 'help') return { ok: true, value: command.json?.includes('.') === true ? describeCall(command.json) : listCalls(command.json) }
  if (!Object.hasOwn(contract, command.name)) throw new Refusal('call.unknown', { call: command.name })
  const name = command.name as CallName
  const spec: CallSpec = contract[name]
  const path = (typed: string) => resolve(shell.folder, typed)
  const vaultDir = command.vault === null ? null : path(command.vault)
  if (vaultDir === null && spec.noVault !== true) throw new Refusal('usage.wrong', { why: '--vault' })
  const input = withUser(await readJson(command, shell), command, spec)
  const secrets = await gatherSecrets(command, spec, { passphrase: shell.passphrase, ask: shell.ask, path })
  const files: Files = {
    read: (handle) => readableAt(path(handle)),
    write: (handle, beside) => writableBeside(path(handle), beside, vaultDir),
  }
  const core = shell.createCore(nodePorts({ vaultDir, assetsDir: shell.assetsDir, files }))
  core.on('progress', shell.onProgress)
  try {
    if (spec.roles !== 'locked') {
      const unlocked = await unlock(core, command, secrets)
      if (!unlocked.ok) return unlocked
    }
    if (shell.signal.aborted) throw new Refusal('call.cancelled')
    return await core.call(name as string, input, { secrets, callId: 'mulu', signal: shell.signal })
  } finally {
    await core.close()
  }
}

const unlock = (core: Core, command: Command, secrets: Secrets): Promise<Reply<unknown>> => {
  const by = secrets.passphrase === undefined ? 'recovery' : 'passphrase'
  return core.call('vault.unlock', { by, ...(command.user === null ? {} : { user: command.user }) }, { secrets })
}

/** A call that works on a locked vault and names a user takes it from --user, unless its JSON says who. */
const withUser = (input: unknown, { user }: Command, spec: CallSpec): unknown => {
  const takesUser = spec.roles === 'locked' && spec.input instanceof z.ZodObject && 'user' in spec.input.shape
  const open = typeof input === 'object' && input !== null && !('user' in input)
  return user !== null && takesUser && open ? { ...input, user } : input
}

const readJson = async ({ json }: Command, shell: Shell): Promise<unknown> => {
  if (json === null) return {}
  const text = json === '-' ? await shell.readInput() : json
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    throw new Refusal('usage.wrong', { why: 'JSON' })
  }
}
