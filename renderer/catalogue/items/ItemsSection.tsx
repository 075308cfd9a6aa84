import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowForwardUp,
  IconArrowUp,
  IconClipboardList,
  IconRowInsertTop,
  IconTableRow,
  IconTrash,
} from '@tabler/icons-react'
import { type ComponentType, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sayFinding } from '../../../shared/findings.ts'
import { useLanguage } from '../../app/language.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { toastInfo } from '../../components/toast.tsx'
import { draftsRecipe } from '../entry/drafts.ts'
import { FieldNotes } from '../entry/FieldNotes.tsx'
import { useField, useForm } from '../entry/form-context.tsx'
import { columns } from './columns.ts'
import type { CellFindings } from './GridRow.tsx'
import styles from './grid.module.css'
import { ItemsGrid } from './ItemsGrid.tsx'
import { ParseDialog } from './ParseDialog.tsx'
import { block, deleteRows, fillDown, insertItems, insertRows, moveRows, redo, type Sheet, undo } from './sheet.ts'

/** The items of the entry: tools, the grid, and what the checks say of the cell the keyboard is on. */
export const ItemsSection = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { entryKey, readOnly, packs } = useForm()
  const draft = useSessionStore(draftsRecipe, ({ drafts }) => drafts.get(entryKey))
  const editItems = useSessionStore(draftsRecipe, (state) => state.editItems)
  const { findings } = useField('items')
  const [parsing, setParsing] = useState<string | null>(null)
  const tools = useRef<HTMLButtonElement>(null)

  const byItem = useMemo(() => {
    const found = new Map<string, Map<string, { severity: 'error' | 'warning' | 'info'; words: string }>>()
    for (const finding of findings) {
      if (finding.itemId === undefined) continue
      const cells = found.get(finding.itemId) ?? new Map<string, { severity: 'error' | 'warning' | 'info'; words: string }>()
      const { message, action } = sayFinding(finding, language, packs)
      const field = finding.field.slice('items.'.length)
      const known = cells.get(field)
      if (known === undefined) cells.set(field, { severity: finding.severity, words: `${message}${action}` })
      found.set(finding.itemId, cells)
    }
    return found as ReadonlyMap<string, CellFindings>
  }, [findings, language, packs])

  if (draft === undefined) return null
  const sheet: Sheet = { ...draft.sheet, items: draft.content.items }
  const change = (next: (sheet: Sheet) => Sheet) => editItems(entryKey, next)
  const { focus } = sheet.selection
  const { top, bottom, left, right } = block(sheet)
  const here = findings.filter(
    ({ itemId, field }) => itemId !== undefined && itemId === sheet.items[focus.row]?.id && field === `items.${columns[focus.column]?.field}`,
  )
  const whole = findings.filter(({ itemId }) => itemId === undefined)

  const tool = (label: string, Icon: ComponentType<{ size?: number }>, act: (sheet: Sheet) => Sheet, disabled = false) => (
    <Tooltip label={label} key={label}>
      <ActionIcon aria-label={label} disabled={readOnly || disabled} onClick={() => change(act)}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  )
  const newId = () => crypto.randomUUID()

  return (
    <div className={styles.section}>
      <div className={styles.tools} role="toolbar" aria-label={t('catalogue.section.items')}>
        <Button
          ref={tools}
          size="compact-sm"
          variant="default"
          disabled={readOnly}
          leftSection={<IconClipboardList size={15} aria-hidden />}
          onClick={() => setParsing('')}
        >
          {t('catalogue.grid.paste')}
        </Button>
        <span className={styles.divider} />
        {tool(`${t('catalogue.grid.undo')} (Ctrl+Z)`, IconArrowBackUp, undo, sheet.past.length === 0)}
        {tool(`${t('catalogue.grid.redo')} (Ctrl+Y)`, IconArrowForwardUp, redo, sheet.future.length === 0)}
        <span className={styles.divider} />
        {tool(`${t('catalogue.grid.insert')} (Insert)`, IconRowInsertTop, (each) => insertRows(each, newId))}
        {tool(`${t('catalogue.grid.up')} (Alt+↑)`, IconArrowUp, (each) => moveRows(each, -1))}
        {tool(`${t('catalogue.grid.down')} (Alt+↓)`, IconArrowDown, (each) => moveRows(each, 1))}
        {tool(`${t('catalogue.grid.fill')} (Ctrl+D)`, IconTableRow, fillDown)}
        {tool(`${t('catalogue.grid.delete')} (Ctrl+Delete)`, IconTrash, deleteRows, focus.row >= sheet.items.length)}
        <span className={styles.info} role="status">
          {top !== bottom || left !== right
            ? t('catalogue.grid.selected', { rows: bottom - top + 1, cells: (bottom - top + 1) * (right - left + 1) })
            : t('catalogue.grid.count', { count: sheet.items.length })}
        </span>
      </div>
      <ItemsGrid
        sheet={sheet}
        readOnly={readOnly}
        findings={byItem}
        before={tools}
        onChange={change}
        onPasted={(cut, lost) =>
          toastInfo(
            [cut > 0 ? t('catalogue.grid.cut', { count: cut }) : '', lost > 0 ? t('catalogue.grid.left', { count: lost }) : '']
              .filter((part) => part !== '')
              .join(' '),
          )
        }
        onDdl={setParsing}
      />
      <div className={styles.foot}>
        {here.length > 0 || whole.length > 0 ? <FieldNotes findings={[...here, ...whole]} /> : null}
        <span>{t('catalogue.grid.keys')}</span>
      </div>
      {parsing !== null && (
        <ParseDialog
          text={parsing}
          existing={sheet.items.length}
          onClose={() => setParsing(null)}
          onAdd={(items, replace) => {
            change((each) => {
              const end = { row: each.items.length, column: 0 }
              if (!replace) return insertItems({ ...each, selection: { anchor: end, focus: end } }, items)
              const all = { anchor: { row: 0, column: 0 }, focus: { row: Math.max(0, each.items.length - 1), column: 0 } }
              return insertItems(deleteRows({ ...each, selection: all }), items)
            })
            setParsing(null)
          }}
        />
      )}
    </div>
  )
}
