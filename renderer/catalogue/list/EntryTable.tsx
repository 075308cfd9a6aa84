import { IconArrowDown } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { draftsRecipe, unsavedKeys } from '../entry/drafts.ts'
import { EntryRow, rowId } from './EntryRow.tsx'
import styles from './list.module.css'
import type { Sort } from './list-store.ts'
import { pickRange, pickRow } from './picking.ts'
import { ask, askMore, type List, sortInForce } from './search.ts'
import { useListState } from './use-list.ts'

const columns = [
  { name: 'code', sort: 'code' },
  { name: 'title', sort: 'title' },
  { name: 'provider', sort: 'provider' },
  { name: 'office', sort: null },
  { name: 'shareType', sort: null },
  { name: 'format', sort: null },
  { name: 'status', sort: null },
  { name: 'items', sort: null },
  { name: 'findings', sort: 'findings' },
  { name: 'updated', sort: 'updated' },
] as const satisfies readonly { name: string; sort: Sort | null }[]

type Props = {
  list: List
  /** The entry that is open beside the list, and so the list's narrow form; null: the whole table. */
  openId: string | null
  onOpen(id: string): void
  onDelete(): void
}

export const tableId = 'entry-table'

/** The rows found so far, as a grid to move in: arrows, Enter opens, the space bar picks, Shift extends. */
export const EntryTable = ({ list, openId, onOpen, onDelete }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { store } = list
  const { rows, at, picked, answer, pinyin, total, next } = useListState((state) => state)
  const sort = useListState(sortInForce)
  const unsaved = useSessionStore(draftsRecipe, (state) => unsavedKeys(state).join(' '))
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef(0)
  const compact = openId !== null
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (compact ? 50 : 34),
    scrollPaddingStart: compact ? 0 : 30,
    overscan: 6,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0

  useEffect(() => {
    if (next !== null && last >= rows.length - 20) void askMore(list)
  }, [list, last, next, rows.length])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height needs measuring anew
  useEffect(() => {
    virtual.measure()
    virtual.scrollToIndex(store.getState().at, { align: 'auto' })
  }, [compact])

  const open = useCallback(
    (index: number) => {
      const row = store.getState().rows[index]
      if (row === undefined) return
      store.setState({ at: index })
      onOpen(row.id)
    },
    [store, onOpen],
  )
  const pick = useCallback(
    (index: number, extend: boolean) => {
      if (extend) store.setState((each) => pickRange(each, anchor.current, index))
      else {
        anchor.current = index
        store.setState((each) => pickRow(each, index))
      }
    },
    [store],
  )

  const go = (to: number, extend: boolean) => {
    const index = Math.max(0, Math.min(rows.length - 1, to))
    if (extend) {
      if (picked.size === 0) anchor.current = at
      store.setState((each) => pickRange(each, anchor.current, index))
    }
    store.setState({ at: index })
    virtual.scrollToIndex(index, { align: 'auto' })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 340) / (compact ? 50 : 34)) - 2)
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length }
    const step = steps[event.key]
    if (step !== undefined && !event.altKey) go(at + step, event.shiftKey)
    else if (event.key === 'Enter') open(at)
    else if (event.key === ' ') pick(at, event.shiftKey)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) store.setState((each) => pickRange(each, 0, rows.length - 1))
    else if (event.key === 'Delete' && picked.size > 0) onDelete()
    else return
    event.preventDefault()
  }

  return (
    <div ref={scroller} className={`${styles.scroller} ${compact ? styles.compact : ''}`}>
      <table
        id={tableId}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved to and picked, which is a grid
        role="grid"
        aria-label={t('catalogue.list.table')}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-multiselectable
        aria-activedescendant={rows.length > 0 ? rowId(at) : undefined}
        tabIndex={0}
        className={styles.table}
        onKeyDown={onKeyDown}
      >
        <Head list={list} sort={sort} allPicked={rows.length > 0 && rows.every(({ id }) => picked.has(id))} />
        <tbody className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <EntryRow
                key={row.id}
                row={row}
                index={index}
                top={start}
                typed={answer}
                pinyin={pinyin}
                compact={compact}
                at={index === at}
                open={row.id === openId}
                picked={picked.has(row.id)}
                unsaved={unsaved.includes(row.id)}
                t={t}
                language={language}
                onOpen={open}
                onPick={pick}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const Head = ({ list, sort, allPicked }: { list: List; sort: Sort; allPicked: boolean }) => {
  const { t } = useTranslation()
  const { store } = list
  return (
    <thead>
      <tr aria-rowindex={1} className={styles.head}>
        <th>
          <input
            type="checkbox"
            className={styles.check}
            checked={allPicked}
            aria-label={t('catalogue.list.pickAll')}
            onChange={() => store.setState((each) => (allPicked ? { picked: new Map() } : pickRange(each, 0, each.rows.length - 1)))}
          />
        </th>
        {columns.map(({ name, sort: by }) => (
          <th
            key={name}
            className={name === 'items' ? styles.number : styles.cell}
            {...(by !== null && by === sort ? { 'aria-sort': by === 'findings' || by === 'updated' ? ('descending' as const) : ('ascending' as const) } : {})}
          >
            {by === null ? (
              t(`catalogue.list.${name}`)
            ) : (
              <button
                type="button"
                className={styles.sorter}
                title={t('catalogue.list.sortBy', { column: t(`catalogue.list.${name}`) })}
                onClick={() => void ask(list, { sort: by === sort ? 'relevance' : by })}
              >
                {t(`catalogue.list.${name}`)}
                {by === sort && (
                  <IconArrowDown size={12} aria-hidden style={by === 'findings' || by === 'updated' ? undefined : { transform: 'rotate(180deg)' }} />
                )}
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}
