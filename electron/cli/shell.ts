import { join } from 'node:path'
import { createCore } from '../core/core.ts'
import type { Shell } from './command.ts'
import { askHidden } from './prompt.ts'

const betweenLinesMs = 500

/** A command's surroundings in a real process: its environment, its standard input, progress on standard error. */
export const processShell = ({ env, stdin, stderr, cwd }: NodeJS.Process, signal: AbortSignal): Shell => {
  const passphrase = env.MULU_PASSPHRASE ?? null
  delete env.MULU_PASSPHRASE // child processes have no business with it
  let lastShownMs = Number.NEGATIVE_INFINITY
  return {
    folder: env.INIT_CWD ?? cwd(),
    assetsDir: join(import.meta.dirname, '..', '..', 'assets'),
    passphrase,
    ask: (question) => askHidden({ input: stdin, output: stderr }, question),
    readInput: async () => {
      const chunks: Uint8Array[] = []
      for await (const chunk of stdin as AsyncIterable<Uint8Array>) chunks.push(chunk)
      return Buffer.concat(chunks).toString('utf8')
    },
    onProgress: ({ phase, done, total }) => {
      const now = performance.now()
      if (now - lastShownMs < betweenLinesMs && done !== total) return
      lastShownMs = now
      stderr.write(total === 0 ? `${phase} ${done}\n` : `${phase} ${done}/${total}\n`)
    },
    signal,
    createCore,
  }
}
