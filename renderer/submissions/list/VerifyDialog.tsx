import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { periodWords } from '../../../shared/statistics/periods.ts'
import { useLanguage } from '../../app/language.ts'
import { Facts } from '../../ferry/Facts.tsx'
import { Verdict } from '../../signing/verdict/Verdict.tsx'
import { useFresh } from '../use-fresh.ts'
import { useFigureWords, useStateWords } from '../words.ts'

/** Whether a file is what it says: its figures follow from its rows, it is the one kept here, and whose the signatures are. */
export const VerifyDialog = ({ name, found, onClose }: { name: string; found: Output<'submission.verify'>; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const stateOf = useStateWords()
  const figureWords = useFigureWords(null)
  const indicators = useFresh('indicator.list', {}).value?.indicators ?? []
  const { id, version, agency, period, sha256, sm3, consistent, problems, kept, verdict } = found
  // A workbook or paper carries no rows: it is compared with what the submission here is written as.
  const written = /\.(xlsx|pdf)$/i.test(name)
  const sound = consistent && problems.length === 0 && kept?.same !== false && verdict?.intact !== false
  return (
    <Modal opened onClose={onClose} title={t('submissions.verify.title')} size={verdict === null ? 720 : 960}>
      <Stack gap="sm">
        <Alert color={sound ? 'green' : 'red'} role="status" p="xs">
          <Text size="sm" fw={600}>
            {written
              ? t(consistent ? 'submissions.verify.written' : 'submissions.verify.otherwise')
              : t(consistent ? 'submissions.verify.consistent' : 'submissions.verify.inconsistent')}
          </Text>
          <Text size="sm">
            {kept === null
              ? t('submissions.verify.unknown')
              : t(kept.same ? 'submissions.verify.same' : 'submissions.verify.differs', { state: stateOf(kept.state) })}
          </Text>
        </Alert>
        {problems.length > 0 && (
          <List size="sm" aria-label={t('submissions.verify.problems')}>
            {problems.map((problem) => (
              <List.Item key={`${problem.figure?.indicator} ${problem.figure?.key} ${problem.words.zh}`}>
                {(problem.figure?.key ?? null) !== null && problem.figure !== null && `${figureWords(problem.figure, indicators)} · `}
                {problem.words[language]}
              </List.Item>
            ))}
          </List>
        )}
        <Facts
          rows={[
            [t('submissions.verify.file'), name],
            [t('submissions.verify.agency'), agency],
            [t('submissions.columns.period'), `${periodWords(period)[language]} ${period.from} – ${period.until}`],
            [t('submissions.verify.id'), `${id} · ${t('submissions.version', { version })}`],
            ['SHA-256', <Digest key="sha" text={sha256} />],
            ['SM3', <Digest key="sm3" text={sm3} />],
          ]}
        />
        {verdict !== null && <Verdict name={name} verdict={verdict} />}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const Digest = ({ text }: { text: string }) => (
  <Text span size="2xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
    {text}
  </Text>
)
