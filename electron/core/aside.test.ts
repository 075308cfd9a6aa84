import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyContent } from '../../shared/catalogue.ts'
import type { TaskProcess } from './ports.ts'
import { startTaskHere } from './tasks/testing.ts'
import { makeTestCore, passphraseOf, pathFiles, type TestCore } from './vault/testing.ts'

let made: TestCore
/** Held closed, what a process says and what a file's end waits for does not get through. */
const gate: { open: Promise<void>; reached: number } = { open: Promise.resolve(), reached: 0 }
const close = (): (() => void) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate.open = promise
  gate.reached = 0
  return resolve
}
const late = (task: TaskProcess): TaskProcess => ({
  ...task,
  send: (message) => {
    gate.reached++
    void gate.open.then(() => {
      task.send(message)
    })
  },
})
beforeAll(async () => {
  made = await makeTestCore({
    ports: {
      startTask: (name) => (name.startsWith('sheet') ? late(startTaskHere(name)) : startTaskHere(name)),
      files: {
        ...pathFiles,
        write: async (handle) => {
          if (handle.endsWith('.log')) {
            gate.reached++
            await gate.open
          }
          return pathFiles.write(handle)
        },
      },
    },
  })
  await made.as('officer')
})
afterAll(() => made.close())

let count = 0
const place = (name: string) => join(made.temp, `${++count}-${name}`)
const sheet = (): string => {
  const file = place('in.csv')
  writeFileSync(file, '资源名称,所属单位\n甲,乙局\n')
  return file
}
const save = () => made.value('catalogue.save', { patch: { ...emptyContent(), title: `目录${++count}` }, secrecy: '不涉密' })
const exporting = (file: string) => made.call('catalogue.export', { file, format: 'csv' })

test.each([
  ['an export', () => exporting(place('out.csv'))],
  ['a dry run', () => made.call('catalogue.import', { file: sheet(), secrecy: '不涉密' })],
  ['an import that still reads its file', () => made.call('catalogue.import', { file: sheet(), secrecy: '不涉密', apply: true })],
])('a save does not wait for %s', async (_, start) => {
  const open = close()
  let over = false
  const running = start().finally(() => {
    over = true
  })
  await expect.poll(() => gate.reached).toBe(1)
  const saved = await Promise.race([save(), new Promise((resolve) => setTimeout(resolve, 3000))])
  open()
  expect(saved).toMatchObject({ version: 1 })
  expect([over, await running]).toMatchObject([false, { ok: true }])
})

test('nor does a record wait for the export of the log, which is on record itself', async () => {
  await made.as('aud')
  const open = close()
  const file = place('audit.log')
  const running = made.call('audit.export', { file })
  await expect.poll(() => gate.reached).toBe(1)
  const printed = await Promise.race([made.call('audit.printed', { what: 'recoverySheet' }), new Promise((resolve) => setTimeout(resolve, 3000))])
  open()
  expect([printed, await running]).toMatchObject([{ ok: true }, { ok: true }])
  const [newest] = (await made.value('audit.list', { limit: 1 })).events
  expect([newest?.action, existsSync(file)]).toEqual(['audit.export', true])
  await made.as('officer')
})

test('a lock ends an export first, and nothing of it stays', async () => {
  const open = close()
  const file = place('out.csv')
  const running = exporting(file)
  await expect.poll(() => gate.reached).toBe(1)
  await made.value('vault.lock', {})
  open()
  expect(await running).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
  expect(readdirSync(made.temp).filter((name) => name.includes('out.csv') && name.endsWith('.part'))).toEqual([])
  expect(existsSync(file)).toBe(false)
  await made.as('officer')
})

test('what may change a key waits for an export, which is good', async () => {
  const file = place('out.csv')
  await made.as('sys')
  expect(await exporting(file)).toMatchObject({ ok: false, error: { code: 'access.denied' } })
  await made.as('officer')
  const open = close()
  const running = exporting(file)
  await expect.poll(() => gate.reached).toBe(1)
  const changed = made.value('vault.changePassphrase', {}, { passphrase: passphraseOf('officer'), newPassphrase: passphraseOf('officer 2') })
  open()
  expect(await running).toMatchObject({ ok: true })
  await changed
  expect(existsSync(file)).toBe(true)
})
