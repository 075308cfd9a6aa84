import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { standardTemplate } from '../../../shared/submissions/standard.ts'
import { cityForm, sheetPart } from '../sheets/city-form.fixture.ts'
import { inspectForm } from '../sheets/inspect-form.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { makeTestCore } from '../vault/testing.ts'
import { formView } from './form-view.ts'

test('a city’s form as the screen shows it: what stands in it, what can be filled, and the figures it seems to ask for', async () => {
  const view = formView(await inspectForm(await cityForm(), '报表.xlsx'), standardTemplate)
  expect(view.sheets.map(({ name, truncated }) => [name, truncated])).toEqual([
    ['报表', false],
    ['汇总', false],
  ])
  const cells = new Map(view.sheets[0]?.cells.map(({ cell, ...rest }) => [cell, rest]))
  expect(cells.get('F4')).toMatchObject({ formula: true, fillable: false, proposed: null })
  expect(cells.get('D4')).toMatchObject({ kind: 'number', fillable: true, left: '收到申请数（件） / 申请受理' })
  expect(cells.get('E2')).toMatchObject({ kind: 'day', fillable: true })
  expect(cells.get('D7')?.proposed).toEqual({ kind: 'figure', indicator: 'request.replyRate', key: null })
  expect(['B2', 'E2', 'B12', 'E12'].map((at) => cells.get(at)?.proposed)).toEqual(
    ['agency', 'on', 'preparer', 'reviewer'].map((field) => ({ kind: 'cover', field })),
  )
  const all = view.sheets.flatMap(({ cells: of }) => of.flatMap(({ proposed }) => (proposed === null ? [] : [JSON.stringify(proposed)])))
  expect(new Set(all).size).toBe(all.length)
  // Words as another city has them, and the parts of a total.
  const words: readonly (readonly [string, string])[] = [
    ['收到申请数（件）', '目录总数（条）'],
    ['按时答复数（件）', '有条件共享'],
    ['同意数（件）', '信息项总数'],
  ]
  const blank = sheetPart
    .replace('申请受理', '目录')
    .replace('<c r="E4" s="3"><v>7</v></c>', '<c r="E4" s="3"/>')
    .replace('合计', '变动说明')
    .replace(/<c r="F4".*?<\/c>/, '')
  const other = words.reduce((sheet, [from, to]) => sheet.replace(from, to), blank)
  const proposed = new Map(
    formView(await inspectForm(await cityForm(other), 'x.xlsx'), standardTemplate).sheets[0]?.cells.map((one) => [one.cell, one.proposed]),
  )
  expect(['D4', 'D5', 'D6', 'E4', 'F4'].map((at) => proposed.get(at))).toEqual([
    { kind: 'figure', indicator: 'entry.total', key: null },
    { kind: 'figure', indicator: 'entry.total', key: '有条件共享' },
    { kind: 'figure', indicator: 'item.total', key: null },
    { kind: 'previous', indicator: 'entry.total', key: null },
    { kind: 'explanation', indicator: 'entry.total', key: null },
  ])
})

test('the call reads it in a process of its own; undeclared or with a mark it is refused', async () => {
  const core = await makeTestCore({ ports: { startTask: startTaskHere } })
  try {
    await core.as('officer')
    const file = join(core.temp, '报表.xlsx')
    writeFileSync(file, await cityForm())
    const { sheets } = await core.value('submission.inspectForm', { file, secrecy: '不涉密' })
    expect(sheets.map(({ name }) => name)).toEqual(['报表', '汇总'])
    expect(await core.call('submission.inspectForm', { file })).toMatchObject({ ok: false, error: { code: 'secrecy.undeclared' } })
    writeFileSync(file, await cityForm(sheetPart.replace('填报人：', '机密★10年')))
    expect(await core.call('submission.inspectForm', { file, secrecy: '不涉密' })).toMatchObject({
      ok: false,
      error: { code: 'secrecy.marked', params: { where: '报表!A12' } },
    })
    writeFileSync(file, 'a,b')
    expect(await core.call('submission.inspectForm', { file, secrecy: '不涉密' })).toMatchObject({ ok: false, error: { code: 'listing.workbookForm' } })
  } finally {
    await core.close()
  }
})
