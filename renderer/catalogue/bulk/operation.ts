import { type BulkKind, type BulkOperation, bulkKinds, bulkPaths, isSound } from '../../../shared/bulk.ts'
import { dictionaries } from '../../../shared/dictionaries.ts'
import type { Language } from '../../../shared/errors.ts'
import { itemLabels, labelOf } from '../../../shared/fields.ts'

/** What the form holds; every part is text until it is read. */
export type Draft = { field: string; kind: BulkKind; value: string; second: string; find: string; with: string; only: string; onlyIs: string }

export const emptyDraft: Draft = { field: 'theme', kind: 'set', value: '', second: '', find: '', with: '', only: '', onlyIs: '' }

export const isFlag = (field: string): boolean => bulkKinds(field).length === 1 && field.startsWith('items.')

/** A field's name; those of items say so where the entry has one of the same name. */
export const fieldName = (field: string, language: Language): string => {
  const label = labelOf(field)[language]
  return field.startsWith('items.') ? (language === 'zh' ? `信息项·${label}` : `Item: ${label}`) : label
}

/** The fields in two groups, as a closed list shows them. */
export const fieldChoices = (language: Language, names: { entry: string; items: string }, extensions: readonly { key: string; label: string }[]) => {
  const choice = (field: string) => ({ value: field, label: fieldName(field, language) })
  return [
    {
      group: names.entry,
      items: [...bulkPaths.filter((field) => !field.startsWith('items.')).map(choice), ...extensions.map(({ key, label }) => ({ value: `ext.${key}`, label }))],
    },
    { group: names.items, items: bulkPaths.filter((field) => field.startsWith('items.')).map(choice) },
  ]
}

export const onlyChoices = (language: Language) => Object.entries(itemLabels).map(([field, label]) => ({ value: field, label: label[language] }))

/** The words a field is usually filled with. */
export const wordsFor = (field: string): string[] => {
  const name = field.replace(/^items\./, '')
  return Object.hasOwn(dictionaries, name) ? dictionaries[name as keyof typeof dictionaries].map(({ zh }) => zh) : []
}

const numeric = (field: string): boolean => /^(storageG|recordsWan|sharedStorageG|sharedRecordsWan|openStorageG|openRecordsWan)$/.test(field)

const draftValue = ({ field, value, second }: Draft): unknown => {
  if (field === 'formats') return { formatClass: value, formatType: second, formatOther: '' }
  if (field === 'shareBasis') return { kind: second, title: value, number: '', article: '', quotation: '' }
  if (isFlag(field)) return value === '是'
  return numeric(field) && value.trim() !== '' ? Number(value) : value
}

/** The operation a draft describes; null while it does not describe one. */
export const operationOf = (draft: Draft): BulkOperation | null => {
  const { field, kind } = draft
  const only = field.startsWith('items.') && draft.only !== '' ? { only: { field: draft.only, is: draft.onlyIs } } : {}
  const made =
    kind === 'clear'
      ? { kind, field, ...only }
      : kind === 'replace'
        ? { kind, field, find: draft.find, with: draft.with, ...only }
        : kind === 'set'
          ? { kind, field, value: draftValue(draft), ...only }
          : { kind, field, value: draftValue(draft) }
  const operation = made as BulkOperation
  if (kind === 'replace' && draft.find === '') return null
  if ((kind === 'set' || kind === 'add' || kind === 'remove') && draft.value === '') return null
  return isSound(operation) ? operation : null
}

/** The value of an operation as the ledger says it. */
export const valueWords = (value: unknown, words: { yes: string; no: string }): string => {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.values(value)
    .filter((part) => part !== '')
    .join(' · ')
}
