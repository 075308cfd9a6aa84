/** One at a time, in the order they came. */
export type Mutex = {
  run<T>(work: () => Promise<T>): Promise<T>
  /** How many wait behind the one at work. */
  waiting(): number
}

export const createMutex = (): Mutex => {
  let tail: Promise<unknown> = Promise.resolve()
  let inside = 0
  return {
    run: <T>(work: () => Promise<T>) => {
      inside++
      const turn = tail.then(work).finally(() => {
        inside--
      })
      tail = turn.catch(() => undefined)
      return turn
    },
    waiting: () => Math.max(0, inside - 1),
  }
}
