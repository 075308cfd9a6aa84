import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { dictionaries, itemDictionary, type Term, wordIn } from '../../../shared/dictionaries.ts'
import { useLanguage } from '../../app/language.ts'
import { CellEditor } from './CellEditor.tsx'
import { formatBlock, parseBlock } from './clipboard.ts'
import { cellText, columns } from './columns.ts'
import { type CellFindings, GridRow } from './GridRow.tsx'
import styles from './grid.module.css'
import { gridAction } from './grid-keys.ts'
import { block, clear, copy, move, paste, type Sheet, select, setCell, toggle } from './sheet.ts'

type Props = {
  sheet: Sheet
  readOnly: boolean
  findings: ReadonlyMap<string, CellFindings>
  /** Where the keyboard goes when it leaves the grid upwards. */
  before: RefObject<HTMLElement | null>
  onChange(change: (sheet: Sheet) => Sheet): void
  onPasted(cut: number, left: number): void
  /** CREATE TABLE was pasted into a cell. */
  onDdl(text: string): void
}

const rowHeight = 30
const numberWidth = 42

/** Items as a spreadsheet: moved in and written by keyboard, blocks pasted from and copied to Excel and WPS. */
export const ItemsGrid = ({ sheet, readOnly, findings, before, onChange, onPasted, onDdl }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const wantsFocus = useRef(false)
  const dragging = useRef(false)
  const pending = useRef<(() => void) | null>(null)
  const { items, selection } = sheet
  const { focus } = selection
  const picked = block(sheet)
  const virtual = useVirtualizer({
    count: items.length + (readOnly ? 0 : 1),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: 28,
    overscan: 12,
    // The row the keyboard is on stays mounted, so that scrolling never takes the focus away.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(focus.row, range.count - 1)])].filter((row) => row >= 0).sort((a, b) => a - b),
  })

  useEffect(() => {
    if (!wantsFocus.current) return
    virtual.scrollToIndex(focus.row, { align: 'auto' })
    const frame = scroller.current
    if (frame === null) return
    const start = columns.slice(0, focus.column).reduce((sum, { width }) => sum + width, numberWidth)
    const fixed = numberWidth + (columns[0]?.width ?? 0)
    const width = columns[focus.column]?.width ?? 0
    if (focus.column > 0 && start - frame.scrollLeft < fixed) frame.scrollLeft = start - fixed
    else if (start + width - frame.scrollLeft > frame.clientWidth) frame.scrollLeft = start + width - frame.clientWidth
  }, [virtual, focus.row, focus.column])

  const newId = useCallback(() => crypto.randomUUID(), [])
  const change = useCallback((next: (each: Sheet) => Sheet) => onChange(next), [onChange])
  const word = useCallback(
    (column: number, text: string) => {
      const dictionary = columns[column] === undefined ? undefined : itemDictionary[columns[column].field]
      return dictionary === undefined ? text : wordIn(dictionary, text, language)
    },
    [language],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    const ctrl = event.ctrlKey || event.metaKey
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 2)
    const action = gridAction(sheet, { key: event.key, ctrl, shift: event.shiftKey, alt: event.altKey }, page, newId)
    if (action === null || (action.kind === 'sheet' && action.writes && readOnly)) return
    if (action.kind === 'leave') {
      wantsFocus.current = false
      if (action.step === 1) return
      before.current?.focus()
    } else change(action.change)
    event.preventDefault()
    event.stopPropagation()
  }

  const place = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('[data-row]') : null
    return cell === null ? null : { row: Number(cell.getAttribute('data-row')), column: Number(cell.getAttribute('data-column')) }
  }
  const onMouseDown = (event: MouseEvent) => {
    const at = place(event)
    if (at === null || event.button !== 0) return
    if (at.row === focus.row && at.column === focus.column && !event.shiftKey) return
    pending.current?.()
    wantsFocus.current = true
    if (at.column < 0) {
      const whole = { row: event.shiftKey ? selection.anchor.row : at.row, column: 0 }
      change((each) => select(select(each, whole), { row: at.row, column: columns.length - 1 }, true))
    } else {
      const flag = columns[at.column]?.kind === 'flag' && event.target instanceof HTMLInputElement
      change((each) => {
        const placed = select(each, at, event.shiftKey)
        return flag && !readOnly && !event.shiftKey ? toggle(placed, newId) : placed
      })
      dragging.current = true
    }
    event.preventDefault()
  }
  const onMouseOver = (event: MouseEvent) => {
    const at = place(event)
    if (!dragging.current || event.buttons !== 1 || at === null || at.column < 0) dragging.current &&= event.buttons === 1
    else if (at.row !== focus.row || at.column !== focus.column) change((each) => select(each, at, true))
  }

  const onCopy = (event: ClipboardEvent) => {
    if (pending.current !== null) return
    event.clipboardData.setData('text/plain', formatBlock(copy(sheet)))
    event.preventDefault()
  }
  const onCut = (event: ClipboardEvent) => {
    if (pending.current !== null) return
    onCopy(event)
    if (!readOnly) change(clear)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (pending.current !== null) return
    event.preventDefault()
    if (readOnly) return
    const text = event.clipboardData.getData('text/plain')
    if (/^\s*create\s+(?:\w+\s+)?table\b/i.test(text)) {
      onDdl(text)
      return
    }
    const cells = parseBlock(text)
    const { cut, left } = paste(sheet, cells, newId)
    change((each) => paste(each, cells, newId).sheet)
    if (cut + left > 0) onPasted(cut, left)
  }

  const editorFor = (row: number, column: number) => {
    const spec = columns[column]
    if (spec === undefined) return null
    const item = items[row]
    const text = item === undefined ? '' : cellText(item, spec)
    const finding = item === undefined ? undefined : findings.get(item.id)?.get(spec.field)
    const value = text === '' ? t('catalogue.grid.emptyCell') : word(column, text)
    const label = [t('catalogue.grid.cell', { row: row + 1, column: t(`catalogue.columns.${spec.field}`), value }), finding?.words].filter(Boolean).join('。')
    if (spec.kind === 'flag') return <FlagEditor key={`${row} ${column}`} label={label} checked={text === '是'} wantsFocus={wantsFocus} />
    const dictionary = itemDictionary[spec.field]
    const choices = spec.kind === 'choice' && dictionary !== undefined ? (dictionaries[dictionary] as readonly Term[]).map(({ zh }) => zh) : []
    return (
      <CellEditor
        key={`${row} ${column}`}
        label={label}
        text={text}
        choices={choices}
        gloss={(each) => (language === 'en' && dictionary !== undefined ? wordIn(dictionary, each, 'en') : '')}
        max={spec.max}
        tall={spec.field === 'note'}
        readOnly={readOnly}
        wantsFocus={wantsFocus}
        pending={pending}
        onCommit={(written) => change((each) => setCell(each, { row, column }, written, newId))}
        onMove={(rows, cells) => change((each) => move(each, rows, cells))}
      />
    )
  }

  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells are moved to and written, which is a grid
        role="grid"
        className={styles.grid}
        aria-label={t('catalogue.grid.label')}
        aria-rowcount={items.length + 2}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-readonly={readOnly}
        data-field="items"
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        onMouseOver={onMouseOver}
        onMouseUp={() => {
          dragging.current = false
        }}
        onFocus={() => {
          wantsFocus.current = true
        }}
        onBlur={() => {
          // A cell that moves is taken away and set up anew; only a focus that really went elsewhere counts.
          setTimeout(() => {
            if (table.current?.contains(document.activeElement) === false) wantsFocus.current = false
          })
        }}
        onCopy={onCopy}
        onCut={onCut}
        onPaste={onPaste}
      >
        <thead className={styles.head}>
          <tr className={styles.head} aria-rowindex={1}>
            <th scope="col" className={styles.number}>
              {t('catalogue.grid.rowNumber')}
            </th>
            {columns.map(({ field, width }, index) => (
              <th key={field} scope="col" style={{ width }} className={styles.cell} data-first={index === 0 || undefined}>
                {t(`catalogue.columns.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles.rows} style={{ height: virtual.getTotalSize(), width: columns.reduce((sum, { width }) => sum + width, numberWidth) }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <GridRow
              key={items[index]?.id ?? 'new'}
              item={items[index]}
              index={index}
              top={start}
              left={index >= picked.top && index <= picked.bottom ? picked.left : null}
              right={picked.right}
              at={index === focus.row ? focus.column : null}
              editor={index === focus.row ? editorFor(index, focus.column) : null}
              hint={t('catalogue.grid.newRow')}
              findings={findings.get(items[index]?.id ?? '')}
              word={word}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const FlagEditor = ({ label, checked, wantsFocus }: { label: string; checked: boolean; wantsFocus: RefObject<boolean> }) => (
  <input
    type="checkbox"
    className={styles.flag}
    aria-label={label}
    checked={checked}
    readOnly
    ref={(box) => {
      if (wantsFocus.current) box?.focus({ preventScroll: true })
    }}
  />
)
