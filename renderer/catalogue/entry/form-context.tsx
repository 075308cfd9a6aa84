import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import type { EntryContent, EntryField, Finding } from '../../../shared/catalogue.ts'
import type { Profile } from '../../../shared/contract/profile.ts'
import type { PackSet } from '../../../shared/regulations/pack-set.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { draftsRecipe } from './drafts.ts'
import { byField } from './findings.ts'

type Form = {
  /** The draft's key: the entry's id, or `new`. */
  entryKey: string
  readOnly: boolean
  profile: Profile | null
  /** The law findings are said by; null while it is read. */
  packs: PackSet | null
  /** What is shown beside the fields. */
  findings: ReadonlyMap<EntryField, readonly Finding[]>
}

const FormContext = createContext<Form | null>(null)

type Props = Omit<Form, 'findings'> & { findings: readonly Finding[]; children: ReactNode }

export const FormProvider = ({ entryKey, readOnly, profile, packs, findings, children }: Props) => {
  const value = useMemo(() => ({ entryKey, readOnly, profile, packs, findings: byField(findings) }), [entryKey, readOnly, profile, packs, findings])
  return <FormContext value={value}>{children}</FormContext>
}

/** The entry the fields around here belong to. */
export const useForm = (): Form => {
  const form = useContext(FormContext)
  if (form === null) throw new Error('FormProvider is missing')
  return form
}

const none: readonly Finding[] = []

/** One field of the entry being edited: its value, how to change it, and what the checks say of it. */
export const useField = <F extends EntryField>(
  field: F,
): { value: EntryContent[F] | undefined; set(value: EntryContent[F]): void; findings: readonly Finding[] } => {
  const { entryKey, findings } = useForm()
  const value = useSessionStore(draftsRecipe, ({ drafts }) => drafts.get(entryKey)?.content[field])
  const edit = useSessionStore(draftsRecipe, (state) => state.edit)
  const set = useCallback((next: EntryContent[F]) => edit(entryKey, { [field]: next }), [edit, entryKey, field])
  return { value, set, findings: findings.get(field) ?? none }
}

/** The whole content, for what depends on several fields. */
export const useContent = (): EntryContent | undefined => {
  const { entryKey } = useForm()
  return useSessionStore(draftsRecipe, ({ drafts }) => drafts.get(entryKey)?.content)
}

export const useEdit = (): ((change: Partial<EntryContent>) => void) => {
  const { entryKey } = useForm()
  const edit = useSessionStore(draftsRecipe, (state) => state.edit)
  return useCallback((change) => edit(entryKey, change), [edit, entryKey])
}
