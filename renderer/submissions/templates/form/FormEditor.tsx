import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePunctuation } from '../../../app/punctuation.ts'
import { useCall } from '../../../app/use-call.ts'
import { usePick } from '../../../app/use-pick.ts'
import { useGate } from '../../../cases/use-gate.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import classes from '../../submissions.module.css'
import type { EditorProps } from '../TemplateEditor.tsx'
import { BindingPanel } from './BindingPanel.tsx'
import { BlocksEditor } from './BlocksEditor.tsx'
import { BoundList } from './BoundList.tsx'
import { bind, bindingOf, strayCells, takeProposals } from './bindings.ts'
import { FormGrid } from './FormGrid.tsx'
import type { Loaded } from './loaded.ts'

type Props = EditorProps & { loaded: Loaded | null; knownId: string; onLoad(loaded: Loaded | null): void }

/** The city's workbook as it looks: a blank cell is chosen, and what fills it. */
export const FormEditor = ({ template, readOnly, onChange, loaded, knownId, onLoad }: Props) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const [sheetName, setSheetName] = useState('')
  const [cell, setCell] = useState<string | null>(null)
  const pick = usePick()
  const gate = useGate(() => undefined, 'attach')
  const { run, busy, failure, clear } = useCall('submission.inspectForm')
  const binding = bindingOf(template)
  const load = async () => {
    const picked = await pick.open({ title: t('submissions.form.formLoad'), kinds: [{ label: t('submissions.formats.xlsx'), extensions: ['xlsx'] }] })
    if (picked === null) return
    const found = await run({ file: picked.handle, secrecy: '不涉密', template: knownId })
    if (found === null) return
    onLoad({ handle: picked.handle, name: picked.name, sheets: found.sheets, kept: false })
    onChange({ ...template, workbook: binding })
    setSheetName(found.sheets[0]?.name ?? '')
    setCell(null)
  }
  const button = !readOnly && (
    <Button
      variant={template.workbook === null ? 'filled' : 'default'}
      leftSection={<IconFileSpreadsheet size={15} aria-hidden />}
      loading={busy}
      onClick={() => gate.ask(() => void load())}
    >
      {t(template.workbook === null ? 'submissions.form.formLoad' : 'submissions.form.formReload')}
    </Button>
  )
  const notes = (
    <>
      <ErrorNote failure={failure ?? pick.failure} onClose={clear} />
      {gate.dialog}
    </>
  )
  if (template.workbook === null)
    return (
      <>
        {notes}
        <EmptyState icon={<IconFileSpreadsheet size={32} stroke={1.3} />} title={t('submissions.form.formNone')} actions={button}>
          {t('submissions.form.formNoneHint')}
        </EmptyState>
      </>
    )
  const sheets = loaded?.sheets ?? []
  const sheet = sheets.find(({ name }) => name === sheetName) ?? sheets[0]
  const stray = loaded === null ? [] : strayCells(binding, sheets)
  const proposals = sheets.reduce((sum, one) => sum + one.cells.filter(({ proposed }) => proposed !== null).length, 0)
  const open = takeProposals(binding, sheets).cells.length - binding.cells.length
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.body}`} aria-label={t('submissions.form.section.form')} tabIndex={0}>
      <Stack gap="sm">
        {notes}
        <Group gap="xs" justify="space-between">
          <Text size="sm">
            {loaded === null
              ? t('submissions.form.formKept', { count: binding.cells.length })
              : t('submissions.form.formLoaded', { name: loaded.name, count: proposals })}
          </Text>
          <Group gap="xs">
            {open > 0 && !readOnly && (
              <Button variant="default" onClick={() => onChange({ ...template, workbook: takeProposals(binding, sheets) })}>
                {t('submissions.form.takeProposals', { count: open })}
              </Button>
            )}
            {button}
          </Group>
        </Group>
        {stray.length > 0 && (
          <Alert color="orange" p="xs">
            {t('submissions.form.stray', { cells: list(stray.slice(0, 12)) })}
          </Alert>
        )}
        {sheet !== undefined && (
          <>
            {sheets.length > 1 && (
              <SegmentedControl
                aria-label={t('submissions.form.sheet')}
                data={sheets.map(({ name }) => name)}
                value={sheet.name}
                onChange={(next) => {
                  setSheetName(next)
                  setCell(null)
                }}
                style={{ alignSelf: 'flex-start' }}
              />
            )}
            <div className={classes.form}>
              <FormGrid template={template} binding={binding} sheet={sheet} chosen={cell} onChoose={setCell} />
              <BindingPanel
                key={`${sheet.name} ${cell}`}
                template={template}
                sheet={sheet}
                cell={sheet.cells.find((one) => one.cell === cell && one.fillable) ?? null}
                readOnly={readOnly}
                onBind={(value) => {
                  if (cell !== null) onChange({ ...template, workbook: bind(binding, sheet.name, cell, value) })
                }}
              />
            </div>
          </>
        )}
        <BoundList template={template} readOnly={readOnly} onRemove={(of, at) => onChange({ ...template, workbook: bind(binding, of, at, null) })} />
        <BlocksEditor
          template={template}
          sheets={sheets.map(({ name }) => name)}
          readOnly={readOnly}
          onChange={(blocks) => onChange({ ...template, workbook: { ...binding, blocks } })}
        />
      </Stack>
    </section>
  )
}
