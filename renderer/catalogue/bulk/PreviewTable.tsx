import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { changeLabel, valueText } from '../../../shared/field-words.ts'
import { useLanguage } from '../../app/language.ts'
import { WordDiff } from '../history/WordDiff.tsx'
import styles from './bulk.module.css'

type Row = Output<'catalogue.bulkPreview'>['rows'][number]

/** Every changed cell, one line each; further pages are asked for as the officer nears the end. */
export const PreviewTable = ({ rows, more, onMore }: { rows: readonly Row[]; more: boolean; onMore(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const scroller = useRef<HTMLElement>(null)
  const cells = useMemo(
    () => rows.flatMap(({ id, title, changes }) => changes.map((change) => ({ key: `${id} ${change.field} ${change.itemId ?? ''}`, title, change }))),
    [rows],
  )
  const virtual = useVirtualizer({ count: cells.length, getScrollElement: () => scroller.current, estimateSize: () => 34, overscan: 8 })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= cells.length - 20) onMore()
  }, [more, last, cells.length, onMore])
  const words = { language, yes: t('common.yes'), no: t('common.no') }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('bulk.table')}>
      <table className={styles.table} aria-rowcount={cells.length + 1}>
        <thead>
          <tr className={styles.head} aria-rowindex={1}>
            <th scope="col">{t('bulk.columns.title')}</th>
            <th scope="col">{t('bulk.columns.field')}</th>
            <th scope="col">{t('bulk.columns.change')}</th>
          </tr>
        </thead>
        <tbody className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const cell = cells[index]
            if (cell === undefined) return null
            const { title, change, key } = cell
            return (
              <tr
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                className={styles.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                <td>{title}</td>
                <td>
                  {change.itemName === undefined || change.itemName === '' ? '' : `${change.itemName} · `}
                  {changeLabel(change.field, language)}
                </td>
                <td>
                  <WordDiff from={valueText(change.field, change.from, words)} to={valueText(change.field, change.to, words)} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
