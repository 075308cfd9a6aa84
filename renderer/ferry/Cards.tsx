import { Badge, Button, Group, Paper, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconFileExport, IconFileImport, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useMay } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { usePrint } from '../app/use-print.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { Section } from '../components/Section.tsx'
import { CardSheet } from './CardSheet.tsx'
import { Facts } from './Facts.tsx'
import { Fingerprint } from './Fingerprint.tsx'
import { OwnCardDialog } from './OwnCardDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import { TrustDialog } from './TrustDialog.tsx'

export type Card = Output<'ferry.identities'>['identities'][number]

/** This copy's card, and those whose packages are taken in (decisions F6). */
export const Cards = () => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('ferry.identities', {}, ['vault', 'sync'])
  const own = value?.identities.find((card) => card.own) ?? null
  const others = value?.identities.filter((card) => !card.own) ?? []
  return (
    <Stack gap="md" maw={1000}>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && failure === null && <Skeleton h={160} aria-label={t('common.loading')} />}
      {value !== null && (
        <>
          <Paper p="md">
            <Own card={own} onChanged={reload} />
          </Paper>
          <Paper p="md">
            <Trusted cards={others} onChanged={reload} />
          </Paper>
        </>
      )}
    </Stack>
  )
}

const Own = ({ card, onChanged }: { card: Card | null; onChanged(): void }) => {
  const { t } = useTranslation()
  const mayMake = useMay('ferry.identity')
  const [open, setOpen] = useState(false)
  const { print, failure } = usePrint('ownCard')
  return (
    <Section
      title={t('ferry.cards.own')}
      about={t('ferry.cards.ownAbout')}
      actions={
        <Group gap="xs" wrap="nowrap">
          {card !== null && (
            <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={print}>
              {t('ferry.cards.print')}
            </Button>
          )}
          {mayMake && (
            <Button variant={card === null ? 'filled' : 'default'} leftSection={<IconFileExport size={15} aria-hidden />} onClick={() => setOpen(true)}>
              {t(card === null ? 'ferry.cards.make' : 'ferry.cards.export')}
            </Button>
          )}
        </Group>
      }
    >
      <ErrorNote failure={failure} />
      {card === null ? (
        <Text size="sm" mt="xs">
          {t('ferry.cards.ownNone')}　
          <Text span size="sm" c="dimmed">
            {t('ferry.cards.ownNoneHint')}
          </Text>
        </Text>
      ) : (
        <Facts
          rows={[
            [t('ferry.cards.agency'), card.agency || t('ferry.cards.noAgency')],
            [t('ferry.cards.name'), card.name],
            [t('ferry.cards.madeAt'), formatMoment(card.madeAt)],
            card.sm2 ? [t('ferry.take.signature'), 'Ed25519 + SM2'] : [t('ferry.take.signature'), 'Ed25519'],
            [t('ferry.cards.fingerprint'), <Fingerprint key="print" value={card.fingerprint} />],
          ]}
        />
      )}
      {open && (
        <OwnCardDialog
          card={card}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            onChanged()
          }}
        />
      )}
      {card !== null && (
        <PrintSheet>
          <CardSheet card={card} />
        </PrintSheet>
      )}
    </Section>
  )
}

const Trusted = ({ cards, onChanged }: { cards: readonly Card[]; onChanged(): void }) => {
  const { t } = useTranslation()
  const mayTrust = useMay('ferry.trustIdentity')
  const mayRevoke = useMay('ferry.revokeIdentity')
  const [trusting, setTrusting] = useState(false)
  const [leaving, setLeaving] = useState<Card | null>(null)
  const done = () => {
    setTrusting(false)
    setLeaving(null)
    onChanged()
  }
  return (
    <Section
      title={t('ferry.cards.trusted')}
      about={t('ferry.cards.trustedAbout')}
      actions={
        mayTrust && (
          <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => setTrusting(true)}>
            {t('ferry.cards.trust')}
          </Button>
        )
      }
    >
      {cards.length === 0 ? (
        <Text size="sm" mt="xs">
          {t('ferry.cards.trustedNone')}
        </Text>
      ) : (
        <Table className="mulu-table" layout="fixed" aria-label={t('ferry.cards.trusted')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={80}>{t('ferry.cards.kind')}</Table.Th>
              <Table.Th>{t('ferry.cards.agency')}</Table.Th>
              <Table.Th w={360}>{t('ferry.cards.fingerprint')}</Table.Th>
              <Table.Th w={140}>{t('ferry.cards.addedAt')}</Table.Th>
              <Table.Th w={120}>{t('ferry.cards.state')}</Table.Th>
              {mayRevoke && <Table.Th w={70}>{t('common.actions')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cards.map((card) => (
              <Table.Tr key={card.fingerprint}>
                <Table.Td>{t(`ferry.cards.kinds.${card.kind}`)}</Table.Td>
                <Table.Td>
                  {card.agency || card.name}
                  {card.agency !== '' && card.name !== card.agency && (
                    <Text size="2xs" c="dimmed">
                      {card.name}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <Fingerprint value={card.fingerprint} />
                </Table.Td>
                <Table.Td title={card.addedBy}>{formatMoment(card.addedAt)}</Table.Td>
                <Table.Td>
                  {card.revokedAt === null ? (
                    <Badge size="sm" color="green">
                      {t('ferry.cards.valid')}
                    </Badge>
                  ) : (
                    <Text size="xs" c="var(--mulu-warning)" title={card.revokedBy ?? undefined}>
                      {t('ferry.cards.revokedAt', { at: formatMoment(card.revokedAt).slice(0, 10) })}
                    </Text>
                  )}
                </Table.Td>
                {mayRevoke && (
                  <Table.Td>
                    {card.revokedAt === null && (
                      <Button
                        variant="subtle"
                        size="compact-xs"
                        aria-label={`${t('ferry.cards.revoke')} ${card.agency || card.name}`}
                        onClick={() => setLeaving(card)}
                      >
                        {t('ferry.cards.revoke')}
                      </Button>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {trusting && <TrustDialog onClose={() => setTrusting(false)} onDone={done} />}
      {leaving !== null && <RevokeDialog card={leaving} onClose={() => setLeaving(null)} onDone={done} />}
    </Section>
  )
}
