import { Button, Group, SegmentedControl, Select, Text, TextInput } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agreementPapers } from '../../../../shared/contract/agreements.ts'
import type { Output } from '../../../../shared/contract.ts'
import { type DocumentFormat, documentFormats } from '../../../../shared/documents/document.ts'
import { templateById } from '../../../../shared/documents/templates.ts'
import type { Language } from '../../../../shared/errors.ts'
import { useLanguage } from '../../../app/language.ts'
import { useMay } from '../../../app/session.tsx'
import { useCall } from '../../../app/use-call.ts'
import { usePick } from '../../../app/use-pick.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { formatBytes } from '../../../components/moments.ts'
import { ProgressDialog } from '../../../components/ProgressDialog.tsx'
import { ResultNote } from '../../../components/ResultNote.tsx'
import { useGate } from '../../use-gate.tsx'

type Paper = (typeof agreementPapers)[number]

/** The agreement and its annexes as papers for printing, or for those who must edit. */
export const RenderPart = ({ id, actId, number }: { id: string; actId: string; number: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const mayRender = useMay('agreement.render')
  const [paper, setPaper] = useState<Paper>('agreement')
  const [format, setFormat] = useState<DocumentFormat>('pdf')
  const [lang, setLang] = useState<Language>('zh')
  const [purpose, setPurpose] = useState('')
  const [done, setDone] = useState<(Output<'agreement.render'> & { name: string }) | null>(null)
  const pick = usePick()
  const render = useCall('agreement.render')
  const gate = useGate(() => undefined)
  const nameOf = (one: Paper) => templateById(one)?.name[language] ?? one
  const make = async () => {
    setDone(null)
    const name = `${templateById(paper)?.name[lang] ?? paper} ${number}.${format}`
    const place = await pick.save({
      title: t('agreement.render.make'),
      name,
      kinds: [{ label: t(`agreement.render.formats.${format}`), extensions: [format] }],
    })
    if (place === null) return
    const made = await render.run({ id, actId, paper, lang, format, file: place.handle, purpose: purpose.trim(), secrecy: '不涉密' })
    if (made !== null) setDone({ ...made, name })
  }
  return (
    <div>
      <Group gap="sm" align="flex-end" mb="sm">
        <Select
          label={t('agreement.render.paper')}
          data={agreementPapers.map((one) => ({ value: one, label: nameOf(one) }))}
          value={paper}
          onChange={(next) => setPaper(agreementPapers.find((one) => one === next) ?? 'agreement')}
          allowDeselect={false}
          w={270}
        />
        <SegmentedControl
          aria-label={t('agreement.render.format')}
          data={documentFormats.map((one) => ({ value: one, label: t(`agreement.render.formats.${one}`) }))}
          value={format}
          onChange={(next) => setFormat(next === 'docx' ? 'docx' : 'pdf')}
        />
        <SegmentedControl
          aria-label={t('agreement.render.lang')}
          data={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          value={lang}
          onChange={(next) => setLang(next === 'en' ? 'en' : 'zh')}
        />
        <TextInput label={t('agreement.render.purpose')} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} maxLength={200} w={200} />
        <Button disabled={!mayRender} loading={render.busy} leftSection={<IconFileExport size={15} aria-hidden />} onClick={() => gate.ask(() => void make())}>
          {t('agreement.render.make')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mb="xs">
        {t('agreement.render.about')}
      </Text>
      <ErrorNote failure={render.failure ?? pick.failure} onClose={render.failure === null ? pick.clear : render.clear} />
      {done !== null && (
        <ResultNote onClose={() => setDone(null)}>
          {t(done.pages === null ? 'agreement.render.doneDocx' : 'agreement.render.done', {
            name: done.name,
            pages: done.pages ?? 0,
            size: formatBytes(done.bytes),
          })}
          <div className="mulu-mono">SHA-256 {done.sha256}</div>
        </ResultNote>
      )}
      <ProgressDialog
        opened={render.busy}
        title={t('agreement.render.running')}
        progress={render.progress}
        cancelling={render.cancelling}
        onCancel={render.cancel}
      />
      {gate.dialog}
    </div>
  )
}
