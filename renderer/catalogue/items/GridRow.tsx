import { memo, type ReactNode } from 'react'
import type { Item } from '../../../shared/catalogue.ts'
import { cellText, columns } from './columns.ts'
import styles from './grid.module.css'

export type CellFindings = ReadonlyMap<string, { severity: 'error' | 'warning' | 'info'; words: string }>

type Props = {
  /** Undefined: the empty row below the last item. */
  item: Item | undefined
  index: number
  top: number
  left: number | null // first selected column
  right: number
  at: number | null // the column the keyboard is on
  editor: ReactNode
  hint: string
  findings: CellFindings | undefined
  word(column: number, text: string): string
}

/** One item as a row of cells. */
export const GridRow = memo(({ item, index, top, left, right, at, editor, hint, findings, word }: Props) => (
  <tr className={styles.row} aria-rowindex={index + 2} style={{ transform: `translateY(${top}px)` }}>
    <th scope="row" className={styles.number} data-row={index} data-column={-1}>
      {item === undefined ? '*' : index + 1}
    </th>
    {columns.map((column, cell) => {
      const text = item === undefined ? '' : cellText(item, column)
      const finding = findings?.get(column.field)
      const picked = left !== null && cell >= left && cell <= right
      return (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a table that is a grid is a gridcell
        <td
          key={column.field}
          className={styles.cell}
          style={{ width: column.width }}
          data-row={index}
          data-column={cell}
          data-kind={column.kind}
          data-first={cell === 0 || undefined}
          data-picked={picked || undefined}
          data-at={cell === at || undefined}
          data-severity={finding?.severity}
          aria-selected={picked}
          title={finding === undefined ? (column.kind === 'flag' ? undefined : text) : `${text}\n${finding.words}`}
        >
          {column.kind === 'flag' ? (
            cell === at ? (
              editor
            ) : (
              item !== undefined && <input type="checkbox" className={styles.flag} checked={text === '是'} readOnly tabIndex={-1} aria-hidden />
            )
          ) : (
            <>
              {item === undefined && cell === 0 ? <span className={styles.hint}>{hint}</span> : word(cell, text).replaceAll('\n', ' ↵ ')}
              {cell === at && editor}
            </>
          )}
        </td>
      )
    })}
  </tr>
))
