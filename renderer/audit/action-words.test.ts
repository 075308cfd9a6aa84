import { describe, expect, it } from 'vitest'
import type { CallSpec } from '../../shared/contract/define.ts'
import { contract } from '../../shared/contract.ts'
import { actionGroup, actionKey } from './action-words.ts'

const recorded = (Object.entries(contract) as [string, CallSpec][]).filter(([, spec]) => spec.effect !== 'read').map(([name]) => name)

describe('the audit in the officers’ words', () => {
  it.each([...recorded, 'vault.unlockFailed', 'vault.headerChanged', 'clock.jumped'])('%s has words', (action) => {
    expect(actionKey(action)).not.toBeNull()
    expect(actionGroup(action)).not.toBeNull()
  })

  it('does not invent words for what it does not know', () => {
    expect(actionKey('catalogue.teleport')).toBeNull()
    expect(actionKey('toString')).toBeNull()
    expect(actionGroup('constructor.x')).toBeNull()
  })
})
