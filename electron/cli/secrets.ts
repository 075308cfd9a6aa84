import { readFile } from 'node:fs/promises'
import type { CallSpec, Secrets } from '../../shared/contract/define.ts'
import { Refusal } from '../../shared/errors.ts'
import type { Command } from './arguments.ts'

export type SecretSources = {
  /** MULU_PASSPHRASE, already taken out of the environment that child processes get. */
  passphrase: string | null
  /** Asks on the terminal; null when there is none. */
  ask(question: string): Promise<string | null>
  /** A path as typed, made absolute. */
  path(typed: string): string
}

/**
 * The secrets a call and its unlocking need: files first, then MULU_PASSPHRASE, then the terminal (decisions C1).
 * Throws `vault.passphraseNeeded` when none has them and `file.unreadable` for a file that is not there.
 */
export const gatherSecrets = async (command: Command, spec: CallSpec, sources: SecretSources): Promise<Secrets> => {
  const wanted = new Set<keyof Secrets>(spec.secrets ?? [])
  const fromFile = async (typed: string | null) => (typed === null ? null : firstLine(typed, sources.path(typed)))
  const needed = async (given: string | null, question: string) => {
    const secret = given ?? (await sources.ask(question))
    if (secret === null) throw new Refusal('vault.passphraseNeeded')
    return secret
  }
  const recoveryCode = await fromFile(command.recoveryFile)
  const given = (await fromFile(command.passphraseFile)) ?? sources.passphrase
  const secrets: Secrets = {}
  if (recoveryCode !== null) secrets.recoveryCode = recoveryCode
  if (spec.roles !== 'locked' || wanted.has('passphrase')) {
    if (given !== null || recoveryCode === null) secrets.passphrase = await needed(given, '口令 / passphrase: ')
  } else if (wanted.has('recoveryCode') && recoveryCode === null) secrets.recoveryCode = await needed(null, '恢复码 / recovery code: ')
  if (wanted.has('newPassphrase')) secrets.newPassphrase = await needed(await fromFile(command.newPassphraseFile), '新口令 / new passphrase: ')
  if (wanted.has('keyPassphrase')) secrets.keyPassphrase = await needed(await fromFile(command.keyPassphraseFile), '签名口令 / passphrase of the signing key: ')
  if (wanted.has('newKeyPassphrase')) {
    secrets.newKeyPassphrase = await needed(await fromFile(command.newKeyPassphraseFile), '新签名口令 / new passphrase of the signing key: ')
  }
  if (command.with !== null) secrets.with = { user: command.with.user, passphrase: await firstLine(command.with.file, sources.path(command.with.file)) }
  return secrets
}

/** A secret's file: UTF-8, one trailing newline cut. */
const firstLine = async (typed: string, path: string): Promise<string> => {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replace(/\r?\n$/, '')
  } catch (error) {
    throw new Refusal('file.unreadable', { name: typed, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}
