import { describe, expect, it } from 'vitest'
import { type DictionaryName, dictionaries, formatTypes, isListed, listedFormat, listedWord, shareWayTypes, type Term, wordIn } from './dictionaries.ts'
import { textKey } from './text-key.ts'

const names = Object.keys(dictionaries) as DictionaryName[]
const terms = (name: DictionaryName): readonly Term[] => dictionaries[name]

describe('every dictionary', () => {
  it.each(names)('%s: a word means one thing, stored words and their English lead home', (name) => {
    const owner = new Map<string, string>()
    for (const { zh, en, variants } of terms(name)) {
      for (const word of [zh, en, ...variants]) {
        const key = textKey(word) || word
        expect(owner.get(key) ?? zh, `${name}: ${word}`).toBe(zh)
        owner.set(key, zh)
        expect(listedWord(name, word), `${name}: ${word}`).toBe(zh)
      }
      expect(isListed(name, zh)).toBe(true)
      expect(wordIn(name, zh, 'en')).toBe(en)
      expect(wordIn(name, zh, 'zh')).toBe(zh)
    }
  })

  it.each(names)('%s: bare vendor codes are left alone', (name) => {
    for (const raw of ['1', '2', '3', '01', '10', '20', '30', '0', '4']) {
      expect(listedWord(name, raw)).toBe(raw)
      expect(isListed(name, raw)).toBe(false)
    }
  })
})

describe('words as sheets write them', () => {
  it.each<[DictionaryName, string, string]>([
    ['shareType', '无条件', '无条件共享'],
    ['shareType', ' 有条件共享 ', '有条件共享'],
    ['shareType', '1-无条件共享', '无条件共享'],
    ['shareType', '(2) 有条件共享', '有条件共享'],
    ['shareType', '03不予共享', '不予共享'],
    ['shareType', '无附加条件共享类', '无条件共享'],
    ['formatClass', '图形图像类', '图形图像'],
    ['formatClass', '数据库类', '数据库'],
    ['formatClass', '5.流媒体', '流媒体'],
    ['shareWayClass', '共享平台', '共享平台方式'],
    ['shareWayType', '文件下载', '文件'],
    ['shareWayType', 'Web Service', '接口'],
    ['updateCycle', '每季', '每季度'],
    ['updateCycle', '每天', '每日'],
    ['updateCycle', '年', '每年'],
    ['dataType', 'C', '字符型C'],
    ['dataType', '字符型', '字符型C'],
    ['dataType', '字符型 C', '字符型C'],
    ['dataType', '字符型（C）', '字符型C'],
    ['dataType', '数值型 n', '数值型N'],
    ['dataType', 'VARCHAR2', '字符型C'],
    ['dataType', 'timestamp with time zone', '日期时间型T'],
    ['dataGrade', 'L3', '三级'],
    ['dataGrade', '一般', '一般数据'],
    ['network', '2政务外网', '政务外网'],
    ['isOpen', '√', '是'],
    ['isOpen', '依申请开放', '是'],
    ['isOpen', 'N', '否'],
    ['basisKind', '党中央国务院政策', '党中央、国务院政策'],
  ])('%s: %j → %s', (name, written, stored) => {
    expect(listedWord(name, written)).toBe(stored)
  })

  it('keeps what is not listed, trimmed', () => {
    expect(listedWord('updateCycle', ' 每两年 ')).toBe('每两年')
    expect(listedWord('shareType', '')).toBe('')
    expect(listedWord('network', '3卫星专线')).toBe('3卫星专线')
    expect(wordIn('shareType', '看情况', 'en')).toBe('看情况')
  })
})

describe('cascades', () => {
  it.each([
    ['sql server', 'sql server', '数据库'],
    ['SQLServer', 'sql server', '数据库'],
    ['sqlServer', 'sql server', '数据库'],
    ['MySQL', 'mysql', '数据库'],
    ['达梦', 'Dm', '数据库'],
    ['DM8', 'Dm', '数据库'],
    ['人大金仓', 'KingbaseES', '数据库'],
    ['XLSX', 'xlsx', '电子表格'],
    ['.xls', 'xls', '电子表格'],
    ['ofd', 'OFD', '电子文件'],
    ['JPEG', 'jpg', '图形图像'],
    ['其它', '其他', ''],
    ['cassandra', 'cassandra', ''],
  ])('format %j is %s of %s', (written, formatType, formatClass) => {
    expect(listedFormat(written)).toEqual({ formatType, formatClass })
  })

  it('are closed: each class has its types, each type is listed', () => {
    expect(Object.keys(formatTypes)).toEqual(dictionaries.formatClass.map(({ zh }) => zh))
    expect(Object.keys(shareWayTypes)).toEqual(dictionaries.shareWayClass.map(({ zh }) => zh))
    for (const types of Object.values(shareWayTypes)) for (const type of types) expect(isListed('shareWayType', type), type).toBe(true)
    for (const [formatClass, types] of Object.entries(formatTypes)) {
      for (const type of types) expect(listedFormat(type)).toEqual({ formatType: type, formatClass: type === '其他' ? '' : formatClass })
    }
  })
})
