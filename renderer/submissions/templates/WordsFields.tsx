import { SimpleGrid, TextInput } from '@mantine/core'

type Words = { zh: string; en: string }
type Props = {
  label: { zh: string; en: string }
  words: Words
  most: { zh: number; en: number }
  readOnly: boolean
  required?: boolean
  onChange(words: Words): void
}

/** A name in both languages, side by side; the English one may be left out. */
export const WordsFields = ({ label, words, most, readOnly, required = true, onChange }: Props) => (
  <SimpleGrid cols={2} spacing="sm">
    <TextInput
      label={label.zh}
      value={words.zh}
      onChange={(event) => onChange({ ...words, zh: event.currentTarget.value })}
      maxLength={most.zh}
      readOnly={readOnly}
      withAsterisk={required}
    />
    <TextInput
      label={label.en}
      value={words.en}
      onChange={(event) => onChange({ ...words, en: event.currentTarget.value })}
      maxLength={most.en}
      readOnly={readOnly}
      placeholder={words.zh}
    />
  </SimpleGrid>
)
