import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Desk } from '../../../electron/core/sync/office.fixture.ts'

const fixture = join(import.meta.dirname, '../../../electron/core/ferry/kill.fixture.ts')

/** Children begin sooner where their sources were read before: Node's own place for that. */
export const compiled = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }

/** Makes a call in a process of its own and kills it so many milliseconds after it began. Whether it was done by then. */
export const killCall = async (desk: Desk, call: string, input: unknown, ms: number): Promise<boolean> => {
  await desk.value('vault.lock', {})
  const child = spawn(process.execPath, [fixture, desk.dir, call, JSON.stringify(input)], { stdio: ['ignore', 'pipe', 'inherit'], env: compiled })
  const ended = once(child, 'exit')
  let armed = false
  child.stdout.on('data', (data: Buffer) => {
    if (armed || !data.toString().includes('begin')) return
    armed = true
    setTimeout(() => child.kill('SIGKILL'), ms)
  })
  const [code] = (await ended) as [number | null]
  await desk.as('officer')
  return code !== null
}
