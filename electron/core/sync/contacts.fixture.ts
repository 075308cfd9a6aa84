/** Preloaded into every process of a run (`node --import`): writes down whoever it looks up or calls, whatever calls it. */

import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const file = process.env.MULU_CONTACTS ?? ''
const note = (line: string): void => appendFileSync(file, `${line}\n`)

type Loose = Record<string, unknown>
const recordCalls = (of: Loose, prefix: string): void => {
  for (const [name, real] of Object.entries(of)) {
    if (typeof real !== 'function' || !/^(lookup|resolve|reverse)/.test(name)) continue
    of[name] = function (this: unknown, ...given: unknown[]) {
      note(`${prefix} ${String(given[0])}`)
      return Reflect.apply(real, this, given) as unknown
    }
  }
}
recordCalls(dns as unknown as Loose, 'dns')
recordCalls(dns.promises as unknown as Loose, 'dns')

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]) {
  // Normalised by net.connect into one array; pipes have a path.
  const [first] = (Array.isArray(given[0]) ? given[0] : given) as [unknown, ...unknown[]]
  const { host, port, path } = typeof first === 'object' && first !== null ? (first as Loose) : { host: given[1], port: first, path: undefined }
  note(path === undefined || path === null ? `connect ${String(host ?? 'localhost')}:${String(port)}` : `pipe ${String(path)}`)
  return Reflect.apply(connect, this, given) as net.Socket
} as typeof connect

const createSocket = dgram.createSocket
dgram.createSocket = ((...given: Parameters<typeof createSocket>) => {
  note('datagram')
  return createSocket(...given)
}) as typeof createSocket
syncBuiltinESMExports()
note('started')
