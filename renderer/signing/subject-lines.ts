import { flatText } from '../../shared/agreements/flat.ts'
import { agreementTextSchema, clauseWords } from '../../shared/cases/agreement-text.ts'
import type { Language } from '../../shared/errors.ts'
import type { Subject } from '../../shared/signing/statement.ts'

/** One place of what is signed, as it is read. A heading has no value. */
export type SubjectLine = { depth: number; label: string; value: string | null }

type Words = { yes: string; no: string; none: string; item(at: number): string }

const plain = (value: unknown, words: Words): string | null => {
  if (value === null || value === '') return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

const linesOf = (label: string, value: unknown, depth: number, words: Words): SubjectLine[] => {
  const said = plain(value, words)
  if (said !== null) return [{ depth, label, value: said }]
  const inside: [string, unknown][] = Array.isArray(value) ? value.map((one, at) => [words.item(at + 1), one]) : Object.entries(value as object)
  if (inside.length === 0) return [{ depth, label, value: words.none }]
  return [{ depth, label, value: null }, ...inside.flatMap(([name, one]) => linesOf(name, one, depth + 1, words))]
}

/** An agreement by the names its places have in law and practice; the blanks of clauses stand filled in in their wording. */
const linesOfAgreement = (content: Subject['content'], language: Language, words: Words): SubjectLine[] | null => {
  const read = agreementTextSchema.safeParse(content)
  if (!read.success) return null
  const { places, lists } = flatText(read.data)
  const clauses: SubjectLine[] = read.data.clauses.flatMap((clause, at) => [
    { depth: 1, label: `${at + 1}. ${clause.heading}`, value: clauseWords(clause) },
    { depth: 2, label: clause.id, value: String(clause.version) },
  ])
  return [
    ...[...places.values()].map(({ where, value }) => ({ depth: 0, label: where[language], value: value === '' ? words.none : value })),
    ...[...lists].flatMap(([key, { where, rows }]): SubjectLine[] => {
      if (rows.length === 0) return [{ depth: 0, label: where[language], value: words.none }]
      const inside =
        key === 'clauses'
          ? clauses
          : rows.flatMap(({ name, cells }): SubjectLine[] => [
              { depth: 1, label: name, value: null },
              ...[...cells.values()].map((cell) => ({ depth: 2, label: cell.where[language], value: cell.value === '' ? words.none : cell.value })),
            ])
      return [{ depth: 0, label: where[language], value: null }, ...inside]
    }),
  ]
}

/** Everything a subject says, place by place: nothing of it is left out. */
export const subjectLines = ({ kind, content }: Pick<Subject, 'kind' | 'content'>, language: Language, words: Words): SubjectLine[] =>
  (kind === 'agreement' ? linesOfAgreement(content, language, words) : null) ??
  Object.entries(content).flatMap(([label, value]) => linesOf(label, value, 0, words))
