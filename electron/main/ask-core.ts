import type { CallName, Input, Output, Reply } from '../../shared/contract.ts'
import type { CoreProcess } from './core-process.ts'
import { mainLine } from './lines.ts'
import { createPageClient } from './port-client.ts'

/** One call of the main process's own, under the rights of whoever is signed in: it asks as a page would. */
export const askCore = async <N extends CallName>(core: Pick<CoreProcess, 'connect'>, name: N, input: Input<N>): Promise<Reply<Output<N>>> => {
  const client = createPageClient(() => undefined)
  const port = core.connect()
  client.attach(mainLine(port))
  const reply = await client.call({ name, input, callId: 'main' })
  port.close()
  return reply as Reply<Output<N>>
}
