import { expect, test } from 'vitest'
import { failure, say } from './errors.ts'

test("roles are named in the officers' words, and their keys travel along for the screens", () => {
  const denied = failure('vault.incomplete', { missing: 'systemAdmin, auditAdmin' })
  expect(denied.message).toBe('三员尚未配齐（还缺：系统管理员、安全审计员）。')
  expect(denied.params).toEqual({ missing: 'systemAdmin, auditAdmin' })
  // A user may be called like a role.
  expect(failure('user.unknown', { name: 'systemAdmin' }).message).toContain('systemAdmin')
})

test('a blank without its value stays to be seen', () => {
  expect(say('vault.slowed', {}, 'en').message).toContain('{seconds}')
})
