import { Radio, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../shared/days.ts'
import { addToMonth } from '../../shared/deadlines.ts'
import { useLanguage } from '../app/language.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { useGate } from '../cases/use-gate.tsx'
import { RecordForm } from '../catalogue/answers/RecordForm.tsx'
import { DayInput } from '../components/DayInput.tsx'

type Props = { month: string; mine: boolean; onClose(): void; onDone(said: string): void }

/** The deadlines for another calendar; what for is asked, and the secrecy question (practice L1, P16). */
export const ExportDialog = ({ month, mine, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [from, setFrom] = useState(`${month}-01`)
  const [until, setUntil] = useState(addDays(`${addToMonth(month, 1)}-01`, -1))
  const [whose, setWhose] = useState(mine ? 'mine' : 'all')
  const [purpose, setPurpose] = useState('')
  const pick = usePick()
  const gate = useGate(onClose, 'export')
  const { run, busy, failure } = useCall('deadline.export')
  const turned = from !== '' && until !== '' && from > until
  const write = async () => {
    const place = await pick.save({
      title: t('deadlines.exportTitle'),
      name: `${t('deadlines.fileName')}.ics`,
      kinds: [{ label: t('deadlines.fileKind'), extensions: ['ics'] }],
    })
    if (place === null) return
    const done = await run({ file: place.handle, from, until, mine: whose === 'mine', lang: language, secrecy: '不涉密', purpose: purpose.trim() })
    if (done === null) return
    onDone(t('deadlines.exported', { count: done.events, digest: done.sha256 }))
    onClose()
  }
  return (
    <>
      <RecordForm
        title={t('deadlines.exportTitle')}
        about={t('deadlines.exportAbout')}
        confirm={t('deadlines.confirm')}
        complete={from !== '' && until !== '' && !turned && purpose.trim() !== ''}
        busy={busy}
        failure={failure ?? pick.failure}
        onSubmit={async () => gate.ask(() => void write())}
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
        <TextInput
          label={t('deadlines.purpose')}
          description={t('deadlines.purposeHint')}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
          data-autofocus
        />
      </RecordForm>
      {gate.dialog}
    </>
  )
}
