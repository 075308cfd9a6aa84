import type { CallSpec } from '../../shared/contract/define.ts'
import type { CallName } from '../../shared/contract.ts'
import { Refusal } from '../../shared/errors.ts'
import type { Session } from './vault/open-vault.ts'

/** What the founder may do before the three administrators exist (decisions K2). */
const beforeComplete: ReadonlySet<string> = new Set<CallName>(['vault.addUser', 'vault.users', 'vault.changePassphrase', 'profile.get', 'audit.printed'])

/** Throws `passphrase.given`, `vault.incomplete`, `access.denied` or `vault.sealed` when this session may not make this call. */
export const mayCall = (name: CallName, spec: CallSpec, session: Session): void => {
  if (session.mustChangePassphrase && name !== 'vault.changePassphrase') throw new Refusal('passphrase.given')
  if (!session.complete && !beforeComplete.has(name)) throw new Refusal('vault.incomplete', { missing: session.missing.join(', ') })
  const founding = !session.complete && session.user.founder && name === 'vault.addUser'
  if (Array.isArray(spec.roles) && !founding && !session.user.roles.some((role) => spec.roles.includes(role))) {
    throw new Refusal('access.denied', { about: spec.about.zh, roles: spec.roles.join(', ') })
  }
  if (session.sealed && spec.whenSealed !== true) throw new Refusal('vault.sealed')
}
