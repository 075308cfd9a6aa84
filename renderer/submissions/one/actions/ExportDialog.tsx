import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../app/language.ts'
import { useSessionStore } from '../../../app/session-store.tsx'
import { useCall } from '../../../app/use-call.ts'
import { ExportForm } from '../../../components/ExportForm.tsx'
import { FormatChoice } from '../../../components/FormatChoice.tsx'
import { submissionsRecipe } from '../../submissions-store.ts'
import type { Submission } from '../../words.ts'
import { type Exported, ExportedDialog } from './ExportedDialog.tsx'

const formats = ['xlsx', 'pdf', 'json', 'bundle'] as const
type Format = (typeof formats)[number]
const extensions = { xlsx: 'xlsx', pdf: 'pdf', json: 'json', bundle: 'zip' } as const

/** The submission as a file; the same one is always the same bytes. */
export const ExportDialog = ({ one: { line, template, signatures }, onClose }: { one: Submission; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const bundled = signatures.some(({ way }) => way === 'key')
  const [format, setFormat] = useState<Format>('xlsx')
  const [lang, setLang] = useState<'zh' | 'en'>('zh')
  const [exported, setExported] = useState<Exported | null>(null)
  const call = useCall('submission.export')
  if (exported !== null) return <ExportedDialog exported={exported} onClose={onClose} />
  const hint = (each: Format) => (each === 'xlsx' && template.workbook !== null ? t('submissions.export.cityForm') : t(`submissions.export.hints.${each}`))
  return (
    <ExportForm
      title={t('submissions.export.title')}
      about={t('submissions.export.about')}
      confirm={t('submissions.export.confirm')}
      purposeHint={t('submissions.export.purposeHint')}
      file={{
        name: `${line.template.words[lang]} ${line.periodWords[lang]}${line.version > 1 ? ` v${line.version}` : ''}`,
        kind: t(`submissions.formats.${format}`),
        extension: extensions[format],
      }}
      call={call}
      working={t('submissions.export.working')}
      onWrite={async ({ handle, name }, purpose) => {
        const done = await call.run({ id: line.id, version: line.version, file: handle, format, lang, secrecy: '不涉密', purpose })
        if (done === null) return
        wrote()
        setExported({ ...done, name })
      }}
      onClose={onClose}
    >
      <FormatChoice
        label={t('submissions.export.format')}
        value={format}
        onChange={setFormat}
        formats={formats
          .filter((each) => each !== 'bundle' || bundled)
          .map((each) => ({ value: each, label: t(`submissions.formats.${each}`), hint: hint(each) }))}
      />
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
    </ExportForm>
  )
}
