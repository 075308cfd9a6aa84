import { type Draft, fromComment, longestCell, type Skipped, splitType } from './draft.ts'
import { type Token, tokensOf } from './sql-tokens.ts'

type Column = { line: number; table: string; name: string; type: string; comment: string; isKey: boolean; isRequired: boolean; values: string[] }

export const looksLikeDdl = (text: string): boolean => /\bcreate\s+(?:\w+\s+){0,4}table\b/iu.test(text)

/**
 * Columns of CREATE TABLE statements as MySQL, Oracle, Dameng, Kingbase, PostgreSQL, DB2 and SQL Server write them, with
 * comments from COMMENT, COMMENT ON COLUMN, sp_addextendedproperty or a -- at the end of the column's line.
 */
export const draftsFromDdl = (text: string): { drafts: Iterable<Draft>; skipped: Skipped[] } => {
  const statements = splitStatements(tokensOf(text))
  const columns: Column[] = []
  const skipped: Skipped[] = []
  for (const statement of statements) {
    if (isWord(statement[0], 'create')) {
      const found = createTable(statement)
      for (const column of found) columns.push(column)
      if (found.length > 0) continue
      if (statement.some((token) => isWord(token, 'table'))) skipped.push({ line: statement[0]?.line ?? 1, reason: 'notUnderstood' })
    }
  }
  for (const statement of statements) addLater(statement, columns)
  return { drafts: asDrafts(columns), skipped }
}

const isWord = (token: Token | undefined, word: string): boolean => token?.kind === 'word' && !token.quoted && token.text.toLowerCase() === word
const isMark = (token: Token | undefined, mark: string): boolean => token?.kind === 'mark' && token.text === mark
const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** By semicolons, by GO, and where a new statement plainly begins. */
const splitStatements = (tokens: readonly Token[]): Token[][] => {
  const statements: Token[][] = []
  let current: Token[] = []
  let depth = 0
  const end = () => {
    const start = current.findIndex(({ kind }) => kind !== 'comment')
    if (start >= 0) statements.push(current.slice(start))
    current = []
    depth = 0
  }
  for (const [index, token] of tokens.entries()) {
    if (isMark(token, '(')) depth++
    if (isMark(token, ')')) depth = Math.max(0, depth - 1)
    const begins =
      isWord(token, 'go') ||
      isWord(token, 'exec') ||
      isWord(token, 'alter') ||
      (isWord(token, 'create') && depth === 0) ||
      (isWord(token, 'comment') && isWord(tokens[index + 1], 'on'))
    if (begins && depth === 0) end()
    if (isMark(token, ';') && depth === 0) end()
    else if (!isWord(token, 'go') || depth > 0) current.push(token)
  }
  end()
  return statements
}

/** A name, maybe qualified: the last part, and where it ends. */
const nameAt = (tokens: readonly Token[], at: number): { name: string; parts: string[]; next: number } => {
  const parts: string[] = []
  let next = at
  while (tokens[next]?.kind === 'word' || (parts.length > 0 && tokens[next]?.kind === 'text')) {
    parts.push(tokens[next]?.text ?? '')
    next++
    if (!isMark(tokens[next], '.')) break
    next++
  }
  return { name: parts.at(-1) ?? '', parts, next }
}

const createTable = (statement: readonly Token[]): Column[] => {
  let at = statement.findIndex((token) => isWord(token, 'table')) + 1
  if (at === 0 || at > 6) return []
  while (isWord(statement[at], 'if') || isWord(statement[at], 'not') || isWord(statement[at], 'exists')) at++
  const { name: table, next } = nameAt(statement, at)
  if (!isMark(statement[next], '(')) return []
  const columns: Column[] = []
  const keys: string[] = []
  for (const part of definitions(statement, next + 1)) {
    const constraint = keyColumns(part)
    if (constraint !== null) keys.push(...constraint)
    else {
      const column = columnOf(part, table)
      if (column !== null) columns.push(column)
    }
  }
  markKeys(columns, table, keys)
  return columns
}

/** The pieces between commas inside the outer brackets; a comment behind a comma belongs to the piece before it. */
const definitions = (tokens: readonly Token[], start: number): Token[][] => {
  const parts: Token[][] = [[]]
  let depth = 0
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    if (isMark(token, '(')) depth++
    if (isMark(token, ')')) {
      if (depth === 0) {
        const behind = tokens[at + 1]
        if (behind?.kind === 'comment') parts.at(-1)?.push(behind)
        break
      }
      depth--
    }
    const previous = parts.at(-2)
    if (token.kind === 'comment' && parts.at(-1)?.length === 0 && previous?.at(-1)?.line === token.line) previous.push(token)
    else if (isMark(token, ',') && depth === 0) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts.filter((part) => part.some(({ kind }) => kind !== 'comment'))
}

const constraintWords = new Set([
  'not', // NOT CLUSTER PRIMARY KEY, as Dameng writes it

  'primary',
  'unique',
  'key',
  'index',
  'fulltext',
  'spatial',
  'foreign',
  'check',
  'constraint',
  'exclude',
  'like',
  'period',
  'cluster',
  'partition',
  'supplemental',
])

/** The columns of a PRIMARY KEY constraint, [] for another constraint, null for a column's definition. */
const keyColumns = (part: readonly Token[]): string[] | null => {
  const first = part.find(({ kind }) => kind !== 'comment')
  if (first === undefined || first.kind !== 'word' || first.quoted || !constraintWords.has(first.text.toLowerCase())) return null
  // A column may be called `key` or `index`: then its second token is a type without brackets around names.
  if (/^(?:key|index|period|partition|cluster|like)$/iu.test(first.text) && !part.some((token) => isMark(token, '(')))
    return first.text.toLowerCase() === 'like' ? [] : null
  const primary = part.findIndex((token) => isWord(token, 'primary'))
  if (primary < 0 || !isWord(part[primary + 1], 'key')) return []
  const open = part.findIndex((token, index) => index > primary && isMark(token, '('))
  const names: string[] = []
  for (let at = open + 1; open > 0 && at < part.length && !isMark(part[at], ')'); at++) {
    const token = part[at]
    if (token?.kind === 'word' && (token.quoted || !/^(?:asc|desc)$/iu.test(token.text))) names.push(token.text)
  }
  return names
}

