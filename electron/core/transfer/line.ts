import { type Failure, Refusal } from '../../../shared/errors.ts'
import type { Ports, TaskName } from '../ports.ts'

/** A process at work, as a queue of what it says. */
export type Line<In, Out> = {
  send(message: In): void
  /**
   * The next message. Throws the process's own Refusal, call.cancelled, or `stopped` when the process ended, was
   * killed, or has said nothing for `silenceMs`.
   */
  next(): Promise<Out>
  /** Ends the process; harmless when it has ended. */
  close(): void
}

type Said = { kind: string; failure?: Failure }

/** Long enough for a slow machine to unpack the largest part of a package; a parser that hangs is ended after it. */
const defaultSilenceMs = 60_000

export const openLine = <In, Out extends { kind: string }>(
  ports: Pick<Ports, 'startTask'>,
  task: TaskName,
  signal: AbortSignal,
  silenceMs = defaultSilenceMs,
  stopped: 'sheet.stopped' | 'document.stopped' | 'signing.stopped' | 'statistics.stopped' = 'sheet.stopped',
): Line<In, Out> => {
  const process = ports.startTask(task)
  const said: Out[] = []
  let ended: Refusal | null = null
  let waiting: { resolve(message: Out): void; reject(error: Refusal): void } | null = null
  let alarm: NodeJS.Timeout | undefined

  const settle = () => {
    clearTimeout(alarm)
    const turn = waiting
    waiting = null
    return turn
  }
  const stop = (why: Refusal) => {
    ended ??= why
    settle()?.reject(ended)
    process.kill()
  }
  const cancel = () => {
    stop(new Refusal('call.cancelled'))
  }
  process.onMessage((message) => {
    const { kind, failure } = message as Said
    if (kind === 'failed' && failure !== undefined) stop(new Refusal(failure.code, failure.params, failure.details))
    else if (waiting !== null) settle()?.resolve(message as Out)
    else said.push(message as Out)
  })
  process.onExit((code) => {
    stop(new Refusal(stopped, { why: code === null ? 'killed' : `exit ${code}` }))
  })
  if (signal.aborted) cancel()
  else signal.addEventListener('abort', cancel, { once: true })

  return {
    send: (message) => {
      process.send(message)
    },
    next: () =>
      new Promise<Out>((resolve, reject) => {
        const first = said.shift()
        if (first !== undefined) resolve(first)
        else if (ended !== null) reject(ended)
        else {
          waiting = { resolve, reject }
          alarm = setTimeout(() => {
            stop(new Refusal(stopped, { why: `silent for ${silenceMs / 1000} s` }))
          }, silenceMs)
        }
      }),
    close: () => {
      signal.removeEventListener('abort', cancel)
      ended ??= new Refusal('call.cancelled')
      clearTimeout(alarm)
      process.kill()
    },
  }
}

/** Messages that are not progress; progress goes on to whoever waits for the call. */
export const steps = async <Out extends { kind: string }, In>(
  line: Line<In, Out | { kind: 'progress'; phase: string; done: number; total: number }>,
  progress: (phase: string, done: number, total: number) => void,
): Promise<Exclude<Out, { kind: 'progress' }>> => {
  for (;;) {
    const message = await line.next()
    if (message.kind !== 'progress') return message as Exclude<Out, { kind: 'progress' }>
    const { phase, done, total } = message as { phase: string; done: number; total: number }
    progress(phase, done, total)
  }
}
