import { added, compared, divided, type Exact, exact, multiplied, negated, roundedTo, zero } from './exact-number.ts'
import { type Block, placeOf } from './workbook-edit.ts'

/**
 * What a formula of a city's form comes to, where that is beyond doubt: numbers, cells, + - * / and percent, SUM, ROUND, IF with
 * numbers compared, IFERROR. For anything else there is no answer, and the program that opens the form counts it itself: a wrong
 * total is worse than none. A library would answer more than that (and HyperFormula is GPL).
 */
export type Value = { kind: 'number'; number: Exact } | { kind: 'blank' } | { kind: 'text'; text: string | null } | { kind: 'error' }

/** Nobody here knows. */
export class Unknown extends Error {}
const unknown = (): never => {
  throw new Unknown()
}

/** What a formula sees of its workbook. Both throw `Unknown` for what is not known. `sheet`: null is its own. */
export type Sight = {
  at(sheet: string | null, row: number, column: number): Value
  within(sheet: string | null, block: Block): Iterable<Value>
}

type Token = { kind: 'number' | 'text' | 'name' | 'sheet' | 'mark'; text: string }

/** As long as Excel lets one be. */
const mostCharacters = 8192

const tokens = (formula: string): Token[] => {
  if (formula.length > mostCharacters) return unknown()
  const found: Token[] = []
  const one =
    /\s*(?:(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|"(?<text>(?:[^"]|"")*)"|(?:'(?<quoted>(?:[^']|'')+)'|(?<bare>[\p{L}_][\p{L}\p{N}_.]*))!|(?<name>\$?[\p{L}_][\p{L}\p{N}_.$]*)|(?<mark><=|>=|<>|[-+*/%(),:=<>]))\s*/uy
  let at = 0
  while (at < formula.length) {
    one.lastIndex = at
    const groups = one.exec(formula)?.groups
    if (groups === undefined) return unknown()
    at = one.lastIndex
    const { number, text, quoted, bare, name, mark } = groups
    if (number !== undefined) found.push({ kind: 'number', text: number })
    else if (text !== undefined) found.push({ kind: 'text', text: text.replaceAll('""', '"') })
    else if (quoted !== undefined || bare !== undefined) found.push({ kind: 'sheet', text: quoted?.replaceAll("''", "'") ?? bare ?? '' })
    else if (name !== undefined) found.push({ kind: 'name', text: name })
    else found.push({ kind: 'mark', text: mark ?? '' })
  }
  return found
}

type Shift = { rows: number; columns: number }
type Place = { row: number; column: number }

const cellName = /^(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})$/
/** A cell as a formula names it, moved with the formula that was filled down; null: no cell. */
const cellOf = (name: string, { rows, columns }: Shift): Place | null => {
  const found = cellName.exec(name)
  const place = found === null ? null : placeOf(`${(found[2] ?? '').toUpperCase()}${found[4]}`)
  if (found === null || place === null) return null
  const moved = { row: place.row + (found[3] === '$' ? 0 : rows), column: place.column + (found[1] === '$' ? 0 : columns) }
  return moved.row < 1 || moved.column < 0 || moved.row > 1_048_576 || moved.column > 16_383 ? unknown() : moved
}

type Range = { sheet: string | null; block: Block }
type Node = (sight: Sight) => Value
type Operand = { value: Node; range: Range | null }

const number = (value: Value): Exact | 'error' => {
  if (value.kind === 'number') return value.number
  if (value.kind === 'blank') return zero
  return value.kind === 'error' ? 'error' : unknown()
}
const error: Value = { kind: 'error' }
const asValue = (one: Exact | null): Value => (one === null ? error : { kind: 'number', number: one })

const both =
  (left: Node, right: Node, count: (a: Exact, b: Exact) => Exact | null): Node =>
  (sight) => {
    const [a, b] = [number(left(sight)), number(right(sight))]
    return a === 'error' || b === 'error' ? error : asValue(count(a, b))
  }

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
}

type Condition = (sight: Sight) => boolean | 'error'

/** Numbers with numbers; a number is never an empty text, and an empty cell is. */
const comparing =
  (left: Node, mark: string, right: Node): Condition =>
  (sight) => {
    const [a, b] = [left(sight), right(sight)]
    if (a.kind === 'error' || b.kind === 'error') return 'error'
    const text = a.kind === 'text' ? a : b.kind === 'text' ? b : null
    if (text === null) return (comparisons[mark] ?? unknown)(compared(number(a) as Exact, number(b) as Exact))
    const other = text === a ? b : a
    if (text.text !== '' || other.kind === 'text' || (mark !== '=' && mark !== '<>')) return unknown()
    return (other.kind === 'blank') === (mark === '=')
  }

