import { Badge, Button, Paper, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { Fingerprint } from '../../ferry/Fingerprint.tsx'
import { KeyCard } from './KeyCard.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { RetireDialog } from './RetireDialog.tsx'

export type SigningKey = Output<'signing.keys'>['keys'][number]

/** My keys with what can be done with them, and those of colleagues to compare. */
export const Keys = () => {
  const { t } = useTranslation()
  const { user } = useSession()
  const { value, failure, reload } = useLoad('signing.keys', {}, ['vault'])
  const mayMake = useMay('signing.createKey')
  const [making, setMaking] = useState(false)
  const own = value?.keys.filter((key) => key.user === user.name) ?? []
  const others = value?.keys.filter((key) => key.user !== user.name) ?? []
  const algorithms = value?.providers[0]?.algorithms ?? []
  return (
    <Stack gap="md" maw={1080}>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && failure === null && <Skeleton h={160} aria-label={t('common.loading')} />}
      {value !== null && (
        <Paper p="md">
          <Section
            title={t('signing.keys.own')}
            about={t('signing.keys.ownAbout')}
            actions={
              mayMake && (
                <Button leftSection={<IconKey size={15} aria-hidden />} onClick={() => setMaking(true)}>
                  {t('signing.keys.make')}
                </Button>
              )
            }
          >
            {own.length === 0 ? (
              <EmptyState icon={<IconKey size={32} stroke={1.3} />} title={t('signing.keys.ownNone')}>
                {t('signing.keys.ownNoneHint')}
              </EmptyState>
            ) : (
              <Stack gap="sm" mt="xs">
                {own.map((key) => (
                  <KeyCard key={key.id} signingKey={key} />
                ))}
              </Stack>
            )}
          </Section>
        </Paper>
      )}
      {others.length > 0 && (
        <Paper p="md">
          <Section title={t('signing.keys.others')}>
            <OthersTable keys={others} />
          </Section>
        </Paper>
      )}
      {making && <NewKeyDialog algorithms={algorithms} onClose={() => setMaking(false)} />}
    </Stack>
  )
}

/** A leaver's key is retired by the security administrator (practice P11). */
const OthersTable = ({ keys }: { keys: readonly SigningKey[] }) => {
  const { t } = useTranslation()
  const { user, sealed } = useSession()
  const mayRetire = user.roles.includes('securityAdmin') && !sealed
  const [leaving, setLeaving] = useState<SigningKey | null>(null)
  return (
    <>
      <Table className="mulu-table" layout="fixed" aria-label={t('signing.keys.others')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{t('signing.keys.owner')}</Table.Th>
            <Table.Th w={90}>{t('signing.algorithm')}</Table.Th>
            <Table.Th w={380}>{t('signing.fingerprint')}</Table.Th>
            <Table.Th>{t('signing.certificate')}</Table.Th>
            <Table.Th w={110}>{t('signing.keys.state')}</Table.Th>
            {mayRetire && <Table.Th w={80}>{t('common.actions')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{key.user}</Table.Td>
              <Table.Td>{t(`signing.algorithms.${key.algorithm}.name`)}</Table.Td>
              <Table.Td>
                <Fingerprint value={key.fingerprint} />
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{key.certificates[0]?.subject ?? '—'}</Table.Td>
              <Table.Td>
                <KeyState signingKey={key} />
              </Table.Td>
              {mayRetire && (
                <Table.Td>
                  {key.retiredAt === null && (
                    <Button variant="subtle" size="compact-xs" aria-label={`${t('signing.keys.retire')} ${key.user}`} onClick={() => setLeaving(key)}>
                      {t('signing.keys.retire')}
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {leaving !== null && <RetireDialog signingKey={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

export const KeyState = ({ signingKey: { retiredAt, retiredBy, retiredReason } }: { signingKey: SigningKey }) => {
  const { t } = useTranslation()
  if (retiredAt === null) {
    return (
      <Badge size="sm" color="green">
        {t('signing.keys.inUse')}
      </Badge>
    )
  }
  return (
    <Text
      span
      size="xs"
      c="var(--mulu-warning)"
      title={t('signing.keys.retiredWhy', { at: formatMoment(retiredAt), by: retiredBy ?? '', reason: retiredReason ?? '' })}
    >
      {t('signing.keys.retired')}
    </Text>
  )
}
