/** How long before the automatic lock the officer is warned. */
export const warnMs = 60_000
/** The core counts calls, not keys: while somebody types it is told so at most this often. */
export const beatMs = 30_000

export type IdleStep = { beat: boolean; secondsLeft: number | null }

/** What to do now: tell the core that somebody is here, and how many seconds are left once the warning is due. */
export const idleStep = (times: { nowMs: number; activeMs: number; toldMs: number; minutes: number }): IdleStep => {
  const { nowMs, activeMs, toldMs, minutes } = times
  const beat = activeMs > toldMs && nowMs - toldMs >= Math.min(beatMs, minutes * 10_000)
  const leftMs = Math.max(toldMs, activeMs) + minutes * 60_000 - nowMs
  // A minute's lock would always be in its warning; there half of it is kept quiet.
  const warning = Math.min(warnMs, minutes * 30_000)
  return { beat, secondsLeft: leftMs <= warning ? Math.max(0, Math.ceil(leftMs / 1000)) : null }
}
