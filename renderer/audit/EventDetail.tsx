import { Modal, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditEvent } from '../../shared/contract/audit.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { formatMoment } from '../components/moments.ts'
import type { AuditWords } from './use-audit-words.ts'

/** One record, whole. */
export const EventDetail = ({ event, words, onClose }: { event: AuditEvent; words: AuditWords; onClose(): void }) => {
  const { t } = useTranslation()
  const { aside } = usePunctuation()
  const rows = [
    [t('audit.at'), aside(formatMoment(event.at, true), event.at)],
    [t('audit.actor'), event.actor === '' ? t('audit.nobody') : event.actor],
    [t('audit.second'), event.second],
    [t('audit.action'), aside(words.action(event.action), event.action)],
    [t('audit.outcome'), event.outcome === 'ok' ? t('audit.ok') : aside(t('audit.refused'), event.outcome)],
    [t('audit.entity'), [event.entity, event.entityId].filter((part) => part !== null).join(' ')],
    [t('audit.fields'), words.fields(event.fields)],
    [t('audit.note'), words.note(event.note)],
    [t('audit.digest'), event.digest],
    [t('audit.prev'), event.prev],
    [t('audit.hash'), event.hash],
  ] as const
  return (
    <Modal opened onClose={onClose} title={`${t('audit.detail')} ${event.seq}`} size={640}>
      <Table layout="fixed" withRowBorders={false} variant="vertical">
        <Table.Tbody>
          {rows.map(([label, value]) =>
            value === null || value === '' ? null : (
              <Table.Tr key={label}>
                <Table.Th w={130} scope="row">
                  {label}
                </Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
