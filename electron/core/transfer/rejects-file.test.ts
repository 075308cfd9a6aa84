import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTaskHere } from '../tasks/testing.ts'
import { makeTestCore, pathFiles, type TestCore } from '../vault/testing.ts'

let made: TestCore
/** What the vault held when a file of rejects came to its place. */
const held: number[] = []
const total = async () => (await made.value('catalogue.search', { limit: 0 })).total
beforeAll(async () => {
  made = await makeTestCore({
    ports: {
      startTask: startTaskHere,
      files: {
        ...pathFiles,
        write: async (handle) => {
          const file = await pathFiles.write(handle)
          const done = async () => {
            held.push(await total())
            await file.done()
          }
          return { ...file, done }
        },
      },
    },
  })
  await made.as('officer')
})
afterAll(() => made.close())

const bring = (name: string, more: object, signal?: AbortSignal) => {
  const file = join(made.temp, `${name}.csv`)
  const rejectsFile = join(made.temp, `${name}-rejects.csv`)
  writeFileSync(file, `资源名称,所属单位\n${name},乙局\n,丙局\n`)
  const input = { file, secrecy: '不涉密', apply: true, rejectsFile, ...more } as const
  return made.core.call('catalogue.import', input, signal === undefined ? {} : { signal })
}

test('the file of rejects comes to its place when the import is on disk', async () => {
  expect(await bring('甲', {})).toMatchObject({ ok: true, value: { created: 1, rejected: 1, applied: true } })
  expect([held, existsSync(join(made.temp, '甲-rejects.csv'))]).toEqual([[1], true])
})

test('all or nothing: held back, and the file tells why', async () => {
  expect(await bring('乙', { allOrNothing: true })).toMatchObject({ ok: true, value: { applied: false } })
  expect([await total(), existsSync(join(made.temp, '乙-rejects.csv'))]).toEqual([1, true])
})

test('cancelled at its end it leaves neither rows nor file', async () => {
  const stop = new AbortController()
  const off = made.core.on('progress', ({ phase }) => {
    if (phase === 'write') stop.abort()
  })
  expect(await bring('丙', {}, stop.signal)).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
  off()
  expect([await total(), readdirSync(made.temp).filter((name) => name.includes('丙-rejects'))]).toEqual([1, []])
})
