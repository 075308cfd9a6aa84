import { describe, expect, it } from 'vitest'
import { type Cell, decodeDay, decodeFlag, decodeNumber, decodeText } from './cell.ts'

describe('cells as values', () => {
  it.each<[Cell, string | null]>([
    ['2018-04-02', '2018-04-02'],
    ['2017/9/10', '2017-09-10'],
    ['2017年11月15日', '2017-11-15'],
    ['２０１７.１.５', '2017-01-05'],
    ['2017-11-15 08:30:00', '2017-11-15'],
    ['2017-11-15T08:30:00.000Z', '2017-11-15'],
    ['20171115', '2017-11-15'],
    [20171115, '2017-11-15'],
    [new Date('2017-11-15T00:00:00Z'), '2017-11-15'],
    [1522598400000, '2018-04-02'], // midnight in Beijing
    ['1522598400000', '2018-04-02'],
    [43192, '2018-04-02'],
    [null, null],
    ['', null],
  ])('%s is the day %s', (cell, day) => {
    expect(decodeDay(cell)).toEqual({ value: day, problem: null })
  })

  it.each<Cell>(['2017-02-30', '2017年', '不定期', 12, '43192'])('%s is no day', (cell) => {
    expect(decodeDay(cell)).toEqual({ value: null, problem: 'notADay' })
  })

  it.each<[Cell, number | null]>([
    [1.5, 1.5],
    ['1,234.5', 1234.5],
    ['１２', 12],
    ['', null],
    [null, null],
  ])('%s is the number %s', (cell, number) => {
    expect(decodeNumber(cell)).toEqual({ value: number, problem: null })
  })

  it('does not guess at a number with a unit', () => {
    expect(decodeNumber('12万')).toEqual({ value: null, problem: 'notANumber' })
  })

  it('reads yes and no in the ways people write them', () => {
    expect(['是', 'Y', '√', true, 1].map((cell) => decodeFlag(cell).value)).toEqual([true, true, true, true, true])
    expect(['否', 'N', '', null, false, 0].map((cell) => decodeFlag(cell))).toEqual(Array(6).fill({ value: false, problem: null }))
    expect(decodeFlag('也许').problem).toBe('notAFlag')
  })

  it('tells where Excel has made a number of a long code', () => {
    expect(decodeText(110000000000000000)).toEqual({ value: '110000000000000000', problem: 'digitsLost' })
    expect(decodeText('110000000000000001').problem).toBeNull()
    expect(decodeText(307)).toEqual({ value: '307', problem: null })
    expect(decodeText(new Date('2018-04-02T08:05:00Z')).value).toBe('2018-04-02 08:05:00')
  })
})
