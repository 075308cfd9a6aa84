import type { Item } from '../../../shared/catalogue.ts'
import { useLoad } from '../../app/use-load.ts'
import type { CaseDraft } from './case-draft.ts'

export type EntryFacts = Pick<CaseDraft, 'resource' | 'shareType' | 'sensitive'> & { owner: string | null; provider: string; items: string[] }

/** 商业秘密 and 个人隐私 as its items are marked. */
export const sensitiveOf = (items: readonly Pick<Item, 'commercialSecret' | 'personalInformation'>[]): CaseDraft['sensitive'] => [
  ...(items.some(({ commercialSecret }) => commercialSecret) ? (['商业秘密'] as const) : []),
  ...(items.some(({ personalInformation }) => personalInformation) ? (['个人隐私'] as const) : []),
]

/** What a request needs to know of an entry; null until it is read, or where it is not here. */
export const useEntryFacts = (id: string | null): EntryFacts | null => {
  const { value } = useLoad('catalogue.get', id === null ? null : { id })
  if (id === null || value === null || value.entry.id !== id) return null
  const { entry, owner } = value
  const { content } = entry
  const [first] = content.codes
  return {
    resource: { id, code: first?.code ?? '', name: content.title },
    shareType: content.shareType,
    sensitive: sensitiveOf(content.items),
    owner,
    provider: owner ?? content.provider,
    items: [...new Set(content.items.map(({ name }) => name.trim()).filter((name) => name !== ''))].map((name) => name.slice(0, 100)),
  }
}
