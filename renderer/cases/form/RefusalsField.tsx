import { Radio, Stack, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { refusalGrounds } from '../../../shared/cases/fields.ts'
import { useCaseWords } from '../words.ts'
import { noQuote, Quote } from './BasisField.tsx'
import type { FieldProps } from './FieldInput.tsx'
import { ItemTicks } from './ItemTicks.tsx'
import { RowCards } from './RowCards.tsx'
import { type Fields, fieldsIn, isNeeded, listIn, textIn, textsIn } from './schema.ts'

const empty: Fields = { ground: '', ...noQuote, explanation: '', items: [] }

/** Why not: a statute quoted, outside the listed scope or use, not held here. Nothing else is offered (practice P14). */
export const RefusalsField = ({ about, path, node, value, onChange }: FieldProps) => {
  const { t } = useTranslation()
  const words = useCaseWords(about.kind)
  const rows = listIn(value).map(fieldsIn)
  const label = (name: string) => words.field(about.act, [...path, name])
  return (
    <div>
      <RowCards
        label={words.field(about.act, path)}
        description={t('cases.form.grounds')}
        withAsterisk={isNeeded(node)}
        rows={rows.length === 0 ? [empty] : rows}
        empty={empty}
        most={node.maxItems ?? 50}
        onChange={onChange}
        card={(fields, change) => {
          const ground = refusalGrounds.find((one) => one === fields.ground)
          const put = (part: Fields) => change({ ...fields, ...part })
          return (
            <Stack gap="sm">
              <Radio.Group
                label={label('ground')}
                value={ground ?? ''}
                // Words that belong to a statute do not stay behind when another ground is chosen.
                onChange={(next) => put({ ground: next, ...(next === 'statute' ? {} : noQuote) })}
                withAsterisk
              >
                <Stack gap={6} mt={4}>
                  {refusalGrounds.map((one) => (
                    <Radio key={one} value={one} label={words.value(one)} />
                  ))}
                </Stack>
              </Radio.Group>
              {ground === 'statute' && <Quote about={about} path={path} fields={fields} needed={['title', 'article', 'quote']} onChange={change} />}
              <Textarea
                label={label('explanation')}
                description={ground === 'outsideScope' ? t('cases.form.outsideHint') : ground === 'notHeld' ? t('cases.form.notHeldHint') : undefined}
                value={textIn(fields.explanation)}
                onChange={(event) => put({ explanation: event.currentTarget.value })}
                maxLength={4000}
                withAsterisk
                autosize
                minRows={2}
                maxRows={8}
              />
              {about.items.length > 0 && (
                <ItemTicks
                  none=""
                  label={label('items')}
                  hint={words.hint(about.act, [...path, 'items'])}
                  names={about.items}
                  chosen={textsIn(fields.items)}
                  needed={false}
                  onChange={(items) => put({ items })}
                />
              )}
            </Stack>
          )
        }}
      />
    </div>
  )
}
