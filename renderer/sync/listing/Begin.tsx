import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'

/** For the system administrator: the platform has no interface. */
export const Begin = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const begin = useCall('listing.begin')
  const go = async () => {
    const done = await begin.run({ platform: name.trim() })
    if (done === null) return
    toastDone(t('listing.begun', { platform: done.platform }))
    onDone()
  }
  return (
    <Section title={t('listing.beginTitle')} about={t('listing.beginHint')}>
      <Group align="flex-end" maw={560} wrap="nowrap">
        <TextInput flex={1} label={t('listing.platform')} maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button variant="default" disabled={name.trim() === ''} loading={begin.busy} onClick={() => void go()}>
          {t('listing.begin')}
        </Button>
      </Group>
      <ErrorNote failure={begin.failure} onClose={begin.clear} />
    </Section>
  )
}
