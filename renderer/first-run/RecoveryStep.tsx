import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RecoverySheet, type Sheet } from '../vault/RecoverySheet.tsx'
import { Walk } from './Walk.tsx'

export const RecoveryStep = ({ sheet, onNext }: { sheet: Sheet; onNext(): void }) => {
  const { t } = useTranslation()
  const [checked, setChecked] = useState(false)
  return (
    <Walk
      step="recovery"
      title={t('firstRun.recovery.title')}
      about={t('firstRun.recovery.about')}
      footer={
        <Button onClick={onNext} disabled={!checked}>
          {t('firstRun.recovery.next')}
        </Button>
      }
    >
      <RecoverySheet sheet={sheet} onChecked={setChecked} />
    </Walk>
  )
}
