type Clocks = { now(): number; every(ms: number, act: () => void): () => void }

const beatMs = 5000
const longestMs = 60_000

const own: Clocks = {
  now: () => Date.now(),
  every: (ms, act) => {
    const timer = setInterval(act, ms)
    timer.unref()
    return () => {
      clearInterval(timer)
    }
  },
}

/** A browser tells nobody that the machine slept; a beat that comes a minute late does. Returns the way to stop. */
export const watchSleep = (onWake: () => void, clocks: Clocks = own): (() => void) => {
  let last = clocks.now()
  return clocks.every(beatMs, () => {
    const now = clocks.now()
    if (now - last > longestMs) onWake()
    last = now
  })
}
