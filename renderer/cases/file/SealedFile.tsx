import { Alert, Stack, Text } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../../shared/contract/case-views.ts'
import { Screen } from '../../components/Screen.tsx'
import { Facts } from '../../ferry/Facts.tsx'

/** Of a sealed file: its number, the day, and that it goes on off the system. */
export const SealedFile = ({ row, on, back }: { row: CaseRow; on: string; back: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <Screen title={`${row.number} ${t('cases.seal.chip')}`} actions={back}>
      <Stack gap="md" maw={640}>
        <Alert color="red" icon={<IconHandStop size={18} aria-hidden />} title={t('cases.seal.sealed')} role="status">
          <Text size="sm">{t('cases.seal.sealedOn', { day: on })}</Text>
          <Text size="sm" mt={4}>
            {t('cases.seal.sealedWhat')}
          </Text>
        </Alert>
        <Facts
          rows={[
            [t('cases.seal.number'), row.number],
            [t('cases.seal.day'), on],
          ]}
        />
      </Stack>
    </Screen>
  )
}
