import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { vault } from './zh/vault.ts'

it('every table that holds words has a name a person knows', () => {
  const schema = readFileSync(join(import.meta.dirname, '..', '..', 'electron', 'core', 'db', 'schema.sql'), 'utf8')
  const tables = [...schema.matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name = '']) => name)
  // Keys, counts and codes only: an officer types nothing into these.
  const silent = new Set(['meta', 'audit_checkpoint', 'entry_code', 'entry_named', 'facet_set', 'entry_facet', 'task_day', 'sync_due', 'signing_secret'])
  expect(tables.filter((name) => !silent.has(name) && !Object.hasOwn(vault.purge.places, name))).toEqual([])
})
