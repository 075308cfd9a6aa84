import { z } from 'zod'
import type { CallSpec } from '../../shared/contract/define.ts'
import { type CallName, contract } from '../../shared/contract.ts'
import { Refusal } from '../../shared/errors.ts'

const usage =
  "mulu --vault DIR [--passphrase-file F] [--user NAME] [--with NAME:FILE] [--new-passphrase-file F] [--recovery-file F] [--key-passphrase-file F] [--new-key-passphrase-file F] <noun.verb> ['<json>' | -]"

const describe = (name: CallName) => {
  const spec: CallSpec = contract[name]
  return {
    name,
    about: spec.about,
    roles: spec.roles,
    persons: spec.with ?? 1,
    secrets: spec.secrets ?? [],
    effect: spec.effect,
    vault: spec.noVault !== true,
    input: z.toJSONSchema(spec.input, { io: 'input' }),
    output: z.toJSONSchema(spec.output, { io: 'output' }),
  }
}

/** What `mulu help [call]` replies: every call, or one, with JSON Schema 2020-12 of its input and output. */
export const help = (name: string | null) => {
  if (name !== null && !Object.hasOwn(contract, name)) throw new Refusal('call.unknown', { call: name })
  const names = name === null ? (Object.keys(contract) as CallName[]) : [name as CallName]
  return { usage, calls: names.map(describe) }
}
