import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let vault: TestCore
beforeAll(async () => {
  vault = await makeTestCore()
})
afterAll(() => vault.close())

it('records who printed what, and no content', async () => {
  await vault.as('head')
  await vault.value('audit.printed', { what: 'protections' })
  await vault.as('aud')
  const { events } = await vault.value('audit.list', { action: 'audit.printed' })
  expect(events).toMatchObject([{ actor: 'head', outcome: 'ok', entity: 'print', note: 'protections', fields: [], digest: null }])
})

it('knows only the sheets that there are', async () => {
  expect(await vault.call('audit.printed', { what: '全部目录' as never })).toMatchObject({ ok: false, error: { code: 'call.invalid' } })
})
