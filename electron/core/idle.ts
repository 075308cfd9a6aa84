import type { Ports } from './ports.ts'

/** Locks after minutes without a call, also when the machine slept through them. */
export type IdleLock = {
  /** A user did something. Locks first when the time was already over. */
  used(): Promise<void>
  stop(): void
}

export const createIdleLock = (
  ports: Pick<Ports, 'now' | 'monotonicMs'>,
  options: { minutes(): number | null; busy(): boolean; lock(): Promise<void> },
): IdleLock => {
  const moment = () => ({ wallMs: ports.now().getTime(), steadyMs: ports.monotonicMs() })
  let last = moment()
  let timer: NodeJS.Timeout | null = null
  // The steady clock stands still while a machine sleeps, the wall clock can be set: the one that went further counts.
  const idleMs = () => {
    const now = moment()
    return Math.max(now.wallMs - last.wallMs, now.steadyMs - last.steadyMs)
  }
  const stop = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const arm = () => {
    stop()
    const minutes = options.minutes()
    if (minutes === null) return
    timer = setTimeout(
      () => {
        if (options.busy()) last = moment()
        if (idleMs() >= minutes * 60_000) void options.lock()
        else arm()
      },
      Math.max(minutes * 60_000 - idleMs(), 1000),
    )
    timer.unref()
  }
  return {
    used: async () => {
      const minutes = options.minutes()
      if (minutes !== null && !options.busy() && idleMs() >= minutes * 60_000) await options.lock()
      last = moment()
      arm()
    },
    stop,
  }
}
