import { Refusal } from '../../shared/errors.ts'
import type { Ports } from './ports.ts'

/** One slice of work: the thread is everybody else's after it (decisions M1: slices of at most 20 ms). */
const sliceMs = 15

/** To be awaited between two small pieces of work: gives way when the slice is used up. Throws `call.cancelled`. */
export const breather = ({ monotonicMs }: Pick<Ports, 'monotonicMs'>, signal: AbortSignal): (() => Promise<void>) => {
  let start = monotonicMs()
  return async () => {
    if (monotonicMs() - start < sliceMs) return
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
    if (signal.aborted) throw new Refusal('call.cancelled')
    start = monotonicMs()
  }
}
