import { Button, Group } from '@mantine/core'
import { IconFileImport, IconListSearch, IconPlus, IconSearchOff, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../app/route.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ProgressDialog } from '../../components/ProgressDialog.tsx'
import { toastDone } from '../../components/toast.tsx'
import { filterCount } from './list-store.ts'
import { ask } from './search.ts'
import { useList, useListState } from './use-list.ts'

/** Nothing to list: because nothing was found, nothing was deleted, or there is nothing yet. */
export const EmptyList = () => {
  const { t } = useTranslation()
  const list = useList()
  const text = useListState((state) => state.text)
  const filter = useListState((state) => state.filter)
  const filters = filterCount(filter)
  if (text.trim() !== '' || filters > 0) {
    return (
      <EmptyState
        icon={<IconSearchOff size={32} stroke={1.3} />}
        title={t('catalogue.list.noHitsTitle')}
        actions={
          <Group gap="xs">
            {filters > 0 && (
              <Button variant="default" onClick={() => void ask(list, { filter: filter.deleted === true ? { deleted: true } : {} })}>
                {t('catalogue.list.clearFilters')}
              </Button>
            )}
            {text !== '' && (
              <Button variant="default" onClick={() => void ask(list, { text: '' })}>
                {t('catalogue.list.clearText')}
              </Button>
            )}
          </Group>
        }
      >
        {filters > 0 ? t('catalogue.list.noHitsHint') : t('catalogue.list.noHitsText', { text })}
      </EmptyState>
    )
  }
  if (filter.deleted === true) {
    return (
      <EmptyState icon={<IconTrash size={32} stroke={1.3} />} title={t('catalogue.list.noDeletedTitle')}>
        {t('catalogue.list.noDeletedHint')}
      </EmptyState>
    )
  }
  return <NothingYet />
}

const NothingYet = () => {
  const { t } = useTranslation()
  const go = useGo()
  const mayChange = useMay('catalogue.save')
  const sample = useCall('catalogue.sample')
  const load = async () => {
    // Mulu's own sample; nothing of the officer's is taken in.
    const done = await sample.run({ secrecy: '不涉密' })
    if (done !== null) toastDone(t('catalogue.list.sampleToast', { count: done.created }))
  }
  return (
    <>
      <EmptyState
        icon={<IconListSearch size={32} stroke={1.3} />}
        title={t('catalogue.list.emptyTitle')}
        actions={
          mayChange && (
            <Group gap="xs">
              <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => go('import')}>
                {t('catalogue.list.importFile')}
              </Button>
              <Button variant="default" onClick={() => void load()} loading={sample.busy}>
                {t('catalogue.list.sample')}
              </Button>
              <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go('catalogue', 'new')}>
                {t('catalogue.list.newEntry')}
              </Button>
            </Group>
          )
        }
      >
        {t('catalogue.list.emptyHint')}
      </EmptyState>
      <ErrorNote failure={sample.failure} onClose={sample.clear} />
      <ProgressDialog
        opened={sample.busy}
        title={t('catalogue.list.sample')}
        progress={sample.progress}
        cancelling={sample.cancelling}
        onCancel={sample.cancel}
      />
    </>
  )
}
