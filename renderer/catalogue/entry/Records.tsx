import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { emptyBasis, emptyCode, emptyFormat, type ResourceCode } from '../../../shared/catalogue.ts'
import { classes, divisions, parseCode } from '../../../shared/codes.ts'
import { formatTypes } from '../../../shared/dictionaries.ts'
import { useLanguage } from '../../app/language.ts'
import { withFormatClass } from './cascade.ts'
import { Choice, listedWords, useLabel } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { RecordTable } from './RecordTable.tsx'

/** A code typed by the guide's rule says its own classes; those already filled in are left alone. */
const withCode = (record: ResourceCode, code: string): Partial<ResourceCode> => {
  const parts = parseCode(code)
  if (parts === null) return { code }
  const { order: _, ...known } = parts
  return { code, ...Object.fromEntries(Object.entries(known).filter(([part]) => record[part as keyof ResourceCode] === '')) }
}

export const CodesEntry = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { readOnly } = useForm()
  const { value = [], set, findings } = useField('codes')
  const label = useLabel()
  const named = (terms: readonly { code: string; zh: string; en: string }[], code: string) => terms.find((term) => term.code === code)?.[language] ?? ''
  return (
    <RecordTable
      field="codes"
      label={label('codes')}
      value={value}
      empty={{ ...emptyCode }}
      max={50}
      addLabel={t('catalogue.form.addCode')}
      findings={findings}
      onChange={set}
      columns={[
        {
          head: t('catalogue.parts.code'),
          cell: (record, change, row) => (
            <TextInput
              aria-label={t('catalogue.parts.code')}
              value={record.code}
              maxLength={64}
              readOnly={readOnly}
              styles={{ input: { fontFamily: 'var(--mulu-mono)' } }}
              onChange={(event) => change(withCode(record, event.currentTarget.value))}
              {...(row > 0 && !readOnly
                ? {
                    rightSection: (
                      <Tooltip label={t('catalogue.form.makePrimary')}>
                        <ActionIcon size="sm" aria-label={t('catalogue.form.makePrimary')} onClick={() => set([record, ...value.toSpliced(row, 1)])}>
                          <IconArrowUp size={14} aria-hidden />
                        </ActionIcon>
                      </Tooltip>
                    ),
                  }
                : {})}
            />
          ),
        },
        ...(['cls1', 'cls2', 'cls3', 'cls4'] as const).map((part) => {
          const width = { cls1: '17%', cls2: '25%', cls3: '8%', cls4: '19%' }[part]
          return {
            head: t(`catalogue.parts.${part}`),
            width,
            cell: (record: ResourceCode, change: (change: Partial<ResourceCode>) => void) => {
              const terms = part === 'cls1' ? classes : part === 'cls2' ? (divisions[record.cls1] ?? []) : []
              const common = { 'aria-label': t(`catalogue.parts.${part}`), readOnly, maxLength: part === 'cls4' ? 200 : 16 }
              if (terms.length === 0) return <TextInput {...common} value={record[part]} onChange={(event) => change({ [part]: event.currentTarget.value })} />
              const words = terms.map(({ code }) => `${code} ${named(terms, code)}`)
              const shown = named(terms, record[part]) === '' ? record[part] : `${record[part]} ${named(terms, record[part])}`
              return (
                <Choice
                  {...common}
                  placeholder=""
                  title={shown}
                  value={shown}
                  words={words}
                  maxLength={64}
                  onChange={(text) => change({ [part]: words.includes(text) ? (text.split(' ')[0] ?? '') : text.slice(0, 16) })}
                />
              )
            },
          }
        }),
      ]}
    />
  )
}

export const FormatsEntry = () => {
  const { t } = useTranslation()
  const { readOnly } = useForm()
  const { value = [], set, findings } = useField('formats')
  const label = useLabel()
  return (
    <RecordTable
      field="formats"
      label={label('formats')}
      value={value}
      empty={{ ...emptyFormat }}
      max={50}
      addLabel={t('catalogue.form.addFormat')}
      findings={findings}
      onChange={set}
      columns={[
        {
          head: t('catalogue.parts.formatClass'),
          width: '28%',
          cell: (record, change) => (
            <Choice
              aria-label={t('catalogue.parts.formatClass')}
              readOnly={readOnly}
              maxLength={32}
              value={record.formatClass}
              words={listedWords('formatClass')}
              dictionary="formatClass"
              onChange={(formatClass) => change(withFormatClass(record, formatClass))}
            />
          ),
        },
        {
          head: t('catalogue.parts.formatType'),
          width: '28%',
          cell: (record, change) => (
            <Choice
              aria-label={t('catalogue.parts.formatType')}
              readOnly={readOnly}
              maxLength={64}
              value={record.formatType}
              words={formatTypes[record.formatClass] ?? [...new Set(Object.values(formatTypes).flat())]}
              onChange={(formatType) => change({ formatType })}
            />
          ),
        },
        {
          head: t('catalogue.parts.formatOther'),
          cell: (record, change) => (
            <TextInput
              aria-label={t('catalogue.parts.formatOther')}
              value={record.formatOther}
              maxLength={500}
              readOnly={readOnly}
              onChange={(event) => change({ formatOther: event.currentTarget.value })}
            />
          ),
        },
      ]}
    />
  )
}

export const BasisEntry = () => {
  const { t } = useTranslation()
  const { readOnly } = useForm()
  const { value = [], set, findings } = useField('shareBasis')
  const label = useLabel()
  const text = (part: 'title' | 'number' | 'article' | 'quotation', max: number, width?: string) => ({
    head: t(`catalogue.parts.${part}`),
    ...(width === undefined ? {} : { width }),
    cell: (record: (typeof value)[number], change: (change: Partial<(typeof value)[number]>) => void) => (
      <TextInput
        aria-label={t(`catalogue.parts.${part}`)}
        title={record[part]}
        value={record[part]}
        maxLength={max}
        readOnly={readOnly}
        onChange={(event) => change({ [part]: event.currentTarget.value })}
      />
    ),
  })
  return (
    <RecordTable
      field="shareBasis"
      label={label('shareBasis')}
      value={value}
      empty={{ ...emptyBasis }}
      max={20}
      addLabel={t('catalogue.form.addBasis')}
      findings={findings}
      onChange={set}
      columns={[
        {
          head: t('catalogue.parts.kind'),
          width: '18%',
          cell: (record, change) => (
            <Choice
              aria-label={t('catalogue.parts.kind')}
              readOnly={readOnly}
              maxLength={32}
              value={record.kind}
              words={listedWords('basisKind')}
              dictionary="basisKind"
              onChange={(kind) => change({ kind })}
            />
          ),
        },
        text('title', 200, '26%'),
        text('number', 100, '14%'),
        text('article', 100, '12%'),
        text('quotation', 2000),
      ]}
    />
  )
}
