import { pinyin } from 'pinyin-pro'
import { describe, expect, it } from 'vitest'
import { otherReadings } from './other-readings.ts'
import { readingsOf } from './pinyin.ts'
import { wordTable } from './readings.ts'
import { completions, isSyllable, readingsOfLetters, syllables } from './syllables.ts'

describe('readings of characters', () => {
  it('follow the context, with the other readings beside them', () => {
    expect(readingsOf([...'银行'])).toEqual([
      ['yin', 'hang'],
      ['yin', 'xing'],
    ])
    expect(readingsOf([...'行政'])[0]).toEqual(['xing', 'zheng'])
    expect(readingsOf([...'人口'])).toEqual([['ren', 'kou']])
    expect(readingsOf([...'绿'])[0]).toEqual(['lv'])
  })

  it('are parted by characters without a reading', () => {
    expect(readingsOf([...'人𠮷口'])).toEqual([['ren'], ['kou']])
    expect(readingsOf([...'か'])).toEqual([])
  })

  it('keep the surroundings of an other reading', () => {
    const found = readingsOf([...'中国人民银行宁波分行信息']).map((reading) => reading.join(' '))
    expect(found[0]).toMatch(/^zhong guo ren min yin hang ning bo fen /)
    expect(found).toContain('guo ren min yin xing ning bo fen xing')
    // Read as fen xing in this context, which is wrong.
    expect(found).toContain('hang ning bo fen hang xin xi')
  })

  it('are those of the dictionary, and all of them syllables', () => {
    const options = { toneType: 'none', type: 'array', v: true } as const
    for (let point = 0x3400; point <= 0x9fff; point++) {
      const char = String.fromCodePoint(point)
      const [first = ''] = pinyin(char, options)
      const [found] = readingsOf([char])[0] ?? []
      if (found !== (isSyllable(first) ? first : undefined)) expect.fail(`${char} ${first} ${found}`)
    }
    const words = wordTable.trim().split(/\s+/)
    expect(words.length).toBeGreaterThan(500)
    for (const entry of words) {
      const word = entry.replace(/[a-z-]+$/, '')
      expect(pinyin(word, options).join('-'), word).toBe(entry.slice(word.length))
    }
  })

  it('are syllables in the table of other readings too', () => {
    for (const [char, readings] of otherReadings) {
      expect([...char].length, char).toBe(1)
      expect(readings.length, char).toBeGreaterThan(1)
      expect(
        readings.filter((reading) => !isSyllable(reading)),
        char,
      ).toEqual([])
      expect(readings, char).toContain(pinyin(char, { toneType: 'none', v: true }))
    }
  })
})

describe('readings of letters', () => {
  it.each([
    ['renkou', ['ren kou']],
    ['xian', ['xian', 'xi an']],
    ['fangan', ['fang an', 'fan gan']],
    ['renk', ['ren k']],
    ['xinengyuanc', ['xi neng yuan c', 'xin eng yuan c']],
    ['r', ['r']],
    ['rkxx', []],
    ['', ['']],
  ])('%s', (letters, expected) => {
    const found = readingsOfLetters(letters).map((reading) => reading.join(' '))
    for (const reading of expected) expect(found).toContain(reading)
    if (expected.length === 0) expect(found).toEqual([])
  })

  it('are few and quick, however many there are', () => {
    for (const letters of ['angan'.repeat(40), 'xian'.repeat(50), `${'angan'.repeat(39)}q!`, 'z'.repeat(200)])
      expect(readingsOfLetters(letters).length).toBeLessThanOrEqual(16)
  })

  it('complete a beginning', () => {
    expect(completions('re')).toEqual(['re', 'ren', 'reng'])
    expect(completions('v')).toEqual([])
    expect(new Set(syllables).size).toBe(syllables.length)
  })
})
