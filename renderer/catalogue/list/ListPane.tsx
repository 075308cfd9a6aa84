import { Anchor, Select, Skeleton, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { useGo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { useSessionStore } from '../../app/session-store.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatNumber } from '../../components/moments.ts'
import type { What } from '../answers/recording.ts'
import type { Work } from '../bulk/WorkDialog.tsx'
import { draftsRecipe, unsavedKeys } from '../entry/drafts.ts'
import { BatchBar } from './BatchBar.tsx'
import { EmptyList } from './EmptyList.tsx'
import { EntryTable } from './EntryTable.tsx'
import styles from './list.module.css'
import type { Sort } from './list-store.ts'
import { ask, sortInForce } from './search.ts'
import { useList, useListState } from './use-list.ts'

const sorts = ['relevance', 'updated', 'title', 'code', 'provider', 'findings'] as const satisfies readonly Sort[]

type Props = { openId: string | null; onOpen(id: string): void; onDelete(): void; onRecord(what: What): void; onWork(work: Work): void }

/** How many were found, what can be done with those picked, and the rows themselves. */
export const ListPane = ({ openId, onOpen, onDelete, onRecord, onWork }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const list = useList()
  const total = useListState((state) => state.total)
  const capped = useListState((state) => state.capped)
  const sort = useListState(sortInForce)
  const answered = useListState((state) => state.answered)
  const failure = useListState((state) => state.failure)
  const empty = useListState((state) => state.rows.length === 0)
  const picked = useListState((state) => state.picked.size)
  const deleted = useListState((state) => state.filter.deleted === true)
  const count =
    total === null
      ? ''
      : t(capped ? 'catalogue.list.foundMore' : 'catalogue.list.found', { count: capped ? total - 1 : total, formatted: formatNumber(total, language) })
  return (
    <div className={styles.pane}>
      {picked > 0 ? (
        <BatchBar narrow={openId !== null} onDelete={onDelete} onRecord={onRecord} onWork={onWork} />
      ) : (
        <div className={styles.bar}>
          <Text size="sm" component="span" role="status">
            {count}
          </Text>
          {deleted && (
            <Anchor component="button" type="button" size="sm" onClick={() => void ask(list, { text: '', filter: {} })}>
              {t('catalogue.list.toLiving')}
            </Anchor>
          )}
          <Unsaved openId={openId} />
          {!deleted && <ToReview />}
          <span className={styles.grow} />
          {(openId === null || !deleted) && (
            <Select
              aria-label={t('catalogue.list.sort')}
              variant="unstyled"
              w={160}
              allowDeselect={false}
              value={sort}
              data={sorts.map((value) => ({ value, label: t(`catalogue.list.sorts.${value}`) }))}
              onChange={(value) => void ask(list, { sort: sorts.find((each) => each === value) ?? 'relevance' })}
            />
          )}
        </div>
      )}
      <ErrorNote failure={failure} onRetry={() => void ask(list)} />
      {!answered ? (
        <Stack gap={10} className={styles.skeleton} aria-label={t('common.loading')} role="status">
          {Array.from({ length: 14 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
            <Skeleton key={index} h={18} w={`${94 - ((index * 7) % 30)}%`} />
          ))}
        </Stack>
      ) : empty ? (
        failure === null && <EmptyList />
      ) : (
        <EntryTable list={list} openId={openId} onOpen={onOpen} onDelete={onDelete} />
      )}
    </div>
  )
}

/** What waits for the department head; counted among all that the words find. */
const ToReview = () => {
  const { t } = useTranslation()
  const list = useList()
  const head = useSession().user.roles.includes('departmentHead')
  const waiting = useListState((state) => state.facets?.status.find(({ value }) => value === 'checked')?.count ?? 0)
  if (!head || waiting === 0) return null
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => void ask(list, { filter: { status: ['checked'] } })}>
      {t('life.toReview', { count: waiting })}
    </Anchor>
  )
}

/** A way back to edits that were left unsaved in other entries. */
const Unsaved = ({ openId }: { openId: string | null }) => {
  const { t } = useTranslation()
  const go = useGo()
  const unsaved = useSessionStore(draftsRecipe, (state) => unsavedKeys(state).join(' '))
  const keys = unsaved.split(' ').filter((key) => key !== '' && key !== openId)
  const first = keys[0]
  if (first === undefined) return null
  return (
    <Anchor component="button" type="button" size="sm" c="var(--mulu-warning)" title={t('catalogue.entry.draftsText')} onClick={() => go('catalogue', first)}>
      {t('catalogue.entry.drafts', { count: keys.length })}
    </Anchor>
  )
}
