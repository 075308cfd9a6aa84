import { Refusal } from '../../shared/errors.ts'
import type { Core, HostPorts } from '../core/core.ts'
import { readableAt, writableBeside } from '../core/hosting/path-files.ts'
import { nodePorts } from '../core/node-ports.ts'
import type { Files, Keychain, TaskName } from '../core/ports.ts'
import type { Answer, FromCore, Question, ToCore } from './core-link.ts'
import { mainLine } from './lines.ts'
import { servePage } from './port-server.ts'
import type { Port } from './surface.ts'
import { portTask } from './task-port.ts'

/** What a utility process has of its parent. */
export type ParentPort = {
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): unknown
  postMessage(message: unknown): void
}

export type CoreParts = {
  vaultDir: string
  assetsDir: string
  createCore(ports: HostPorts): Core
}

/**
 * The core in a process of its own, which holds the only writing connection. Pages speak to it on ports the main
 * process sends; dialogs, keychain and further processes are asked of the main process.
 */
export const serveCore = (parent: ParentPort, { vaultDir, assetsDir, createCore }: CoreParts): void => {
  const questions = new Map<number, (answer: Answer) => void>()
  const tasks = new Map<number, ReturnType<typeof portTask>>()
  let last = 0
  const post = (message: FromCore) => {
    parent.postMessage(message)
  }
  const ask = async (question: Question): Promise<unknown> => {
    const answer = await new Promise<Answer>((resolve) => {
      const id = ++last
      questions.set(id, resolve)
      post({ type: 'ask', id, question })
    })
    if (!answer.ok) throw new Error(answer.why)
    return answer.value
  }
  const pathOf = async (handle: string, purpose: 'read' | 'write') => {
    const file = (await ask({ about: 'path', handle, purpose })) as { path: string; name: string } | null
    if (file === null) throw new Refusal('file.unknownHandle')
    return file
  }
  const files: Files = {
    read: async (handle) => readableAt((await pathOf(handle, 'read')).path),
    write: async (handle, beside) => writableBeside((await pathOf(handle, 'write')).path, beside, vaultDir),
  }
  const keychain: Keychain = {
    backend: async () => (await ask({ about: 'keychain', act: 'backend' })) as string | null,
    store: async (account, secret) => {
      await ask({ about: 'keychain', act: 'store', account, secret })
    },
    load: async (account) => (await ask({ about: 'keychain', act: 'load', account })) as Uint8Array | null,
    remove: async (account) => {
      await ask({ about: 'keychain', act: 'remove', account })
    },
  }
  const startTask = (name: TaskName) => {
    const id = ++last
    const task = portTask(() => {
      post({ type: 'killTask', id })
    })
    tasks.set(id, task)
    post({ type: 'startTask', id, name })
    return task
  }

  const core = createCore({ ...nodePorts({ vaultDir, assetsDir, files }), keychain, startTask })
  const acts: { [T in ToCore['type']]: (message: Extract<ToCore, { type: T }>, port: Port | undefined) => void } = {
    client: (_message, port) => {
      if (port !== undefined) servePage(core, mainLine(port))
    },
    taskPort: ({ id }, port) => {
      if (port !== undefined) tasks.get(id)?.attach(mainLine(port))
    },
    taskExit: ({ id, code }) => {
      tasks.get(id)?.ended(code)
      tasks.delete(id)
    },
    answer: ({ id, answer }) => {
      questions.get(id)?.(answer)
      questions.delete(id)
    },
    suspend: () => {
      void core.suspend()
    },
    lock: () => {
      void core.call('vault.lock', {})
    },
    close: () => {
      void core.close().finally(() => {
        post({ type: 'closed' })
      })
    },
  }
  parent.on('message', ({ data, ports: [port] }) => {
    const message = data as ToCore
    ;(acts[message.type] as (m: ToCore, p: Port | undefined) => void)(message, port)
  })
}
