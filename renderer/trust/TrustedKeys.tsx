import { Button, Paper, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { Section } from '../components/Section.tsx'
import { inGroups } from './fingerprint.ts'
import { ImportKeyDialog } from './ImportKeyDialog.tsx'

type Key = Output<'trust.list'>['keys'][number]

/** Whose signatures this vault believes, and for what. */
export const TrustedKeys = () => {
  const { t } = useTranslation()
  const list = useLoad('trust.list', {}, ['vault'])
  const mayChange = useMay('trust.importKey')
  const remove = useCall('trust.remove')
  const [importing, setImporting] = useState(false)
  const [leaving, setLeaving] = useState<Key | null>(null)
  const keys = list.value?.keys ?? []
  const run = async () => {
    if (leaving === null) return
    await remove.run({ fingerprint: leaving.fingerprint, purpose: leaving.purpose })
    setLeaving(null)
  }
  return (
    <Section
      title={t('trust.title')}
      about={t('trust.about')}
      actions={
        mayChange && (
          <Button variant="default" onClick={() => setImporting(true)}>
            {t('trust.import')}…
          </Button>
        )
      }
    >
      <Stack gap="xs">
        <ErrorNote failure={list.failure ?? remove.failure} />
        {list.value !== null && keys.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('trust.none')}
          </Text>
        )}
        {keys.length > 0 && (
          <Paper style={{ overflow: 'hidden' }}>
            <Table className="mulu-table" layout="fixed" aria-label={t('trust.title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={90}>{t('trust.purpose')}</Table.Th>
                  <Table.Th w={140}>{t('trust.name')}</Table.Th>
                  <Table.Th>{t('trust.fingerprint')}</Table.Th>
                  <Table.Th w={140}>{t('trust.importedAt')}</Table.Th>
                  {mayChange && <Table.Th w={90}>{t('common.actions')}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {keys.map((key) => (
                  <Table.Tr key={`${key.purpose} ${key.fingerprint}`}>
                    <Table.Td>{t(`trust.purposes.${key.purpose}`)}</Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{key.name}</Table.Td>
                    <Table.Td className="mulu-mono" style={{ overflowWrap: 'anywhere' }}>
                      {inGroups(key.fingerprint)}
                    </Table.Td>
                    <Table.Td title={key.importedBy}>{formatMoment(key.importedAt)}</Table.Td>
                    {mayChange && (
                      <Table.Td>
                        <Button variant="subtle" size="compact-xs" onClick={() => setLeaving(key)} aria-label={`${t('trust.remove')} ${key.name}`}>
                          {t('trust.remove')}
                        </Button>
                      </Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Paper>
        )}
      </Stack>
      {importing && <ImportKeyDialog onClose={() => setImporting(false)} />}
      <ConfirmDialog
        opened={leaving !== null}
        title={t('trust.removeTitle')}
        confirmLabel={t('trust.remove')}
        danger
        busy={remove.busy}
        onConfirm={() => void run()}
        onCancel={() => setLeaving(null)}
      >
        {t('trust.removeAbout', { name: leaving?.name ?? '' })}
      </ConfirmDialog>
    </Section>
  )
}
