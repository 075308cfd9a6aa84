import { useCallback, useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/errors.ts'
import type { SyncLogKind } from '../../shared/sync/log-words.ts'
import { useApi } from '../app/api-context.tsx'

export type LogLine = Output<'sync.log'>['lines'][number]

const pageSize = 100

/** The log from its newest line back, page after page, of one kind or all; read again when something happened. */
export const useSyncLog = (kind: SyncLogKind | null) => {
  const api = useApi()
  const [lines, setLines] = useState<readonly LogLine[] | null>(null)
  const [next, setNext] = useState<number | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [loading, setLoading] = useState(true)
  const question = useRef(0)
  const load = useCallback(
    async (before: number | null) => {
      const mine = ++question.current
      setLoading(true)
      const reply = await api.call('sync.log', { limit: pageSize, ...(kind === null ? {} : { kind }), ...(before === null ? {} : { before }) })
      if (mine !== question.current) return
      setLoading(false)
      setFailure(reply.ok ? null : reply.error)
      if (!reply.ok) return
      setLines((old) => (before === null || old === null ? reply.value.lines : [...old, ...reply.value.lines]))
      setNext(reply.value.next)
    },
    [api, kind],
  )
  useEffect(() => {
    void load(null)
    const deaf = api.on('changed', ({ noun }) => {
      if (noun === 'sync') void load(null)
    })
    return () => {
      question.current++
      deaf()
    }
  }, [api, load])
  return {
    lines,
    ended: next === null,
    failure,
    loading,
    reload: () => void load(null),
    more: () => {
      if (next !== null && !loading) void load(next)
    },
  }
}
