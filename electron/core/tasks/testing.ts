import type { TaskName, TaskProcess } from '../ports.ts'
import { startTask } from './tasks.ts'

/** For tests: a task in this very process, with messages cloned as a process's are. Starting a process costs half a second. */
export const startTaskHere = (name: TaskName): TaskProcess => {
  const toTask: ((message: unknown) => void)[] = []
  const toCore: ((message: unknown) => void)[] = []
  let ended = false
  const deliver = (listeners: ((message: unknown) => void)[], message: unknown) => {
    const copy: unknown = structuredClone(message)
    setImmediate(() => {
      if (!ended) for (const listener of listeners) listener(copy)
    })
  }
  const started = startTask(name, {
    send: (message) => {
      deliver(toCore, message)
    },
    sendSlowly: async (message) => {
      deliver(toCore, message)
    },
    onMessage: (listener) => {
      toTask.push(listener)
    },
  })
  return {
    send: (message) => {
      void started.then(() => {
        deliver(toTask, message)
      })
    },
    onMessage: (listener) => {
      toCore.push(listener)
    },
    onExit: () => undefined,
    kill: () => {
      ended = true
    },
  }
}
