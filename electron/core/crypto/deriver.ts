import { Refusal } from '../../../shared/errors.ts'
import type { TaskProcess } from '../ports.ts'
import { calibrate, deriveFromPassphrase, type KdfParameters, kdfCeiling, kdfFloor } from './kdf.ts'
import type { KdfAnswer, KdfRequest } from './kdf-task.ts'

/** Turns passphrases into keys, in a process of its own that ends. */
export type Deriver = {
  /** Derivation runs in another process, so that this one has half a second to prepare. */
  readonly elsewhere: boolean
  /** Starts the process a passphrase will be derived in: on the lock screen, before there is one. */
  prepare(): void
  /** Ends a process that was prepared for nothing. */
  end(): void
  /** 32 bytes. Throws `vault.damaged` when the parameters are outside what this program accepts. */
  derive(passphrase: string, salt: Uint8Array, parameters: KdfParameters): Promise<Buffer>
  /** Parameters that take about `seconds` on this machine. */
  calibrate(seconds: number): Promise<KdfParameters>
}

/** `weak` is for tests: these parameters instead of calibrated ones, derived here, and no floor. */
export const createDeriver = (startTask: (name: 'kdf') => TaskProcess, weak?: KdfParameters): Deriver => {
  if (weak !== undefined) {
    return {
      elsewhere: false,
      prepare: () => undefined,
      end: () => undefined,
      derive: async (passphrase, salt, parameters) => Buffer.from(await deriveFromPassphrase(passphrase, salt, parameters)),
      calibrate: async () => weak,
    }
  }
  let prepared: TaskProcess | null = null
  const start = (): TaskProcess => {
    const task = startTask('kdf')
    task.onExit(() => {
      if (prepared === task) prepared = null
    })
    return task
  }
  const take = (): TaskProcess => {
    const task = prepared ?? start()
    prepared = null
    return task
  }
  const ask = (request: KdfRequest): Promise<KdfAnswer> =>
    new Promise((resolve, reject) => {
      const task = take()
      task.onMessage((message) => {
        resolve(message as KdfAnswer)
        task.kill()
      })
      task.onExit((code) => {
        reject(new Error(`key derivation ended early (${code})`))
      })
      task.send(request)
    })
  return {
    elsewhere: true,
    prepare: () => {
      prepared ??= start()
    },
    end: () => {
      prepared?.kill()
      prepared = null
    },
    derive: async (passphrase, salt, parameters) => {
      if (!acceptable(parameters)) throw new Refusal('vault.damaged', { what: 'vault.json' })
      const answer = await ask({ passphrase, salt, parameters })
      if (!('key' in answer)) throw new Error('key derivation gave no key')
      return Buffer.from(answer.key)
    },
    calibrate: async (seconds) => {
      const answer = await ask({ calibrate: seconds })
      return 'parameters' in answer ? answer.parameters : calibrate(seconds)
    },
  }
}

const acceptable = ({ memoryKiB, iterations }: KdfParameters): boolean =>
  memoryKiB >= kdfFloor.memoryKiB && memoryKiB <= kdfCeiling.memoryKiB && iterations >= kdfFloor.iterations && iterations <= kdfCeiling.iterations
