import type { Pack, Place } from './pack.ts'

/** Where a pack contradicts itself, and how; null when it is sound. Applied to packs that come as files, and by tests to our own. */
export const packTrouble = (pack: Pack): { where: string; why: string } | null => {
  const articles = new Map(pack.articles.map((article) => [article.article, article]))
  if (articles.size !== pack.articles.length) return { where: 'articles', why: 'an article stands twice' }
  const rows = new Set<string>()
  for (const { place, how } of pack.coverage) {
    const key = JSON.stringify(place)
    if (rows.has(key)) return { where: `coverage ${key}`, why: 'the row stands twice' }
    rows.add(key)
    if (articles.has(place.article) === (how === 'textMissing')) return { where: `coverage ${key}`, why: 'row and text do not agree' }
    if (how !== 'textMissing' && !isThere(pack, place)) return { where: `coverage ${key}`, why: 'no such paragraph' }
  }
  for (const { article } of pack.articles) {
    if (pack.coverage.every(({ place }) => place.article !== article)) return { where: `article ${article}`, why: 'no coverage row' }
  }
  const ids = new Set<string>()
  for (const rule of pack.rules) {
    if (ids.has(rule.id)) return { where: rule.id, why: 'the rule stands twice' }
    ids.add(rule.id)
    if (!rule.id.startsWith(`${pack.id}/`) && !rule.id.startsWith(`${pack.id}:`)) return { where: rule.id, why: 'not named after its pack' }
    if (rule.kind === 'deadline' && (rule.limit === null) === (rule.manner === 'within')) return { where: rule.id, why: 'manner and limit do not agree' }
    if (rule.place !== null && pack.articles.length > 0 && !isThere(pack, rule.place)) return { where: rule.id, why: 'no such article or paragraph' }
  }
  return null
}

const itemMark = /（[一二三四五六七八九十]+）/g

/** Paragraphs and items are counted in the official text; a translation's lines are not the law's. */
const isThere = ({ articles }: Pack, { article, paragraph = 1, item = 0 }: Place): boolean => {
  const found = articles.find((one) => one.article === article)
  if (found === undefined) return false
  const official = found.wording.find(({ lang, kind }) => lang === 'zh' && kind === 'official')
  if (official === undefined) return true
  const lines = official.text.split('\n').filter((line) => !line.startsWith('（'))
  return paragraph <= lines.length && item <= (official.text.match(itemMark)?.length ?? 0)
}
