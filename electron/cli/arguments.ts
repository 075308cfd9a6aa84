import { parseArgs } from 'node:util'
import { Refusal } from '../../shared/errors.ts'

/** One command as it was typed (decisions C1). Paths are still as typed. */
export type Command = {
  vault: string | null
  user: string | null
  passphraseFile: string | null
  newPassphraseFile: string | null
  recoveryFile: string | null
  keyPassphraseFile: string | null
  newKeyPassphraseFile: string | null
  /** The second person: a user's name and the file with the passphrase. */
  with: { user: string; file: string } | null
  name: string
  /** The call's input as JSON text, `-` for standard input, null for none. */
  json: string | null
}

const options = {
  vault: { type: 'string' },
  user: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'new-passphrase-file': { type: 'string' },
  'recovery-file': { type: 'string' },
  'key-passphrase-file': { type: 'string' },
  'new-key-passphrase-file': { type: 'string' },
  with: { type: 'string' },
} as const

/** Reads the words after `mulu`. Throws `usage.wrong`, whose `why` is the part that is wrong or missing. */
export const parseCommand = (words: readonly string[]): Command => {
  const { values, positionals } = parsed(words)
  const [name, json, ...more] = positionals
  if (name === undefined) throw new Refusal('usage.wrong', { why: '<noun.verb>' })
  if (more.length > 0) throw new Refusal('usage.wrong', { why: `<json> × ${1 + more.length}` })
  return {
    vault: values.vault ?? null,
    user: values.user ?? null,
    passphraseFile: values['passphrase-file'] ?? null,
    newPassphraseFile: values['new-passphrase-file'] ?? null,
    recoveryFile: values['recovery-file'] ?? null,
    keyPassphraseFile: values['key-passphrase-file'] ?? null,
    newKeyPassphraseFile: values['new-key-passphrase-file'] ?? null,
    with: second(values.with),
    name,
    json: json ?? null,
  }
}

const parsed = (words: readonly string[]) => {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    throw new Refusal('usage.wrong', { why: /'(--?[^'\s=]+)/.exec(text)?.[1] ?? text })
  }
}

/** `NAME:FILE`; the first colon divides, so that a drive letter stays with the file. */
const second = (text: string | undefined): Command['with'] => {
  if (text === undefined) return null
  const colon = text.indexOf(':')
  if (colon < 1 || colon === text.length - 1) throw new Refusal('usage.wrong', { why: '--with NAME:FILE' })
  return { user: text.slice(0, colon), file: text.slice(colon + 1) }
}
