import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { formatNumber } from '../components/moments.ts'
import { Frame } from './Frame.tsx'
import { RestoreForm } from './RestoreForm.tsx'

type Props = { users: readonly string[]; replaces: boolean; backup?: string; onBack(): void; onDone(): void }

export const RestorePage = ({ users, replaces, backup, onBack, onDone }: Props) => {
  const { t } = useTranslation()
  const [result, setResult] = useState<Output<'vault.restore'> | null>(null)
  if (result === null) {
    return (
      <Frame title={t('lock.restoring.title')} width={560}>
        <RestoreForm users={users} replaces={replaces} {...(backup === undefined ? {} : { backup })} onDone={setResult} onCancel={onBack} />
      </Frame>
    )
  }
  return (
    <Frame title={t('lock.restoring.doneTitle')} width={560}>
      <Text>{t('lock.restoring.done', { entries: formatNumber(result.entries) })}</Text>
      {result.keptAs !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('lock.restoring.keptAs', { name: result.keptAs })}
        </Text>
      )}
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('lock.restoring.onward')}</Button>
      </Group>
    </Frame>
  )
}
