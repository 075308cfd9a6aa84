import { memo } from 'react'
import { marks, type PinyinMatch } from './highlight.ts'
import styles from './list.module.css'

/** A line of text with the typed words marked. */
export const Marked = memo(({ text, typed, pinyin }: { text: string; typed: string; pinyin: PinyinMatch | null }) =>
  marks(text, typed, pinyin).map(({ text: part, hit }, at) =>
    hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line have no other identity
      <mark key={at} className={styles.mark}>
        {part}
      </mark>
    ) : (
      part
    ),
  ),
)
