import { Badge, Button, Group, Paper, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconFileCertificate, IconPlus, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../shared/moments.ts'
import { useMay } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { usePrint } from '../../app/use-print.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { PrintSheet } from '../../components/PrintSheet.tsx'
import { Section } from '../../components/Section.tsx'
import { type Authorisation, authorisationState } from '../authorisation-state.ts'
import { useSigningWords } from '../words.ts'
import { AuthorisationDialog } from './AuthorisationDialog.tsx'
import { AuthorisationSheet } from './AuthorisationSheet.tsx'
import { RevokeAuthorisation } from './RevokeAuthorisation.tsx'

const colours = { valid: 'green', notYet: 'blue', ended: 'gray', revoked: 'orange' } as const

/** 签署授权登记: who may sign what for the agency, and under which document (practice P4). */
export const Authorisations = () => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('signing.authorisations', {}, ['vault'])
  const mayRecord = useMay('signing.recordAuthorisation')
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Authorisation | null>(null)
  const { print, failure: unprinted } = usePrint('authorisations')
  const list = value?.authorisations ?? []
  const done = () => {
    setAdding(false)
    setLeaving(null)
    reload()
  }
  return (
    <Paper p="md">
      <Section
        title={t('signing.authorisations.title')}
        about={t('signing.authorisations.about')}
        actions={
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} disabled={list.length === 0} onClick={print}>
              {t('common.print')}
            </Button>
            {mayRecord && (
              <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
                {t('signing.authorisations.add')}
              </Button>
            )}
          </Group>
        }
      >
        <Stack gap="xs" mt="xs">
          <ErrorNote failure={failure ?? unprinted} onRetry={reload} />
          {value === null && failure === null && <Skeleton h={120} aria-label={t('common.loading')} />}
          {value !== null && list.length === 0 && (
            <EmptyState icon={<IconFileCertificate size={32} stroke={1.3} />} title={t('signing.authorisations.none')}>
              {t('signing.authorisations.noneHint')}
            </EmptyState>
          )}
          {list.length > 0 && (
            <>
              <ListTable list={list} {...(mayRecord ? { onRevoke: setLeaving } : {})} />
              <PrintSheet>
                <AuthorisationSheet list={list} />
              </PrintSheet>
            </>
          )}
        </Stack>
      </Section>
      {adding && <AuthorisationDialog onClose={() => setAdding(false)} onDone={done} />}
      {leaving !== null && <RevokeAuthorisation authorisation={leaving} onClose={() => setLeaving(null)} onDone={done} />}
    </Paper>
  )
}

const ListTable = ({ list, onRevoke }: { list: readonly Authorisation[]; onRevoke?(one: Authorisation): void }) => {
  const { t } = useTranslation()
  const words = useSigningWords()
  const today = dayInChina(new Date().toISOString())
  return (
    <Table className="mulu-table" layout="fixed" aria-label={t('signing.authorisations.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={110}>{t('signing.authorisations.user')}</Table.Th>
          <Table.Th>{t('signing.authorisations.number')}</Table.Th>
          <Table.Th w={110}>{t('signing.authorisations.authorisedBy')}</Table.Th>
          <Table.Th w={110}>{t('signing.authorisations.signsAs')}</Table.Th>
          <Table.Th w={170}>{t('signing.authorisations.scope')}</Table.Th>
          <Table.Th w={190}>{t('signing.authorisations.days')}</Table.Th>
          <Table.Th w={150}>{t('signing.authorisations.recorded')}</Table.Th>
          <Table.Th w={90}>{t('signing.keys.state')}</Table.Th>
          {onRevoke !== undefined && <Table.Th w={80}>{t('common.actions')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {list.map((one) => {
          const state = authorisationState(one, today)
          return (
            <Table.Tr key={one.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{one.user}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {one.number}
                {one.evidence !== '' && (
                  <Text size="2xs" c="dimmed">
                    {one.evidence}
                  </Text>
                )}
                {one.revokedAt !== null && (
                  <Text size="2xs" c="var(--mulu-warning)">
                    {t('signing.authorisations.revokedWhy', { at: formatMoment(one.revokedAt), by: one.revokedBy ?? '', reason: one.revokedReason ?? '' })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{one.authorisedBy}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{one.title}</Table.Td>
              <Table.Td>{words.scope(one.scope)}</Table.Td>
              <Table.Td>{t('signing.keys.until', { from: one.fromOn, until: one.untilOn })}</Table.Td>
              <Table.Td>
                {one.recordedBy}
                <Text size="2xs" c="dimmed">
                  {formatMoment(one.recordedAt)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Badge size="sm" color={colours[state]}>
                  {t(`signing.authorisations.states.${state}`)}
                </Badge>
              </Table.Td>
              {onRevoke !== undefined && (
                <Table.Td>
                  {one.revokedAt === null && (
                    <Button
                      variant="subtle"
                      size="compact-xs"
                      aria-label={`${t('signing.authorisations.revoke')} ${one.user} ${one.number}`}
                      onClick={() => onRevoke(one)}
                    >
                      {t('signing.authorisations.revoke')}
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
