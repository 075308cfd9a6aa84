import { fill, type Language } from '../errors.ts'
import { cite } from '../regulations/cited.ts'
import type { PackSet } from '../regulations/pack-set.ts'
import { libraryClause, rulesInForce } from './choose.ts'
import type { AgreementFinding } from './findings.ts'
import { joined, labelAt } from './labels.ts'

type Sentence = { message: string; action: string }

const words = {
  'agreement.secret': {
    zh: { message: '文本中有密级标志“{marks}”。', action: '请停止处理，不要保存或传递，报告本单位保密工作机构。' },
    en: { message: 'The text bears a classification mark “{marks}”.', action: 'Stop, neither keep nor pass it on, and tell your secrecy office.' },
  },
  'agreement.secretWords': {
    zh: { message: '文本提到“{words}”。', action: '协议及附件不得载明国家秘密、工作秘密；请核对这一处。' },
    en: { message: 'The text speaks of “{words}”.', action: 'An agreement states no state or work secret; please look at this place.' },
  },
  'agreement.notNeeded': {
    zh: { message: '没有施行中的规定要求签订协议。', action: '作为共享的前提要求签订，属于增设条件；确需约定的，由双方自愿，不影响提供数据的期限。' },
    en: {
      message: 'No rule in force asks for an agreement here.',
      action: 'To ask for one before sharing adds a condition; where both want one, it does not stop the time for delivery.',
    },
  },
  'agreement.fee': {
    zh: { message: '“{value}”约定了费用。', action: '政务数据共享不收费；请删去。' },
    en: { message: '“{value}” is about a fee.', action: 'Sharing is free of charge; take it out.' },
  },
  'agreement.asksMore': {
    zh: { message: '“{value}”可能是规定以外的条件。', action: '请核对是否必要；条件限于共享范围和使用用途。' },
    en: { message: '“{value}” may ask for more than the rules do.', action: 'Look whether it is needed; conditions say with whom and for what.' },
  },
  'agreement.lacks': {
    zh: { message: '没有填写{field}。', action: '请填写。' },
    en: { message: 'Not filled in: {field}.', action: 'Fill it in.' },
  },
  'agreement.lacksClause': {
    zh: { message: '没有“{clause}”条款。', action: '请从条款库加入，或者写明同样的内容。' },
    en: { message: 'The clause “{clause}” is missing.', action: 'Take it from the library, or say the same in your own words.' },
  },
  'agreement.lacksRecords': {
    zh: { message: '没有约定使用记录及其保存期限。', action: '请加入使用记录条款。' },
    en: { message: 'Nothing is said about records of use and how long they are kept.', action: 'Put in the clause on records.' },
  },
  'agreement.recordsShort': {
    zh: { message: '记录保存期限短于{years}年。', action: '请改为不少于{years}年。' },
    en: { message: 'Records are kept for less than {years} years.', action: 'Make it {years} years or more.' },
  },
  'agreement.recordsUnclear': {
    zh: { message: '看不出记录保存多久。', action: '请写明年数。' },
    en: { message: 'It is not clear how long records are kept.', action: 'Give the number of years.' },
  },
  'agreement.blank': {
    zh: { message: '条款“{clause}”还有空白：{blank}。', action: '请填写。' },
    en: { message: 'The clause “{clause}” has a blank: {blank}.', action: 'Fill it in.' },
  },
  'agreement.period': {
    zh: { message: '到期日期早于生效日期。', action: '请改正日期。' },
    en: { message: 'It ends before it takes effect.', action: 'Correct the days.' },
  },
  'agreement.shorterThanUse': {
    zh: { message: '协议在使用期限结束前到期。', action: '到期后不能再使用；请核对两个日期。' },
    en: { message: 'It ends before the period of use does.', action: 'Nothing may be used after its end; look at the two days.' },
  },
  'agreement.personalNotSaid': {
    zh: { message: '附件1列有个人信息，正文写“不含个人信息”。', action: '请改为含个人信息，并核对所需条款。' },
    en: { message: 'Annex 1 lists personal information, the text says there is none.', action: 'Say that there is, and look at the clauses that need.' },
  },
  'agreement.newerClause': {
    zh: { message: '条款“{clause}”有新的版本。', action: '可以采用；采用后文本变动，须由双方重新同意。' },
    en: { message: 'There is a newer wording of the clause “{clause}”.', action: 'You may take it; the text then needs the consent of both again.' },
  },
} as const satisfies Record<string, Record<Language, Sentence>>

export const agreementFindingWords: Readonly<Record<AgreementFindingCode, Readonly<Record<Language, Sentence>>>> = words
export type AgreementFindingCode = keyof typeof words

/** The place by its name; of a party its side with it. */
const fieldLabel = (path: string): { zh: string; en: string } => {
  const [, side, part] = /^parties\.(\w+)\.(\w+)$/.exec(path) ?? []
  return side === undefined || part === undefined ? labelAt(path) : joined(labelAt(`parties.${side}`), labelAt(`party.${part}`))
}

/** What was seen, what to do, and what it rests on: 可能不符合…，请核对 (practice L13). */
export const sayAgreementFinding = (finding: AgreementFinding, language: Language, set: PackSet): Sentence & { reason: string } => {
  const { field, blank, of = '', ...params } = finding.params
  const [id = '', version = ''] = of.split(' ')
  const blankWords = blank === undefined ? undefined : libraryClause(id, Number(version))?.blanks[blank]?.words[language]
  const values = {
    ...params,
    ...(field === undefined ? {} : { field: fieldLabel(field)[language] }),
    ...(blank === undefined ? {} : { blank: blankWords ?? blank }),
  }
  const titles = [...new Set(rulesInForce(set, finding.rules).map((row) => cite(row).title[language]))]
  const reason =
    titles.length === 0 ? '' : language === 'zh' ? `可能不符合${titles.join('、')}，请核对。` : `May not agree with ${titles.join('; ')}; please check.`
  const { message, action } = words[finding.code][language]
  return { message: fill(message, values), action: fill(action, values), reason }
}
