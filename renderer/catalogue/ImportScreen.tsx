import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../app/route.ts'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { Screen } from '../components/Screen.tsx'
import { Steps } from '../components/Steps.tsx'
import { FileStep } from './import/FileStep.tsx'
import type { Trial } from './import/import-store.ts'
import { MappingStep } from './import/MappingStep.tsx'
import { SaveRejects, TrialStep, TrialTabs } from './import/TrialStep.tsx'
import { type Import, useImport } from './import/use-import.ts'
import { SecrecyDialog } from './secrecy/SecrecyDialog.tsx'

const steps = ['file', 'mapping', 'trial', 'result'] as const
const phases = ['open', 'scan', 'match', 'write'] as const

/** Brings a spreadsheet in: file, columns, dry run, one write. */
export const ImportScreen = () => {
  const { t } = useTranslation()
  const flow = useImport()
  const { step, inspection, mapping, trial, inspect, run } = flow
  const progress = run.progress ?? inspect.progress
  const phase = phases.find((each) => each === progress?.phase)
  return (
    <Screen title={t('shell.screens.import')} about={t('catalogue.import.about')}>
      <Stack gap="md" maw={1120}>
        <Steps names={steps.map((each) => t(`catalogue.import.steps.${each}`))} at={steps.indexOf(step)} />
        {step === 'file' && <FileStep flow={flow} />}
        {step === 'mapping' && inspection !== null && mapping !== null && <MappingStep flow={flow} inspection={inspection} mapping={mapping} />}
        {step === 'trial' && trial !== null && <TrialStep flow={flow} trial={trial} />}
        {step === 'result' && trial !== null && <ResultStep flow={flow} trial={trial} />}
      </Stack>
      <SecrecyDialog
        opened={flow.asking}
        about="import"
        onAnswer={() => void flow.answered()}
        onStopped={(answer) => void flow.stopped(answer)}
        onCancel={flow.notNow}
      />
      <ProgressDialog
        opened={run.busy || inspect.busy}
        title={t(`catalogue.import.${flow.work}`)}
        progress={progress}
        {...(phase === undefined ? {} : { phase: t(`catalogue.import.phases.${phase}`) })}
        cancelling={run.cancelling || inspect.cancelling}
        onCancel={inspect.busy ? inspect.cancel : run.cancel}
      />
    </Screen>
  )
}

const ResultStep = ({ flow, trial }: { flow: Import; trial: Trial }) => {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <Stack gap="sm">
      <Group gap="xs" role="status">
        {trial.applied ? (
          <IconCircleCheck size={22} color="var(--mulu-good)" aria-hidden />
        ) : (
          <IconCircleX size={22} color="var(--mantine-color-error)" aria-hidden />
        )}
        <Title order={2}>
          {trial.applied
            ? t('catalogue.import.applied', { created: trial.created, changed: trial.changed })
            : t('catalogue.import.notApplied', { count: trial.rejected })}
        </Title>
      </Group>
      <Text size="sm" c="dimmed">
        {t('catalogue.import.rows', { count: trial.rows, sheetRows: trial.sheetRows })}
      </Text>
      <TrialTabs trial={trial} />
      <Group justify="space-between">
        {trial.rejected > 0 ? <SaveRejects flow={flow} /> : <span />}
        <Group gap="xs">
          <Button variant="default" onClick={flow.restart}>
            {t('catalogue.import.again')}
          </Button>
          <Button variant="default" onClick={() => go('check')}>
            {t('catalogue.import.toCheck')}
          </Button>
          <Button onClick={() => go('catalogue')}>{t('catalogue.import.toList')}</Button>
        </Group>
      </Group>
    </Stack>
  )
}
