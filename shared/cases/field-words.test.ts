import { expect, test } from 'vitest'
import { z } from 'zod'
import { caseKinds } from './act.ts'
import { wordsOfField, wordsOfValue } from './field-words.ts'
import { machines } from './machines.ts'

type Node = { properties?: Record<string, Node>; items?: Node; enum?: string[] }
type Found = { path: string[]; values: string[] }

/** Every field of a schema, those inside lists and groups too. */
const fieldsIn = (node: Node, path: string[] = []): Found[] => {
  const inside = Object.entries(node.properties ?? {}).flatMap(([name, child]) => fieldsIn(child, [...path, name]))
  const own = path.length === 0 ? [] : [{ path, values: node.enum ?? [] }]
  return [...own, ...inside, ...(node.items === undefined ? [] : fieldsIn(node.items, path))]
}

const acts = caseKinds.flatMap((kind) => Object.entries(machines[kind].acts).map(([act, { fields }]) => ({ kind, act, fields })))

test('every field of every act is called something in both languages, and so is every value of its lists', () => {
  const unsaid: string[] = []
  let seen = 0
  for (const { kind, act, fields } of acts) {
    for (const { path, values } of fieldsIn(z.toJSONSchema(fields, { io: 'input' }) as Node)) {
      seen += 1
      // Which resource by its id is shown by its name.
      if (path.at(-1) !== 'id' && wordsOfField(kind, act, path) === null) unsaid.push(`${kind}.${act}.${path.join('.')}`)
      for (const value of values) if (wordsOfValue(value) === null) unsaid.push(`${kind}.${act}.${path.join('.')} = ${value}`)
    }
  }
  expect(unsaid).toEqual([])
  expect(seen).toBeGreaterThan(150)
})

test('what a name means follows its act', () => {
  expect(wordsOfField('complaint', 'order', ['by'])?.zh).toBe('整改期限')
  expect(wordsOfField('request', 'deliver', ['by'])?.zh).toBe('经办人')
  expect(wordsOfField('request', 'apply', ['period', 'to'])?.zh).toBe('截止日期')
  expect(wordsOfField('request', 'apply', ['nonsense'])).toBeNull()
  expect(wordsOfValue('toString')).toBeNull()
})
