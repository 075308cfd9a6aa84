import type { Language } from '../errors.ts'
import { timeInChina } from '../ledgers/ledger.ts'
import type { SubmissionDocument } from './document.ts'
import { figureName } from './tables.ts'
import { type FigureRef, indicatorsOf } from './template.ts'
import { unsignedWords } from './unsigned.ts'

/** What a submission is known by: of its canonical JSON, in hex. */
export type Digests = { sha256: string; sm3: string }

export type CoverLine = {
  label: string
  value: string | number | null /** time: by China's clock, `2026-10-09 10:30`. */
  type: 'text' | 'day' | 'time' | 'number'
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)

/** An indicator's name, with the part that is meant. */
export const figureWords = ({ template }: Pick<SubmissionDocument, 'template'>, { indicator, key }: FigureRef, language: Language): string => {
  const known = indicatorsOf(template).find(({ id }) => id === indicator)
  return known === undefined ? indicator : figureName(known, key)[language]
}

/** What a corrected version says otherwise beside its figures. */
const otherwise = (document: SubmissionDocument, language: Language): string[] => {
  const others = document.replaces?.others
  if (others === undefined) return []
  const zh = language === 'zh'
  const items = document.template.tables.flatMap((table) => (table.kind === 'statements' ? table.lines : []))
  const list = (title: string, names: readonly string[]) => (names.length === 0 ? [] : [`${title}${names.join(zh ? '、' : ', ')}`])
  const figures = (refs: readonly FigureRef[]) => refs.map((ref) => figureWords(document, ref, language))
  return [
    ...list(zh ? '情况说明：' : 'Explanations: ', figures(others.explanations)),
    ...list(zh ? '与其他来源不同的数：' : 'Where another list says another number: ', figures(others.reconciliations)),
    ...list(
      zh ? '自查结果：' : 'Answers: ',
      others.statements.map((line) => {
        const at = items.findIndex(({ id }) => id === line)
        return at === -1 ? line : zh ? `第${at + 1}项` : `item ${at + 1}`
      }),
    ),
    ...(others.remedies ? [zh ? '整改清单' : 'The list of remedies'] : []),
  ]
}

/** The cover as the template asks for it, and what its text is known by: the workbook's and the paper's. */
export const coverLines = (document: SubmissionDocument, { sha256, sm3 }: Digests, language: Language, errors = 0): CoverLine[] => {
  const zh = language === 'zh'
  const { template, cover, computed, period, replaces, notice } = document
  const text = (label: string, value: string): CoverLine => ({ label, value: value === '' ? null : value, type: 'text' })
  const day = (label: string, value: string): CoverLine => ({ label, value, type: 'day' })
  const unsigned = unsignedWords(errors, language)
  const filled = template.cover
    .filter(({ place }) => place !== 'head')
    .map(({ id, words, from }): CoverLine => {
      const value = cover[id] ?? ''
      return ['from', 'until', 'frozenOn'].includes(from) && isDay(value) ? day(words[language], value) : text(words[language], value)
    })
  const due: CoverLine[] = notice === null ? [] : [{ label: zh ? '报送截止' : 'To be submitted by', value: timeInChina(notice.dueAt), type: 'time' }]
  const sealed = zh
    ? `${computed.sealed} 件案卷线下办理，不在各数之内`
    : `${computed.sealed} ${computed.sealed === 1 ? 'file' : 'files'} handled off the system, in no figure`
  const corrected =
    replaces === null
      ? []
      : [
          text(zh ? '更正' : 'Corrects', zh ? `更正第${replaces.version}版：${replaces.reason}` : `version ${replaces.version}: ${replaces.reason}`),
          ...replaces.figures.map((one) =>
            text(zh ? '更正的数' : 'Another figure', `${figureWords(document, one, language)}  ${one.from ?? '—'} → ${one.to ?? '—'}`),
          ),
          ...otherwise(document, language).map((said) => text(zh ? '更正的内容' : 'Said otherwise', said)),
        ]
  return [
    ...(unsigned === null ? [] : [text(unsigned.mark, unsigned.why)]),
    ...filled,
    ...due,
    day(zh ? '统计起始日' : 'From', period.from),
    day(zh ? '统计截止日' : 'Until', period.until),
    { label: zh ? '数据冻结时间' : 'Frozen', value: timeInChina(computed.at), type: 'time' },
    ...(computed.sealed === 0 ? [] : [text(zh ? '未计入' : 'Not counted', sealed)]),
    text(zh ? '报送编号' : 'Submission', document.id),
    { label: zh ? '版本' : 'Version', value: document.version, type: 'number' },
    ...corrected,
    text(zh ? '表样' : 'Form', `${template.id} ${template.version}`),
    text('SHA-256 (JSON)', sha256),
    text('SM3 (JSON)', sm3),
  ]
}

/** 表号, 制定机关, 批准文号, 有效期至: at the top right, where the template has them. */
export const headLines = ({ template, cover }: Pick<SubmissionDocument, 'template' | 'cover'>, language: Language): string[] =>
  template.cover
    .filter(({ id, place }) => place === 'head' && (cover[id] ?? '') !== '')
    .map(({ id, words }) => `${words[language]}${language === 'zh' ? '：' : ': '}${cover[id]}`)

/** Who signs, on the workbook's cover and under the paper; all of it is written by hand. The day it is handed in is not that of freezing. */
export const signingWords = (language: Language): { who: string; on: string }[] =>
  language === 'zh'
    ? [
        { who: '单位负责人（签字）', on: '日期' },
        { who: '填报人（签字）', on: '日期' },
        { who: '审核人（签字）', on: '日期' },
        { who: '单位（盖章）', on: '报出日期' },
      ]
    : [
        { who: 'Head of the agency (signature)', on: 'Date' },
        { who: 'Prepared by (signature)', on: 'Date' },
        { who: 'Reviewed by (signature)', on: 'Date' },
        { who: 'Agency (seal)', on: 'Handed in on' },
      ]
