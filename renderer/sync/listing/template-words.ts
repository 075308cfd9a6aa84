import type { ListingTemplate } from '../../../shared/listing/template.ts'

/** Words of one field as they are typed: one a line, the platform's = ours. */
export const wordsText = (words: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(words ?? {})
    .map(([theirs, ours]) => `${theirs}=${ours}`)
    .join('\n')

/** Lines without a platform's word say nothing. */
export const readWords = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const at = line.search(/[=＝]/)
      const theirs = (at < 0 ? '' : line.slice(0, at)).trim()
      return theirs === '' ? [] : [[theirs, line.slice(at + 1).trim()]]
    }),
  )

/** Fields whose words are usually a platform's own; only those a column stands for are asked about. */
export const wordedFields = [
  'shareType',
  'isOpen',
  'updateCycle',
  'theme',
  'formats.formatClass',
  'formats.formatType',
  'shareWayClass',
  'shareWayType',
  'network',
] as const

/** The template with a column's field changed; what went by the old one goes with it. */
export const withColumn = (template: ListingTemplate, column: number, field: string): ListingTemplate => {
  const columns = template.mapping.columns.map((each) => (each.column === column ? { ...each, field } : each))
  const fed = new Set(columns.map((each) => each.field))
  const rows = [...fed].some((path) => path.startsWith('items.'))
  const cell = fed.has('meta.items')
  const items: ListingTemplate['items'] = rows
    ? template.items.as === 'rows'
      ? template.items
      : { as: 'rows', repeat: false }
    : cell
      ? template.items.as === 'cell'
        ? template.items
        : { as: 'cell', between: '、', parts: ['name'], within: '：' }
      : { as: 'none' }
  const deletions = template.out.deletions.as === 'rows' && !fed.has('meta.action') ? ({ as: 'none' } as const) : template.out.deletions
  return {
    ...template,
    mapping: { ...template.mapping, columns },
    items,
    words: Object.fromEntries(Object.entries(template.words).filter(([path]) => fed.has(path))),
    status: fed.has('meta.status') ? template.status : {},
    out: { ...template.out, deletions },
  }
}
