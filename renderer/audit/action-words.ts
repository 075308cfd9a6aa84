import { caseKinds } from '../../shared/cases/act.ts'
import { audit } from '../i18n/zh/audit.ts'

type ActionKey = keyof typeof audit.actions

const known: ReadonlySet<string> = new Set(Object.keys(audit.actions))

/** The text key of an action as the log writes it (`vault.unlock`); null for one this build has no words for. */
export const actionKey = (action: string): `audit.actions.${ActionKey}` | null => {
  const [noun = '', verb = ''] = action.split('.')
  // The same is done to files of every kind.
  const key = caseKinds.some((kind) => kind === noun) ? `case-${verb}` : `${noun}-${verb}`
  return known.has(key) ? `audit.actions.${key as ActionKey}` : null
}

/** The noun an action belongs to, where it has words. */
export const actionGroup = (action: string): keyof typeof audit.groups | null => {
  const noun = action.split('.')[0] ?? ''
  return Object.hasOwn(audit.groups, noun) ? (noun as keyof typeof audit.groups) : null
}
