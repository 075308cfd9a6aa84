import type { VaultHandlers } from '../context.ts'
import { findSpilled, purgeVault, sealVault, unsealVault } from './spill.ts'

export const spillHandlers: VaultHandlers<'vault.seal' | 'vault.findText' | 'vault.unseal' | 'vault.purge'> = {
  'vault.seal': sealVault,
  'vault.findText': findSpilled,
  'vault.unseal': unsealVault,
  'vault.purge': purgeVault,
}
