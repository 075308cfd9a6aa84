import { Badge, Button, Paper, Stack, Table, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'

/** The newest list of each authority; one past its next update is said to be old. */
export const Revocations = ({ crls }: { crls: Output<'signing.authorities'>['crls'] }) => {
  const { t } = useTranslation()
  const mayBring = useMay('signing.importRevocations')
  const pick = usePick()
  const bring = useCall('signing.importRevocations')
  const choose = async () => {
    bring.clear()
    const file = await pick.open({
      title: t('signing.authorities.bringTitle'),
      kinds: [{ label: t('signing.authorities.crlKind'), extensions: ['crl', 'pem', 'der'] }],
    })
    if (file === null) return
    const done = await bring.run({ file: file.handle })
    if (done !== null) toastDone(t('signing.authorities.brought', { count: done.crl.revoked }))
  }
  return (
    <Paper p="md">
      <Section
        title={t('signing.authorities.crls')}
        about={t('signing.authorities.crlsAbout')}
        actions={
          mayBring && (
            <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} loading={bring.busy} onClick={() => void choose()}>
              {t('signing.authorities.bring')}
            </Button>
          )
        }
      >
        <Stack gap="xs" mt="xs">
          <ErrorNote failure={bring.failure ?? pick.failure} onClose={bring.failure === null ? pick.clear : bring.clear} />
          {crls.length === 0 ? (
            <Text size="sm">{t('signing.authorities.crlsNone')}</Text>
          ) : (
            <Table className="mulu-table" layout="fixed" aria-label={t('signing.authorities.crls')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('signing.keys.issuer')}</Table.Th>
                  <Table.Th w={150}>{t('signing.authorities.thisUpdate')}</Table.Th>
                  <Table.Th w={150}>{t('signing.authorities.nextUpdate')}</Table.Th>
                  <Table.Th w={80}>{t('signing.authorities.revokedCount')}</Table.Th>
                  <Table.Th w={130}>{t('signing.keys.state')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {crls.map((crl) => (
                  <Table.Tr key={crl.sha256}>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{crl.issuer}</Table.Td>
                    <Table.Td>{formatMoment(crl.thisUpdateAt)}</Table.Td>
                    <Table.Td>{formatMoment(crl.nextUpdateAt) || '—'}</Table.Td>
                    <Table.Td>{crl.revoked}</Table.Td>
                    <Table.Td>
                      <Badge size="sm" color={crl.old ? 'orange' : 'green'}>
                        {t(crl.old ? 'signing.authorities.old' : 'signing.authorities.fresh')}
                      </Badge>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Stack>
      </Section>
    </Paper>
  )
}
