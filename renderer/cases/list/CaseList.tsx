import { Button, Group, Pagination, SegmentedControl, Select, Skeleton, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFolders, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useLoad } from '../../app/use-load.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { askedFirst, casesRecipe, type Which, whichNames } from '../cases-store.ts'
import { useGoTo } from '../use-place.ts'
import { CaseTable } from './CaseTable.tsx'

const perPage = 50

const filterOf: Record<Which, { open?: boolean; turn?: boolean }> = { turn: { turn: true }, open: { open: true }, closed: { open: false }, all: {} }

/** The files of one kind: whose turn it is, until when, and how they stand. */
export const CaseList = ({ kind, mayOpen }: { kind: CaseKind; mayOpen: boolean }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { which, text, order, page } = useSessionStore(casesRecipe, ({ asked }) => asked[kind]) ?? askedFirst
  const ask = useSessionStore(casesRecipe, (state) => state.ask)
  const [sought] = useDebouncedValue(text.trim(), 150)
  const question = { ...filterOf[which], text: sought, order, limit: perPage, skip: (page - 1) * perPage }
  const { value, failure, loading, reload } = useLoad(callOf(kind, 'list'), question, ['case', 'calendar', 'rules', 'profile'])
  const pages = Math.ceil((value?.total ?? 0) / perPage)
  const narrowed = sought !== '' || which !== 'all'
  return (
    <>
      <Group px="md" py="xs" gap="sm" wrap="nowrap">
        <SegmentedControl
          aria-label={t('cases.whichLabel')}
          value={which}
          onChange={(next) => ask(kind, { which: whichNames.find((each) => each === next) ?? 'open' })}
          data={whichNames.map((each) => ({ value: each, label: t(`cases.which.${each}`) }))}
        />
        <TextInput
          aria-label={t('cases.find')}
          placeholder={t('cases.find')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={text}
          onChange={(event) => ask(kind, { text: event.currentTarget.value })}
          maxLength={100}
          w={260}
        />
        <Select
          aria-label={t('cases.order')}
          value={order}
          onChange={(next) => ask(kind, { order: next === 'due' ? 'due' : 'changed' })}
          data={(['changed', 'due'] as const).map((each) => ({ value: each, label: t(`cases.orders.${each}`) }))}
          allowDeselect={false}
          w={150}
        />
        <Text size="xs" c="dimmed" ml="auto" role="status">
          {value === null ? '' : t('cases.count', { count: value.total })}
        </Text>
      </Group>
      <div className="mulu-notes">
        <ErrorNote failure={failure} onRetry={reload} />
      </div>
      {value === null && loading && <Skeleton h={200} mx="md" w="auto" role="img" aria-label={t('common.loading')} />}
      {value !== null && value.rows.length === 0 && (
        <EmptyState
          icon={<IconFolders size={32} stroke={1.3} />}
          title={sought !== '' ? t('cases.noneFound') : which === 'turn' ? t('cases.emptyTurn') : t(`cases.empty.${kind}`)}
          actions={
            <Group gap="xs">
              {narrowed && (
                <Button variant="default" onClick={() => ask(kind, { which: 'all', text: '' })}>
                  {t('cases.showAll')}
                </Button>
              )}
              {mayOpen && sought === '' && <Button onClick={() => goTo({ kind, view: 'new', about: '' })}>{t(`cases.new.${kind}`)}</Button>}
            </Group>
          }
        >
          {sought !== '' ? undefined : which === 'turn' ? t('cases.emptyTurnHint') : t(`cases.emptyHint.${kind}`)}
        </EmptyState>
      )}
      {value !== null && value.rows.length > 0 && (
        // A scrolling region must be reachable by keyboard even when nothing in it is.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section className={classes.scroll} aria-label={t(`cases.kinds.${kind}`)} tabIndex={0}>
          <CaseTable kind={kind} rows={value.rows} />
        </section>
      )}
      {pages > 1 && (
        <Pagination
          total={pages}
          value={page}
          onChange={(next) => ask(kind, { page: next })}
          size="sm"
          px="md"
          pb="xs"
          getItemProps={(at) => ({ 'aria-label': t('cases.page', { page: at }) })}
          getControlProps={(control) => ({ 'aria-label': t(control === 'next' || control === 'last' ? 'cases.following' : 'cases.preceding') })}
        />
      )}
    </>
  )
}
