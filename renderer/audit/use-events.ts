import { useCallback, useEffect, useRef, useState } from 'react'
import type { AuditEvent } from '../../shared/contract/audit.ts'
import type { Input } from '../../shared/contract.ts'
import type { Failure } from '../../shared/errors.ts'
import { useApi } from '../app/api-context.tsx'

export type AuditFilter = Pick<Input<'audit.list'>, 'actor' | 'action' | 'from' | 'to'>

const pageSize = 200

/** The log from its newest record back, page after page, under one filter. */
export const useEvents = (filter: AuditFilter) => {
  const api = useApi()
  const [events, setEvents] = useState<readonly AuditEvent[]>([])
  const [next, setNext] = useState<number | null>(null)
  const [choices, setChoices] = useState<{ actions: readonly string[]; actors: readonly string[] }>({ actions: [], actors: [] })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [loading, setLoading] = useState(true)
  const question = useRef(0)
  const key = JSON.stringify(filter)

  const load = useCallback(
    async (before: number | null) => {
      const mine = ++question.current
      setLoading(true)
      const reply = await api.call('audit.list', { ...(JSON.parse(key) as AuditFilter), limit: pageSize, ...(before === null ? {} : { before }) })
      if (mine !== question.current) return
      setLoading(false)
      setFailure(reply.ok ? null : reply.error)
      if (!reply.ok) return
      const { events: page, next: following, actions, actors } = reply.value
      setEvents((old) => (before === null ? page : [...old, ...page]))
      setNext(following)
      setChoices({ actions, actors })
    },
    [api, key],
  )

  useEffect(() => {
    void load(null)
    return () => {
      question.current++
    }
  }, [load])

  return {
    events,
    ended: next === null,
    choices,
    failure,
    loading,
    reload: () => void load(null),
    more: () => {
      if (next !== null && !loading) void load(next)
    },
  }
}
