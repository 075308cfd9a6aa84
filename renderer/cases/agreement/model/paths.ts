import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'

/** The paths of a text's single places that hold a value of a kind; rows of lists are reached by their number. */
type PathsTo<T, V> = {
  [K in keyof T & string]: NonNullable<T[K]> extends readonly unknown[]
    ? never
    : NonNullable<T[K]> extends object
      ? `${K}.${PathsTo<NonNullable<T[K]>, V>}`
      : [T[K]] extends [V]
        ? K
        : never
}[keyof T & string]

export type WordsPath = PathsTo<AgreementText, string>
export type DayPath = Exclude<PathsTo<AgreementText, string | null>, WordsPath | 'head.renews'>
export type FlagPath = PathsTo<AgreementText, boolean>
export type NumberPath = PathsTo<AgreementText, number>

/** What stands at `annexes.items.3.item`; undefined where there is no such place. */
export const valueAt = (text: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), text)

/** The same with another value at a place; everything beside the way there stays the very same object. */
export const putAt = <T>(text: T, path: string, value: unknown): T => put(text, path.split('.'), value) as T

const put = (node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown => {
  if (key === undefined) return value
  if (Array.isArray(node)) return node.map((row: unknown, at) => (String(at) === key ? put(row, rest, value) : row))
  if (typeof node !== 'object' || node === null) return node
  return { ...node, [key]: put((node as Record<string, unknown>)[key], rest, value) }
}
