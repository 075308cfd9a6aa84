import { ActionIcon, Button, Group, Select, SimpleGrid, Table, Text, Textarea, TextInput } from '@mantine/core'
import { IconArrowsDiff, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { indicatorsOf, sameFigure } from '../../../shared/submissions/template.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { shownFigures } from '../shown-figures.ts'
import classes from '../submissions.module.css'
import { type Submission, useFigureWords } from '../words.ts'
import { useFill } from './use-fill.ts'

type Reconciled = Submission['reconciliations'][number]

const unsigned = (rows: readonly Reconciled[]) => rows.map(({ by: _, ...row }) => row)

/** 调节项: where another list says another number both stand, with the reason; a computed figure is never typed over (practice P7). */
export const ReconcilePart = ({ one, fills }: { one: Submission; fills: boolean }) => {
  const { t } = useTranslation()
  const figureWords = useFigureWords(one.template)
  const [editing, setEditing] = useState<Reconciled | 'new' | null>(null)
  const fill = useFill(one.line.id, () => undefined)
  const rows = one.reconciliations
  const name = (row: Reconciled) => figureWords(row, indicatorsOf(one.template))
  const add = fills && (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing('new')}>
      {t('submissions.reconcile.add')}
    </Button>
  )
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.body}`} aria-label={t('submissions.parts.reconcile')} tabIndex={0}>
      <ErrorNote failure={fill.failure} onClose={fill.clear} />
      {rows.length === 0 ? (
        <EmptyState icon={<IconArrowsDiff size={32} stroke={1.3} />} title={t('submissions.reconcile.none')} actions={add}>
          {t('submissions.reconcile.about')}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" mb="xs" wrap="nowrap">
            <Text size="xs" c="dimmed">
              {t('submissions.reconcile.about')}
            </Text>
            {add}
          </Group>
          <Table className="mulu-table" layout="fixed" aria-label={t('submissions.parts.reconcile')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={210}>{t('submissions.figure.indicator')}</Table.Th>
                <Table.Th w={140}>{t('submissions.reconcile.other')}</Table.Th>
                <Table.Th w={180}>{t('submissions.reconcile.where')}</Table.Th>
                <Table.Th>{t('submissions.reconcile.reason')}</Table.Th>
                <Table.Th w={150}>{t('submissions.reconcile.evidence')}</Table.Th>
                <Table.Th w={110}>{t('submissions.by')}</Table.Th>
                {fills && <Table.Th w={84}>{t('common.actions')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={`${row.indicator} ${row.key}`}>
                  <Table.Td>{name(row)}</Table.Td>
                  <Table.Td>{row.other}</Table.Td>
                  <Table.Td className={classes.cell}>{row.where}</Table.Td>
                  <Table.Td className={classes.cell}>{row.reason}</Table.Td>
                  <Table.Td className={classes.cell}>{row.evidence}</Table.Td>
                  <Table.Td>{row.by}</Table.Td>
                  {fills && (
                    <Table.Td>
                      <Group gap={2} wrap="nowrap">
                        <ActionIcon aria-label={`${t('common.edit')} ${name(row)}`} onClick={() => setEditing(row)}>
                          <IconPencil size={15} aria-hidden />
                        </ActionIcon>
                        <ActionIcon
                          aria-label={`${t('common.remove')} ${name(row)}`}
                          onClick={() => fill.save({ reconciliations: unsigned(rows.filter((each) => !sameFigure(each, row))) })}
                        >
                          <IconTrash size={15} aria-hidden />
                        </ActionIcon>
                      </Group>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
      {fill.dialog}
      {editing !== null && <ReconcileDialog one={one} row={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </section>
  )
}

const ReconcileDialog = ({ one, row, onClose }: { one: Submission; row: Reconciled | null; onClose(): void }) => {
  const { t } = useTranslation()
  const figureWords = useFigureWords(one.template)
  const figures = shownFigures(one.template)
  const [at, setAt] = useState(row === null ? -1 : figures.findIndex((figure) => sameFigure(figure, row)))
  const [form, setForm] = useState({ other: row?.other ?? '', where: row?.where ?? '', reason: row?.reason ?? '', evidence: row?.evidence ?? '' })
  const put = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const fill = useFill(one.line.id, onClose)
  const figure = figures[at]
  const save = () => {
    if (figure === undefined) return
    const others = one.reconciliations.filter((each) => !sameFigure(each, figure) && (row === null || !sameFigure(each, row)))
    const made = { ...figure, other: form.other.trim(), where: form.where.trim(), reason: form.reason.trim(), evidence: form.evidence.trim() }
    fill.save({ reconciliations: [...unsigned(others), made] }, onClose)
  }
  return (
    <>
      <RecordForm
        title={t('submissions.reconcile.title')}
        about={t('submissions.reconcile.about')}
        confirm={t('common.save')}
        complete={figure !== undefined && [form.other, form.where, form.reason].every((text) => text.trim() !== '')}
        busy={fill.busy}
        failure={fill.failure}
        onSubmit={async () => save()}
        onClose={onClose}
      >
        <Select
          label={t('submissions.figure.indicator')}
          data={figures.map((each, n) => ({ value: String(n), label: figureWords(each, indicatorsOf(one.template)) }))}
          value={at === -1 ? null : String(at)}
          onChange={(next) => setAt(next === null ? -1 : Number(next))}
          searchable
          withAsterisk
          data-autofocus
        />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput
            label={t('submissions.reconcile.other')}
            value={form.other}
            onChange={(event) => put({ other: event.currentTarget.value })}
            maxLength={40}
            withAsterisk
          />
          <TextInput
            label={t('submissions.reconcile.where')}
            value={form.where}
            onChange={(event) => put({ where: event.currentTarget.value })}
            maxLength={300}
            withAsterisk
          />
        </SimpleGrid>
        <Textarea
          label={t('submissions.reconcile.reason')}
          value={form.reason}
          onChange={(event) => put({ reason: event.currentTarget.value })}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          withAsterisk
        />
        <TextInput label={t('submissions.evidence')} value={form.evidence} onChange={(event) => put({ evidence: event.currentTarget.value })} maxLength={300} />
      </RecordForm>
      {fill.dialog}
    </>
  )
}
