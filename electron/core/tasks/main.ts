import { forkChannel } from './channel.ts'
import { startTask } from './tasks.ts'

// Entry of a task's process on plain Node. Electron has its own, which calls the same function.
await startTask(process.argv[2], forkChannel())
