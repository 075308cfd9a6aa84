/**
 * Where a line may end (禁则处理 of GB/T 15834 and CLREQ): no line begins with a closing mark or ends with an opening one, marks of
 * two characters and words and numbers stay whole. What would break a rule is pushed to the next line.
 */

export type Unit = {
  text: string
  width: number
  /** Gaps beside `han` stretch in a justified line, and so do spaces. */
  kind: 'han' | 'word' | 'space'
  /** No line may begin, or end, with it. */
  noStart: boolean
  noEnd: boolean
}

export type Line = { units: Unit[]; width: number /** Of a paragraph, or before a line break in the text. */; last: boolean }

export const notAtStart = '，。、；：？！）》」』】〕〉〗｝］—…～·•%‰℃°”’％‧々ー〜﹏'
export const notAtEnd = '（《「『【〔〈〖｛［“‘￥＄'
const closing = new Set(notAtStart)
const opening = new Set(notAtEnd)
const asciiClosing = /^[)\]}>,.;:!?%]/
const asciiOpening = /[([{<]$/

/** Marks that are set as one: —— …… */
const double = /^(?:——|……)/
/** Letters and digits that belong together; a slash, a hyphen or an @ may be inside. */
const word = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}\p{Nd}\u0021-\u007e\u00a0-\u00b6\u00b8-\u00ff]+/u
const space = /^[ \u3000\u2002\u2003]+/

const cut = (text: string): Pick<Unit, 'text' | 'kind'>[] => {
  const units: Pick<Unit, 'text' | 'kind'>[] = []
  for (let rest = text; rest !== ''; ) {
    const spaces = space.exec(rest)?.[0]
    const letters = spaces === undefined ? (word.exec(rest)?.[0] ?? '').replace(/[°%]$/, '') || undefined : undefined
    const marks = double.exec(rest)?.[0]
    const taken = spaces ?? marks ?? letters ?? String.fromCodePoint(rest.codePointAt(0) ?? 0)
    units.push({ text: taken, kind: spaces !== undefined ? 'space' : letters !== undefined ? 'word' : 'han' })
    rest = rest.slice(taken.length)
  }
  return units
}

/** A number or address so long may part behind its hyphens and slashes. */
const longWord = 14
const parted = (unit: Pick<Unit, 'text' | 'kind'>): Pick<Unit, 'text' | 'kind'>[] =>
  unit.kind === 'word' && unit.text.length >= longWord ? (unit.text.match(/[^-/_]*[-/_]+|[^-/_]+/g) ?? []).map((text) => ({ text, kind: 'word' })) : [unit]

/** A word that no line holds is cut wherever it must be. */
const inPieces = (unit: Pick<Unit, 'text' | 'kind'>, measure: (text: string) => number, most: number): Pick<Unit, 'text' | 'kind'>[] =>
  unit.kind === 'word' && measure(unit.text) > most ? [...unit.text].map((text) => ({ text, kind: 'word' })) : [unit]

const judged = ({ text, kind }: Pick<Unit, 'text' | 'kind'>, measure: (text: string) => number): Unit => ({
  text,
  kind,
  width: measure(text),
  noStart: kind === 'word' ? asciiClosing.test(text) : kind === 'han' && closing.has(String.fromCodePoint(text.codePointAt(0) ?? 0)),
  noEnd: kind === 'word' ? asciiOpening.test(text) : kind === 'han' && opening.has(text),
})

const trimmed = (units: Unit[]): Unit[] => {
  let end = units.length
  while (end > 0 && units[end - 1]?.kind === 'space') end--
  return units.slice(0, end)
}

const widthOf = (units: readonly Unit[]): number => units.reduce((sum, { width }) => sum + width, 0)

/** `at` units may stand on a line with the rest on the next. */
const mayBreak = (units: readonly Unit[], at: number): boolean => {
  const [before, after] = [units[at - 1], units[at]]
  if (before === undefined || after === undefined) return true
  if (after.kind === 'space' || before.kind === 'space') return !(before.kind === 'space' && after.noStart)
  return !after.noStart && !before.noEnd
}

const rounding = 0.01

/** The lines of one paragraph; `first` and `rest` are the widths of its first and its further lines. */
export const breakLines = (text: string, measure: (text: string) => number, first: number, rest: number): Line[] =>
  text.split('\n').flatMap((part, partAt) => {
    const units = cut(part)
      .flatMap(parted)
      .flatMap((unit) => inPieces(unit, measure, Math.min(first, rest)))
      .map((unit) => judged(unit, measure))
    const lines: Line[] = []
    for (let from = 0; from < units.length || lines.length === 0; ) {
      const most = lines.length === 0 && partAt === 0 ? first : rest
      let end = from
      let width = 0
      for (let unit = units[end]; unit !== undefined && (width + unit.width <= most + rounding || unit.kind === 'space'); unit = units[end]) {
        width += unit.width
        end++
      }
      if (end < units.length) {
        let at = end
        while (at > from && !mayBreak(units, at)) at--
        // No rule can be kept in so narrow a place, or one unit is wider than the line.
        end = at > from ? at : Math.max(end, from + 1)
      }
      const line = trimmed(units.slice(from, end))
      lines.push({ units: line, width: widthOf(line), last: end >= units.length })
      from = end
      while (units[from]?.kind === 'space') from++
      if (from >= units.length) {
        const closed = lines.at(-1)
        if (closed !== undefined) closed.last = true
      }
    }
    return lines
  })

/** The narrowest width at which a heading needs no more lines: its lines are then alike. */
export const balancedLines = (text: string, measure: (text: string) => number, most: number): Line[] =>
  text.split('\n').flatMap((part) => {
    const lines = breakLines(part, measure, most, most)
    let [low, high] = [most / (lines.length + 1), most]
    for (let step = 0; step < 12; step++) {
      const middle = (low + high) / 2
      if (breakLines(part, measure, middle, middle).length > lines.length) low = middle
      else high = middle
    }
    return breakLines(part, measure, high, high)
  })
