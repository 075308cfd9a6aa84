import { z } from 'zod'
import { type Pack, type Place, placeSchema, type Rule, type Wording, type Words, wordingSchema } from './pack.ts'
import { type Standing, standingSchema } from './standing.ts'

const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })

/** A rule with the text it rests on, as every result carries it. A language that is not in `wording` is 原文缺失. */
export const citedSchema = z.strictObject({
  pack: z.string(),
  version: z.number().int(),
  rule: z.string(),
  place: placeSchema.nullable(),
  title: wordsSchema, // 《政务数据共享条例》第十七条第二款
  about: wordsSchema,
  wording: z.array(wordingSchema),
  standing: standingSchema,
  /** Contrary to a higher rule in force on the day: shown, not applied. */
  displaced: z.strictObject({ by: z.string(), why: wordsSchema }).nullable(),
})
export type Cited = z.infer<typeof citedSchema>

/** A rule as it stands on a day. */
export type PlacedRule = { pack: Pack; standing: Standing; rule: Rule; displaced: Rule['displaced'] | null }

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 to 99 as articles are numbered: 十, 十三, 二十. */
export const inChinese = (number: number): string => {
  const tens = Math.floor(number / 10)
  const ones = digits[number % 10] ?? ''
  return tens === 0 ? ones : `${tens === 1 ? '' : digits[tens]}十${ones}`
}

/** 第十三条第二款. */
export const sayPlace = ({ article, paragraph, item }: Place): Words => ({
  zh: `第${inChinese(article)}条${paragraph === undefined ? '' : `第${inChinese(paragraph)}款`}${item === undefined ? '' : `第（${inChinese(item)}）项`}`,
  en: `art. ${article}${paragraph === undefined ? '' : ` ¶${paragraph}`}${item === undefined ? '' : ` (${item})`}`,
})

/** A citation as it is quoted: 《政务数据共享条例》第十三条第二款. */
export const sayCitation = ({ title }: { title: Words }, place: Place | null | undefined): Words => {
  if (place == null) return title
  const where = sayPlace(place)
  return { zh: `${title.zh}${where.zh}`, en: `${title.en}, ${where.en}` }
}

const itemMark = /（[一二三四五六七八九十]+）/
const startsItem = new RegExp(`^${itemMark.source}`)

/** The paragraph or item of an official text; a machine translation's lines are not the law's, it is given whole. */
const part = ({ text, kind }: Wording, { paragraph, item }: Place): string => {
  if (kind !== 'official') return text
  const lines = text.split('\n')
  const paragraphs = lines.filter((line) => !startsItem.test(line))
  if (item !== undefined) {
    const mark = `（${inChinese(item)}）`
    const line = lines.find((one) => one.startsWith(mark))
    if (line !== undefined) return line
    const within = (paragraph === undefined ? text : (paragraphs[paragraph - 1] ?? text)).split(new RegExp(`(?=${itemMark.source})`))
    return within.find((one) => one.startsWith(mark)) ?? text
  }
  return paragraph === undefined ? text : (paragraphs[paragraph - 1] ?? text)
}

/** The wording at a place, in every language there is. */
export const wordingAt = ({ articles }: Pick<Pack, 'articles'>, place: Place | null): Wording[] => {
  if (place === null) return []
  const found = articles.find(({ article }) => article === place.article)
  return (found?.wording ?? []).map((wording) => ({ ...wording, text: part(wording, place) }))
}

export const cite = ({ pack, standing, rule, displaced }: PlacedRule): Cited => ({
  pack: pack.id,
  version: pack.version,
  rule: rule.id,
  place: rule.place,
  title: sayCitation(pack, rule.place),
  about: rule.about,
  wording: wordingAt(pack, rule.place),
  standing,
  displaced: displaced ?? null,
})
