import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Cited } from '../../../../shared/regulations/cited.ts'
import { CitedRule } from '../../../components/CitedRule.tsx'

/** Whether a rule in force asks for an agreement; where none does it is said to be an added condition, and not refused. */
export const Needed = ({ needed, against }: { needed: readonly Cited[]; against: readonly Cited[] }) => {
  const { t } = useTranslation()
  const asked = needed.length > 0
  return (
    <Alert color={asked ? 'blue' : 'orange'} p="xs" title={t(asked ? 'agreement.needed.yes' : 'agreement.needed.no')} data-needed={asked}>
      {!asked && <Text size="sm">{t('agreement.needed.added')}</Text>}
      {(asked ? needed : against).map((cited) => (
        <CitedRule key={cited.rule} cited={cited} />
      ))}
    </Alert>
  )
}
