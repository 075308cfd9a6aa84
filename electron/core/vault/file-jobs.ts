import { Refusal } from '../../../shared/errors.ts'
import type { Ports } from '../ports.ts'
import type { CheckResult, CopyResult, FileJob, FileMessage, RekeyResult } from './file-task.ts'
import type { Found } from './spilled-text.ts'

type Results = { copy: CopyResult; rekey: RekeyResult; check: CheckResult; checkpoint: null; find: Found }
type ResultOf<J extends FileJob> = Results[J['job']]

export type JobContext = {
  ports: Pick<Ports, 'startTask'>
  signal: AbortSignal
  progress(phase: string, done: number, total: number): void
}

/** Runs one job in its process. Throws `call.cancelled` when the caller gives up, else what the job threw, with its code. */
export const runFileJob = <J extends FileJob>({ ports, signal, progress }: JobContext, job: J): Promise<ResultOf<J>> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Refusal('call.cancelled'))
      return
    }
    const task = ports.startTask('vaultFile')
    let why: Error = new Error('the work on the file ended early')
    signal.addEventListener('abort', () => {
      why = new Refusal('call.cancelled')
      task.kill()
    })
    task.onMessage((raw) => {
      const message = raw as FileMessage
      if ('progress' in message) {
        progress(message.progress.phase, message.progress.done, message.progress.total)
        return
      }
      if ('result' in message) resolve(message.result as ResultOf<J>)
      else reject(Object.assign(new Error(message.error.message), { code: message.error.code }))
      task.kill()
    })
    // After an answer this changes nothing: a promise settles once. Killed work is over only now.
    task.onExit(() => {
      reject(why)
    })
    task.send(job)
  })
