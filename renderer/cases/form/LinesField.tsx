import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCaseWords } from '../words.ts'
import type { FieldProps } from './FieldInput.tsx'
import { ItemTicks } from './ItemTicks.tsx'
import { isNeeded, textsIn } from './schema.ts'

/** A list of short texts: ticks where the items are known, else one a line. */
export const LinesField = ({ about, path, node, value, onChange }: FieldProps) => {
  const { t } = useTranslation()
  const words = useCaseWords(about.kind)
  const label = words.field(about.act, path)
  const hint = words.hint(about.act, path)
  const lines = textsIn(value)
  // What is typed keeps its empty line until the field is left.
  const [typed, setTyped] = useState<string | null>(null)
  if (path.at(-1) === 'items' && about.items.length > 0) {
    return (
      <ItemTicks
        none={isNeeded(node) ? '' : t('cases.open.allItems')}
        label={label}
        hint={hint}
        names={about.items}
        chosen={lines}
        needed={isNeeded(node)}
        onChange={onChange}
      />
    )
  }
  return (
    <Textarea
      label={label}
      description={hint ?? t('cases.form.perLine')}
      withAsterisk={isNeeded(node)}
      value={typed ?? lines.join('\n')}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange(text.split('\n').filter((line) => line.trim() !== ''))
      }}
      onBlur={() => setTyped(null)}
      autosize
      minRows={2}
      maxRows={12}
    />
  )
}
