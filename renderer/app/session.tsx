import { createContext, type ReactNode, useContext } from 'react'
import type { CallSpec } from '../../shared/contract/define.ts'
import { type CallName, contract, type Output } from '../../shared/contract.ts'
import type { Role } from '../../shared/roles.ts'

export type Session = Output<'vault.unlock'>

const SessionContext = createContext<Session | null>(null)

export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => <SessionContext value={session}>{children}</SessionContext>

/** Who is signed in, and the state of the open vault. */
export const useSession = (): Session => {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('SessionProvider is missing')
  return session
}

/** The roles one of which a call asks for; null when any user will do. */
export const rolesFor = (name: CallName): readonly Role[] | null => {
  const spec: CallSpec = contract[name]
  return typeof spec.roles === 'string' ? null : spec.roles
}

/** Whether the core would let this session make a call. The core decides; screens only hide what would be refused. */
export const may = (session: Session, name: CallName): boolean => {
  const spec: CallSpec = contract[name]
  if (session.sealed && spec.whenSealed !== true) return false
  const needed = rolesFor(name)
  return needed === null || session.user.roles.some((role) => needed.includes(role))
}

export const useMay = (name: CallName): boolean => may(useSession(), name)
