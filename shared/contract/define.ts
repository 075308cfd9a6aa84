import type { z } from 'zod'
import type { Role } from '../roles.ts'

/** Passphrases and recovery codes travel beside the input, are never logged and never part of a call's JSON. */
export type Secrets = {
  passphrase?: string
  newPassphrase?: string
  recoveryCode?: string
  /** Of a signing key, which has a passphrase of its own. */
  keyPassphrase?: string
  newKeyPassphrase?: string
  /** The second person of a two-person call. */
  with?: { user: string; passphrase: string }
}

export type CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  input: I
  output: O
  /**
   * Who may call: `locked` works without an open vault, `anyUser` needs one, a list names the roles
   * (one of them suffices).
   */
  roles: 'locked' | 'anyUser' | readonly Role[]
  /** Two-person calls (practice P12, decisions K2): another user proves presence in `secrets.with`. */
  with?: 2
  /** Which secrets the call needs; the command line reads them from files. */
  secrets?: readonly (keyof Secrets)[]
  /** read: no trace. write, export, secure: recorded in the audit, with digests and field names only. */
  effect: 'read' | 'write' | 'export' | 'secure'
  /** Runs on the reading thread with a read-only handle. */
  reader?: true
  /** Reports progress, can be cancelled, leaves all of its effect or none. */
  long?: true
  /** Works beside other calls on what is committed, and waits its turn only to leave its effect. */
  aside?: true
  /** Does not touch a vault folder: the command line needs no --vault. */
  noVault?: true
  /** The call is still allowed while the vault is sealed after a spill (practice L4). */
  whenSealed?: true
  /** One line for `mulu help`. */
  about: { zh: string; en: string }
}

export const call = <const S extends CallSpec>(spec: S): S => spec
