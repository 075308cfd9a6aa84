import { describe, expect, it } from 'vitest'
import { createTexts, en, zh } from './i18n.ts'

const flat = (texts: object, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value as object, `${path}${key}.`),
  )

const zhTexts = new Map(flat(zh))
const enTexts = new Map(flat(en))
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

describe('the texts', () => {
  it('have the same keys in both languages, but for the English singular', () => {
    const plain = [...enTexts.keys()].filter((key) => !key.endsWith('_one'))
    expect(plain.sort()).toEqual([...zhTexts.keys()].sort())
    for (const key of enTexts.keys()) if (key.endsWith('_one')) expect(zhTexts.has(key.replace(/_one$/, ''))).toBe(true)
  })

  it('fill the same blanks in both languages', () => {
    const differing = [...zhTexts].filter(([key, text]) => String(placeholders(text)) !== String(placeholders(enTexts.get(key) ?? '')))
    expect(differing).toEqual([])
  })

  it('are all said, without a full stop left in English or a Latin comma in Chinese', () => {
    expect([...zhTexts, ...enTexts].filter(([, text]) => text.trim() === '')).toEqual([])
    expect([...zhTexts].filter(([, text]) => /[\u4e00-\u9fff], |[\u4e00-\u9fff]\. /.test(text))).toEqual([])
    expect([...enTexts].filter(([key, text]) => /[，。；：]/.test(text) && !key.startsWith('catalogue.'))).toEqual([])
  })

  it('use the officers’ words', () => {
    const forbidden = /密码(?!产品|认证|法|条例)|摆渡|隔离区|冲突|推送|拉取/
    expect([...zhTexts].filter(([, text]) => forbidden.test(text))).toEqual([])
  })

  it('switch language at once and count in English', async () => {
    const texts = createTexts('zh')
    expect(texts.t('shell.lock')).toBe('锁定')
    await texts.changeLanguage('en')
    expect(texts.t('shell.lock')).toBe('Lock')
    expect(texts.t('common.seconds', { count: 1 })).toBe('1 second')
    expect(texts.t('common.seconds', { count: 5 })).toBe('5 seconds')
  })
})
