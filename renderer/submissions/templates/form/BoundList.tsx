import { ActionIcon, Table } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/submissions/template.ts'
import { Section } from '../../../components/Section.tsx'
import { bindingOf } from './bindings.ts'
import { useBoundWords } from './bound-words.ts'

/** Every bound cell with what fills it, also while the workbook itself is not at hand. */
export const BoundList = ({ template, readOnly, onRemove }: { template: Template; readOnly: boolean; onRemove(sheet: string, cell: string): void }) => {
  const { t } = useTranslation()
  const boundWords = useBoundWords(template)
  const { cells } = bindingOf(template)
  if (cells.length === 0) return null
  return (
    <Section title={t('submissions.form.bound', { count: cells.length })}>
      <Table layout="fixed" aria-label={t('submissions.form.bound', { count: cells.length })} verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={220}>{t('submissions.form.sheet')}</Table.Th>
            <Table.Th w={90}>{t('submissions.form.cellName')}</Table.Th>
            <Table.Th>{t('submissions.form.fillWith')}</Table.Th>
            {!readOnly && <Table.Th w={60}>{t('common.actions')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cells.map(({ sheet, cell, value }) => (
            <Table.Tr key={`${sheet}!${cell}`}>
              <Table.Td>{sheet}</Table.Td>
              <Table.Td>{cell}</Table.Td>
              <Table.Td>{boundWords(value)}</Table.Td>
              {!readOnly && (
                <Table.Td>
                  <ActionIcon size="sm" aria-label={`${t('submissions.form.unbind')} ${sheet} ${cell}`} onClick={() => onRemove(sheet, cell)}>
                    <IconTrash size={14} aria-hidden />
                  </ActionIcon>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}
