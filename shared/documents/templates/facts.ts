import { z } from 'zod'
import { isDay } from '../../days.ts'
import type { Language } from '../../errors.ts'

/** Facts that several papers ask for. What is left out stays a blank to be filled by hand. */

export const line = (most = 200) => z.string().trim().max(most).default('')
export const named = (most = 200) => z.string().trim().min(1).max(most)
export const prose = (most = 5000) => z.string().max(most).default('')
export const dayFact = z.string().refine(isDay, 'YYYY-MM-DD')
export const dayOrBlank = dayFact.nullable().default(null)

/** A place of a regulation, as the rule packs cite it: Mulu's papers name no law of their own. */
export const citationSchema = z.strictObject({ title: named(300), wording: prose(8000) })
export type Citation = z.output<typeof citationSchema>
export const citationsSchema = z.array(citationSchema).max(20).default([])

export const partySchema = z.strictObject({
  name: named(),
  code: line(50), // 统一社会信用代码
  workingBody: line(),
  representative: line(100),
  contact: line(100),
  phone: line(100),
})
export type Party = z.output<typeof partySchema>

export const resourceSchema = z.strictObject({ code: line(100), name: named(300) })
export type Resource = z.output<typeof resourceSchema>

/** What every letter bears. `number` and `on` come back from the OA (practice P13); until then they are blank. */
export const letterFacts = {
  number: line(100),
  on: dayOrBlank,
  from: named(),
  to: named(),
  contact: line(100),
  phone: line(100),
  copyTo: z.array(named()).max(20).default([]),
  attachments: z.array(named(300)).max(50).default([]),
}

export const requestFacts = {
  request: named(100), // its number
  requestOn: dayOrBlank,
  resources: z.array(resourceSchema).min(1).max(200),
}

export type Say = (zh: string, en: string) => string
export const saying =
  (lang: Language): Say =>
  (zh, en) =>
    lang === 'zh' ? zh : en

/** English papers have straight quotes: the curly ones of a Chinese face are as wide as a character. */
export const quoted = (name: string, lang: Language): string => (lang === 'zh' ? `“${name}”` : `"${name}"`)

/** “甲”、“乙”, or "A", "B". */
export const resourceNames = (resources: readonly Resource[], lang: Language): string =>
  resources.map(({ name }) => quoted(name, lang)).join(lang === 'zh' ? '、' : ', ')

/** For a title: one name, or the first and how many. */
export const resourceTitle = (resources: readonly Resource[], lang: Language): string => {
  const [first] = resources
  const name = quoted(first?.name ?? '', lang)
  if (resources.length < 2) return name
  return lang === 'zh' ? `${name}等${resources.length}项信息资源` : `${name} and ${resources.length - 1} more`
}

/** 根据《政务数据共享条例》第二十一条, or a general reference where no place was given. */
export const under = (basis: readonly Citation[], lang: Language): string => {
  if (basis.length === 0) return lang === 'zh' ? '根据政务数据共享有关规定' : 'Under the regulations on the sharing of government data'
  const titles = basis.map(({ title }) => title)
  return lang === 'zh' ? `根据${titles.join('、')}` : `Under ${titles.join('; ')}`
}
