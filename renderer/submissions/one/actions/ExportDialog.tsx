import { Radio, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../app/language.ts'
import { useSessionStore } from '../../../app/session-store.tsx'
import { useCall } from '../../../app/use-call.ts'
import { usePick } from '../../../app/use-pick.ts'
import { useGate } from '../../../cases/use-gate.tsx'
import { RecordForm } from '../../../catalogue/answers/RecordForm.tsx'
import { ProgressDialog } from '../../../components/ProgressDialog.tsx'
import { submissionsRecipe } from '../../submissions-store.ts'
import type { Submission } from '../../words.ts'
import { type Exported, ExportedDialog } from './ExportedDialog.tsx'

const formats = ['xlsx', 'pdf', 'json', 'bundle'] as const
type Format = (typeof formats)[number]
const extensions = { xlsx: 'xlsx', pdf: 'pdf', json: 'json', bundle: 'zip' } as const

/** The submission as a file; what for is asked, and the secrecy question (practice L1, P16). The same one is always the same bytes. */
export const ExportDialog = ({ one: { line, template, signatures }, onClose }: { one: Submission; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const bundled = signatures.some(({ way }) => way === 'key')
  const [format, setFormat] = useState<Format>('xlsx')
  const [lang, setLang] = useState<'zh' | 'en'>('zh')
  const [purpose, setPurpose] = useState('')
  const [exported, setExported] = useState<Exported | null>(null)
  const pick = usePick()
  const gate = useGate(onClose, 'export')
  const { run, busy, failure, progress, cancel, cancelling } = useCall('submission.export')
  const write = async () => {
    const name = `${line.template.words[lang]} ${line.periodWords[lang]}${line.version > 1 ? ` v${line.version}` : ''}.${extensions[format]}`
    const place = await pick.save({
      title: t('submissions.export.title'),
      name,
      kinds: [{ label: t(`submissions.formats.${format}`), extensions: [extensions[format]] }],
    })
    if (place === null) return
    const done = await run({ id: line.id, version: line.version, file: place.handle, format, lang, secrecy: '不涉密', purpose: purpose.trim() })
    if (done === null) return
    wrote()
    setExported({ ...done, name: place.name })
  }
  if (exported !== null) return <ExportedDialog exported={exported} onClose={onClose} />
  const offered = formats.filter((each) => each !== 'bundle' || bundled)
  return (
    <>
      <RecordForm
        title={t('submissions.export.title')}
        about={t('submissions.export.about')}
        confirm={t('submissions.export.confirm')}
        complete={purpose.trim() !== ''}
        busy={busy}
        failure={failure ?? pick.failure}
        onSubmit={async () => gate.ask(() => void write())}
        onClose={onClose}
      >
        <Radio.Group label={t('submissions.export.format')} value={format} onChange={(next) => setFormat(formats.find((each) => each === next) ?? 'xlsx')}>
          <Stack gap={6} mt={4}>
            {offered.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`submissions.formats.${each}`)}
                description={each === 'xlsx' && template.workbook !== null ? t('submissions.export.cityForm') : t(`submissions.export.hints.${each}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {(format === 'xlsx' || format === 'pdf') && (
          <div>
            <Text size="sm" fw={500} mb={2}>
              {t('submissions.export.language')}
            </Text>
            <SegmentedControl
              aria-label={t('submissions.export.language')}
              value={lang}
              onChange={(next) => setLang(next === 'en' ? 'en' : 'zh')}
              data={[
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
            {language !== lang && (
              <Text size="2xs" c="dimmed">
                {t('submissions.export.otherLanguage')}
              </Text>
            )}
          </div>
        )}
        <TextInput
          label={t('submissions.export.purpose')}
          description={t('submissions.export.purposeHint')}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
          data-autofocus
        />
      </RecordForm>
      {gate.dialog}
      <ProgressDialog opened={busy} title={t('submissions.export.working')} progress={progress} cancelling={cancelling} onCancel={cancel} />
    </>
  )
}
