import { Badge, Button, Paper, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useMay } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { AuthorityDialog } from './AuthorityDialog.tsx'
import { RemoveAuthority } from './RemoveAuthority.tsx'
import { Revocations } from './Revocations.tsx'

export type Authority = Output<'signing.authorities'>['authorities'][number]

/** Whose certificates are believed here, and the lists they are checked against. */
export const Authorities = () => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('signing.authorities', {}, ['vault'])
  const mayImport = useMay('signing.importAuthority')
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Authority | null>(null)
  const authorities = value?.authorities ?? []
  return (
    <Stack gap="md" maw={1080}>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && failure === null && <Skeleton h={160} aria-label={t('common.loading')} />}
      {value !== null && (
        <>
          <Paper p="md">
            <Section
              title={t('signing.authorities.title')}
              about={t('signing.authorities.about')}
              actions={
                mayImport && (
                  <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => setAdding(true)}>
                    {t('signing.authorities.add')}
                  </Button>
                )
              }
            >
              {authorities.length === 0 ? (
                <Text size="sm" mt="xs">
                  {t('signing.authorities.none')}　
                  <Text span size="sm" c="dimmed">
                    {t('signing.authorities.noneHint')}
                  </Text>
                </Text>
              ) : (
                <AuthorityTable authorities={authorities} {...(mayImport ? { onRemove: setLeaving } : {})} />
              )}
            </Section>
          </Paper>
          <Revocations crls={value.crls} />
        </>
      )}
      {adding && <AuthorityDialog onClose={() => setAdding(false)} />}
      {leaving !== null && <RemoveAuthority authority={leaving} onClose={() => setLeaving(null)} />}
    </Stack>
  )
}

const AuthorityTable = ({ authorities, onRemove }: { authorities: readonly Authority[]; onRemove?(one: Authority): void }) => {
  const { t } = useTranslation()
  return (
    <Table className="mulu-table" layout="fixed" aria-label={t('signing.authorities.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('signing.authorities.subject')}</Table.Th>
          <Table.Th w={260}>{t('signing.authorities.standing')}</Table.Th>
          <Table.Th w={200}>{t('signing.keys.validity')}</Table.Th>
          <Table.Th w={150}>{t('signing.keys.importedAt')}</Table.Th>
          {onRemove !== undefined && <Table.Th w={100}>{t('common.actions')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {authorities.map((one) => (
          <Table.Tr key={one.sha256}>
            <Table.Td style={{ overflowWrap: 'anywhere' }} title={`SHA-256 ${one.sha256}`}>
              {one.subject}
              {one.issuer !== one.subject && (
                <Text size="2xs" c="dimmed">
                  {t('signing.keys.issuer')} {one.issuer}
                </Text>
              )}
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Badge size="sm" color={one.licensed ? 'green' : 'gray'}>
                {t(one.licensed ? 'signing.authorities.licensed' : 'signing.authorities.trusted')}
              </Badge>
              {one.evidence !== '' && (
                <Text size="2xs" c="dimmed">
                  {one.evidence}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{t('signing.keys.until', { from: one.fromAt.slice(0, 10), until: one.untilAt.slice(0, 10) })}</Table.Td>
            <Table.Td>
              {one.importedBy}
              <Text size="2xs" c="dimmed">
                {formatMoment(one.importedAt)}
              </Text>
            </Table.Td>
            {onRemove !== undefined && (
              <Table.Td>
                <Button variant="subtle" size="compact-xs" aria-label={`${t('signing.authorities.remove')} ${one.subject}`} onClick={() => onRemove(one)}>
                  {t('signing.authorities.remove')}
                </Button>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
