import { Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCaseWords } from '../words.ts'
import type { FieldProps } from './FieldInput.tsx'
import { LawPicker } from './LawPicker.tsx'
import { RowCards } from './RowCards.tsx'
import { type Fields, fieldsIn, isNeeded, listIn, textIn } from './schema.ts'

export const noQuote = { title: '', article: '', quote: '' }

/** 使用依据: from the regulations here, or typed where they do not have it. */
export const BasisField = ({ about, path, node, value, onChange }: FieldProps) => {
  const words = useCaseWords(about.kind)
  const rows = listIn(value).map(fieldsIn)
  return (
    <RowCards
      label={words.field(about.act, path)}
      description={words.hint(about.act, path)}
      withAsterisk={isNeeded(node)}
      rows={rows.length === 0 ? [noQuote] : rows}
      empty={noQuote}
      most={node.maxItems ?? 10}
      onChange={onChange}
      card={(fields, change) => <Quote about={about} path={path} fields={fields} needed={['title']} onChange={change} />}
    />
  )
}

type QuoteProps = Pick<FieldProps, 'about' | 'path'> & { fields: Fields; needed: readonly string[]; onChange(fields: Fields): void }

/** A regulation, its article and its words. */
export const Quote = ({ about, path, fields, needed, onChange }: QuoteProps) => {
  const { t } = useTranslation()
  const words = useCaseWords(about.kind)
  const put = (part: Fields) => onChange({ ...fields, ...part })
  const label = (name: string) => words.field(about.act, [...path, name])
  return (
    <Stack gap="xs">
      <LawPicker onPick={(quote) => put(quote)} />
      <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
        <TextInput
          label={label('title')}
          value={textIn(fields.title)}
          onChange={(event) => put({ title: event.currentTarget.value })}
          maxLength={300}
          withAsterisk={needed.includes('title')}
          flex={2}
        />
        <TextInput
          label={label('article')}
          value={textIn(fields.article)}
          onChange={(event) => put({ article: event.currentTarget.value })}
          maxLength={60}
          withAsterisk={needed.includes('article')}
          flex={1}
        />
      </Group>
      <Textarea
        label={label('quote')}
        description={t('cases.form.quoteHint')}
        value={textIn(fields.quote)}
        onChange={(event) => put({ quote: event.currentTarget.value })}
        maxLength={2000}
        withAsterisk={needed.includes('quote')}
        autosize
        minRows={2}
        maxRows={8}
      />
    </Stack>
  )
}
