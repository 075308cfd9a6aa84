import * as sheetjs from '@e965/xlsx'
import fc from 'fast-check'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { cityForm, sheetPart } from './city-form.fixture.ts'
import { added, asNumber, divided, exact, multiplied, roundedTo } from './exact-number.ts'
import { fillWorkbook } from './fill-workbook.ts'
import { openedByOffice } from './office.fixture.ts'
import { readLimits } from './types.ts'
import { inflatePart, zipParts } from './zip.ts'
import { zipOf } from './zip-write.ts'

const stamp = null
const filled = (form: Buffer, values: Readonly<Record<string, number>>) =>
  fillWorkbook(form, '报表.xlsx', { rows: [], cells: Object.entries(values).map(([at, value]) => ({ sheet: '报表', at, value })) }, stamp)
const seen = async (data: Buffer) => {
  const { Sheets } = sheetjs.read(data)
  return (at: string, sheet = '报表') => Sheets[sheet]?.[at]?.v
}

/** A form with these formulas in column H, each beside the numbers of columns B to D. */
const formWith = (formulas: readonly string[], numbers: readonly (number | null)[] = [], result = '<v>999</v>'): Promise<Buffer> => {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const rows = formulas.map((formula, at) => {
    const cells = ['A', 'B', 'C', 'D'].map((letter, on) => {
      const value = numbers[(at * 4 + on) % Math.max(1, numbers.length)] ?? null
      return value === null ? '' : `<c r="${letter}${at + 1}"><v>${value}</v></c>`
    })
    return `<row r="${at + 1}">${cells.join('')}<c r="H${at + 1}"><f>${escaped(formula)}</f>${result}</c></row>`
  })
  return cityForm(sheetPart.replace(/<sheetData>.*<\/sheetData>/s, () => `<sheetData>${rows.join('')}</sheetData>`).replace(/<mergeCells.*<\/mergeCells>/s, ''))
}
const results = async (formulas: readonly string[], numbers?: readonly (number | null)[]) => {
  const at = await seen(await filled(await formWith(formulas, numbers), {}))
  return formulas.map((_, n) => at(`H${n + 1}`))
}

test('totals of a form that was filled are there for a reader that counts nothing; what is not beyond doubt stays open', async () => {
  const made = await filled(await cityForm(), { D4: 128, D5: 97, D6: 88 })
  const at = await seen(made)
  expect([at('F4'), at('F5'), at('F6'), at('B1', '汇总')]).toEqual([135, 103, 93, 1350])
  expect(at('F7')).toBe(103 / 135)
  // A text, and a block of one formula: nobody counts these here.
  expect([at('A9'), at('D9'), at('D10')]).toEqual([undefined, undefined, undefined])
  expect((await readXlsx(made)).sheets[0]?.rows[3]?.[5]).toBe(135)
  expect((await filled(await cityForm(), { D4: 128, D5: 97, D6: 88 })).equals(made)).toBe(true)
  // Every program still counts for itself.
  const opened = openedByOffice(made)
  if (opened !== null) expect(opened.sheets.get('汇总')?.[0]?.[1]).toBe('1350')
}, 120_000)

test('decimals add up as on paper, an empty cell is nought, and by nought nothing is divided', async () => {
  expect(
    await results(['SUM(A1:C1)', 'A2+B2-C2', 'D3', 'A4/D4', 'IFERROR(A5/D5,0)', 'IF(D6="","",1)', 'IF(A7="",2,A7)', 'ROUND(A8*B8,2)'], [0.1, 0.2, 0.3, null]),
  ).toEqual([...[0.6, 0, 0, undefined, 0, undefined, 0.1, 0.02]])
})

test.each(
  [
    'TODAY()',
    'INDIRECT("A1")',
    'A1&B1',
    'A1^2',
    'A1:A3',
    'SUM(A:A)',
    'OFFSET(A1,1,0)',
    'Summe',
    "'[1]别的'!A1",
    'Sheet9!A1',
    'H1',
    'SUM(H1:H2)',
    'A1 B1',
    'IF(A1,1,2)',
    '{1,2}',
    'SUM(A1',
    '',
    '('.repeat(8000),
    '1/3/'.repeat(500),
  ].map((formula) => [formula.slice(0, 20), formula] as const),
)('nothing is said of %s', async (_, formula) => {
  expect(await results([formula], [1, 2])).toEqual([undefined])
})

