import { describe, expect, it } from 'vitest'
import type { CallSpec } from '../../shared/contract/define.ts'
import { type CallName, contract } from '../../shared/contract.ts'
import { type Role, roles } from '../../shared/roles.ts'
import { may, type Session } from './session.tsx'

const session = (held: Role[], sealed = false): Session => ({
  user: {
    id: '3f2b8a10-0000-4000-8000-00000000000a',
    name: '甲',
    fullName: '',
    roles: held,
    combineReason: null,
    founder: false,
    disabledAt: null,
    keychain: null,
    createdAt: '2026-11-22T00:00:00.000Z',
  },
  complete: true,
  missing: [],
  mustChangePassphrase: false,
  sealed,
  idleLockMinutes: 15,
  deviceId: '3f2b8a10-0000-4000-8000-00000000000b',
  vaultId: '3f2b8a10-0000-4000-8000-00000000000c',
})

describe('what the screens offer', () => {
  it('follows the contract for every call and role', () => {
    for (const [name, spec] of Object.entries(contract) as [CallName, CallSpec][]) {
      for (const role of roles) expect(may(session([role]), name)).toBe(typeof spec.roles === 'string' || spec.roles.includes(role))
    }
  })

  it('takes away from a sealed vault what the core would refuse', () => {
    expect(may(session(['catalogueOfficer'], true), 'catalogue.save')).toBe(false)
    expect(may(session(['securityAdmin'], true), 'vault.seal')).toBe(true)
  })
})
