import { expect, test } from 'vitest'
import { contentSecurityPolicy, pageHeaders } from './content-security.ts'

test('the policy starts from nothing and allows no script but our own files', () => {
  const policy = contentSecurityPolicy()
  expect(policy.startsWith("default-src 'none'; script-src 'self';")).toBe(true)
  expect(policy).not.toContain('unsafe-eval')
  expect(policy.split('; ').filter((rule) => rule.includes('unsafe-inline'))).toEqual(["style-src 'self' 'unsafe-inline'"])
  expect(policy).not.toMatch(/https?:|\*/)
})

test('development opens exactly its nonce and its socket', () => {
  const policy = contentSecurityPolicy({ nonce: 'abc', connect: ['ws://127.0.0.1:5210'] })
  expect(policy).toContain("script-src 'self' 'nonce-abc';")
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:5210;")
})

test('nothing is kept by a cache', () => {
  expect(pageHeaders()['cache-control']).toBe('no-store')
})
