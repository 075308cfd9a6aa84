import { Autocomplete, Select, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PeriodKind, periodKinds } from '../../../shared/statistics/periods.ts'
import { useLanguage } from '../../app/language.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { submissionsRecipe } from '../submissions-store.ts'
import { useFresh } from '../use-fresh.ts'
import { useGoTo } from '../use-place.ts'
import { usePeriodChoice } from './use-period-choice.ts'
import { useReviewers } from './use-reviewers.ts'

export type DraftFor = { kind: PeriodKind; on?: string; template?: string }

/** Begins a period's submission: which form, which period, who is to review it. */
export const DraftDialog = ({ wanted, onClose }: { wanted: DraftFor; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const goTo = useGoTo()
  const { wrote, declare } = useSessionStore(submissionsRecipe, (state) => state)
  const period = usePeriodChoice(wanted.kind, wanted.on)
  const templates = useFresh('submission.templates', {})
  const reviewers = useReviewers()
  const [chosen, setChosen] = useState(wanted.template ?? '')
  const [reviewer, setReviewer] = useState('')
  const gate = useGate(onClose)
  const { run, busy, failure } = useCall('submission.draft')
  const fitting = templates.value?.templates.filter(({ periods }) => periods.includes(period.kind)) ?? []
  const template = fitting.some(({ id }) => id === chosen) ? chosen : (fitting[0]?.id ?? '')
  const begin = async () => {
    const made = await run({ template, kind: period.kind, on: period.until, reviewer: reviewer.trim(), secrecy: '不涉密' })
    if (made === null) return
    declare(made.id)
    wrote()
    goTo({ view: 'one', id: made.id, version: null, part: 'tables' })
  }
  return (
    <>
      <RecordForm
        title={t('submissions.draft.title')}
        about={t('submissions.draft.about')}
        confirm={t('submissions.draft.confirm')}
        complete={template !== '' && period.until !== ''}
        busy={busy}
        failure={failure ?? period.failure ?? templates.failure}
        onSubmit={async () => gate.ask(() => void begin())}
        onClose={onClose}
      >
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={t('submissions.kind')}
            data={periodKinds.map((each) => ({ value: each, label: t(`submissions.kinds.${each}`) }))}
            value={period.kind}
            onChange={(next) => period.setKind(periodKinds.find((each) => each === next) ?? 'quarter')}
            allowDeselect={false}
          />
          <Select
            label={t('submissions.columns.period')}
            data={period.data}
            value={period.until === '' ? null : period.until}
            onChange={(next) => period.setUntil(next ?? '')}
            allowDeselect={false}
            withAsterisk
          />
        </SimpleGrid>
        <Select
          label={t('submissions.template')}
          data={fitting.map(({ id, words }) => ({ value: id, label: words[language] }))}
          value={template === '' ? null : template}
          onChange={(next) => setChosen(next ?? '')}
          allowDeselect={false}
          withAsterisk
        />
        <Autocomplete
          label={t('submissions.reviewer')}
          description={t('submissions.reviewerHint')}
          data={reviewers}
          value={reviewer}
          onChange={setReviewer}
          maxLength={100}
        />
      </RecordForm>
      {gate.dialog}
    </>
  )
}
