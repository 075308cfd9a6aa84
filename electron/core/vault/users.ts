import type { z } from 'zod'
import { samePerson } from '../../../shared/cases/fold.ts'
import type { userSchema } from '../../../shared/contract/vault.ts'
import { Refusal } from '../../../shared/errors.ts'
import { administrators, combinationTrouble, type Role, roleSchema } from '../../../shared/roles.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { Header } from './header.ts'

export type User = z.infer<typeof userSchema>

type UserRow = {
  id: string
  name: string
  full_name: string
  roles: string
  combine_reason: string | null
  founder: number
  disabled_at: string | null
  created_at: string
}

const columns = sql`id, name, full_name, roles, combine_reason, founder, disabled_at, created_at`

const toUser = (row: UserRow, header: Header): User => ({
  id: row.id,
  name: row.name,
  fullName: row.full_name,
  roles: roleSchema.array().parse(JSON.parse(row.roles)),
  combineReason: row.combine_reason,
  founder: row.founder === 1,
  disabledAt: row.disabled_at,
  keychain: header.users.find((holder) => holder.id === row.id)?.keychain?.backend ?? null,
  createdAt: row.created_at,
})

export const allUsers = (db: ReadDb, header: Header): User[] =>
  db.all<UserRow>(sql`SELECT ${columns} FROM user ORDER BY created_at, name`).map((row) => toUser(row, header))

/** Throws `user.unknown`. */
export const userByName = (db: ReadDb, header: Header, name: string): User => {
  const row = db.get<UserRow>(sql`SELECT ${columns} FROM user WHERE name = ${name}`)
  if (row === undefined) throw new Refusal('user.unknown', { name })
  return toUser(row, header)
}

/** Whether two names are one person's: a signed form gives the full name where this vault knows the sign-in name. */
export const isSamePerson = (users: readonly Pick<User, 'name' | 'fullName'>[], one: string, other: string): boolean => {
  const callings = (called: string): string[] => [
    called,
    ...users.flatMap(({ name, fullName }) => (samePerson(name, called) || samePerson(fullName, called) ? [name, fullName] : [])),
  ]
  const others = callings(other).filter((name) => name !== '')
  return callings(one).some((name) => others.some((each) => samePerson(name, each)))
}

export const insertUser = (db: WriteDb, user: Omit<User, 'keychain' | 'disabledAt'>): void => {
  db.run(sql`
    INSERT INTO user (id, name, full_name, roles, combine_reason, founder, created_at)
    VALUES (${user.id}, ${user.name}, ${user.fullName}, ${JSON.stringify(user.roles)}, ${user.combineReason}, ${user.founder}, ${user.createdAt})`)
}

/** Which of the three administrators nobody holds who can still sign in. */
export const missingAdministrators = (users: readonly User[]): Role[] =>
  administrators.filter((role) => !users.some((user) => user.disabledAt === null && user.roles.includes(role)))

/** True once the three administrators exist; until then the founder can only add users (decisions K2). */
export const isComplete = (users: readonly User[]): boolean => missingAdministrators(users).length === 0

/** The limits of practice P12. Throws `user.rolesClash`, or `user.combineReason` where a reason would do. */
export const checkRoles = (roles: readonly Role[], combineReason: string | null): void => {
  const trouble = combinationTrouble(roles)
  const held = administrators.filter((role) => roles.includes(role)).join(', ')
  if (trouble === 'clash') throw new Refusal('user.rolesClash', { roles: held })
  if (trouble === 'reason' && (combineReason === null || combineReason.trim() === '')) throw new Refusal('user.combineReason', { roles: held })
}

/** Refuses a change after which one of the three administrators would be nobody. */
export const checkStillComplete = (before: readonly User[], after: readonly User[]): void => {
  if (!isComplete(before)) return
  const role = missingAdministrators(after)[0]
  if (role !== undefined) throw new Refusal('user.lastAdministrator', { role })
}
