import { Button, Code, Group, Paper, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatMoment } from '../components/moments.ts'
import { toastDone } from '../components/toast.tsx'
import { Facts } from './Facts.tsx'
import { Fingerprint } from './Fingerprint.tsx'
import classes from './ferry.module.css'
import { type HandOver, useFerryWords } from './words.ts'

/** What the form will say: parties, medium, files with their digests, and the lines to check them by. */
export const HandOverView = ({ form }: { form: HandOver }) => {
  const { t } = useTranslation()
  const words = useFerryWords()
  const lines = form.volumes.map(({ sha256sum }) => sha256sum).join('\n')
  const copy = async () => {
    await navigator.clipboard.writeText(`${lines}\n`)
    toastDone(t('ferry.form.copied'))
  }
  return (
    <Stack gap="sm">
      <Facts
        rows={[
          [t('ferry.form.kind'), words.kind(form.kind)],
          [t('ferry.form.sender'), words.party(form.sender)],
          [t('ferry.form.recipient'), words.party(form.recipient)],
          [t('ferry.form.medium'), `${form.medium.number} · ${form.medium.mark}`],
          [t('ferry.form.mode'), t(`ferry.modes.${form.mode}`)],
          [t('ferry.form.madeAt'), formatMoment(form.madeAt)],
          form.expiresOn === null ? null : [t('ferry.form.expires'), form.expiresOn],
          [t('ferry.form.inside'), words.counts(form.counts)],
          [t('ferry.form.signer'), <Fingerprint key="signer" value={form.sender.fingerprint} />],
        ]}
      />
      <Paper style={{ overflow: 'hidden' }}>
        <Table className="mulu-table" layout="fixed" aria-label={t('ferry.form.files')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="34%">{t('ferry.form.file')}</Table.Th>
              <Table.Th w={90}>{t('ferry.form.bytes')}</Table.Th>
              <Table.Th>{t('ferry.form.sha256')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {form.volumes.map(({ name, bytes, sha256 }) => (
              <Table.Tr key={name}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                <Table.Td title={String(bytes)}>{formatBytes(bytes)}</Table.Td>
                <Table.Td className={classes.digest ?? ''}>{sha256}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      {form.direction === 'out' && (
        <div>
          <Group justify="space-between" wrap="nowrap" mb={4} align="flex-end">
            <Text size="xs" c="dimmed">
              {t('ferry.form.checkUnix')}
            </Text>
            <Button variant="default" size="compact-xs" style={{ flexShrink: 0 }} onClick={() => void copy()}>
              {t('ferry.form.copy')}
            </Button>
          </Group>
          <Code block fz="2xs" mah={120} tabIndex={0}>
            {lines}
          </Code>
        </div>
      )}
    </Stack>
  )
}
