import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Section } from '../components/Section.tsx'
import { toastDone } from '../components/toast.tsx'

/** What of the platform could not be taken; an administrator has it asked for again. */
export const PassedOver = ({ count }: { count: number }) => {
  const { t } = useTranslation()
  const mayAsk = useMay('sync.again')
  const again = useCall('sync.again')
  if (count === 0) return null
  const ask = async () => {
    const done = await again.run({})
    if (done !== null) toastDone(t('sync.againDone', { count: done.asked }))
  }
  return (
    <Section title={t('sync.passedOver')} about={t('sync.passedOverAbout')}>
      <Group gap="sm">
        <Text size="sm">{t('sync.passedOverCount', { count })}</Text>
        {mayAsk && (
          <Button size="compact-sm" variant="default" loading={again.busy} onClick={() => void ask()}>
            {t('sync.again')}
          </Button>
        )}
      </Group>
      <ErrorNote failure={again.failure} onClose={again.clear} />
    </Section>
  )
}
