import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { standardTemplate } from '../../../shared/submissions/standard.ts'
import type { WorkbookBinding } from '../../../shared/submissions/template.ts'
import { cityForm, sheetPart } from '../sheets/city-form.fixture.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

const secrecy = '不涉密'
const profile = { agency: '宁波市民政局', region: '330200', regulations: ['NB-171'], departmentHead: '冯局长', creditCode: '11430000743187451F' }

const office = async (now: () => string): Promise<TestCore> => {
  const core = await makeTestCore({ ports: { now: () => new Date(`${now()}T02:00:00.000Z`), startTask: startTaskHere } })
  await core.as('sys')
  await core.value('profile.save', { patch: profile })
  await core.as('officer')
  return core
}

const workbook: WorkbookBinding = {
  cells: [
    { sheet: '报表', cell: 'B2', value: { kind: 'cover', field: 'agency' } },
    { sheet: '报表', cell: 'E2', value: { kind: 'cover', field: 'on' } },
    { sheet: '报表', cell: 'D4', value: { kind: 'figure', indicator: 'entry.total', key: null } },
    { sheet: '报表', cell: 'D7', value: { kind: 'figure', indicator: 'entry.completeRate', key: null } },
    { sheet: '报表', cell: 'G2', value: { kind: 'mark', which: 'sha256' } },
  ],
  blocks: [{ sheet: '报表', firstRow: 14, table: 'updates', columns: ['title', 'change'] }],
}

test('one frozen submission is the same bytes on two vaults, in the city’s form and in every other; what changes later changes none of it', async () => {
  let day = '2026-06-20'
  const [here, there] = [await office(() => day), await office(() => day)]
  const exported = async (core: TestCore, id: string, name: string, format: 'xlsx' | 'pdf' | 'json', lang: 'zh' | 'en' = 'zh') => {
    const file = join(core.temp, name)
    const made = await core.value('submission.export', { id, file, format, lang, secrecy })
    return { ...made, bytes: readFileSync(file) }
  }
  try {
    for (const title of ['婚姻登记信息', '收养登记信息', '=1+1 王𠮷祥、李䶮']) await here.value('catalogue.save', { patch: soundEntry({ title }), secrecy })
    const form = join(here.temp, '表样.xlsx')
    writeFileSync(form, await cityForm())
    await here.value('submission.saveTemplate', {
      template: { ...standardTemplate, id: 'city', words: { zh: '市级报表', en: 'City form' }, workbook },
      workbook: form,
      secrecy,
    })
    const carried = join(here.temp, '模板.json')
    await here.value('submission.exportTemplate', { id: 'city', file: carried, secrecy })
    await there.value('submission.importTemplate', { file: carried, secrecy })
    day = '2026-07-03'
    for (const core of [here, there]) await core.as('officer')

    for (const template of ['city', 'mulu-standard']) {
      const { id } = await here.value('submission.draft', { template, on: '2026-05-01', reviewer: '王局长', secrecy })
      await here.value('submission.fill', { id, cover: { phone: '0574-00000000' }, secrecy })
      await here.value('submission.freeze', { id, secrecy })
      const json = await exported(here, id, `${template}.json`, 'json')
      const first = await exported(here, id, `${template}.xlsx`, 'xlsx')
      const pdf = await exported(here, id, `${template}.pdf`, 'pdf', 'en')
      for (const one of [first, pdf]) expect([one.documentSha256, one.documentSm3]).toEqual([json.sha256, json.documentSm3])

      // Entries change, the city sends another form, the vault is another and so is the day.
      day = '2026-07-20'
      for (const core of [here, there]) await core.as('officer')
      await here.value('catalogue.save', { patch: soundEntry({ title: `后来的${template}` }), secrecy })
      await there.value('submission.import', { file: join(here.temp, `${template}.json`), secrecy })
      if (template === 'city') {
        writeFileSync(form, await cityForm(sheetPart.replace('季度报表', '另一张表').replace('填报人：', '制表：')))
        await here.value('submission.saveTemplate', {
          template: { ...standardTemplate, id: 'city', words: { zh: '市级报表', en: 'City form' }, workbook },
          workbook: form,
          secrecy,
        })
      }
      for (const core of [here, there]) {
        expect((await exported(core, id, 'again.xlsx', 'xlsx')).bytes.equals(first.bytes)).toBe(true)
        expect((await exported(core, id, 'again.pdf', 'pdf', 'en')).bytes.equals(pdf.bytes)).toBe(true)
        expect((await exported(core, id, 'again.json', 'json')).bytes.equals(json.bytes)).toBe(true)
      }
      const { sheets } = await readXlsx(first.bytes)
      if (template === 'city') {
        expect(sheets[0]?.rows[1]?.slice(1, 5)).toEqual(['宁波市民政局', null, '填报日期', new Date('2026-07-03T00:00:00.000Z')])
        expect([sheets[0]?.rows[3]?.[3], sheets[0]?.rows[6]?.[3], sheets[0]?.rows[1]?.[6], sheets[0]?.rows[11]?.[0]]).toEqual([3, 1, json.sha256, '填报人：'])
        expect(sheets[0]?.rows.slice(13).map((row) => row.slice(0, 2))).toEqual([
          ['=1+1 王𠮷祥、李䶮', '新增'],
          ['婚姻登记信息', '新增'],
          ['收养登记信息', '新增'],
        ])
      } else expect(sheets.map(({ name }) => name)).toEqual(['封面', ...standardTemplate.tables.map(({ words }) => words.zh)])
      expect(readdirSync(here.temp).filter((name) => name.endsWith('.part'))).toEqual([])
      day = '2026-07-03'
      for (const core of [here, there]) await core.as('officer')
    }
  } finally {
    await here.close()
    await there.close()
  }
}, 180_000)
