import { describe, expect, it } from 'vitest'
import { passphraseStrength, passphraseTrouble } from './passphrase.ts'

describe('a passphrase', () => {
  it.each(['1234567890', 'aaaaaaaaaaaa', 'abcdefghij', 'qwertyuiopasdf', '8888888888', 'abcabcabcabc', '1qaz2wsx3edc'])('%s is too simple', (text) => {
    expect(passphraseTrouble(text, '')).toBe('simple')
  })
  it.each(['窗前明月光疑是地上霜', 'correct horse battery', 'Tr9#mulu-kq27', '西城区编目室2026年启用'])('%s is taken', (text) => {
    expect(passphraseTrouble(text, '张三')).toBeNull()
  })
  it('has ten characters, counted as a person counts', () => {
    expect(passphraseTrouble('k7#Qz9!mP', '')).toBe('short')
    expect(passphraseTrouble('𠮷𠮷𠮷𠮷𠮷', '')).toBe('short')
  })
  it('does not hold the name', () => {
    expect(passphraseTrouble('WangXiaoming 7 pears', 'wangxiaoming')).toBe('name')
  })
  it('grows stronger with what is added', () => {
    const levels = ['a7kQ2m', 'a7kQ2m#x9', 'a7kQ2m#x9Lw!', 'a7kQ2m#x9Lw!pe5'].map(passphraseStrength)
    expect(levels).toEqual([...levels].sort((a, b) => a - b))
    expect([levels[0], levels.at(-1)]).toEqual([1, 4])
  })
})
