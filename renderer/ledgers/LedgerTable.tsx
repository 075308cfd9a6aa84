import { Anchor } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerRow } from '../../shared/contract/ledgers.ts'
import type { Output } from '../../shared/contract.ts'
import { useLanguage } from '../app/language.ts'
import { formatRoute } from '../app/route.ts'
import { writePlace } from '../cases/place.ts'
import { useGoTo } from '../cases/use-place.ts'
import classes from './ledgers.module.css'

export type Ledger = Output<'ledger.kinds'>['ledgers'][number]

type Props = { ledger: Ledger; rows: readonly LedgerRow[]; total: number; onMore(): void }

const rowHeight = 32
/** A character of a sheet is about so many pixels; what is longer is read in the case, or on paper. */
const widthOf = ({ type, width }: Ledger['columns'][number]): number =>
  type === 'day' ? 104 : type === 'time' ? 142 : type === 'number' ? 76 : Math.max(84, Math.min(width * 8, 230))

/** A register of which only the rows in sight exist; the end asks for more. */
export const LedgerTable = ({ ledger, rows, total, onMore }: Props) => {
  const { language } = useLanguage()
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const seen = virtual.getVirtualItems()
  const [first, last] = [seen[0], seen.at(-1)]
  useEffect(() => {
    if (last !== undefined && last.index >= rows.length - 30) onMore()
  }, [last, rows.length, onMore])
  const { columns, words } = ledger
  const width = columns.reduce((sum, column) => sum + widthOf(column), 0)
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section ref={scroller} className={classes.scroller} aria-label={words[language]} tabIndex={0}>
      <table className={classes.table} style={{ width }} aria-label={words[language]} aria-rowcount={total + 1}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: widthOf(column) }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, words: title, type }) => (
              <th key={key} scope="col" data-type={type} title={title[language]}>
                {title[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first !== undefined && first.start > 0 && <tr aria-hidden style={{ height: first.start }} />}
          {seen.map(({ index }) => {
            const row = rows[index]
            return row === undefined ? null : <Line key={index} ledger={ledger} row={row} index={index} />
          })}
          {last !== undefined && virtual.getTotalSize() > last.end && <tr aria-hidden style={{ height: virtual.getTotalSize() - last.end }} />}
        </tbody>
      </table>
    </section>
  )
}

const Line = ({ ledger: { columns }, row, index }: { ledger: Ledger; row: LedgerRow; index: number }) => {
  const { t } = useTranslation()
  const numbered = columns.findIndex(({ key }) => key === 'number')
  const leading = numbered === -1 ? 0 : numbered
  return (
    <tr aria-rowindex={index + 2} data-sealed={row.sealed}>
      {columns.map(({ key, type }, at) => {
        const cell = row.cells[at] ?? ''
        const said = String(cell)
        return (
          <td key={key} data-type={type} title={said}>
            {at === leading && row.case !== null && said !== '' ? (
              <CaseLink of={row.case} said={said} label={t('ledgers.openCase', { number: said })} />
            ) : (
              said.replaceAll('\n', '；')
            )}
          </td>
        )
      })}
    </tr>
  )
}

const CaseLink = ({ of: { kind, id }, said, label }: { of: NonNullable<LedgerRow['case']>; said: string; label: string }) => {
  const goTo = useGoTo()
  return (
    <Anchor
      size="xs"
      aria-label={label}
      href={formatRoute({ screen: 'cases', rest: writePlace({ kind, view: 'file', id }) })}
      onClick={(event) => {
        event.preventDefault()
        goTo({ kind, view: 'file', id })
      }}
    >
      {said}
    </Anchor>
  )
}
