import { type RefObject, useEffect, useRef } from 'react'

/** After a dialogue closes its focus goes back to what opened it, a moment later. */
const closing = 80

/**
 * A step that is done takes its button with it, and the keyboard would begin again at the top of the window: what is next is read
 * out instead, and Tab goes on from there.
 */
export const useStepFocus = (step: string): RefObject<HTMLParagraphElement | null> => {
  const said = useRef<HTMLParagraphElement>(null)
  const known = useRef(step)
  useEffect(() => {
    if (known.current === step) return
    known.current = step
    const timer = setTimeout(() => {
      const { activeElement: held } = document
      if (held === null || held === document.body || !held.isConnected) said.current?.focus({ preventScroll: true })
    }, closing)
    return () => clearTimeout(timer)
  }, [step])
  return said
}