const markKeys = (columns: readonly Column[], table: string, keys: readonly string[]): void => {
  for (const column of columns) {
    if (sameName(column.table, table) && keys.some((key) => sameName(key, column.name))) {
      column.isKey = true
      column.isRequired = true
    }
  }
}

/** Words that end a type and begin a column's other clauses. */
const afterType = new Set(
  'not null default primary unique comment auto_increment autoincrement identity check references constraint collate character charset generated encode on sparse visible invisible enable disable as storage rowguidcol key virtual'.split(
    ' ',
  ),
)

const columnOf = (part: readonly Token[], table: string): Column | null => {
  const tokens = part.filter(({ kind }) => kind !== 'comment')
  const [first] = tokens
  if (first === undefined || first.kind !== 'word' || tokens.length < 2) return null
  const { text: type, values, next } = typeOf(tokens, 1)
  const has = (...words: string[]) => tokens.some((_, index) => index >= next && words.every((word, i) => isWord(tokens[index + i], word)))
  const said = tokens.findIndex((token, index) => index >= next && isWord(token, 'comment'))
  const comment = said < 0 ? undefined : tokens.slice(said + 1).find(({ kind }) => kind === 'text')?.text
  const trailing = part.find(({ kind }, index) => kind === 'comment' && index > 0)?.text
  const isKey = has('primary', 'key')
  return { line: first.line, table, name: first.text, type, values, comment: comment ?? trailing ?? '', isKey, isRequired: isKey || has('not', 'null') }
}

/** `character varying(20)`, `timestamp(6) with time zone`, `decimal(18, 2) unsigned`, `enum('1','2')`. */
const typeOf = (tokens: readonly Token[], start: number): { text: string; values: string[]; next: number } => {
  const { name, next: afterName } = nameAt(tokens, start)
  let text = name
  let next = afterName
  const values: string[] = []
  for (; next < tokens.length; next++) {
    const token = tokens[next]
    if (token === undefined) break
    if (isMark(token, '(') && !text.includes('(')) {
      const close = tokens.findIndex((one, index) => index > next && isMark(one, ')'))
      const inside = tokens.slice(next + 1, close < 0 ? tokens.length : close)
      for (const one of inside) if (one.kind === 'text') values.push(one.text)
      text +=
        values.length > 0
          ? '()'
          : `(${inside
              .map((one) => (isMark(one, ',') ? ',' : ` ${one.text}`))
              .join('')
              .trim()})`
      next = close < 0 ? tokens.length : close
    } else if (token.kind === 'word' && !token.quoted && !endsType(tokens, next)) text += ` ${token.text}`
    else break
  }
  return { text, values, next }
}

/** `character` begins CHARACTER SET here; as a type it stands first and is never asked about. */
const endsType = (tokens: readonly Token[], at: number): boolean => afterType.has(tokens[at]?.text.toLowerCase() ?? '')

/** What comes after the table: comments and keys. */
const addLater = (statement: readonly Token[], columns: readonly Column[]): void => {
  if (isWord(statement[0], 'comment') && isWord(statement[1], 'on') && isWord(statement[2], 'column')) {
    const { parts } = nameAt(statement, 3)
    const said = statement.find(({ kind }, index) => kind === 'text' && index > 3)?.text ?? ''
    comment(columns, parts.at(-2) ?? '', parts.at(-1) ?? '', said)
  } else if (isWord(statement[0], 'alter')) {
    const add = statement.findIndex((token) => isWord(token, 'add'))
    let at = 2
    while (isWord(statement[at], 'only') || isWord(statement[at], 'if') || isWord(statement[at], 'exists')) at++
    if (add > 0) markKeys(columns, nameAt(statement, at).name, keyColumns(statement.slice(add + 1)) ?? [])
  } else if (statement.some(({ text }) => /^sp_addextendedproperty$/iu.test(text))) {
    const texts = statement.filter(({ kind }) => kind === 'text').map(({ text }) => text)
    const level = texts.findIndex((text) => /^column$/iu.test(text))
    const table = texts.findIndex((text) => /^table$/iu.test(text))
    if (level > 0 && /^ms_description$/iu.test(texts[0] ?? '')) comment(columns, texts[table + 1] ?? '', texts[level + 1] ?? '', texts[1] ?? '')
  }
}

const comment = (columns: readonly Column[], table: string, name: string, said: string): void => {
  for (const column of columns) if (sameName(column.name, name) && (table === '' || sameName(column.table, table))) column.comment = said
}

const asDrafts = function* (columns: readonly Column[]): Generator<Draft> {
  for (const column of columns) yield asDraft(column)
}

const asDraft = ({ line, name, type, comment: said, isKey, isRequired, values }: Column): Draft => {
  if (name.length + type.length + said.length > longestCell) return { line, fields: 'tooLong' }
  const shape = values.length > 0 ? { dataType: splitType(type.replace(/\(.*$/u, '')).dataType, length: '' } : splitType(type)
  const coded = values.length > 0 ? { isCoded: true, codeSet: values.join('、').slice(0, 500) } : {}
  return { line, fields: { ...(said === '' ? { name } : fromComment(said)), nameEn: name, ...shape, isKey, isRequired, ...coded } }
}
