import { Alert, Button, Group, List, Modal, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { machines } from '../../shared/cases/machines.ts'
import type { Output } from '../../shared/contract.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'

/** What an archive is, whether it is whole, and whether it is the one recorded here. */
export const VerifyDialog = ({ verdict, onClose }: { verdict: Output<'archive.verify'>; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const { number, archivedOn, archivedBy, agency, case: of, sha256, recorded, whole, problems } = verdict
  const rows = [
    [t('ledgers.verify.number'), number],
    [t('ledgers.verify.case'), `${machines[of.kind].words[language]} ${of.number} ${of.title}`],
    [t('ledgers.verify.archived'), `${archivedOn} ${archivedBy} ${agency}`],
    [t('ledgers.verify.holds'), t('ledgers.verify.holdsWhat', { acts: of.acts, papers: of.papers })],
    ['SHA-256', sha256],
  ] as const
  return (
    <Modal opened onClose={onClose} title={t('ledgers.verify.title')} size={640} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <Alert color={whole ? 'green' : 'red'} role="status">
          {t(whole ? 'ledgers.verify.whole' : 'ledgers.verify.broken')}{' '}
          {recorded === null ? t('ledgers.verify.unknown') : recorded.same ? t('ledgers.verify.same') : t('ledgers.verify.differs', recorded)}
        </Alert>
        <Table aria-label={t('ledgers.verify.title')}>
          <Table.Tbody>
            {rows.map(([label, said]) => (
              <Table.Tr key={label}>
                <Table.Th w={110}>{label}</Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{said}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {problems.length > 0 && (
          <>
            <Text size="sm" fw={600}>
              {t('ledgers.verify.problems')}
            </Text>
            <List size="sm">
              {problems.map((one) => (
                <List.Item key={`${one.code} ${one.path}`}>{pair(one.path, one[language])}</List.Item>
              ))}
            </List>
          </>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
