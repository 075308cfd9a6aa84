import { z } from 'zod'
import type { CallSpec } from '../../shared/contract/define.ts'
import { type CallName, contract } from '../../shared/contract.ts'
import { Refusal } from '../../shared/errors.ts'

const usage =
  "mulu --vault DIR [--passphrase-file F] [--user NAME] [--with NAME:FILE] [--new-passphrase-file F] [--recovery-file F] [--key-passphrase-file F] [--new-key-passphrase-file F] <noun.verb> ['<json>' | -]"

const line = (name: CallName) => {
  const { about, roles }: CallSpec = contract[name]
  return { name, about, roles }
}

const describe = (name: CallName) => {
  const spec: CallSpec = contract[name]
  return {
    ...line(name),
    persons: spec.with ?? 1,
    secrets: spec.secrets ?? [],
    effect: spec.effect,
    vault: spec.noVault !== true,
    input: z.toJSONSchema(spec.input, { io: 'input' }),
    output: z.toJSONSchema(spec.output, { io: 'output' }),
  }
}

const isCall = (name: string): name is CallName => Object.hasOwn(contract, name)

/** What `mulu help [noun]` replies: the calls, all or of one noun, a line each. */
export const listCalls = (noun: string | null) => {
  const names = (Object.keys(contract) as CallName[]).filter((name) => noun === null || name.startsWith(`${noun}.`))
  if (names.length === 0) throw new Refusal('call.unknown', { call: noun ?? '' })
  return { usage, calls: names.map(line) }
}

/** What `mulu help noun.verb` replies: one call, with JSON Schema 2020-12 of its input and output. */
export const describeCall = (name: string) => {
  if (!isCall(name)) throw new Refusal('call.unknown', { call: name })
  return { usage, call: describe(name) }
}
