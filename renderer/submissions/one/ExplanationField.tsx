import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureRef } from '../../../shared/submissions/template.ts'
import { sameFigure } from '../../../shared/submissions/template.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { Submission } from '../words.ts'
import { useFill } from './use-fill.ts'

type Props = { one: Submission; figure: FigureRef; label: string; onSaved?: () => void }

/** A word on a figure, written where it is asked for; an empty one takes it back. */
export const ExplanationField = ({ one: { line, explanations }, figure, label, onSaved }: Props) => {
  const { t } = useTranslation()
  const known = explanations.find((each) => sameFigure(each, figure))?.text ?? ''
  const [text, setText] = useState(known)
  const fill = useFill(line.id, () => setText(known))
  const save = () => {
    const others = explanations.filter((each) => !sameFigure(each, figure)).map(({ by: _, ...each }) => each)
    const said = text.trim()
    fill.save({ explanations: said === '' ? others : [...others, { indicator: figure.indicator, key: figure.key, text: said }] }, onSaved)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Textarea
          style={{ flex: 1 }}
          label={label}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2000}
          {...(onSaved === undefined ? {} : { 'data-autofocus': true })}
        />
        <Button type="submit" loading={fill.busy} disabled={text.trim() === known}>
          {t('common.save')}
        </Button>
      </Group>
      <ErrorNote failure={fill.failure} onClose={fill.clear} />
      {fill.dialog}
    </form>
  )
}
