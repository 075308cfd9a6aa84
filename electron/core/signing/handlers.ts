import type { LockedHandlers, VaultHandlers } from '../context.ts'
import { copyAsset } from '../copy-asset.ts'
import { keyHandlers } from './key-handlers.ts'
import { signHandlers } from './sign-handlers.ts'
import { trustHandlers } from './trust-handlers.ts'

export const signingHandlers: Pick<VaultHandlers, Extract<keyof VaultHandlers, `signing.${string}`>> = { ...keyHandlers, ...trustHandlers, ...signHandlers }

/** The script travels apart from what it verifies: whoever could change the one could not change the other. */
export const signingScriptHandlers: LockedHandlers<'signing.verifyScript'> = {
  'signing.verifyScript': ({ file }, { ports }) => copyAsset(ports, ['signing', 'verify.sh'], file),
}