/** By its grammar, once; what it comes to is asked of it then. Throws `Unknown`. */
export const parsedFormula = (formula: string, shift: Shift = { rows: 0, columns: 0 }): Node => {
  const all = tokens(formula)
  let at = 0
  const isMark = (text: string): boolean => all[at]?.kind === 'mark' && all[at]?.text === text
  const take = (text: string): void => {
    if (!isMark(text)) unknown()
    at++
  }
  const takeOne = (marks: readonly string[]): string | null => {
    const found = marks.find(isMark) ?? null
    if (found !== null) at++
    return found
  }

  const reference = (sheet: string | null): Operand => {
    const from = cellOf(all[at]?.kind === 'name' ? (all[at]?.text ?? '') : '', shift) ?? unknown()
    at++
    if (takeOne([':']) === null) {
      const range = { sheet, block: { top: from.row, bottom: from.row, left: from.column, right: from.column } }
      return { value: (sight) => sight.at(sheet, from.row, from.column), range }
    }
    const to = cellOf(all[at]?.kind === 'name' ? (all[at]?.text ?? '') : '', shift) ?? unknown()
    at++
    const block = {
      ...{ top: Math.min(from.row, to.row), bottom: Math.max(from.row, to.row) },
      ...{ left: Math.min(from.column, to.column), right: Math.max(from.column, to.column) },
    }
    // A block where one value is meant: which of its cells depends on where the formula stands.
    return { value: unknown, range: { sheet, block } }
  }

  const sum = (): Node => {
    const parts: Operand[] = []
    do parts.push(expression())
    while (takeOne([',']) !== null)
    take(')')
    return (sight) => {
      let total: Exact = zero
      for (const { value, range } of parts)
        for (const one of range === null ? [value(sight)] : sight.within(range.sheet, range.block)) {
          if (one.kind === 'error') return error
          if (one.kind === 'number') total = added(total, one.number)
          // Texts in cells are passed over; written into the formula they are not.
          else if (range === null && one.kind === 'text') return unknown()
        }
      return asValue(total)
    }
  }

  const round = (): Node => {
    const value = expression().value
    take(',')
    const digits = expression().value
    take(')')
    return (sight) => {
      const [one, places] = [number(value(sight)), number(digits(sight))]
      if (one === 'error' || places === 'error') return error
      return places.under !== 1n || places.over > 15n || places.over < -15n ? unknown() : asValue(roundedTo(one, Number(places.over)))
    }
  }

  const condition = (): Condition => {
    const left = expression().value
    const mark = takeOne(Object.keys(comparisons)) ?? unknown()
    return comparing(left, mark, expression().value)
  }

  const choice = (): Node => {
    const holds = condition()
    take(',')
    const then = expression().value
    take(',')
    const otherwise = expression().value
    take(')')
    return (sight) => {
      const held = holds(sight)
      return held === 'error' ? error : held ? then(sight) : otherwise(sight)
    }
  }

  const ifError = (): Node => {
    const value = expression().value
    take(',')
    const instead = expression().value
    take(')')
    return (sight) => {
      const one = value(sight)
      return one.kind === 'error' ? instead(sight) : one
    }
  }
  const functions: Readonly<Record<string, () => Node>> = { SUM: sum, ROUND: round, IF: choice, IFERROR: ifError }

  const primary = (): Operand => {
    const token = all[at] ?? unknown()
    if (token.kind === 'number') {
      at++
      const known = exact(token.text) ?? unknown()
      return { value: () => asValue(known), range: null }
    }
    if (token.kind === 'text') {
      at++
      return { value: () => ({ kind: 'text', text: token.text }), range: null }
    }
    if (token.kind === 'sheet') {
      at++
      return reference(token.text)
    }
    if (token.kind === 'name') {
      const next = all[at + 1]
      if (next?.kind !== 'mark' || next.text !== '(') return reference(null)
      const named = functions[token.text.toUpperCase()] ?? unknown()
      at += 2
      return { value: named(), range: null }
    }
    take('(')
    const inside = expression()
    take(')')
    return inside
  }

  /** A sign binds closer than anything else but percent. */
  const signed = (): Operand => {
    const sign = takeOne(['-', '+'])
    if (sign !== null) {
      const { value } = signed()
      if (sign === '+') return { value, range: null }
      return {
        value: (sight) => {
          const one = number(value(sight))
          return one === 'error' ? error : asValue(negated(one))
        },
        range: null,
      }
    }
    let operand = primary()
    while (takeOne(['%']) !== null) {
      const { value } = operand
      operand = { value: both(value, () => asValue(exact('0.01')), multiplied), range: null }
    }
    return operand
  }

  const product = (): Operand => {
    let left = signed()
    for (let mark = takeOne(['*', '/']); mark !== null; mark = takeOne(['*', '/']))
      left = { value: both(left.value, signed().value, mark === '*' ? multiplied : divided), range: null }
    return left
  }

  function expression(): Operand {
    let left = product()
    for (let mark = takeOne(['+', '-']); mark !== null; mark = takeOne(['+', '-'])) {
      const right = product().value
      left = { value: both(left.value, right, mark === '+' ? added : (a, b) => added(a, negated(b))), range: null }
    }
    return left
  }

  const whole = expression().value
  return at === all.length ? whole : unknown()
}
