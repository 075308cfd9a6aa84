import { useTranslation } from 'react-i18next'
import { type CaseKind, needs, type Party } from '../../shared/cases/act.ts'
import { type FieldWords, wordsOfField, wordsOfValue } from '../../shared/cases/field-words.ts'
import { machines } from '../../shared/cases/machines.ts'
import type { Failure } from '../../shared/errors.ts'
import { say } from '../../shared/errors.ts'
import { useLanguage } from '../app/language.ts'

type Lack = { code: string; detail: string }

/** The words of cases in the language on screen. */
export const useCaseWords = (kind: CaseKind) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const machine = machines[kind]
  const fieldWords = (act: string, path: readonly string[]): FieldWords => wordsOfField(kind, act, path) ?? { zh: path.join('.'), en: path.join('.') }
  const field = (act: string, path: readonly string[]): string => upper(fieldWords(act, path)[language])
  const hint = (act: string, path: readonly string[]): string | undefined => upper(fieldWords(act, path).hint?.[language] ?? '') || undefined
  const value = (said: string): string => upper(wordsOfValue(said)?.[language] ?? said)
  const party = (who: Party): string => machine.parties[who][language]
  const act = (name: string): string => upper(machine.acts[name]?.words[language] ?? name)
  /** 不同意的理由 2 · 条文原文, of refusals.1.quote. */
  const place = (of: string, detail: string): string => {
    const parts = detail.split('.').filter((part) => part !== '')
    const named = parts.filter((part) => !/^\d+$/.test(part))
    if (named.length === 0) return t('cases.form.fields')
    return parts
      .flatMap((part, at) =>
        /^\d+$/.test(part)
          ? [String(Number(part) + 1)]
          : [
              field(
                of,
                parts.slice(0, at + 1).filter((one) => !/^\d+$/.test(one)),
              ),
            ],
      )
      .join(' ')
  }
  const detailIn = (of: string, { code, detail }: Lack): string => {
    const need = needs.find((one) => one === detail)
    if (need !== undefined) return t(`cases.needs.${need}`)
    return code === 'case.fieldsWrong' ? place(of, detail) : detail
  }
  /** What a draft still needs, in one sentence. */
  const lack = (of: string, lacking: Lack): string => say(lacking.code as Failure['code'], { detail: detailIn(of, lacking) }, language).message
  /** A refusal whose detail names a field or a consent, in words. */
  const failure = (of: string, refused: Failure | null): Failure | null => {
    const detail = refused?.params.detail
    if (refused === null || typeof detail !== 'string' || !refused.code.startsWith('case.')) return refused
    return { ...refused, params: { ...refused.params, detail: detailIn(of, { code: refused.code, detail }) } }
  }
  return { field, hint, value, party, act, lack, failure }
}
export type CaseWords = ReturnType<typeof useCaseWords>

/** English labels begin with a capital; Chinese has none. */
export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
