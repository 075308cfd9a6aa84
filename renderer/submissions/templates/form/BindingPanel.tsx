import { Button, Group, Paper, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Bound, indicatorsOf, sameFigure, type Template } from '../../../../shared/submissions/template.ts'
import { useLanguage } from '../../../app/language.ts'
import { shownFigures } from '../../shown-figures.ts'
import { useFigureWords } from '../../words.ts'
import { bindingOf, boundAt, sameBound } from './bindings.ts'
import { useBoundWords } from './bound-words.ts'
import type { FormCell, FormSheet } from './loaded.ts'

const kinds = ['figure', 'previous', 'explanation', 'cover', 'mark'] as const
type Kind = (typeof kinds)[number]
const marks = ['id', 'version', 'sha256', 'sm3'] as const

type Props = { template: Template; sheet: FormSheet; cell: FormCell | null; readOnly: boolean; onBind(bound: Bound | null): void }

/** What fills the chosen cell. */
export const BindingPanel = ({ template, sheet, cell, readOnly, onBind }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const figureWords = useFigureWords(template)
  const boundWords = useBoundWords(template)
  const bound = cell === null ? null : boundAt(bindingOf(template), sheet.name, cell.cell)
  const [kind, setKind] = useState<Kind>(bound?.kind ?? 'figure')
  if (cell === null)
    return (
      <Paper p="sm">
        <Text size="sm" c="dimmed">
          {t('submissions.form.chooseCell')}
        </Text>
      </Paper>
    )
  const named = shownFigures(template)
  const figures = [
    ...named,
    ...indicatorsOf(template)
      .map(({ id }) => ({ indicator: id, key: null }))
      .filter((ref) => !named.some((one) => sameFigure(one, ref))),
  ]
  const figureAt = bound !== null && 'indicator' in bound ? figures.findIndex((ref) => sameFigure(ref, bound)) : -1
  const { proposed } = cell
  return (
    <Paper p="sm" component="section" aria-label={t('submissions.form.cell', { cell: cell.cell })}>
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {t('submissions.form.cell', { cell: cell.cell })}
        </Text>
        <Text size="2xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[cell.left, cell.above].filter((part) => part !== '').join(' · ')}
        </Text>
        {proposed !== null && !sameBound(bound, proposed) && (
          <Button variant="light" size="compact-sm" disabled={readOnly} onClick={() => onBind(proposed)}>
            {t('submissions.form.takeProposal', { what: boundWords(proposed) })}
          </Button>
        )}
        <Select
          label={t('submissions.form.fillWith')}
          data={kinds.map((each) => ({ value: each, label: t(`submissions.form.boundKinds.${each}`) }))}
          value={kind}
          onChange={(next) => setKind(kinds.find((each) => each === next) ?? 'figure')}
          allowDeselect={false}
          readOnly={readOnly}
        />
        {(kind === 'figure' || kind === 'previous' || kind === 'explanation') && (
          <Select
            label={t('submissions.figure.indicator')}
            data={figures.map((ref, at) => ({ value: String(at), label: figureWords(ref, indicatorsOf(template)) }))}
            value={bound?.kind === kind && figureAt >= 0 ? String(figureAt) : null}
            onChange={(next) => {
              const ref = figures[Number(next)]
              if (next !== null && ref !== undefined) onBind({ kind, ...ref })
            }}
            searchable
            readOnly={readOnly}
          />
        )}
        {kind === 'cover' && (
          <Select
            label={t('submissions.form.coverField')}
            data={template.cover.map(({ id, words }) => ({ value: id, label: words[language] }))}
            value={bound?.kind === 'cover' ? bound.field : null}
            onChange={(field) => {
              if (field !== null) onBind({ kind: 'cover', field })
            }}
            readOnly={readOnly}
          />
        )}
        {kind === 'mark' && (
          <Select
            label={t('submissions.form.mark')}
            data={marks.map((each) => ({ value: each, label: t(`submissions.form.marks.${each}`) }))}
            value={bound?.kind === 'mark' ? bound.which : null}
            onChange={(next) => {
              const which = marks.find((each) => each === next)
              if (which !== undefined) onBind({ kind: 'mark', which })
            }}
            readOnly={readOnly}
          />
        )}
        {bound !== null && !readOnly && (
          <Group>
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => onBind(null)}>
              {t('submissions.form.unbind')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}
