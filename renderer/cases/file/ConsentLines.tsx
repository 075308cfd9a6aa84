import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConsentRecord } from '../../../shared/contract/case-views.ts'

/** Who agreed and who did not, on which day, by which form. */
export const ConsentLines = ({ records }: { records: readonly ConsentRecord[] }) => {
  const { t } = useTranslation()
  return records.map(({ need, decision, by, on, evidence, handledBy, officeHead, reason }) => (
    <Text key={need} size="xs" c={decision === 'declined' ? 'var(--mulu-warning)' : 'var(--mantine-color-text)'} mt={2}>
      {decision === 'declined'
        ? t('cases.file.declined', { need: t(`cases.needs.${need}`), by, on, reason })
        : [
            t('cases.file.consentLine', { need: t(`cases.needs.${need}`), by, on }),
            handledBy === '' ? '' : `${t('cases.consent.handledBy')} ${handledBy}`,
            officeHead === '' ? '' : `${t('cases.consent.officeHead')} ${officeHead}`,
            evidence,
            reason,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
    </Text>
  ))
}
