import type { LockedHandlers, VaultHandlers } from '../context.ts'
import { copyAsset } from '../copy-asset.ts'
import { identityHandlers } from './identity-handlers.ts'
import { inHandlers } from './in-handlers.ts'
import { mediaHandlers } from './media-handlers.ts'
import { outHandlers } from './out-handlers.ts'
import { carriedCounts, packagesWhere } from './packages.ts'
import { exportCases } from './peer-out.ts'

type Calls = Extract<keyof VaultHandlers, `ferry.${string}`>

export const ferryHandlers: Pick<VaultHandlers, Calls> = {
  ...identityHandlers,
  ...outHandlers,
  ...inHandlers,
  ...mediaHandlers,
  'ferry.exportCases': exportCases,
  'ferry.packages': ({ direction, limit }, { db }) => ({
    packages: packagesWhere(db, direction ?? null, limit).map(({ packageId, direction: way, form, recordedAt, recordedBy, effects, heard }) => ({
      form,
      applied: way === 'in' ? { at: recordedAt, by: recordedBy } : null,
      heard: way === 'out' && heard,
      effects,
      ...carriedCounts(db, packageId),
    })),
  }),
}

/** The script travels apart from what it verifies: whoever could change the one could not change the other. */
export const ferryScriptHandlers: LockedHandlers<'ferry.verifyScript'> = {
  'ferry.verifyScript': ({ file }, { ports }) => copyAsset(ports, ['ferry', 'verify-package.sh'], file),
}
