import { Alert, Anchor, Button, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerRow } from '../../../shared/contract/bulk.ts'
import type { Output } from '../../../shared/contract.ts'
import { useLanguage } from '../../app/language.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { ProgressDialog } from '../../components/ProgressDialog.tsx'
import { toastDone } from '../../components/toast.tsx'
import styles from './bulk.module.css'
import { fieldName, valueWords } from './operation.ts'

type Left = Output<'catalogue.bulkUndo'>

/** Who changed what in bulk, when and why, and the way back. */
export const LedgerDialog = ({ onClose, onOpen }: { onClose(): void; onOpen(id: string): void }) => {
  const { t } = useTranslation()
  const { value, failure, loading, reload } = useLoad('catalogue.bulkLedger', {}, ['catalogue'])
  const mayUndo = useMay('catalogue.bulkUndo')
  const undo = useCall('catalogue.bulkUndo')
  const [left, setLeft] = useState<Left | null>(null)
  const run = async (id: string) => {
    setLeft(null)
    const done = await undo.run({ id })
    if (done === null) return
    toastDone(t('bulk.undone', { entries: done.restored }))
    setLeft(done.leftCount > 0 ? done : null)
    reload()
  }
  return (
    <Modal opened onClose={onClose} title={t('bulk.ledger')} size={720}>
      <Stack gap="sm">
        <ErrorNote failure={failure ?? undo.failure} onRetry={reload} />
        {left !== null && (
          <Alert color="orange" p="xs" role="status" title={t('bulk.left', { count: left.leftCount })}>
            {left.left.map(({ id, title, why }) => (
              <div key={id}>
                <Anchor component="button" type="button" size="sm" onClick={() => onOpen(id)}>
                  {title}
                </Anchor>{' '}
                <Text component="span" size="2xs">
                  {t(`bulk.why.${why}`)}
                </Text>
              </div>
            ))}
          </Alert>
        )}
        {value === null && loading && <Skeleton h={120} role="img" aria-label={t('common.loading')} />}
        {value?.rows.length === 0 && <Text size="sm">{t('bulk.ledgerEmpty')}</Text>}
        {value !== null && value.rows.length > 0 && (
          <ul className={styles.ledger} aria-label={t('bulk.ledger')}>
            {value.rows.map((row) => (
              <li key={row.id}>
                <Line row={row} />
                {mayUndo && row.undone === null && (
                  <Button size="compact-sm" variant="default" loading={undo.busy} onClick={() => void run(row.id)}>
                    {t('bulk.undo')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Stack>
      <ProgressDialog
        opened={undo.busy && undo.progress !== null}
        title={t('bulk.undoing')}
        progress={undo.progress}
        cancelling={undo.cancelling}
        onCancel={undo.cancel}
      />
    </Modal>
  )
}

const Line = ({ row: { operation, by, at, reason, entries, cells, undone } }: { row: LedgerRow }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const says = () => {
    if (operation === null) return t('bulk.purged')
    const field = fieldName(operation.field, language)
    if (operation.kind === 'replace') return t('bulk.says.replace', { field, find: operation.find, with: operation.with })
    if (operation.kind === 'clear') return t('bulk.says.clear', { field })
    return t(`bulk.says.${operation.kind}`, { field, value: valueWords(operation.value, { yes: t('common.yes'), no: t('common.no') }) })
  }
  return (
    <div>
      <Text size="sm" fw={600}>
        {says()}
      </Text>
      <Text size="sm">{reason}</Text>
      <Text size="2xs" c="dimmed">
        {t('bulk.by', { by, at: formatMoment(at) })} · {t('bulk.count', { entries, cells })}
      </Text>
      {undone !== null && (
        <Text size="2xs">
          {t('bulk.undoneBy', { by: undone.by, at: formatMoment(undone.at), entries: undone.entries })}
          {undone.left > 0 ? t('bulk.undoneLeft', { left: undone.left }) : ''}
        </Text>
      )}
    </div>
  )
}
