import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import classes from '../signing.module.css'

const slack = 4 // parts of a pixel on scaled screens

/** A region that says when its end was in sight; where everything fits, at once. */
export const ReadToEnd = ({ label, onEnd, children }: { label: string; onEnd(): void; children: ReactNode }) => {
  const region = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const look = useCallback(() => {
    const box = region.current
    if (box !== null && box.clientHeight > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - slack) onEnd()
  }, [onEnd])
  // Whoever reads by keyboard begins here.
  useEffect(() => {
    region.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    const watching = new ResizeObserver(look)
    if (region.current !== null) watching.observe(region.current)
    if (content.current !== null) watching.observe(content.current)
    return () => watching.disconnect()
  }, [look])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={region} className={classes.read} aria-label={label} tabIndex={0} onScroll={look}>
      <div ref={content}>{children}</div>
    </section>
  )
}
