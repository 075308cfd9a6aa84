import { startTask } from '../core/tasks/tasks.ts'
import { mainLine } from './lines.ts'
import { portChannel } from './task-port.ts'

// Entry of a task's utility process: its line to the core comes as the parent's only message.
process.parentPort.once('message', ({ ports: [port] }) => {
  if (port === undefined) throw new Error('a task needs its line to the core')
  startTask(process.argv[2], portChannel(mainLine(port))).catch((error: unknown) => {
    queueMicrotask(() => {
      throw error
    })
  })
})
