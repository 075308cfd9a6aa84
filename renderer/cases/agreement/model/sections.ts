/** The parts of the form, in the order of the text. */
export const sections = [
  'head',
  'parties',
  'basis',
  'content',
  'purpose',
  'way',
  'clauses',
  'validity',
  'items',
  'persons',
  'pledge',
  'exchange',
  'disposal',
] as const
export type Section = (typeof sections)[number]

const annexes: ReadonlySet<string> = new Set(['items', 'persons', 'pledge', 'exchange', 'disposal'])

/** In which part of the form a place stands. */
export const sectionOf = (path: string): Section => {
  const [first = '', second = ''] = path.split('.')
  const named = first === 'annexes' && annexes.has(second) ? second : first
  return sections.find((each) => each === named) ?? 'head'
}

/** The field to go to for a place that is none itself: a clause, a list, a part as a whole. */
export const fieldFor = (path: string): string => {
  if (/^clauses\.\d+$/.test(path)) return `${path}.text`
  if (path === 'content') return 'content.grade'
  if (/^(head\.requests|basis\.rules|content\.resources|annexes\.(items|persons|disposal))\.\d+$/.test(path))
    return `${path}.${firstCell[path.replace(/\.\d+$/, '')]}`
  return path
}

const firstCell: Readonly<Record<string, string>> = {
  'head.requests': 'number',
  'basis.rules': 'title',
  'content.resources': 'name',
  'annexes.items': 'item',
  'annexes.persons': 'name',
  'annexes.disposal': 'data',
}
