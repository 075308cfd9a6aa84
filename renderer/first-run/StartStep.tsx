import { Button, Stack } from '@mantine/core'
import { IconHistory, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Choice } from './Choice.tsx'
import { Walk } from './Walk.tsx'

export const StartStep = ({ onBack, onNew, onRestore }: { onBack(): void; onNew(): void; onRestore(): void }) => {
  const { t } = useTranslation()
  return (
    <Walk
      step="start"
      title={t('firstRun.start.title')}
      footer={
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
      }
    >
      <Stack gap="sm" maw={520}>
        <Choice icon={<IconPlus size={20} />} title={t('firstRun.start.new')} hint={t('firstRun.start.newHint')} onClick={onNew} />
        <Choice icon={<IconHistory size={20} />} title={t('firstRun.start.restore')} hint={t('firstRun.start.restoreHint')} onClick={onRestore} />
      </Stack>
    </Walk>
  )
}
