import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { cityForm } from '../sheets/city-form.fixture.ts'
import type { Desk } from '../sync/office.fixture.ts'
import { withFilesBeside } from './beside.fixture.ts'
import { frozenSubmission, submissionText } from './document.fixture.ts'
import { digestsOf } from './pieces.ts'
import { openStatisticsDesk } from './travel.fixture.ts'

let platform: TestPlatform
let one: Desk
let colleague: Desk
beforeAll(async () => {
  platform = await startTestPlatform()
  one = await openStatisticsDesk(platform, '11330200002948201X')
  colleague = await openStatisticsDesk(platform, '11330200002948201X')
}, 240_000)
afterAll(async () => {
  for (const desk of [one, colleague]) await desk?.close()
  await platform?.close()
})

test('the platform takes document, files of rows, form and lists, and a colleague’s copy opens it whole and writes the same', async () => {
  const form = await cityForm()
  const whole = frozenSubmission({ rows: 4, requests: 200 })
  const binding = { cells: [{ sheet: '报表', cell: 'D4', value: { kind: 'figure' as const, indicator: 'entry.total', key: null } }], blocks: [] }
  const made = await withFilesBeside(
    { ...whole, version: 1, replaces: null, template: { ...whole.template, id: 'chenghu', workbook: binding } },
    { inline: 1000, own: 20_000, file: 90_000 },
  )
  const document = { ...made.document, form: await digestsOf(form) }
  const put = (name: string, data: Uint8Array) => {
    writeFileSync(join(one.temp, name), data)
    return join(one.temp, name)
  }
  const { bytes, sha256 } = submissionText(document)
  const beside = [put('表样.xlsx', form), ...[...made.files].map(([name, data]) => put(name, data))]
  const { id } = await one.value('submission.import', { file: put('来.json', bytes), beside, secrecy: '不涉密' })
  expect(await one.value('submission.submit', { id, secrecy: '不涉密' })).toMatchObject({ left: [] })
  expect(await one.sync()).toMatchObject({ verdicts: { applied: 1, rejected: 0 } })

  await colleague.sync()
  expect((await colleague.value('submission.get', { id })).line).toMatchObject({ state: 'received', sha256 })
  const names = (await colleague.value('submission.reports', { id })).submissions[0]?.reports[0]?.papers.map(({ name }) => name) ?? []
  expect(names.toSorted()).toEqual(
    [
      ...['报送.json', '报送.pdf', '报送.xlsx', '表样.xlsx', ...made.files.keys()],
      ...['目录更新情况表', '不予共享目录清单', '平台外共享统计表', '共享申请办理台账', '使用记录台账'].map((list) => `报送-${list}.xlsx`),
    ].toSorted(),
  )
  for (const format of ['json', 'xlsx'] as const) {
    const [here, there] = await Promise.all(
      [one, colleague].map((desk) => desk.value('submission.export', { id, file: join(desk.temp, `再导.${format}`), format, secrecy: '不涉密' })),
    )
    expect(there).toEqual(here)
  }
  expect(readFileSync(join(colleague.temp, '再导.json')).equals(bytes)).toBe(true)
  const rows = [...made.files.keys()].map((name) => join(colleague.temp, name.replace('报送', '再导')))
  expect(await colleague.value('submission.verify', { file: join(colleague.temp, '再导.json'), beside: rows })).toMatchObject({
    consistent: true,
    kept: { same: true },
  })
}, 300_000)
