import type { CallSpec } from '../../shared/contract/define.ts'
import { contract } from '../../shared/contract.ts'
import { type ErrorCode, errors, type Failure, type Language, type Params, say } from '../../shared/errors.ts'
import { roles } from '../../shared/roles.ts'
import { punctuationOf } from '../app/punctuation.ts'

/** Role names and the names of calls arrive as the core writes them; the reader sees them in his own language. */
const inWords = (params: Params, language: Language, roleName: (role: string) => string): Params => {
  const known: ReadonlySet<string> = new Set(roles)
  const named = (value: string) => punctuationOf(language).list(value.split(', ').map((part) => (known.has(part) ? roleName(part) : part)))
  const specs = Object.values(contract) as CallSpec[]
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name === 'about') return [name, specs.find(({ about }) => about.zh === value)?.about[language] ?? value]
      if (['roles', 'role', 'missing'].includes(name)) return [name, named(String(value))]
      return [name, value]
    }),
  )
}

/** What happened and what to do, in the language on screen. A code this build does not know keeps the core's own words. */
export const failureWords = (failure: Failure, language: Language, roleName: (role: string) => string): { message: string; action: string } =>
  Object.hasOwn(errors, failure.code)
    ? say(failure.code as ErrorCode, inWords(failure.params, language, roleName), language)
    : { message: failure.message, action: failure.action }
