/** `word`: bare or quoted identifier or number; `text`: a string literal; `mark`: one sign; `comment`: the rest of a line after --. */
export type Token = { kind: 'word' | 'text' | 'mark' | 'comment'; text: string; quoted: boolean; line: number }

const closing: Readonly<Record<string, string>> = { '"': '"', '`': '`', '[': ']' }
const wordStart = /[\p{L}\p{N}_$#@]/u

/** Statements of any dialect, cut into tokens. Unclosed quotes end with the text; nothing throws. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  let line = 1
  const add = (kind: Token['kind'], value: string, quoted = false) => tokens.push({ kind, text: value, quoted, line })
  const skipTo = (end: number) => {
    for (let i = at; i < end; i++) if (text.charCodeAt(i) === 10) line++
    at = end
  }
  while (at < text.length) {
    const character = text.charAt(at)
    const two = text.slice(at, at + 2)
    if (two === '--') {
      const end = lineEnd(text, at)
      add('comment', text.slice(at + 2, end).trim())
      at = end
    } else if (two === '/*') {
      const end = text.indexOf('*/', at)
      skipTo(end < 0 ? text.length : end + 2)
    } else if (character === "'" || (/[Nn]/.test(character) && text.charAt(at + 1) === "'")) {
      const { value, end } = literal(text, character === "'" ? at : at + 1, "'")
      add('text', value)
      skipTo(end)
    } else if (character in closing && !(character === '[' && !/^\[[^\]\n]*\]/u.test(text.slice(at, at + 200)))) {
      const { value, end } = literal(text, at, closing[character] ?? character)
      add('word', value, true)
      skipTo(end)
    } else if (wordStart.test(character)) {
      let end = at + 1
      while (end < text.length && /[\p{L}\p{N}_$#@]/u.test(text.charAt(end))) end++
      add('word', text.slice(at, end))
      at = end
    } else {
      if (!/\s/u.test(character)) add('mark', character)
      skipTo(at + 1)
    }
  }
  return tokens
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** A quoted piece: the closing sign doubled stands for itself, as does a sign behind a backslash. */
const literal = (text: string, start: number, close: string): { value: string; end: number } => {
  let value = ''
  let at = start + 1
  for (; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\' && close === "'" && /['"\\nrt]/.test(text.charAt(at + 1))) {
      at++
      const escaped = text.charAt(at)
      value += escaped === 'n' ? '\n' : escaped === 'r' || escaped === 't' ? ' ' : escaped
    } else if (character !== close) value += character
    else if (text.charAt(at + 1) === close) {
      value += close
      at++
    } else return { value, end: at + 1 }
  }
  return { value, end: at }
}
