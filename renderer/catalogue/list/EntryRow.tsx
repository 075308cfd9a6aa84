import type { TFunction } from 'i18next'
import { memo } from 'react'
import type { Row } from '../../../shared/contract/catalogue.ts'
import { wordIn } from '../../../shared/dictionaries.ts'
import type { Language } from '../../../shared/errors.ts'
import { formatMoment } from '../../components/moments.ts'
import { FindingCounts, StatusWord } from './Chips.tsx'
import type { PinyinMatch } from './highlight.ts'
import styles from './list.module.css'
import { Marked } from './Marked.tsx'

type Props = {
  row: Row
  index: number
  top: number
  typed: string
  pinyin: PinyinMatch | null
  compact: boolean
  at: boolean
  open: boolean
  picked: boolean
  unsaved: boolean
  t: TFunction
  language: Language
  onOpen(index: number): void
  onPick(index: number, extend: boolean): void
}

const lookedFor = (code: string, typed: string): boolean => typed.trim() !== '' && code.toLowerCase().includes(typed.trim().toLowerCase())

/** A long code by its end, which tells entries apart, unless what was looked for would be cut off. */
const shortCode = (code: string, typed: string): string => {
  const end = code.slice(-14)
  return code.length <= 16 || (lookedFor(code, typed) && !lookedFor(end, typed)) ? code : `…${end}`
}

export const rowId = (index: number): string => `entry-row-${index}`

/** One line of the list (two in the narrow form). */
export const EntryRow = memo(({ row, index, top, typed, pinyin, compact, at, open, picked, unsaved, t, language, onOpen, onPick }: Props) => {
  const title = row.title === '' ? t('catalogue.list.untitled') : row.title
  const shareType = wordIn('shareType', row.shareType, language)
  const under = [lookedFor(row.code, typed) ? row.code : '', shareType, row.office || row.provider].filter((part) => part !== '').join(' · ')
  const pick = (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the space bar picks the row the keyboard is on
    <td onClick={(event) => event.stopPropagation()}>
      <input
        type="checkbox"
        className={styles.check}
        checked={picked}
        tabIndex={-1}
        aria-label={t('catalogue.list.pickRow', { title })}
        onChange={() => undefined}
        onClick={(event) => onPick(index, event.shiftKey)}
      />
    </td>
  )
  const foreign = row.others && <span className={styles.others}>{t('catalogue.list.others')}</span>
  const mark = unsaved && <span className={styles.unsaved} role="img" aria-label={t('catalogue.list.unsaved')} title={t('catalogue.list.unsaved')} />
  return (
    <tr
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={picked || open}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      data-at={at || undefined}
      data-open={open || undefined}
      data-picked={picked || undefined}
      onClick={() => onOpen(index)}
    >
      {pick}
      {compact ? (
        <td className={styles.lines}>
          <span className={styles.line}>
            {mark}
            <span className={`${styles.cell} ${styles.title} ${styles.grow}`} title={title}>
              <Marked text={title} typed={typed} pinyin={pinyin} />
            </span>
            {foreign}
            <FindingCounts errors={row.errors} warnings={row.warnings} t={t} />
          </span>
          <span className={`${styles.line} ${styles.quiet}`}>
            <StatusWord row={row} t={t} language={language} />
            <span className={styles.cell} title={`${under} · ${row.code}`}>
              {under}
            </span>
          </span>
        </td>
      ) : (
        <>
          <td className={`${styles.cell} ${styles.code}`} title={row.code}>
            <Marked text={shortCode(row.code, typed)} typed={typed} pinyin={pinyin} />
          </td>
          <td className={styles.line}>
            {mark}
            <span className={`${styles.cell} ${styles.title}`} title={title}>
              <Marked text={title} typed={typed} pinyin={pinyin} />
            </span>
            {foreign}
          </td>
          <td className={styles.cell} title={row.provider}>
            <Marked text={row.provider} typed={typed} pinyin={pinyin} />
          </td>
          <td className={styles.cell} title={row.office}>
            {row.office}
          </td>
          <td className={styles.cell} title={shareType}>
            {shareType}
          </td>
          <td className={styles.cell} title={row.format}>
            {wordIn('formatClass', row.format, language)}
          </td>
          <td>
            <StatusWord row={row} t={t} language={language} />
          </td>
          <td className={styles.number}>{row.items}</td>
          <td>
            <FindingCounts errors={row.errors} warnings={row.warnings} t={t} />
          </td>
          <td className={styles.quiet} title={formatMoment(row.updatedAt)}>
            {formatMoment(row.updatedAt).slice(0, 10)}
          </td>
        </>
      )}
    </tr>
  )
})