test('formulas that go in a circle, or multiply themselves for ever, end', async () => {
  const growing = Array.from({ length: 200 }, (_, n) => (n === 0 ? 'A1*7' : `H${n}*H${n}`))
  const found = await results(growing, [123])
  expect(found[0]).toBe(861)
  expect(found.at(-1)).toBeUndefined()
  expect(await results(['H2+1', 'H1+1', 'A3+1'], [1])).toEqual([undefined, undefined, 2])
})

test('a form whose precision is what it shows is left to its program', async () => {
  const form = await cityForm()
  const parts = [...zipParts(form, readLimits).values()]
  const asShown = await zipOf(
    await Promise.all(
      parts.map(async (part) => {
        const pieces: Buffer[] = []
        for await (const piece of inflatePart(form, part)) pieces.push(piece)
        const text = Buffer.concat(pieces)
        const changed =
          part.name === 'xl/workbook.xml' ? Buffer.from(text.toString('utf8').replace('</workbook>', '<calcPr fullPrecision="0"/></workbook>')) : text
        return { name: part.written, chunks: [changed] }
      }),
    ),
  )
  const at = await seen(await filled(form, { D4: 1 }))
  expect(at('F4')).toBe(8)
  const open = await seen(await filled(asShown, { D4: 1 }))
  expect([open('D4'), open('F4')]).toEqual([1, undefined])
})

test('exact numbers: sums and products in any order, and the nearest number in the end', () => {
  const decimal = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 })).map(([n, digits]) => (n / 10 ** digits).toFixed(digits))
  fc.assert(
    fc.property(decimal, decimal, decimal, (a, b, c) => {
      const [x, y, z] = [exact(a), exact(b), exact(c)]
      if (x === null || y === null || z === null) throw new Error('no number')
      expect(added(added(x, y), z)).toEqual(added(x, added(z, y)))
      expect(multiplied(x, added(y, z))).toEqual(added(multiplied(x, y), multiplied(x, z)))
      expect(asNumber(x)).toBe(Number(a))
      const quotient = divided(x, y)
      if (quotient !== null) expect(Math.abs(asNumber(quotient) - Number(a) / Number(b))).toBeLessThanOrEqual(Math.abs(Number(a) / Number(b)) * 2e-15)
      expect(asNumber(roundedTo(x, 0))).toBe(Math.sign(Number(a)) * Math.round(Math.abs(Number(a))) + 0)
    }),
  )
})

/** Formulas of the kinds that are counted, over whole numbers, decimals and empty cells. */
const random = (seed: number) => {
  let state = seed
  const pick = <T>(of: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return of[state % of.length] as T
  }
  const operand = (row: number, depth: number): string =>
    pick([`A${row}`, `$B$${row}`, `C${row}`, `D${row}`, '2', '0.5', '3%', depth > 0 ? `(${expression(row, depth - 1)})` : `B${row}`])
  const expression = (row: number, depth: number): string =>
    pick([
      () => `${operand(row, depth)}${pick(['+', '-', '*', '/'])}${operand(row, depth)}`,
      () => `SUM(A${row}:D${row})${pick(['+', '-', '*'])}${operand(row, depth)}`,
      () => `SUM(A1:D${row},${operand(row, depth)})`,
      () => `ROUND(${operand(row, depth)}*${operand(row, depth)},${pick(['0', '1', '2', '-1'])})`,
      () => `IF(${operand(row, depth)}${pick(['=', '<>', '<', '>', '<=', '>='])}${operand(row, depth)},${operand(row, depth)},${operand(row, depth)})`,
      () => `IFERROR(${operand(row, depth)}/${operand(row, depth)},-1)`,
      () => `-${operand(row, depth)}+${operand(row, depth)}`,
    ])()
  return expression
}

test('what is counted here is what LibreOffice counts', async () => {
  const expression = random(20261128)
  const formulas = Array.from({ length: 400 }, (_, n) => expression(n + 1, 2))
  const numbers = [3, null, 12.5, 7, 0, 1250, null, 0.25, 18, 4]
  const own = await results(formulas, numbers)
  expect(own.filter((one) => one !== undefined).length).toBeGreaterThan(300)
  // The same without what was counted here: then it counts all of them itself.
  const opened = openedByOffice(await formWith(formulas, numbers, ''))
  if (opened === null) return
  const rows = opened.sheets.get('报表') ?? []
  for (const [n, value] of own.entries()) {
    if (value === undefined) continue
    const said = Number(rows[n]?.[7])
    expect({ formula: formulas[n], near: Math.abs(said - value) <= Math.max(1e-9, Math.abs(value) * 1e-12) ? true : [said, value] }).toEqual({
      formula: formulas[n],
      near: true,
    })
  }
}, 180_000)
