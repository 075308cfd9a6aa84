import { expect, test } from 'vitest'
import { z } from 'zod'
import { lockedHandlers, vaultHandlers } from '../electron/core/handlers.ts'
import { readerHandlers } from '../electron/core/reader/handlers.ts'
import type { CallSpec } from '../shared/contract/define.ts'
import { type CallName, contract } from '../shared/contract.ts'

const specs = Object.entries(contract) as [CallName, CallSpec][]

test('every call has exactly one handler', () => {
  const handled = [...Object.keys(readerHandlers), ...Object.keys(lockedHandlers), ...Object.keys(vaultHandlers)].sort()
  expect(handled).toEqual(Object.keys(contract).sort())
})

test.each(specs)('%s can be written as JSON Schema and says what it is for', (name, spec) => {
  expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
  expect(spec.about.zh).toMatch(/\p{Script=Han}/u)
  expect(spec.about.en).not.toBe('')
  expect(z.toJSONSchema(spec.input, { io: 'input' })).toHaveProperty('type')
  expect(z.toJSONSchema(spec.output)).toHaveProperty('type')
})

test('two-person calls ask for the second person, and what changes something is never open to a locked read', () => {
  for (const [name, spec] of specs) {
    if (spec.with === 2) expect(spec.secrets, name).toContain('with')
    if (spec.reader === true) expect(spec.effect, name).toBe('read')
    if (spec.roles !== 'locked' && spec.effect !== 'read') expect(spec.roles, name).not.toEqual([])
  }
})
