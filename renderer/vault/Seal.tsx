import { Button, Group, List, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useSession } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Part } from './Part.tsx'
import { SpillReport } from './SpillReport.tsx'

/** A spill (practice L4): the vault is frozen, and the report page with its 24-hour clock is shown. */
export const Seal = () => {
  const { t } = useTranslation()
  const { sealed } = useSession()
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const [word, setWord] = useState('')
  const [report, setReport] = useState<Output<'vault.seal'> | null>(null)
  const seal = useCall('vault.seal')
  const confirmWord = t('vault.seal.confirmWord')
  const close = () => {
    setAsking(false)
    setWord('')
  }
  const run = async () => {
    const done = await seal.run({ note: note.trim() })
    if (done === null) return
    close()
    setReport(done)
  }
  return (
    <Part title={t('vault.seal.title')} about={t('vault.seal.about')}>
      <Group gap="xs">
        {sealed ? (
          <Button variant="default" onClick={() => void run()} loading={seal.busy}>
            {t('vault.seal.report')}
          </Button>
        ) : (
          <Button variant="light" color="red" onClick={() => setAsking(true)}>
            {t('vault.seal.do')}
          </Button>
        )}
      </Group>
      {!asking && <ErrorNote failure={seal.failure} />}
      <Modal opened={asking} onClose={close} title={t('vault.seal.title')} size={520}>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {t('vault.seal.plain')}
          </Text>
          <List size="sm" spacing={4}>
            <List.Item>{t('vault.seal.points.frozen')}</List.Item>
            <List.Item>{t('vault.seal.points.clock')}</List.Item>
            <List.Item>{t('vault.seal.points.nothing')}</List.Item>
            <List.Item>{t('vault.seal.points.call')}</List.Item>
          </List>
          <Textarea label={t('vault.seal.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
          <TextInput
            label={t('vault.seal.typeWord', { word: confirmWord })}
            value={word}
            onChange={(event) => setWord(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <ErrorNote failure={seal.failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button color="red.8" onClick={() => void run()} loading={seal.busy} disabled={word.trim() !== confirmWord}>
              {t('vault.seal.do')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      {report !== null && <SpillReport report={report} onClose={() => setReport(null)} />}
    </Part>
  )
}
