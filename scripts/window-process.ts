import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Starts Electron and waits until its window shows a page that has reached the core. Replies the process' exit code
 * once it ends; null when the window was not ready in time, and then nothing of it is left running.
 */
export const runWindow = async (command: readonly [string, ...string[]], limitMs: number): Promise<number | null> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulu-ready-'))
  const readyFile = join(folder, 'ready')
  const [binary, ...args] = command
  const child = spawn(binary, [...args, `--ready-file=${readyFile}`], { stdio: ['ignore', 'inherit', 'inherit'] })
  const exit = new Promise<number>((resolve) => {
    child.on('error', () => {
      resolve(1)
    })
    child.on('exit', (code) => {
      resolve(code ?? 1)
    })
  })
  try {
    const deadline = Date.now() + limitMs
    let gone = false
    void exit.then(() => {
      gone = true
    })
    while (!existsSync(readyFile)) {
      if (gone) return null
      if (Date.now() > deadline) {
        await end(child, exit)
        return null
      }
      await wait(100)
    }
    return await exit
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const graceMs = 5000

const end = async (child: ChildProcess, exit: Promise<number>): Promise<void> => {
  child.kill()
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await exit
  clearTimeout(timer)
}
