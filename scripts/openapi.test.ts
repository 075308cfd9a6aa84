import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openapiText } from './openapi.ts'

it('the contract that lies there is the one the schemas speak', () => {
  expect(readFileSync(join(import.meta.dirname, '..', 'shared', 'platform-api', 'openapi.yaml'), 'utf8')).toBe(openapiText())
})
