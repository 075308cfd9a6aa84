import { Select, SimpleGrid, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { periodKinds } from '../../../shared/statistics/periods.ts'
import { refKey } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { shownFigures } from '../shown-figures.ts'
import classes from '../submissions.module.css'
import { submissionsRecipe } from '../submissions-store.ts'
import { useFresh } from '../use-fresh.ts'
import { useGoTo } from '../use-place.ts'
import { useFigureWords } from '../words.ts'
import { usePeriodChoice } from './use-period-choice.ts'

/** 接续: what was submitted last before Mulu was used, for the first comparison; what is left empty is not known. */
export const OpeningDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const goTo = useGoTo()
  const { wrote, kind: listed } = useSessionStore(submissionsRecipe, (state) => state)
  const period = usePeriodChoice(listed ?? 'quarter')
  const templates = useFresh('submission.templates', {})
  const [chosen, setChosen] = useState('')
  const [source, setSource] = useState('')
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const gate = useGate(onClose)
  const { run, busy, failure } = useCall('submission.opening')
  const fitting = templates.value?.templates.filter(({ periods }) => periods.includes(period.kind)) ?? []
  const id = fitting.some((one) => one.id === chosen) ? chosen : (fitting[0]?.id ?? '')
  const template = useFresh('submission.template', id === '' ? null : { id }).value?.template ?? null
  const indicators = useFresh('indicator.list', id === '' ? null : { template: id }).value?.indicators ?? []
  const figureWords = useFigureWords(template)
  const figures = template === null ? [] : shownFigures(template)
  const filled = figures.flatMap((ref) => {
    const value = (values[refKey(ref)] ?? '').trim()
    return value === '' ? [] : [{ ...ref, value }]
  })
  const save = async () => {
    const made = await run({ template: id, kind: period.kind, on: period.until, figures: filled, source: source.trim(), secrecy: '不涉密' })
    if (made === null) return
    wrote()
    goTo({ view: 'one', id: made.id, version: null, part: 'tables' })
  }
  return (
    <>
      <RecordForm
        title={t('submissions.opening.title')}
        about={t('submissions.opening.about')}
        confirm={t('submissions.opening.confirm', { count: filled.length })}
        complete={filled.length > 0 && source.trim() !== '' && period.until !== ''}
        busy={busy}
        failure={failure ?? period.failure ?? templates.failure}
        onSubmit={async () => gate.ask(() => void save())}
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
          />
        </SimpleGrid>
        <Select
          label={t('submissions.template')}
          data={fitting.map((one) => ({ value: one.id, label: one.words[language] }))}
          value={id === '' ? null : id}
          onChange={(next) => setChosen(next ?? '')}
          allowDeselect={false}
        />
        <TextInput
          label={t('submissions.opening.source')}
          description={t('submissions.opening.sourceHint')}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
          maxLength={300}
          withAsterisk
          data-autofocus
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={classes.openings} aria-label={t('submissions.opening.figures')} tabIndex={0}>
          <Table layout="fixed" aria-label={t('submissions.opening.figures')} verticalSpacing={2}>
            <Table.Tbody>
              {figures.map((ref) => (
                <Table.Tr key={refKey(ref)}>
                  <Table.Td>
                    <Text size="xs">{figureWords(ref, indicators)}</Text>
                  </Table.Td>
                  <Table.Td w={130}>
                    <TextInput
                      aria-label={figureWords(ref, indicators)}
                      value={values[refKey(ref)] ?? ''}
                      onChange={(event) => setValues({ ...values, [refKey(ref)]: event.currentTarget.value })}
                      maxLength={40}
                      size="xs"
                    />
                  </Table.Td>
                  <Table.Td w={70}>
                    <Text size="2xs" c="dimmed">
                      {indicators.find((one) => one.id === ref.indicator)?.unitWords[language]}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      </RecordForm>
      {gate.dialog}
    </>
  )
}
