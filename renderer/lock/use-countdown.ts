import { useEffect, useState } from 'react'

/** Whole seconds left of a wait that began with `waitMs`; counts down by itself. A new `key` begins anew. */
export const useCountdown = (waitMs: number, key: unknown): number => {
  const [left, setLeft] = useState(Math.ceil(waitMs / 1000))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names the wait
  useEffect(() => {
    const until = Date.now() + waitMs
    const seconds = () => Math.max(0, Math.ceil((until - Date.now()) / 1000))
    setLeft(seconds())
    if (waitMs <= 0) return
    const timer = setInterval(() => {
      setLeft(seconds())
      if (seconds() === 0) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [waitMs, key])
  return left
}
