import { Button, Group, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { toastDone } from '../components/toast.tsx'
import { Part } from './Part.tsx'

export const IdleLock = ({ minutes }: { minutes: number }) => {
  const { t } = useTranslation()
  const [value, setValue] = useState(minutes)
  const set = useCall('vault.setIdleLock')
  const save = async () => {
    const done = await set.run({ minutes: value })
    if (done !== null) toastDone(t('vault.idle.done', { minutes: value }))
  }
  return (
    <Part title={t('vault.idle.title')} about={t('vault.idle.about')}>
      <Group gap="xs">
        <NumberInput
          aria-label={`${t('vault.idle.title')} (${t('vault.idle.minutes')})`}
          value={value}
          onChange={(next) => setValue(Math.min(480, Math.max(1, Math.round(Number(next)) || 1)))}
          min={1}
          max={480}
          w={90}
        />
        {t('vault.idle.minutes')}
        <Button variant="default" onClick={() => void save()} loading={set.busy} disabled={value === minutes}>
          {t('common.save')}
        </Button>
      </Group>
      <ErrorNote failure={set.failure} />
    </Part>
  )
}
