import type { TaskName } from '../ports.ts'
import type { TaskChannel } from './channel.ts'

/** What each task does with its line to the core. Loaded on demand: a key derivation needs no spreadsheet library. */
const tasks: Partial<Record<TaskName, () => Promise<(channel: TaskChannel) => void>>> = {
  kdf: async () => (await import('../crypto/kdf-task.ts')).kdfTask,
  sheetRead: async () => (await import('../transfer/read-task.ts')).sheetReadTask,
  sheetWrite: async () => (await import('../transfer/write-task.ts')).sheetWriteTask,
  pageRead: async () => (await import('../sync/page-task.ts')).pageReadTask,
  document: async () => (await import('../documents/document-task.ts')).documentTask,
  verify: async () => (await import('../signing/verify-task.ts')).verifyTask,
  figures: async () => (await import('../statistics/figures-task.ts')).figuresTask,
  vaultFile: async () => (await import('../vault/file-task.ts')).fileTask,
}

/** Starts the named task in this process, on the line its host made. */
export const startTask = async (name: string | undefined, channel: TaskChannel): Promise<void> => {
  const start = tasks[name as TaskName]
  if (start === undefined) throw new Error(`no task ${name}`)
  ;(await start())(channel)
}
