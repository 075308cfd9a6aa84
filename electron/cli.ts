import type { Reply } from '../shared/contract.ts'
import { failure, Refusal } from '../shared/errors.ts'
import { keepNurserySmall } from './core/nursery.ts'

// The command line: one call, one line of JSON on standard output, whatever happens (decisions C1, C2).

let replied = false
const reply = (value: Reply<unknown>) => {
  if (replied) return
  replied = true
  process.exitCode = value.ok ? 0 : 1
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
const failed = (error: unknown) => {
  const detail = error instanceof Error ? error.message : String(error)
  reply({ ok: false, error: error instanceof Refusal ? error.failure : failure('call.failed', { detail }) })
}
process.on('uncaughtException', (error) => {
  failed(error)
  // Whatever is left running after a crash is not waited for longer than this; the reply is out by then.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5000).unref()
})
// A reader that has gone away is no failure of the call.
process.stdout.on('error', () => undefined)

const cancelling = new AbortController()
const cancel = () => {
  cancelling.abort()
}
// Once only: a second Ctrl-C ends the process as it would any other.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, cancel)

keepNurserySmall()
try {
  // Not at the top: a part that does not load is answered like any other crash.
  const [{ processShell }, { runCommand }] = await Promise.all([import('./cli/shell.ts'), import('./cli/command.ts')])
  reply(await runCommand(process.argv.slice(2), processShell(process, cancelling.signal)))
} catch (error) {
  failed(error)
}
