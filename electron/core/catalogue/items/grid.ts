/** One row of pasted cells and the line it began on. */
export type GridRow = { line: number; cells: string[] }

/**
 * Cells as Excel and WPS put them on the clipboard: tabs between, a cell with line breaks or tabs in double quotes,
 * quotes inside doubled. A quote that is not closed before a tab or a line's end is an ordinary character.
 */
const split = (text: string, delimiter: string): GridRow[] => {
  const rows: GridRow[] = []
  let cells: string[] = []
  let line = 1
  let started = 1
  let at = 0
  const end = () => {
    rows.push({ line: started, cells })
    cells = []
  }
  while (at <= text.length) {
    const quoted = text.charAt(at) === '"' ? quotedCell(text, at, delimiter) : null
    let next: number
    if (quoted === null) {
      next = at
      while (next < text.length && text.charAt(next) !== delimiter && text.charAt(next) !== '\n') next++
      cells.push(text.slice(at, next).trim())
    } else {
      cells.push(quoted.text.trim())
      line += quoted.breaks
      next = quoted.next
    }
    if (next >= text.length) {
      end()
      return rows
    }
    if (text.charAt(next) === '\n') {
      end()
      line++
      started = line
    }
    at = next + 1
  }
  return rows
}

const quotedCell = (text: string, start: number, delimiter: string): { text: string; next: number; breaks: number } | null => {
  let value = ''
  let breaks = 0
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\n') breaks++
    if (character !== '"') value += character
    else if (text.charAt(at + 1) === '"') {
      value += '"'
      at++
    } else {
      const after = text.charAt(at + 1)
      return after === delimiter || after === '\n' || after === '' ? { text: value, next: at + 1, breaks } : null
    }
  }
  return null
}

const markdownRule = /^[\s:|-]+$/

/** Rows that hold anything. Tabs decide; without a tab, upright bars or commas that most lines share; else one cell a line. */
export const readGrid = (text: string): GridRow[] => {
  const plain = text.replace(/\r\n?/gu, '\n').replace(/^\ufeff/u, '')
  const filled = (rows: GridRow[]) => rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (plain.includes('\t')) return filled(split(plain, '\t'))
  const lines = plain.split('\n').filter((line) => line.trim() !== '')
  const most = (test: (line: string) => boolean) => lines.filter(test).length > lines.length / 2
  if (lines.length > 1 && most((line) => line.includes('|'))) {
    const rows = plain.split('\n').map((line, index) => ({
      line: index + 1,
      cells: line
        .replace(/^\s*\||\|\s*$/gu, '')
        .split('|')
        .map((cell) => cell.trim()),
      rule: markdownRule.test(line),
    }))
    return filled(rows.flatMap(({ rule, ...row }) => (rule ? [] : [row])))
  }
  for (const comma of [',', '，']) if (lines.length > 1 && most((line) => line.includes(comma))) return filled(split(plain, comma))
  if (lines.length === 1 && /[、，,;；]/u.test(plain))
    return plain
      .split(/[、，,;；\n]+/u)
      .map((cell) => ({ line: 1, cells: [cell.trim()] }))
      .filter(({ cells }) => cells[0] !== '')
  return filled(plain.split('\n').map((line, index) => ({ line: index + 1, cells: [line.trim()] })))
}
