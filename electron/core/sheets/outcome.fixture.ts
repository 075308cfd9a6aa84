import { parentPort } from 'node:worker_threads'
import { Refusal } from '../../../shared/errors.ts'
import { readSheets } from './read.ts'

/** For tests, on a thread that can be ended: what reading a file through comes to, an error's code or how many rows it has. */
parentPort?.on('message', (path: string) => {
  const read = async (): Promise<string | number> => {
    try {
      const file = await readSheets(path, {})
      let rows = 0
      for (const sheet of file.sheets.keys()) for await (const batch of file.rows(sheet)) rows += batch.length
      file.close()
      return rows
    } catch (error) {
      return error instanceof Refusal ? error.failure.code : `threw ${String(error)}`
    }
  }
  void read().then((outcome) => parentPort?.postMessage(outcome))
})
