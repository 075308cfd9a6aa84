import { Radio, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../shared/days.ts'
import { addToMonth } from '../../shared/deadlines.ts'
import { useLanguage } from '../app/language.ts'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { ExportForm } from '../components/ExportForm.tsx'

type Props = { month: string; mine: boolean; onClose(): void; onDone(said: string): void }

/** The deadlines for another calendar. */
export const ExportDialog = ({ month, mine, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [from, setFrom] = useState(`${month}-01`)
  const [until, setUntil] = useState(addDays(`${addToMonth(month, 1)}-01`, -1))
  const [whose, setWhose] = useState(mine ? 'mine' : 'all')
  const call = useCall('deadline.export')
  const turned = from !== '' && until !== '' && from > until
  return (
    <ExportForm
      title={t('deadlines.exportTitle')}
      about={t('deadlines.exportAbout')}
      confirm={t('deadlines.confirm')}
      purposeHint={t('deadlines.purposeHint')}
      file={{ name: t('deadlines.fileName'), kind: t('deadlines.fileKind'), extension: 'ics' }}
      complete={from !== '' && until !== '' && !turned}
      call={call}
      onWrite={async ({ handle }, purpose) => {
        const done = await call.run({ file: handle, from, until, mine: whose === 'mine', lang: language, secrecy: '不涉密', purpose })
        if (done === null) return
        onDone(t('deadlines.exported', { count: done.events, digest: done.sha256 }))
        onClose()
      }}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm">
        <DayInput label={t('deadlines.from')} value={from} onChange={setFrom} withAsterisk />
        <DayInput label={t('deadlines.until')} value={until} onChange={setUntil} error={turned ? t('deadlines.turned') : undefined} withAsterisk />
      </SimpleGrid>
      <Radio.Group label={t('deadlines.scope')} value={whose} onChange={setWhose}>
        <SimpleGrid cols={2} spacing="sm" mt={4}>
          <Radio value="mine" label={t('deadlines.mine')} />
          <Radio value="all" label={t('deadlines.all')} />
        </SimpleGrid>
      </Radio.Group>
    </ExportForm>
  )
}
