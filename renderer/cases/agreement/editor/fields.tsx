import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { labelAt } from '../../../../shared/agreements/labels.ts'
import type { DictionaryName } from '../../../../shared/dictionaries.ts'
import { useLanguage } from '../../../app/language.ts'
import styles from '../../../catalogue/entry/entry.module.css'
import { Choice, listedWords } from '../../../catalogue/entry/fields.tsx'
import { DayInput } from '../../../components/DayInput.tsx'
import { upper } from '../../words.ts'
import type { DayPath, FlagPath, NumberPath, WordsPath } from '../model/paths.ts'
import { placeWords } from '../model/whole.ts'
import { Notes, noteProps } from './Notes.tsx'
import { useAt, useJump, useNotes, usePut } from './text-store.tsx'

export const usePlaceLabel = () => {
  const { language } = useLanguage()
  return (path: string): string => upper(placeWords(path)[language])
}

/** A label of the text's places, as the papers and comparisons have it. */
export const useWord = () => {
  const { language } = useLanguage()
  return (key: string): string => upper(labelAt(key)[language])
}

type Look = { label?: string; hint?: string; needed?: boolean; wide?: boolean; half?: boolean }

const span = ({ wide = false, half = false }: Look) => ({ className: (wide ? styles.wide : half ? styles.half : styles.cell) ?? '' })

/** What all fields of a place have in common. */
const usePlace = (path: string, look: Look) => {
  const value = useAt(path)
  const put = usePut()
  const label = usePlaceLabel()
  const notes = useNotes(path)
  return {
    value,
    put,
    common: { 'data-place': path, label: look.label ?? label(path), withAsterisk: look.needed === true, ...span(look), ...noteProps(notes, look.hint) },
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const LineAt = ({ path, max = 200, ...look }: Look & { path: WordsPath | `head.requests.${number}.number`; max?: number }) => {
  const { value, put, common } = usePlace(path, look)
  const box = useJump<HTMLInputElement>(path)
  return (
    <TextInput {...common} ref={box} value={textOf(value)} title={textOf(value)} maxLength={max} onChange={(event) => put(path, event.currentTarget.value)} />
  )
}

/** Words of a dictionary to choose from; others are taken too. */
export const WordAt = ({ path, dictionary, ...look }: Look & { path: WordsPath; dictionary: DictionaryName }) => {
  const { value, put, common } = usePlace(path, look)
  const box = useJump<HTMLInputElement>(path)
  return (
    <Choice
      {...common}
      ref={box}
      dictionary={dictionary}
      words={listedWords(dictionary)}
      value={textOf(value)}
      maxLength={200}
      onChange={(next) => put(path, next)}
    />
  )
}

export const ProseAt = ({ path, max = 4000, rows = 2, ...look }: Look & { path: WordsPath; max?: number; rows?: number }) => {
  const { value, put, common } = usePlace(path, { wide: true, ...look })
  const box = useJump<HTMLTextAreaElement>(path)
  return (
    <Textarea
      {...common}
      ref={box}
      value={textOf(value)}
      maxLength={max}
      autosize
      minRows={rows}
      maxRows={12}
      onChange={(event) => put(path, event.currentTarget.value)}
    />
  )
}

/** A day that may be left open is nothing then, and no empty word. */
export const DayAt = ({ path, ...look }: Look & { path: DayPath }) => {
  const { value, put, common } = usePlace(path, look)
  const box = useJump<HTMLInputElement>(path)
  return <DayInput {...common} ref={box} value={textOf(value)} onChange={(day) => put(path, day === '' ? null : day)} />
}

export const ChoiceAt = ({ path, options, ...look }: Look & { path: WordsPath; options: readonly { value: string; label: string }[] }) => {
  const { value, put, common } = usePlace(path, look)
  const box = useJump<HTMLInputElement>(path)
  return (
    <Select
      {...common}
      ref={box}
      data={options.filter((one) => one.value !== '')}
      value={textOf(value) === '' ? null : textOf(value)}
      onChange={(next) => put(path, next ?? '')}
      allowDeselect={options.some((one) => one.value === '')}
    />
  )
}

export const NumberAt = ({ path, min, max, ...look }: Look & { path: NumberPath; min: number; max: number }) => {
  const { value, put, common } = usePlace(path, look)
  return (
    <NumberInput
      {...common}
      value={typeof value === 'number' ? value : ''}
      min={min}
      max={max}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      onChange={(next) => typeof next === 'number' && next >= min && put(path, next)}
    />
  )
}

export const FlagAt = ({ path, ...look }: Look & { path: FlagPath }) => {
  const { value, put, common } = usePlace(path, look)
  const box = useJump<HTMLInputElement>(path)
  const notes = useNotes(path)
  return (
    <div className={common.className} data-place={path}>
      <Checkbox ref={box} label={common.label} checked={value === true} onChange={(event) => put(path, event.currentTarget.checked)} mt={22} />
      <Notes findings={notes} />
    </div>
  )
}

/** A list of texts, one a line; what is typed keeps its empty line until the field is left. */
export const LinesAt = ({ path, most, each, hint, ...look }: Look & { path: 'annexes.pledge' | 'annexes.exchange.steps'; most: number; each: number }) => {
  const { t } = useTranslation()
  const { value, put, common } = usePlace(path, { wide: true, hint: hint ?? t('agreement.perLine'), ...look })
  const box = useJump<HTMLTextAreaElement>(path)
  const [typed, setTyped] = useState<string | null>(null)
  const lines = Array.isArray(value) ? value.map(String) : []
  return (
    <Textarea
      {...common}
      ref={box}
      value={typed ?? lines.join('\n')}
      autosize
      minRows={3}
      maxRows={14}
      onChange={(event) => {
        const said = event.currentTarget.value
        setTyped(said)
        put(
          path,
          said
            .split('\n')
            .map((line) => line.trim().slice(0, each))
            .filter((line) => line !== '')
            .slice(0, most),
        )
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
