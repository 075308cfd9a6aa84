// Only what this file made is ever spliced in: an object from outside that happens to look like a statement stays a value.
const mark = Symbol('sql')

/** A statement whose values are parameters and never text. */
export type Sql = { readonly text: string; readonly values: readonly unknown[]; readonly [mark]: true }

const statement = (text: string, values: readonly unknown[]): Sql => ({ text, values, [mark]: true })

const texts = new WeakMap<TemplateStringsArray, string>()

const isSql = (value: unknown): value is Sql => typeof value === 'object' && value !== null && mark in value

/**
 * SQL that looks like SQL: `${value}` becomes a parameter, `${sql`…`}` is spliced in. Booleans become 0/1,
 * undefined is refused (an absent value is null on purpose or a mistake).
 */
export const sql = (strings: TemplateStringsArray, ...values: readonly unknown[]): Sql => {
  if (!values.some(isSql)) {
    let text = texts.get(strings)
    if (text === undefined) {
      text = strings.join('?')
      texts.set(strings, text)
    }
    return statement(text, values.map(bind))
  }
  let text = strings[0] ?? ''
  const bound: unknown[] = []
  values.forEach((value, index) => {
    if (isSql(value)) {
      text += value.text
      bound.push(...value.values)
    } else {
      text += '?'
      bound.push(bind(value))
    }
    text += strings[index + 1] ?? ''
  })
  return statement(text, bound)
}

/** `${list(ids)}` in an IN clause. An empty list matches nothing. */
export const list = (values: readonly unknown[]): Sql =>
  statement(values.length === 0 ? '(SELECT 1 WHERE 0)' : `(${values.map(() => '?').join(',')})`, values.map(bind))

/** The name of a table or column that is known only at run time. */
export const identifier = (name: string): Sql => statement(`"${name.replaceAll('"', '""')}"`, [])

/** Conditions joined by AND; none is true. */
export const all = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0
    ? statement('1', [])
    : statement(
        conditions.map((c) => `(${c.text})`).join(' AND '),
        conditions.flatMap((c) => [...c.values]),
      )

const bind = (value: unknown): unknown => {
  if (value === undefined) throw new TypeError('undefined is not a value for SQL')
  return typeof value === 'boolean' ? Number(value) : value
}
