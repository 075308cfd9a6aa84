/**
 * The English half of a text file is typed by the Chinese half: a key missing in either does not compile. English may
 * add `key_one` for a count of one.
 */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> } & {
  readonly [K in keyof T & string as T[K] extends string ? `${K}_one` : never]?: string
}
