import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Cited } from '../../../../shared/regulations/cited.ts'
import { CitedRule } from '../../../components/CitedRule.tsx'

type Props = {
  needed: readonly Cited[]
  against: readonly Cited[]
  /** Nobody has asked for one. */
  quiet?: boolean
}

/** Whether a rule in force asks for an agreement; where none does it is said to be an added condition, and not refused. */
export const Needed = ({ needed, against, quiet = false }: Props) => {
  const { t } = useTranslation()
  const asked = needed.length > 0
  return (
    <Alert color={asked ? 'blue' : quiet ? 'gray' : 'orange'} p="xs" title={t(asked ? 'agreement.needed.yes' : 'agreement.needed.no')} data-needed={asked}>
      {!asked && <Text size="sm">{t('agreement.needed.added')}</Text>}
      {(asked ? needed : against).map((cited) => (
        <CitedRule key={cited.rule} cited={cited} />
      ))}
    </Alert>
  )
}
