import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** One line of the table: what Mulu took, what the bare work took in the same run, and the aim. */
export type Line = { what: string; ours: string; bare: string; ratio: string; aim: string }

export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export const ms = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
export const both = (values: readonly number[]): string => `${ms(percentile(values, 0.5))} / ${ms(percentile(values, 0.95))}`
export const times = (ours: number, bare: number): string => `${(ours / bare).toFixed(2)} ×`
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`

/** Seconds of processor time this process has used: says more than the clock on a machine that is busy otherwise. */
export const processor = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000_000
}

const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The largest resident memory a process has had, in MB; null where the system does not say. */
const peakOf = (pid: number | 'self'): number | null => {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return found === undefined ? null : Number(found) / 1024
  } catch {
    return null
  }
}

/** Seconds of processor time of a child; Linux counts in hundredths. */
const processorOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

const childrenOf = (): number[] => {
  try {
    return readdirSync('/proc/self/task').flatMap((task) => {
      const text = readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim()
      return text === '' ? [] : text.split(' ').map(Number)
    })
  } catch {
    return []
  }
}

export type Watched = {
  ms: number
  processorS: number
  threadS: number
  /** Of its children, in hundredths. */
  childS: number
  corePeakMb: number | null
  childPeakMb: number | null
  longestHoldMs: number
  longestWorkMs: number
}

/**
 * Runs `work` and watches this process from a timer that wants to fire every millisecond: the longest it had to wait
 * is the longest that nobody else got the thread. `longestWorkMs` is the same by the thread's own processor time: what is
 * over it, other processes took; `threadS` is all of that time. Memory is what Linux reports as the highest.
 */
export const watched = async (work: () => Promise<unknown>): Promise<Watched> => {
  const peaks = new Map<number, number>()
  const children = new Map<number, number>()
  const before = processor()
  const beforeMs = threadMs()
  let longestHoldMs = 0
  let longestWorkMs = 0
  let last = performance.now()
  let worked = threadMs()
  let looked = 0
  const timer = setInterval(() => {
    const now = performance.now()
    longestHoldMs = Math.max(longestHoldMs, now - last)
    longestWorkMs = Math.max(longestWorkMs, threadMs() - worked)
    if (now - looked > 50) {
      for (const pid of childrenOf()) {
        // One that is just ending tells nothing any more.
        peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakOf(pid) ?? 0))
        children.set(pid, Math.max(children.get(pid) ?? 0, processorOf(pid)))
      }
      looked = now
    }
    last = performance.now()
    worked = threadMs()
  }, 1)
  const took = await timed(work)
  clearInterval(timer)
  const threadS = (threadMs() - beforeMs) / 1000
  const childS = [...children.values()].reduce((sum, one) => sum + one, 0)
  const processorS = processor() - before + childS
  return {
    ms: took,
    processorS,
    threadS,
    childS,
    corePeakMb: peakOf('self'),
    childPeakMb: peaks.size === 0 ? null : Math.max(...peaks.values()),
    longestHoldMs,
    longestWorkMs,
  }
}

export const mb = (value: number | null): string => (value === null ? '?' : `${value.toFixed(0)} MB`)

/** Lets timers, garbage collection and the reading thread come to rest. */
export const rest = (): Promise<void> => sleep(300)
