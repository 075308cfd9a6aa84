import { Button, Group, Modal, Stack, Table, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../../shared/catalogue.ts'
import { saySkip } from '../../../shared/skip-reasons.ts'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { cellText, columns } from './columns.ts'

type Props = {
  text: string
  existing: number
  onClose(): void
  onAdd(items: readonly Item[], replace: boolean): void
}

const shownFields = new Set(['name', 'nameEn', 'dataType', 'length', 'isKey', 'isRequired', 'note'])
const shown = columns.filter(({ field }) => shownFields.has(field))

/** Pasted columns, a data dictionary or CREATE TABLE, read into items; looked over before they are added. */
export const ParseDialog = ({ text: first, existing, onClose, onAdd }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [text, setText] = useState(first)
  const [asked] = useDebouncedValue(text, 250)
  const { value, failure, loading } = useLoad('catalogue.parseItems', asked.trim() === '' ? null : { text: asked })
  const found = asked.trim() === '' ? null : value
  const items = found?.items ?? []
  return (
    <Modal opened onClose={onClose} size={860} title={t('catalogue.grid.parseTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <Textarea
          label={t('catalogue.grid.parseText')}
          description={t('catalogue.grid.parseHint')}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          rows={7}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mulu-mono)', whiteSpace: 'pre', overflow: 'auto' } }}
        />
        <ErrorNote failure={failure} />
        {found !== null && (
          <Stack gap={4} aria-live="polite" aria-busy={loading}>
            <Text size="sm" fw={600}>
              {items.length === 0
                ? t('catalogue.grid.parseNone')
                : `${t(`catalogue.grid.parseKind.${found.kind}`)} · ${t('catalogue.grid.parsed', { count: items.length })}`}
            </Text>
            {found.skipped.length > 0 && (
              <Text size="2xs" c="var(--mulu-warning)" component="div">
                {t('catalogue.grid.skipped', { count: found.skipped.length })}
                {found.skipped.slice(0, 3).map(({ line, reason }) => (
                  <div key={line}>{t('catalogue.grid.skippedLine', { line, reason: saySkip(reason, language) })}</div>
                ))}
              </Text>
            )}
            {items.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              <section tabIndex={0} aria-label={t('catalogue.grid.parsed', { count: items.length })} style={{ maxHeight: 260, overflow: 'auto' }}>
                <Table stickyHeader verticalSpacing={3}>
                  <Table.Thead>
                    <Table.Tr>
                      {shown.map(({ field }) => (
                        <Table.Th key={field}>{t(`catalogue.columns.${field}`)}</Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.slice(0, 200).map((item) => (
                      <Table.Tr key={item.id}>
                        {shown.map((column) => (
                          <Table.Td key={column.field}>{column.kind === 'flag' && !item[column.field] ? '' : cellText(item, column)}</Table.Td>
                        ))}
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </section>
            )}
          </Stack>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {existing > 0 && (
            <Button variant="default" disabled={items.length === 0} onClick={() => onAdd(items, true)}>
              {t('catalogue.grid.replaceParsed', { count: existing })}
            </Button>
          )}
          <Button disabled={items.length === 0} onClick={() => onAdd(items, false)}>
            {t('catalogue.grid.addParsed', { count: items.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
