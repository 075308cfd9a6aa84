/**
 * Makes a Node process look like a utility process of Electron, so that the bundles can be run without it:
 * `node --import utility.testkit.ts core.js VAULT ASSETS`. It stands for the main process too: a task is a thread
 * here, a handle is its path, and calls come in over the process' own IPC.
 */
import { EventEmitter } from 'node:events'
import { isMainThread, MessageChannel, type MessagePort, Worker, workerData } from 'node:worker_threads'
import type { FromCore, ToCore } from './core-link.ts'
import { portDouble } from './ports.testkit.ts'

const inside = new EventEmitter()
/** As Electron's port does, which is started by its first listener: until then messages wait. */
const waiting: unknown[] = []
const deliver = (event: unknown) => {
  setImmediate(() => {
    if (!inside.emit('message', event)) waiting.push(event)
  })
}
inside.on('newListener', (name) => {
  if (name === 'message') for (const event of waiting.splice(0)) deliver(event)
})
const toCore = (message: ToCore, port?: MessagePort) => {
  deliver({ data: message, ports: port === undefined ? [] : [portDouble(port)] })
}

const tasks = new Map<number, Worker>()
const acts: { [T in FromCore['type']]: (message: Extract<FromCore, { type: T }>) => void } = {
  ask: ({ id, question }) => {
    const value = question.about === 'path' ? { path: question.handle, name: question.handle } : null
    toCore({ type: 'answer', id, answer: { ok: true, value } })
  },
  startTask: ({ id, name }) => {
    const { port1, port2 } = new MessageChannel()
    const task = new Worker(new URL('task.js', `file://${process.argv[1]}`), { argv: [name], workerData: port1, transferList: [port1] })
    tasks.set(id, task)
    task.on('exit', (code) => {
      toCore({ type: 'taskExit', id, code })
    })
    toCore({ type: 'taskPort', id }, port2)
  },
  killTask: ({ id }) => void tasks.get(id)?.terminate(),
  closed: () => {
    process.exit(0) // as the main process ends it
  },
}

const parentPort = {
  on: (_name: 'message', listener: (event: unknown) => void) => inside.on('message', listener),
  once: (_name: 'message', listener: (event: unknown) => void) => inside.once('message', listener),
  postMessage: (message: FromCore) => {
    ;(acts[message.type] as (m: FromCore) => void)(message)
  },
}
Object.assign(process, { parentPort })

if (isMainThread) {
  const { port1, port2 } = new MessageChannel()
  toCore({ type: 'client' }, port1)
  port2.on('message', (reply: unknown) => process.send?.(reply))
  process.on('disconnect', () => process.exit(0))
  process.on('message', (message: { type: string }) => {
    if (message.type === 'close') toCore({ type: 'close' })
    else port2.postMessage(message)
  })
} else {
  deliver({ data: null, ports: [portDouble(workerData as MessagePort)] })
}
