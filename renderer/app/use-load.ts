import { useCallback, useEffect, useRef, useState } from 'react'
import type { CallName, Events, Input, Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/errors.ts'
import { useApi } from './api-context.tsx'

export type Loaded<T> = {
  /** The last answer; stays while a newer one is on its way. */
  value: T | null
  failure: Failure | null
  loading: boolean
  reload(): void
}

/**
 * Asks a reading call now, whenever its input changes, and whenever the core says that one of `nouns` changed.
 * `input` null asks nothing. An answer that was overtaken by a newer question is dropped.
 */
export const useLoad = <N extends CallName>(name: N, input: Input<N> | null, nouns: readonly Events['changed']['noun'][] = []): Loaded<Output<N>> => {
  const api = useApi()
  const [value, setValue] = useState<Output<N> | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [loading, setLoading] = useState(input !== null)
  const latest = useRef(0)
  const key = JSON.stringify(input)
  const listened = nouns.join(' ')

  const ask = useCallback(async () => {
    const question = ++latest.current
    const asked = JSON.parse(key) as Input<N> | null
    if (asked === null) {
      setLoading(false)
      return
    }
    setLoading(true)
    const reply = await api.call(name, asked)
    if (question !== latest.current) return
    setLoading(false)
    setFailure(reply.ok ? null : reply.error)
    if (reply.ok) setValue(reply.value)
  }, [api, name, key])

  useEffect(() => {
    void ask()
    return () => {
      latest.current++
    }
  }, [ask])

  useEffect(() => {
    if (listened === '') return
    return api.on('changed', ({ noun }) => {
      if (listened.split(' ').includes(noun)) void ask()
    })
  }, [api, ask, listened])

  return { value, failure, loading, reload: ask }
}
