import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportFormats, type Filter } from '../../shared/contract/catalogue.ts'
import type { Output } from '../../shared/contract.ts'
import { useApi } from '../app/api-context.tsx'
import { useLanguage } from '../app/language.ts'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { FormatChoice } from '../components/FormatChoice.tsx'
import { formatBytes, formatNumber } from '../components/moments.ts'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { Screen } from '../components/Screen.tsx'
import { filterCount } from './list/list-store.ts'
import { useListState } from './list/use-list.ts'

const extensions = { xlsx: 'xlsx', csv: 'csv', json: 'json', dcat: 'jsonld' } as const

/** Writes the catalogue, or what the list shows of it, to a file; what for is asked and audited (practice P16). */
export const ExportScreen = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const api = useApi()
  const text = useListState((state) => state.text)
  const filter = useListState((state) => state.filter)
  const picked = useListState((state) => state.picked)
  const narrowed = text.trim() !== '' || filterCount(filter) > 0
  const counted = useLoad('catalogue.search', narrowed ? { text, filter, limit: 0, facets: false, exact: true } : null, ['catalogue'])
  const [what, setWhat] = useState<'whole' | 'filtered' | 'picked'>(picked.size > 0 ? 'picked' : narrowed ? 'filtered' : 'whole')
  const [format, setFormat] = useState<(typeof exportFormats)[number]>('xlsx')
  const [purpose, setPurpose] = useState('')
  const [missing, setMissing] = useState(false)
  const [done, setDone] = useState<Output<'catalogue.export'> | null>(null)
  const run = useCall('catalogue.export')

  const narrowing: Readonly<Record<typeof what, { filter: Filter; text: string }>> = {
    whole: { filter: {}, text: '' },
    filtered: { filter, text },
    picked: { filter: { ids: [...picked.keys()] }, text: '' },
  }
  const go = async () => {
    setDone(null)
    setMissing(purpose.trim() === '')
    if (purpose.trim() === '') return
    const place = await api.files.save({
      title: t('catalogue.export.title'),
      name: `${t('catalogue.export.name')}.${extensions[format]}`,
      kinds: [{ label: t(`catalogue.export.formats.${format}`), extensions: [extensions[format]] }],
    })
    if (place === null) return
    setDone(await run.run({ file: place.handle, format, purpose: purpose.trim(), ...narrowing[what] }))
  }
  return (
    <Screen title={t('shell.screens.export')} about={t('catalogue.export.about')}>
      <Stack gap="md" maw={640}>
        <Radio.Group
          label={t('catalogue.export.what')}
          value={what}
          onChange={(value) => setWhat(value === 'picked' || value === 'filtered' ? value : 'whole')}
        >
          <Stack gap={6} mt={6}>
            <Radio value="whole" label={t('catalogue.export.whole')} />
            <Radio
              value="filtered"
              disabled={!narrowed}
              label={narrowed ? t('catalogue.export.filtered', { count: counted.value?.total ?? 0 }) : t('catalogue.export.filteredNone')}
            />
            {picked.size > 0 && <Radio value="picked" label={t('catalogue.export.picked', { count: picked.size })} />}
          </Stack>
        </Radio.Group>
        <FormatChoice
          label={t('catalogue.export.format')}
          value={format}
          onChange={setFormat}
          formats={exportFormats.map((each) => ({
            value: each,
            label: t(`catalogue.export.formats.${each}`),
            hint: t(`catalogue.export.formatHints.${each}`),
          }))}
        />
        <TextInput
          label={t('common.purpose')}
          placeholder={t('catalogue.export.purposeHint')}
          withAsterisk
          maxLength={200}
          value={purpose}
          onChange={(event) => {
            setPurpose(event.currentTarget.value)
            setMissing(false)
          }}
          {...(missing ? { error: t('catalogue.export.purposeNeeded') } : {})}
        />
        <ErrorNote failure={run.failure} onClose={run.clear} />
        {done !== null && (
          <Alert color={done.rows === 0 ? 'orange' : 'green'} role="status" p="xs">
            <Text size="sm">
              {done.rows === 0 && format === 'dcat'
                ? t('catalogue.export.dcatNone')
                : t('catalogue.export.done', { count: done.rows, shown: formatNumber(done.rows, language), size: formatBytes(done.bytes) })}
            </Text>
            {done.form === 'flat' && <Text size="sm">{t('catalogue.export.flat')}</Text>}
            <Text size="2xs" className="mulu-mono" style={{ overflowWrap: 'anywhere' }}>
              {t('catalogue.export.hash')} {done.sha256}
            </Text>
          </Alert>
        )}
        <Group>
          <Button leftSection={<IconFileExport size={16} aria-hidden />} loading={run.busy} onClick={() => void go()}>
            {t('catalogue.export.go')}
          </Button>
        </Group>
      </Stack>
      <ProgressDialog opened={run.busy} title={t('catalogue.export.running')} progress={run.progress} cancelling={run.cancelling} onCancel={run.cancel} />
    </Screen>
  )
}
