import type { Printable } from '../../shared/contract/audit.ts'
import type { Failure } from '../../shared/errors.ts'
import { useCall } from './use-call.ts'

/** Prints the sheet that is mounted (PrintSheet). It is recorded first (practice P12); what can not be recorded is not printed. */
export const usePrint = (what: Printable): { print(): void; failure: Failure | null } => {
  const record = useCall('audit.printed')
  const print = async () => {
    if ((await record.run({ what })) !== null) window.print()
  }
  return { print: () => void print(), failure: record.failure }
}
