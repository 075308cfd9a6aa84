import { afterEach, beforeEach, expect, test } from 'vitest'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let core: TestCore
let now = '2026-03-20'
const at = async (day: string): Promise<void> => {
  now = day
  await core.as('officer')
}

beforeEach(async () => {
  now = '2026-03-20'
  core = await makeTestCore({ ports: { now: () => new Date(`${now}T02:00:00.000Z`) } })
  await core.as('officer')
  await entry('婚姻登记信息')
  await at('2026-05-10')
  await entry('收养登记信息')
  await entry('社会组织登记信息')
  await at('2026-08-10')
  await entry('殡葬服务信息')
})
afterEach(() => core.close())

const entry = (title: string) => core.value('catalogue.save', { patch: soundEntry({ title }), secrecy: '不涉密' })
const codesOf = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code).filter((code) => code.startsWith('previous'))
const frozen = async (kind: 'quarter' | 'halfYear', on: string, template = 'mulu-standard') => {
  const { id } = await core.value('submission.draft', { kind, on, template, secrecy: '不涉密' })
  const tried = await core.value('submission.check', { id })
  const { findings } = await core.value('submission.freeze', { id, secrecy: '不涉密' })
  expect(codesOf(findings)).toEqual(codesOf(tried.findings))
  const table = template === 'mulu-standard' ? 'sharing' : 'three'
  const laid = await core.value('submission.table', { id, table })
  const line = laid.table.rows.find(({ figure }) => figure?.indicator === 'entry.total' && figure.key === null)
  return { id, codes: codesOf(findings), line: line?.cells.slice(3) }
}

test('what nobody submitted is computed as of then and marked; of a time before the records nothing is said', async () => {
  await at('2026-10-08')
  const third = await frozen('quarter', '2026-09-30')
  expect(third.codes).toEqual(['previous.computed'])
  expect(third.line).toEqual([4, 3, 1, '上期系统计算、未报送'])
  // Later edits change neither.
  await entry('慈善组织信息')
  expect((await core.value('submission.check', { id: third.id })).findings.find(({ code }) => code === 'previous.computed')?.params.count).toBeGreaterThan(30)
  const second = await frozen('quarter', '2026-06-30')
  expect([second.codes, second.line]).toEqual([['previous.none'], [3, null, null, null]])
})

test('what another form said of the period before counts as what was submitted', async () => {
  await at('2026-10-08')
  await frozen('halfYear', '2026-06-30')
  await at('2027-01-08')
  const assessed = await frozen('halfYear', '2026-12-31', 'mulu-assessment')
  expect(assessed.line).toEqual([4, 3, 1, '上期取自另一报表'])
  // What only the year's form asks was in no form before, and of half a year that began before the records nothing is computed.
  expect(assessed.codes).toEqual(['previous.otherForm'])
})
