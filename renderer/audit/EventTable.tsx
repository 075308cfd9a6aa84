import { Loader, UnstyledButton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEvent } from '../../shared/contract/audit.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { formatMoment } from '../components/moments.ts'
import classes from './EventTable.module.css'
import type { AuditWords } from './use-audit-words.ts'

type Props = {
  events: readonly AuditEvent[]
  loading: boolean
  words: AuditWords
  onMore(): void
  onShow(event: AuditEvent): void
}

const rowHeight = 30
const columns = ['seq', 'at', 'actor', 'action', 'outcome', 'note'] as const

/** The log as a table of which only the rows in sight exist; arrows move, Enter opens one, the end asks for more. */
export const EventTable = ({ events, loading, words, onMore, onShow }: Props) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const scroller = useRef<HTMLDivElement>(null)
  const current = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState(0)
  const rows = useVirtualizer({ count: events.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const seen = rows.getVirtualItems()
  const first = seen[0]
  const last = seen.at(-1)

  useEffect(() => {
    if (last !== undefined && last.index >= events.length - 20) onMore()
  }, [last, events.length, onMore])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the row the arrows chose
  useEffect(() => {
    if (scroller.current?.contains(document.activeElement)) current.current?.focus({ preventScroll: true })
  }, [at])

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -events.length, End: events.length }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(events.length - 1, at + step))
    rows.scrollToIndex(next)
    setAt(next)
  }

  return (
    <div ref={scroller} className={classes.scroller}>
      <table className={classes.table} aria-rowcount={events.length} aria-label={t('shell.screens.audit')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`audit.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          {first !== undefined && first.start > 0 && <tr aria-hidden style={{ height: first.start }} />}
          {seen.map(({ index }) => {
            const event = events[index]
            if (event === undefined) return null
            const actor = event.actor === '' ? t('audit.nobody') : event.second === null ? event.actor : list([event.actor, event.second])
            const note = [words.fields(event.fields), words.note(event.note)].filter((part) => part !== '').join(' · ')
            return (
              <tr key={event.seq} aria-rowindex={index + 1} data-current={index === at} style={{ height: rowHeight }}>
                <td data-column="seq">{event.seq}</td>
                <td>{formatMoment(event.at, true)}</td>
                <td title={actor}>{actor}</td>
                <td title={event.action}>
                  <UnstyledButton
                    ref={index === at ? current : null}
                    tabIndex={index === at ? 0 : -1}
                    className={classes.open ?? ''}
                    onClick={() => {
                      setAt(index)
                      onShow(event)
                    }}
                  >
                    {words.action(event.action)}
                  </UnstyledButton>
                </td>
                <td data-refused={event.outcome !== 'ok'} title={event.outcome}>
                  {event.outcome === 'ok' ? t('audit.ok') : t('audit.refused')}
                </td>
                <td title={note}>{note}</td>
              </tr>
            )
          })}
          {last !== undefined && <tr aria-hidden style={{ height: Math.max(0, rows.getTotalSize() - last.end) }} />}
        </tbody>
      </table>
      {loading && (
        <div className={classes.loading}>
          <Loader size="xs" aria-label={t('common.loading')} />
        </div>
      )}
    </div>
  )
}
