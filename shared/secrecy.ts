import type { SecrecyAnswer } from './catalogue.ts'
import { secrecyGate } from './regulations/secrecy-gate.ts'
import { textKey } from './text-key.ts'

/**
 * The secrecy gate (practice L1). A classification mark refuses the whole
 * text; a word that only speaks of secrecy (保密资质名录) asks the officer and refuses nothing.
 */

/** The error an answer to the secrecy question leads to; null lets the text in. */
export const secrecyRefusal = (answer: SecrecyAnswer | undefined): 'secrecy.undeclared' | 'secrecy.refused' | 'secrecy.unsure' | null => {
  if (answer === undefined) return 'secrecy.undeclared'
  if (secrecyGate.answers.some((each) => each.answer === answer && each.lets)) return null
  return answer === '不确定' ? 'secrecy.unsure' : 'secrecy.refused'
}

/** What every mark or word contains; most texts contain none of it. */
const touching = /密/

const level = '(?:绝密|机密|秘密)'
const term = '(?:长期|启用前|解密前|公开前|\\d{1,3}(?:年|个月|月|日|天))'
const edge = '(?:^|$|\\n)'

/**
 * Looked for with blanks (密级：机密 保管期限：长期) and without (秘 密 ★); width does not count. Each form stands as it is written on documents:
 * 秘密★10年 · 机密★长期 · 【机密】 · 密级：机密 · （秘密） at an end of a line · 工作秘密 alone in its cell · 涉密：是.
 * 商业秘密★ and 技术秘密★ are firms' own marks, not the state's.
 */
const marks: readonly RegExp[] = [
  new RegExp(`(?<!商业|技术|个人)(?:${level}级?|工作秘密)[★☆⭐✩✪✫✬✭✮✯✰🌟]`, 'u'),
  new RegExp(`(?<!商业|技术|个人)(?:${level}级?|工作秘密)[*＊●▲·・:-]?${term}(?![\\u4e00-\\u9fff])`, 'u'),
  new RegExp(`[【[〔〖](?:${level}级?|工作秘密|涉密|国家秘密)[★☆*]?${term}?[】\\]〕〗]`, 'u'),
  new RegExp(
    `(?:密级|涉密等级|涉密级别|秘密等级|定密|保密级别)(?:标志|标识)?\\s{0,9}[:=为是]?\\s{0,9}[(（【[“"]?(?:${level}|工作秘密)级?(?![)）】\\]”"]?[\\s、,/或;|和及与]*(?:\\d|公开|内部|无|非|${level}|工作秘密))(?![\\u4e00-\\u9fff])`,
    'u',
  ),
  /(?:是否)?(?:涉密|涉及国家秘密|涉及工作秘密|属于国家秘密|属于工作秘密)(?:数据|信息|资源|文件)?[:=](?:是|涉密|Y|YES|TRUE|√)(?![\u4e00-\u9fffa-z/])/iu,
  new RegExp(`(?:${edge})[(（](?:${level}级?|工作秘密)[*]?${term}?[)）]|[(（](?:${level}级?|工作秘密)[*]?${term}?[)）](?:${edge})`, 'u'),
  new RegExp(`^(?:${level}级?|工作秘密|国家秘密|涉密)[*!]?$`, 'mu'),
]

const unspaced = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}]/gu, '')
    .replace(/[^\S\n]+/gu, '')

/** Classification marks in a text, as they stand there; empty when there is none. */
export const secrecyMarks = (text: string): string[] => {
  if (!touching.test(text)) return []
  const asWritten = text.normalize('NFKC')
  const plain = unspaced(text)
  const found = marks.flatMap((mark) => mark.exec(plain)?.[0] ?? mark.exec(asWritten)?.[0] ?? [])
  return [...new Set(found)]
}

/** One character of each word below. */
const speaking = /[密隐部传]/

const words = /国家秘密|工作秘密|商业秘密|技术秘密|个人隐私|绝密|机密|秘密|涉密|保密|密级|定密|内部文件|内部资料|不得外传|严禁外传/gu

/** Words that only ask; each once. Texts that carry a mark carry words too. */
export const secrecyWords = (text: string): string[] => (speaking.test(text) ? [...new Set(unspaced(text).match(words) ?? [])] : [])

const flagHeading =
  /^(?:是否)?(?:涉密|涉及国家秘密|涉及工作秘密|国家秘密|工作秘密|为国家秘密|为工作秘密|属于国家秘密|属于工作秘密|为涉密|含有涉密)(?:性|属性|标识|标志|情况|与否|分类|属性分类|信息|数据|资源|信息资源)?(?:必填项|选填项|必填|选填|是否)?$/u
const levelHeading = /^(?:密级|涉密等级|涉密级别|秘密等级|保密级别|密级标识|密级标志)(?:必填项|选填项|必填|选填)?$/u
const yes = /^(?:1?是的?|1?涉密|国家秘密|工作秘密|绝密级?|机密级?|秘密级?|涉及|y|yes|true|1|有|属于)$/u

/**
 * A cell under a heading that asks for secrecy: 涉密 = 是, 密级 = 机密. `heading` alone decides nothing. A bare 1 counts
 * under 是否涉密, not under 密级, where its meaning is the platform's.
 */
export const secrecyCell = (heading: string, value: string): boolean => {
  if (!touching.test(heading)) return false
  const head = textKey(heading)
  const flag = flagHeading.test(head)
  if (!flag && !levelHeading.test(head)) return false
  if (/^[√✓✔☑■]$/u.test(value.trim())) return flag
  const said = textKey(value)
  return said === '1' ? flag : yes.test(said)
}
