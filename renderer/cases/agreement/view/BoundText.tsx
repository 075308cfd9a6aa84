import { Alert, Button, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLoad } from '../../../app/use-load.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { FullText } from './FullText.tsx'
import { useRoundWords } from './round-words.ts'

/** Which text an acceptance or a signature is of, to be read whole, and whether something in it would have it refused. */
export const BoundText = ({ id, signing }: { id: string; signing: boolean }) => {
  const { t } = useTranslation()
  const roundWords = useRoundWords()
  const [reading, setReading] = useState(false)
  const { value, failure, reload } = useLoad('agreement.text', { id }, ['case', 'rules', 'profile'])
  if (value === null)
    return failure === null ? <Skeleton h={60} role="img" aria-label={t('common.loading')} /> : <ErrorNote failure={failure} onRetry={reload} />
  const { text, findings, rounds, actId, sha256 } = value
  const at = rounds.findIndex((round) => round.actId === actId)
  const round = rounds[at]
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return (
    <Alert
      color={errors > 0 ? 'orange' : 'gray'}
      p="xs"
      title={round === undefined ? '' : t(signing ? 'agreement.accepting.signing' : 'agreement.accepting.which', { round: roundWords(round, at) })}
    >
      <Text size="sm">{errors > 0 ? t('agreement.accepting.errors', { count: errors }) : t('agreement.accepting.clean')}</Text>
      <Text size="2xs" className="mulu-mono" style={{ overflowWrap: 'anywhere' }}>
        {t('agreement.digest')} {sha256}
      </Text>
      <Button size="compact-xs" variant="default" mt={4} onClick={() => setReading(true)}>
        {t('agreement.readWhole')}
      </Button>
      {reading && <FullText text={text} onClose={() => setReading(false)} />}
    </Alert>
  )
}
