import { useTranslation } from 'react-i18next'
import { useApi } from '../app/api-context.tsx'
import { useGo } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useSessionStoreApi } from '../app/session-store.tsx'
import { newKey } from './entry/drafts.ts'
import { listRecipe } from './list/list-store.ts'
import { ask } from './list/search.ts'

/** What the command palette can do with the catalogue, beside going to its screens. */
export const useCatalogueCommands = (): { id: string; label: string; run(): void }[] => {
  const { t } = useTranslation()
  const api = useApi()
  const go = useGo()
  const store = useSessionStoreApi(listRecipe)
  const maySave = useMay('catalogue.save')
  const maySearch = useMay('catalogue.search')
  return [
    ...(maySave ? [{ id: 'catalogue.new', label: t('catalogue.list.newEntry'), run: () => go('catalogue', newKey) }] : []),
    ...(maySearch
      ? [
          {
            id: 'catalogue.deleted',
            label: t('catalogue.list.toDeleted'),
            run: () => {
              void ask({ api, store }, { text: '', filter: { deleted: true } })
              go('catalogue')
            },
          },
        ]
      : []),
  ]
}
