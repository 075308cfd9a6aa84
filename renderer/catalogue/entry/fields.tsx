import { Autocomplete, Combobox, NumberInput, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { type EntryContent, type EntryField, entryFields } from '../../../shared/catalogue.ts'
import { type DictionaryName, dictionaries, type Term, wordIn } from '../../../shared/dictionaries.ts'
import { fieldLabels } from '../../../shared/fields.ts'
import { useLanguage } from '../../app/language.ts'
import styles from './entry.module.css'
import { noteProps } from './FieldNotes.tsx'
import { useField, useForm } from './form-context.tsx'

type FieldOf<T> = { [F in EntryField]: EntryContent[F] extends T ? (T extends EntryContent[F] ? F : never) : never }[EntryField]
type TextField = FieldOf<string>
type NumberField = FieldOf<number | null>

type Look = {
  /** Asked of every entry by the guide. */
  asked?: boolean
  /** Takes the form's whole width. */
  wide?: boolean
  hint?: string
}

export const useLabel = (): ((field: EntryField) => string) => {
  const { language } = useLanguage()
  return (field) => fieldLabels[field][language]
}

const span = (wide = false) => ({ className: wide ? styles.wide : styles.cell })

export const TextEntry = ({ field, rows, asked = false, wide, hint }: Look & { field: TextField; rows?: number }) => {
  const { t } = useTranslation()
  const { readOnly } = useForm()
  const { value = '', set, findings } = useField(field)
  const label = useLabel()
  const max = entryFields[field].maxLength ?? 9999
  const common = {
    'data-field': field,
    label: label(field),
    withAsterisk: asked,
    value,
    maxLength: max,
    readOnly,
    ...(hint === undefined ? {} : { placeholder: hint }),
    ...noteProps(findings),
  }
  if (rows === undefined) return <TextInput {...span(wide)} {...common} title={value} onChange={(event) => set(event.currentTarget.value)} />
  return (
    <Textarea
      {...span(wide)}
      {...common}
      autosize
      minRows={rows}
      maxRows={14}
      rightSection={
        value.length > max * 0.8 ? (
          <Text size="2xs" c="dimmed" className={styles.chars}>
            {t('catalogue.form.chars', { count: value.length, max })}
          </Text>
        ) : null
      }
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

type ChoiceProps = {
  value: string
  words: readonly string[]
  dictionary?: DictionaryName
  onChange(value: string): void
}

/** A list to choose from that also takes what is not in it: a finding then asks, nothing is lost. */
export const Choice = ({
  value,
  words,
  dictionary,
  onChange,
  ...rest
}: ChoiceProps & Omit<ComponentProps<typeof Autocomplete>, 'data' | 'onChange' | 'value'>) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  // What is stored is the Chinese word; a reader of English gets its meaning beside it.
  const meaning = dictionary === undefined ? value : wordIn(dictionary, value, language)
  const gloss = meaning === value ? '' : meaning
  return (
    <Autocomplete
      placeholder={rest.readOnly === true ? '' : t('catalogue.form.choose')}
      rightSection={
        <span className={styles.choiceEnd}>
          {gloss}
          {rest.readOnly !== true && <Combobox.Chevron />}
        </span>
      }
      rightSectionWidth={gloss === '' ? 26 : 30 + gloss.length * 6.5}
      rightSectionPointerEvents="none"
      {...rest}
      value={value}
      data={[...words]}
      onChange={onChange}
      openOnFocus={false}
      // The whole list while the word stands in it: opening a chosen field is for choosing another.
      filter={({ options, search }) =>
        words.includes(search) || search === '' ? options : options.filter((option) => 'label' in option && option.label.includes(search.trim()))
      }
      {...(dictionary !== undefined && language === 'en'
        ? {
            renderOption: ({ option }) => (
              <span>
                {option.value} <span className={styles.gloss}>{wordIn(dictionary, option.value, 'en')}</span>
              </span>
            ),
          }
        : {})}
    />
  )
}

export const listedWords = (dictionary: DictionaryName): string[] => (dictionaries[dictionary] as readonly Term[]).map(({ zh }) => zh)

type ChoiceField = Look & {
  field: TextField
  dictionary: DictionaryName
  /** Other words than the dictionary's, where another field narrows them. */
  words?: readonly string[]
  onChange?(value: string): void
}

export const ChoiceEntry = ({ field, dictionary, words, onChange, asked = false, wide }: ChoiceField) => {
  const { readOnly } = useForm()
  const { value = '', set, findings } = useField(field)
  const label = useLabel()
  return (
    <Choice
      {...span(wide)}
      data-field={field}
      label={label(field)}
      withAsterisk={asked}
      readOnly={readOnly}
      maxLength={entryFields[field].maxLength ?? 500}
      value={value}
      words={words ?? listedWords(dictionary)}
      dictionary={dictionary}
      onChange={onChange ?? set}
      {...noteProps(findings)}
    />
  )
}

/** Free text with words to pick from that are already in use. */
export const SuggestEntry = ({ field, words, asked = false }: Look & { field: TextField; words: readonly string[] }) => {
  const { readOnly } = useForm()
  const { value = '', set, findings } = useField(field)
  const label = useLabel()
  return (
    <Autocomplete
      {...span()}
      data-field={field}
      label={label(field)}
      withAsterisk={asked}
      readOnly={readOnly}
      maxLength={entryFields[field].maxLength ?? 500}
      value={value}
      title={value}
      data={[...new Set(words.filter((word) => word !== ''))]}
      limit={50}
      openOnFocus={false}
      onChange={set}
      {...noteProps(findings)}
    />
  )
}

export const NumberEntry = ({ field }: { field: NumberField }) => {
  const { readOnly } = useForm()
  const { value = null, set, findings } = useField(field)
  const label = useLabel()
  return (
    <NumberInput
      {...span()}
      data-field={field}
      label={label(field)}
      value={value ?? ''}
      min={0}
      max={999_999_999.9999}
      decimalScale={4}
      hideControls
      allowNegative={false}
      thousandSeparator=","
      readOnly={readOnly}
      onChange={(next) => set(next === '' ? null : Number(next))}
      {...noteProps(findings)}
    />
  )
}

export const CodesOfOthers = () => {
  const { t } = useTranslation()
  const { readOnly } = useForm()
  const { value = [], set, findings } = useField('relatedCodes')
  const label = useLabel()
  return (
    <TagsInput
      {...span(true)}
      data-field="relatedCodes"
      label={label('relatedCodes')}
      placeholder={readOnly || value.length > 0 ? '' : t('catalogue.form.relatedHint')}
      value={value}
      onChange={(codes) => set(codes.map((code) => code.trim().slice(0, 128)).filter((code) => code !== ''))}
      splitChars={[',', ';', '，', '；', '、', ' ', '\n']}
      acceptValueOnBlur
      allowDuplicates={false}
      maxTags={1000}
      readOnly={readOnly}
      {...noteProps(findings)}
    />
  )
}
