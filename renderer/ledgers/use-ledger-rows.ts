import { useCallback, useEffect, useRef, useState } from 'react'
import type { LedgerRow } from '../../shared/contract/ledgers.ts'
import type { Failure } from '../../shared/errors.ts'
import { useApi } from '../app/api-context.tsx'
import { useLanguage } from '../app/language.ts'
import type { Question } from './ledgers-store.ts'

const pageSize = 100

type Found = { rows: readonly LedgerRow[]; total: number | null }
const nothing: Found = { rows: [], total: null }

/** A register's rows, the newest first, page after page; null asks nothing. */
export const useLedgerRows = (question: Question | null) => {
  const api = useApi()
  const { language } = useLanguage()
  const [found, setFound] = useState<Found>(nothing)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [loading, setLoading] = useState(false)
  const latest = useRef(0)
  const key = JSON.stringify(question)

  const load = useCallback(
    async (skip: number) => {
      const asked = JSON.parse(key) as Question | null
      const mine = ++latest.current
      if (asked === null) {
        setFound({ rows: [], total: 0 })
        return
      }
      setLoading(true)
      const reply = await api.call('ledger.list', { ...asked, lang: language, order: 'newest', limit: pageSize, skip })
      if (mine !== latest.current) return
      setLoading(false)
      setFailure(reply.ok ? null : reply.error)
      if (!reply.ok) return
      const { rows, total } = reply.value
      setFound((old) => ({ rows: skip === 0 ? rows : [...old.rows, ...rows], total }))
    },
    [api, key, language],
  )

  useEffect(() => {
    setFound(nothing)
    void load(0)
    return () => {
      latest.current++
    }
  }, [load])
  useEffect(
    () =>
      api.on('changed', ({ noun }) => {
        if (['case', 'calendar', 'rules', 'profile', 'catalogue'].includes(noun)) void load(0)
      }),
    [api, load],
  )

  const more = useCallback(() => {
    if (!loading && found.total !== null && found.rows.length < found.total) void load(found.rows.length)
  }, [loading, found, load])
  return { ...found, failure, loading, more, reload: () => void load(0) }
}
