import type { Ports } from './ports.ts'

const toleranceMs = 2 * 60_000

/** Notices that the wall clock was moved: it is compared with one that never jumps. */
export type ClockWatch = {
  /** Minutes (`+37 min`) the wall clock moved beside the other since the last call on the same open vault, or null. */
  jumpedMinutes(vault: object): string | null
}

export const createClockWatch = (ports: Pick<Ports, 'now' | 'monotonicMs'>): ClockWatch => {
  let last: { vault: object; wallMs: number; steadyMs: number } | null = null
  return {
    jumpedMinutes: (vault) => {
      const now = { vault, wallMs: ports.now().getTime(), steadyMs: ports.monotonicMs() }
      const before = last
      last = now
      // A vault opened anew starts afresh: the steady clock may stand still while the machine sleeps.
      if (before === null || before.vault !== vault) return null
      const jump = now.wallMs - before.wallMs - (now.steadyMs - before.steadyMs)
      return Math.abs(jump) < toleranceMs ? null : `${jump > 0 ? '+' : ''}${Math.round(jump / 60_000)} min`
    },
  }
}
