import { flushCompileCache } from 'node:module'
import { forkChannel } from './channel.ts'
import { startTask } from './tasks.ts'

// Entry of a task's process on plain Node. Electron has its own, which calls the same function.
await startTask(process.argv[2], forkChannel())
// Most tasks are killed once they have answered, and Node keeps what it compiled only when a process ends by itself.
flushCompileCache()
