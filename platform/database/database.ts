/** SQL with its values apart; only `sql` makes it. */
export type Sql = { text: string; values: unknown[] }

/** Every value becomes a parameter; a nested `Sql` is put in as it is. */
export const sql = (parts: TemplateStringsArray, ...inserted: readonly unknown[]): Sql => {
  let text = parts[0] ?? ''
  const values: unknown[] = []
  inserted.forEach((value, at) => {
    if (isSql(value)) {
      text += value.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + values.length}`)
      values.push(...value.values)
    } else {
      values.push(value)
      text += `$${values.length}`
    }
    text += parts[at + 1] ?? ''
  })
  return { text, values }
}
const isSql = (value: unknown): value is Sql => typeof value === 'object' && value !== null && 'text' in value && 'values' in value

/** One connection, or one transaction on it. */
export type Connection = {
  all<R>(statement: Sql): Promise<R[]>
  one<R>(statement: Sql): Promise<R | undefined>
  /** How many rows were written. */
  run(statement: Sql): Promise<number>
  /** Several statements without values: migrations. */
  script(text: string): Promise<void>
}

/** PostgreSQL, real or embedded: one SQL for both (decisions T8). */
export type Database = Connection & {
  /** Everything or nothing. A failed one that only lost a race is tried again. */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  name: string
  close(): Promise<void>
}

/** SQLSTATE of what succeeds on the next try: serialization failure, deadlock. */
const passing = new Set(['40001', '40P01'])
export const isPassing = (error: unknown): boolean => typeof error === 'object' && error !== null && passing.has(String((error as { code?: unknown }).code))
