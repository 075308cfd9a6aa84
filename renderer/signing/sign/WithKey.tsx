import { Button, Select, Skeleton, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import classes from '../signing.module.css'

/** The key somebody signs with: with one there is nothing to choose; without any, the way to one. */
export const WithKey = ({ busy, onClose, children }: { busy: boolean; onClose(): void; children(keyId: string): ReactNode }) => {
  const { t } = useTranslation()
  const { user } = useSession()
  const go = useGo()
  const { value, failure, reload } = useLoad('signing.keys', {}, ['vault'])
  const [chosen, setChosen] = useState<string | null>(null)
  const usable = value?.keys.filter((key) => key.user === user.name && key.retiredAt === null) ?? []
  const keyId = chosen ?? usable[0]?.id ?? null
  if (value === null) return failure === null ? <Skeleton h={200} aria-label={t('common.loading')} /> : <ErrorNote failure={failure} onRetry={reload} />
  if (keyId === null) {
    return (
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('signing.dialog.noKey')}</Text>
        <Button
          data-autofocus
          onClick={() => {
            onClose()
            go('signing', 'keys')
          }}
        >
          {t('signing.dialog.toKeys')}
        </Button>
      </Stack>
    )
  }
  return (
    <div className={classes.sheet}>
      {usable.length > 1 && (
        <Select
          label={t('signing.dialog.key')}
          data={usable.map(({ id, algorithm, fingerprint, certificates }) => ({
            value: id,
            label: [t(`signing.algorithms.${algorithm}.name`), fingerprint.slice(0, 8), certificates[0]?.subject ?? '']
              .filter((part) => part !== '')
              .join(' · '),
          }))}
          value={keyId}
          onChange={setChosen}
          allowDeselect={false}
          disabled={busy}
        />
      )}
      {children(keyId)}
    </div>
  )
}
