import { useEffect, useState } from 'react'
import type { Failure } from '../../../../shared/errors.ts'
import { useApi } from '../../../app/api-context.tsx'
import { emptyFinding, openPlaces, wholeOf } from '../model/whole.ts'
import type { TextStore } from './text-store.tsx'

const pauseMs = 350

/** What the core says of the text as it is written: asked when the keys rest, and never waited for. */
export const useCheck = (store: TextStore, shareType: string): Failure | null => {
  const api = useApi()
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    let asked = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const check = async () => {
      const question = ++asked
      const { text } = store.getState()
      const open = openPlaces(text).map(emptyFinding)
      const whole = wholeOf(text)
      const reply = whole === null ? null : await api.call('agreement.check', { text: whole, shareType })
      if (question !== asked) return
      setFailure(reply === null || reply.ok ? null : reply.error)
      const found = reply?.ok === true ? reply.value.findings : []
      store.getState().found([...open, ...found])
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void check(), pauseMs)
    }
    const deaf = store.subscribe(({ text }, before) => {
      if (text !== before.text) later()
    })
    void check()
    return () => {
      asked = -1
      clearTimeout(timer)
      deaf()
    }
  }, [api, store, shareType])
  return failure
}
