import type { ResourceCode } from './catalogue.ts'
import { textKey } from './text-key.ts'

/** 类 and 项 of 政务信息资源目录编制指南; 目 and 细目 are given out by the platform. */
export type ClassTerm = { code: string; zh: string; en: string }

export const classes: readonly ClassTerm[] = [
  { code: '1', zh: '基础信息资源', en: 'base' },
  { code: '2', zh: '主题信息资源', en: 'theme' },
  { code: '3', zh: '部门信息资源', en: 'department' },
]

const under = (names: readonly (readonly [string, string])[]): readonly ClassTerm[] =>
  names.map(([zh, en], index) => ({ code: String(index + 1).padStart(2, '0'), zh, en }))

/** 项 by 类. The order is the guide's; of the numbers only 307 is confirmed by published codes. */
export const divisions: Readonly<Record<string, readonly ClassTerm[]>> = {
  1: under([
    ['人口', 'population'],
    ['法人单位', 'legal persons'],
    ['自然资源和空间地理', 'natural resources and geography'],
    ['社会信用', 'social credit'],
    ['电子证照', 'electronic licences'],
  ]),
  2: under([
    ['公共服务', 'public services'],
    ['健康保障', 'health'],
    ['社会保障', 'social security'],
    ['食品药品安全', 'food and drug safety'],
    ['安全生产', 'work safety'],
    ['价格监管', 'price supervision'],
    ['能源安全', 'energy security'],
    ['信用体系', 'credit system'],
    ['城乡建设', 'construction'],
    ['社区治理', 'community governance'],
    ['生态环保', 'environment'],
    ['应急维稳', 'emergency and stability'],
  ]),
  3: under([
    ['党中央', 'Party Central Committee'],
    ['全国人大常委会', 'Standing Committee of the NPC'],
    ['国务院', 'State Council'],
    ['全国政协', 'CPPCC'],
    ['最高人民法院', "Supreme People's Court"],
    ['最高人民检察院', "Supreme People's Procuratorate"],
    ['省（自治区、直辖市）及计划单列市', 'provinces and cities with separate plans'],
  ]),
}

const classWords: readonly (readonly [RegExp, string])[] = [
  [/^基础(?:信息资源|数据|库)?(?:目录)?(?:类)?$/, '1'],
  [/^主题(?:信息资源|数据|库)?(?:目录)?(?:类)?$/, '2'],
  [/^部门(?:信息资源|数据|库)?(?:目录)?(?:类)?$/, '3'],
]

/** 类 from what a sheet says: 部门信息资源目录, 部门类, `3 部门`, 3. Anything else comes back as it is. */
export const classCode = (text: string): string => {
  const key = textKey(text)
  const number = /^[123]/.exec(key)?.[0]
  const word = number === undefined ? key : key.slice(1)
  for (const [words, code] of classWords) if (words.test(word) && (number ?? code) === code) return code
  return number !== undefined && word === '' ? number : text.trim()
}

/** 项 from its two digits or its name under a 类. Anything else comes back as it is. */
export const divisionCode = (cls1: string, text: string): string => {
  const key = textKey(text)
  const number = /^\d{1,2}(?=\D|$)/.exec(key)?.[0]
  const word = number === undefined ? key : key.slice(number.length)
  if (word === '') return number === undefined ? text.trim() : number.padStart(2, '0')
  return divisions[cls1]?.find(({ zh }) => textKey(zh) === word)?.code ?? text.trim()
}

const guideCode = /^([123])(\d{2})(\d{3})([0-9A-Za-z]*)\/([0-9A-Za-z]+)$/

/** The parts of a code made by the guide's rule: 类 项 目 细目 "/" 顺序号. Null for a platform's own code. */
export const parseCode = (code: string): (Omit<ResourceCode, 'code'> & { order: string }) | null => {
  const found = guideCode.exec(code)
  if (found === null || code.length > codeLimit) return null
  const [, cls1 = '', cls2 = '', cls3 = '', cls4 = '', order = ''] = found
  return { cls1, cls2, cls3, cls4, order }
}

/** 类 of a code: as filled in, or as its digits say. */
export const classOf = (code: ResourceCode): string => code.cls1.trim() || (parseCode(code.code.trim())?.cls1 ?? '')

/** Longer codes are not matched against anything. */
const codeLimit = 64

/** Characters the filling templates allow in a code. */
export const codeCharacters = /^[A-Za-z0-9/_-]{1,64}$/

const variable = /[*+?]|\{\d+,\d*\}/

/**
 * Why a code rule may not be used, or null. A rule runs at every keystroke and over whole catalogues, so one whose
 * time can explode is refused: no back references, no look-around, nothing of variable length inside a repeated
 * group and at most three parts of variable length. On 64 characters the worst case is then some 40,000 steps.
 */
export const codePatternTrouble = (pattern: string): 'syntax' | 'tooLong' | 'reference' | 'nested' | 'variable' | null => {
  if (pattern.length > 200) return 'tooLong'
  try {
    new RegExp(pattern, 'u')
  } catch {
    return 'syntax'
  }
  const bare = pattern.replace(/\\[pP]\{[^}]*\}|\\x[0-9a-fA-F]{2}|\\u(?:\{[^}]*\}|[0-9a-fA-F]{4})|\\[^k1-9]/g, 'x').replace(/\[(?:\\.|[^\]])*\]/g, 'x')
  if (/\\[k1-9]|\(\?(?!:)/.test(bare)) return 'reference'
  const flat = bare.replace(/\(\?:/g, '(')
  let parts = 0
  const open: { varies: boolean }[] = [{ varies: false }]
  for (let at = 0; at < flat.length; at++) {
    const rest = flat.slice(at)
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(rest)?.[0]
    if (flat[at] === '(') open.push({ varies: false })
    else if (flat[at] === ')') {
      const group = open.pop()
      const repeat = /^\)((?:[*+?]|\{\d+(?:,\d*)?\}))/.exec(rest)?.[1]
      if (group?.varies === true && repeat !== undefined && repeat !== '?') return 'nested'
      const outer = open.at(-1)
      if (outer !== undefined && group?.varies === true) outer.varies = true
    } else if (flat[at] === '|') {
      const group = open.at(-1)
      if (group !== undefined) group.varies = true
    }
    if (quantifier !== undefined) {
      if (variable.test(quantifier)) {
        parts++
        const group = open.at(-1)
        if (group !== undefined) group.varies = true
      }
      at += quantifier.length - 1
    }
  }
  return parts > 3 ? 'variable' : null
}

/** A test of the agency's own code rule; '' is the guide's. An unsafe or broken rule (an older vault's) matches everything. */
export const codeMatcher = (pattern: string): ((code: string) => boolean) => {
  if (pattern === '') return (code) => parseCode(code) !== null
  if (codePatternTrouble(pattern) !== null) return () => true
  const rule = new RegExp(`^(?:${pattern})$`, 'u')
  return (code) => code.length <= codeLimit && rule.test(code)
}
