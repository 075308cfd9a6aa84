import { Button, Checkbox, Stack } from '@mantine/core'
import { IconFileImport, IconPencil, IconSparkles } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { toastDone } from '../components/toast.tsx'
import { Choice } from './Choice.tsx'
import { Walk } from './Walk.tsx'

/** Where the catalogue begins: the agency's spreadsheet, the sample, or an empty list. */
export const CatalogueStep = ({ onFinished }: { onFinished(): void }) => {
  const { t } = useTranslation()
  const go = useGo()
  const mayCatalogue = useMay('catalogue.sample')
  const [confirmed, setConfirmed] = useState(false)
  const sample = useCall('catalogue.sample')
  const load = async () => {
    const loaded = await sample.run({ secrecy: '不涉密' })
    if (loaded === null) return
    toastDone(t('firstRun.catalogue.loaded', { count: loaded.created }))
    go('catalogue')
    onFinished()
  }
  return (
    <Walk
      step="catalogue"
      title={t('firstRun.catalogue.title')}
      about={mayCatalogue ? t('firstRun.catalogue.about') : t('firstRun.catalogue.adminDone')}
      footer={!mayCatalogue && <Button onClick={onFinished}>{t('firstRun.catalogue.toShell')}</Button>}
    >
      {mayCatalogue && (
        <Stack gap="sm" maw={560}>
          <ErrorNote failure={sample.failure} />
          <Choice
            icon={<IconFileImport size={20} />}
            title={t('firstRun.catalogue.import')}
            hint={t('firstRun.catalogue.importHint')}
            onClick={() => {
              go('import')
              onFinished()
            }}
          />
          <Choice
            icon={<IconPencil size={20} />}
            title={t('firstRun.catalogue.empty')}
            hint={t('firstRun.catalogue.emptyHint')}
            onClick={() => {
              go('catalogue')
              onFinished()
            }}
          />
          <Choice
            icon={<IconSparkles size={20} />}
            title={t('firstRun.catalogue.sample')}
            hint={t('firstRun.catalogue.sampleHint')}
            disabled={!confirmed}
            onClick={() => void load()}
          />
          <Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.currentTarget.checked)} label={t('firstRun.catalogue.secrecy')} />
        </Stack>
      )}
      <ProgressDialog
        opened={sample.busy}
        title={t('firstRun.catalogue.loading')}
        progress={sample.progress}
        cancelling={sample.cancelling}
        onCancel={sample.cancel}
      />
    </Walk>
  )
}
