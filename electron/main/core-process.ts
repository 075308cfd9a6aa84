import type { TaskName } from '../core/ports.ts'
import type { Answer, FromCore, Question, ToCore } from './core-link.ts'
import type { Child, ElectronSurface, Port } from './surface.ts'

export type CoreProcess = {
  /** A port for a page: its other end is with the core. */
  connect(): Port
  suspend(): void
  lock(): void
  /** Lets the core close its vault; after `patienceMs` the process is ended anyway. */
  close(patienceMs: number): Promise<void>
}

export type CoreProcessParts = {
  /** The bundles of the core and of its tasks, and what the core's is started with. */
  coreFile: string
  taskFile: string
  args: string[]
  answer(question: Question): Promise<unknown>
  /** The core's process ended by itself and another one has taken its place; `often` when that keeps happening. */
  onLost(often: boolean): void
  now(): number
}

type Running = { child: Child; post(message: ToCore, port?: Port): void; alive: boolean }

const quickMs = 60_000
const mostRestarts = 3

/** Starts the core's process and, on its request, those of its tasks; starts it again, locked, when it dies. */
export const startCoreProcess = (electron: Pick<ElectronSurface, 'utilityProcess' | 'MessageChannelMain'>, parts: CoreProcessParts): CoreProcess => {
  const losses: number[] = []
  let closing: (() => void) | null = null

  const begin = (): Running => {
    const child = electron.utilityProcess.fork(parts.coreFile, parts.args, { serviceName: 'Mulu core', stdio: 'inherit' })
    const tasks = new Map<number, Child>()
    const post = (message: ToCore, port?: Port) => {
      if (running.alive) child.postMessage(message, port === undefined ? [] : [port])
    }
    const startTask = (id: number, name: TaskName) => {
      const task = electron.utilityProcess.fork(parts.taskFile, [name], { serviceName: `Mulu ${name}`, stdio: 'inherit' })
      const { port1, port2 } = new electron.MessageChannelMain()
      tasks.set(id, task)
      task.on('exit', (code) => {
        tasks.delete(id)
        post({ type: 'taskExit', id, code })
      })
      task.postMessage({ type: 'line' }, [port1])
      post({ type: 'taskPort', id }, port2)
    }
    const acts: { [T in FromCore['type']]: (message: Extract<FromCore, { type: T }>) => void } = {
      ask: ({ id, question }) => {
        void settled(parts.answer(question)).then((answer) => {
          post({ type: 'answer', id, answer })
        })
      },
      startTask: ({ id, name }) => {
        startTask(id, name)
      },
      killTask: ({ id }) => {
        tasks.get(id)?.kill()
      },
      closed: () => {
        child.kill()
      },
    }
    child.on('message', (message) => {
      const known = message as FromCore
      ;(acts[known.type] as (m: FromCore) => void)(known)
    })
    child.on('exit', () => {
      running.alive = false
      for (const task of tasks.values()) task.kill()
      if (closing !== null) closing()
      else lost()
    })
    const running: Running = { child, post, alive: true }
    return running
  }

  const lost = () => {
    const now = parts.now()
    losses.push(now)
    const often = losses.filter((at) => now - at < quickMs).length > mostRestarts
    if (!often) current = begin()
    parts.onLost(often)
  }

  let current = begin()
  return {
    connect: () => {
      const { port1, port2 } = new electron.MessageChannelMain()
      current.post({ type: 'client' }, port1)
      return port2
    },
    suspend: () => {
      current.post({ type: 'suspend' })
    },
    lock: () => {
      current.post({ type: 'lock' })
    },
    close: (patienceMs) =>
      new Promise((resolve) => {
        if (!current.alive) {
          resolve()
          return
        }
        const timer = setTimeout(() => current.child.kill(), patienceMs)
        closing = () => {
          clearTimeout(timer)
          resolve()
        }
        current.post({ type: 'close' })
      }),
  }
}

const settled = async (work: Promise<unknown>): Promise<Answer> => {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}
