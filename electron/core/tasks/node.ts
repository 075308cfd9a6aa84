import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { entryFile } from '../entry-file.ts'
import type { TaskName, TaskProcess } from '../ports.ts'

/** `startTask` for hosts on plain Node: one child process per task, ended with its parent. MULU_TASK_STDERR=1 shows what it prints. */
export const startNodeTask = (name: TaskName): TaskProcess => {
  const child = fork(fileURLToPath(entryFile(import.meta.url, './main.ts', './task.js')), [name], {
    serialization: 'advanced',
    // What a library prints may quote the text it reads.
    stdio: ['ignore', 'ignore', process.env.MULU_TASK_STDERR === '1' ? 'inherit' : 'ignore', 'ipc'],
  })
  return {
    send: (message) => {
      if (child.connected) child.send(message as object)
    },
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      let told = false
      const tell = (code: number | null) => {
        if (!told) listener(code)
        told = true
      }
      child.on('exit', tell)
      child.on('error', () => {
        tell(null)
      })
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
