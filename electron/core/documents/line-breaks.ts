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

/** `at` units may stand on a line with the rest on the next; blanks between them count for neither. */
const mayBreak = (units: readonly Unit[], at: number): boolean => {
  let [before, after] = [at - 1, at]
  while (units[before]?.kind === 'space') before--
  while (units[after]?.kind === 'space') after++
  return units[before]?.noEnd !== true && units[after]?.noStart !== true
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

/** What it costs a title to part here: nothing behind a mark, most inside quotes or brackets. */
const titleCost = (units: readonly Unit[], at: number): number => {
  const [before, after] = [units[at - 1], units[at]]
  if (before === undefined || after === undefined || !mayBreak(units, at)) return Number.POSITIVE_INFINITY
  if (before.kind === 'space' || before.noStart || after.noEnd) return 0
  const inside = units.slice(0, at).reduce((depth, unit) => depth + (unit.noEnd ? 1 : /[”’》」』】〕）]/.test(unit.text) ? -1 : 0), 0)
  // 的 and 和 belong to what stands before them.
  return inside > 0 || /^[的和与及等]$/.test(after.text) ? 0.15 : 0.04
}

/** A title in as few lines as it needs, alike in length, parted at its joints (GB/T 9704, 7.3.1: 词意完整，排列对称). */
export const titleLines = (text: string, measure: (text: string) => number, most: number): Line[] =>
  text.split('\n').flatMap((part) => {
    const greedy = breakLines(part, measure, most, most)
    const units = cut(part).map((unit) => judged(unit, measure))
    const target = widthOf(units) / greedy.length
    type Way = { cost: number; ends: number[] }
    const none: Way = { cost: Number.POSITIVE_INFINITY, ends: [] }
    const lineOf = (from: number, to: number): Unit[] => {
      const start = units.slice(from, to).findIndex(({ kind }) => kind !== 'space')
      return trimmed(units.slice(from + Math.max(0, start), to))
    }
    let ways = new Map<number, Way>([[0, { cost: 0, ends: [] }]])
    for (let count = 1; count <= greedy.length; count++) {
      const next = new Map<number, Way>()
      for (const [from, way] of ways) {
        for (let to = from + 1; to <= units.length; to++) {
          const width = widthOf(lineOf(from, to))
          if (width > most + rounding) break
          const parting = to === units.length ? 0 : titleCost(units, to)
          const cost = way.cost + parting + ((target - width) / most) ** 2
          if (cost < (next.get(to) ?? none).cost) next.set(to, { cost, ends: [...way.ends, to] })
        }
      }
      ways = next
    }
    const best = ways.get(units.length)
    if (best === undefined) return greedy
    return best.ends.map((to, at) => {
      const line = lineOf(best.ends[at - 1] ?? 0, to)
      return { units: line, width: widthOf(line), last: true }
    })
  })
