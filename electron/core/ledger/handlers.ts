import { verifyArchive } from '../archive/verify.ts'
import type { VaultHandlers } from '../context.ts'
import { exportLedger } from './export.ts'

export const ledgerHandlers: Pick<VaultHandlers, 'ledger.export' | 'archive.verify'> = {
  'ledger.export': exportLedger,
  'archive.verify': verifyArchive,
}
