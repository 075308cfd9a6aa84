import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { TestCore } from '../vault/testing.ts'

/** Lets a process of its own make the call and kills it `ms` after the `nth` line of that phase. Its lines. */
export const killed = async (desk: Pick<TestCore, 'dir'>, call: string, input: unknown, phase: string, nth: number, ms: number): Promise<string[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill.fixture.ts'), desk.dir, call, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let text = ''
  let armed = true
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString()
    if (!armed || text.split('\n').filter((line) => line.startsWith(phase)).length < nth) return
    armed = false
    setTimeout(() => child.kill('SIGKILL'), ms)
  })
  await ended
  return text.split('\n').filter((line) => line !== '')
}
