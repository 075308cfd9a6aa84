import { describe, expect, test } from 'vitest'
import { cityForm, sheetPart } from '../sheets/city-form.fixture.ts'
import { inspectForm } from '../sheets/inspect-form.ts'
import { labelLikeness, proposeBindings } from '../sheets/propose-bindings.ts'
import { lookAtForm } from './look-at-form.ts'

const placesOf = async (sheet?: string) =>
  new Map((await inspectForm(await cityForm(sheet), '报表.xlsx')).sheets[0]?.places.map(({ at, ...place }) => [at, place]))

describe('an unknown form', () => {
  test('is told by its cells, its blanks and the labels beside them', async () => {
    const { sheets, cut } = await inspectForm(await cityForm(), '报表.xlsx')
    expect(cut).toBe(false)
    expect(sheets.map(({ name, rows, columns, merges }) => ({ name, rows, columns, merges }))).toEqual([
      { name: '报表', rows: 12, columns: 6, merges: ['A1:F1', 'B2:C2', 'A4:B6', 'A7:B7'] },
      { name: '汇总', rows: 1, columns: 2, merges: [] },
    ])
    const cells = new Map(sheets[0]?.cells.map(({ at, ...cell }) => [at, cell]))
    expect(cells.get('A1')).toEqual({ text: '澄湖市政务数据共享情况季度报表', formula: false })
    expect(cells.get('F4')).toEqual({ text: '7', formula: true })
    const places = await placesOf()
    expect(places.get('B2')).toEqual({ block: 'B2:C2', kind: 'text', left: ['填报单位'], above: ['澄湖市政务数据共享情况季度报表'] })
    expect(places.get('E2')).toMatchObject({ block: null, kind: 'day', left: ['填报日期', '填报单位'] })
    // The label of a block stands beside each of its rows.
    expect(places.get('D6')).toMatchObject({
      kind: 'number',
      left: ['同意数（件）', '申请受理'],
      above: ['本季', '填报日期', '澄湖市政务数据共享情况季度报表'],
    })
    expect(places.get('D7')).toMatchObject({ kind: 'percent', left: ['按时答复率', '时效'] })
    // Neither what is counted, nor the inside of a block, nor what is filled.
    for (const at of ['F4', 'F5', 'F6', 'A9', 'D9', 'D10', 'C2', 'B5', 'E4']) expect([at, places.has(at)]).toEqual([at, false])
  })

  test('is looked at as far as forms go, and it is said where it was cut', async () => {
    const far = sheetPart.replace('</sheetData>', '<row r="1000"><c r="A1000" t="inlineStr"><is><t>远处</t></is></c></row></sheetData>')
    const { sheets, cut } = await inspectForm(await cityForm(far), '报表.xlsx')
    expect([sheets[0]?.rows, sheets[0]?.cut, cut]).toEqual([12, true, false])
    // A style down to the end of the sheet is no form.
    const styled = sheetPart.replace(
      '</sheetData>',
      `${Array.from({ length: 380 }, (_, at) => `<row r="${at + 20}"><c r="A${at + 20}" s="3"/></row>`).join('')}</sheetData>`,
    )
    expect((await inspectForm(await cityForm(styled), '报表.xlsx')).sheets[0]?.rows).toBe(32)
    await expect(inspectForm(Buffer.from('PK'), 'x.xlsx')).rejects.toThrow('sheet.broken')
    await expect(inspectForm(await cityForm(sheetPart.replace('</row>', '')), 'x.xlsx')).rejects.toThrow('sheet.broken')
  })

  test('is proposed what its labels ask for, each cell once', async () => {
    const form = await inspectForm(await cityForm(), '报表.xlsx')
    const target = (id: string, kind: 'number' | 'percent' | 'day' | 'text', ...words: string[]) => ({ id, kind, words })
    const proposed = proposeBindings(form, [
      target('agency', 'text', '填报单位'),
      target('filledOn', 'day', '填报日期', '日期'),
      target('preparer', 'text', '填报人'),
      target('reviewer', 'text', '审核人'),
      target('received', 'number', '收到申请数', '申请受理量'),
      target('replied', 'number', '按时答复数'),
      target('repliedRate', 'percent', '按时答复率'),
      target('granted', 'number', '同意数'),
      target('agreements', 'number', '有效协议数'),
    ])
    expect(Object.fromEntries(proposed.map(({ target: id, at }) => [id, at]))).toEqual({
      agency: 'B2',
      filledOn: 'E2',
      preparer: 'B12',
      reviewer: 'E12',
      received: 'D4',
      replied: 'D5',
      repliedRate: 'D7',
      granted: 'D6',
    })
    for (const { score } of proposed) expect(score).toBeGreaterThanOrEqual(0.6)
    expect(labelLikeness('3、按时答复率（%）：', '按时答复率')).toBe(1)
    expect(labelLikeness('同意数', '不同意数')).toBeLessThan(1)
    expect(labelLikeness('', '按时')).toBe(0)
  })

  test('that carries a mark of secrecy is refused whole, wherever it stands', async () => {
    expect((await lookAtForm(await cityForm(), '报表.xlsx')).words).toContain('收到申请数（件）')
    const cell = (text: string) => sheetPart.replace('填报人：', text)
    await expect(lookAtForm(await cityForm(cell('秘密★5年')), '报表.xlsx')).rejects.toMatchObject({
      failure: { code: 'secrecy.marked', params: { mark: '秘密', where: '报表!A12' } },
    })
    const aside = sheetPart.replace('</worksheet>', '<headerFooter><oddHeader>&amp;C机密★</oddHeader></headerFooter></worksheet>')
    await expect(lookAtForm(await cityForm(aside), '报表.xlsx')).rejects.toThrow('secrecy.marked')
    const far = sheetPart.replace('</sheetData>', '<row r="2000"><c r="A2000" t="inlineStr"><is><t>绝密★</t></is></c></row></sheetData>')
    await expect(lookAtForm(await cityForm(far), '报表.xlsx')).rejects.toThrow('secrecy.marked')
    await expect(lookAtForm(await cityForm(), '机密★报表.xlsx')).rejects.toThrow('secrecy.marked')
  })
})
