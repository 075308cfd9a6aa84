import { Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLabel } from '../../shared/field-words.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useMay } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Section } from '../components/Section.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'

/** Entries changed here and there in the same place, until somebody decides. */
export const Conflicts = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list } = usePunctuation()
  const { value, failure, reload } = useLoad('conflict.list', {}, ['sync', 'catalogue'])
  const mayResolve = useMay('conflict.resolve')
  const [open, setOpen] = useState<string | null>(null)
  const rows = value?.conflicts ?? []
  const names = (fields: readonly string[]) =>
    list([...new Set(fields.map((field) => (field === 'entry' ? t('sync.existence') : changeLabel(field, language))))])
  return (
    <Section title={t('sync.conflicts')} about={t('sync.conflictsAbout')}>
      <ErrorNote failure={failure} onRetry={reload} />
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('sync.noConflicts')}
        </Text>
      ) : (
        <Table aria-label={t('sync.conflicts')} className="mulu-table" layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('sync.entry')}</Table.Th>
              <Table.Th>{t('sync.fields')}</Table.Th>
              <Table.Th w={160}>{t('sync.by')}</Table.Th>
              {mayResolve && <Table.Th w={110}>{t('common.actions')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ id, title, fields, theirsBy }) => (
              <Table.Tr key={id}>
                <Table.Td className="mulu-ellipsis" title={title}>
                  {title}
                </Table.Td>
                <Table.Td>{names(fields)}</Table.Td>
                <Table.Td>{theirsBy}</Table.Td>
                {mayResolve && (
                  <Table.Td>
                    <Button size="compact-sm" aria-label={`${t('sync.open')} ${title}`} onClick={() => setOpen(id)}>
                      {t('sync.open')}
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {open !== null && <ConflictDialog id={open} onClose={() => setOpen(null)} onDone={reload} />}
    </Section>
  )
}
