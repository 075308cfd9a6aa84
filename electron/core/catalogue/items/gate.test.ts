import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTestCore, type TestCore } from '../../vault/testing.ts'

let made: TestCore
beforeAll(async () => {
  made = await makeTestCore()
  await made.as('officer')
})
afterAll(() => made.close())

test('a pasted block with a column 是否涉密 is taken only where every answer is no', async () => {
  const block = (answer: string) => `字段名\t类型\t是否涉密\n姓名\tvarchar(20)\t否\n住址\tvarchar(200)\t${answer}`
  expect(await made.call('catalogue.parseItems', { text: block('是') })).toMatchObject({
    ok: false,
    error: { code: 'secrecy.marked', params: { mark: '涉密' } },
  })
  expect((await made.value('catalogue.parseItems', { text: block('否') })).items.map(({ name }) => name)).toEqual(['姓名', '住址'])
})

test.each([
  ['cells in a row', 'a\t'.repeat(1_000)],
  ['lines', 'a\n'.repeat(20_000)],
  ['lines of a Mac', 'a\r'.repeat(20_001)],
  ['names in a line', 'a、'.repeat(20_001)],
  ['lines of CREATE TABLE', `CREATE TABLE a (\n${'b INT,\n'.repeat(20_000)}c INT)`],
  ['cells, at once', 'a\t'.repeat(600_000)],
])('too many %s are refused, and hold nobody up', async (_, text) => {
  const start = performance.now()
  expect(await made.call('catalogue.parseItems', { text })).toMatchObject({
    ok: false,
    error: { code: 'catalogue.pasteTooLarge', params: { lines: 20_000, columns: 1_000 } },
  })
  expect(performance.now() - start).toBeLessThan(1_500)
})

test('as many as may be are taken', async () => {
  expect((await made.value('catalogue.parseItems', { text: `a${'\t'.repeat(999)}` })).items).toHaveLength(1)
  expect((await made.value('catalogue.parseItems', { text: 'a\n'.repeat(19_999) })).items).toHaveLength(5_000)
  expect((await made.value('catalogue.parseItems', { text: `CREATE TABLE a (${'b INT,\t'.repeat(1_500)}c INT)` })).items).toHaveLength(1_501)
})
