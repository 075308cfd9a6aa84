/**
 * How text is cut for the index and for a query. Both sides are cut by the same functions, so whatever a person can
 * copy out of a field finds it again.
 *
 * A run is a stretch of characters that are written without blanks between words (Han, kana, hangul, and the private
 * use area where names without a code point were kept), or the words of any other script that stand side by side.
 * Blanks and punctuation never end a Han run: 人口（试行）信息 is found by 人口试行, and a name that was spaced out in its
 * cell is found as a word.
 */
export type Run = { kind: 'han'; chars: string[] } | { kind: 'words'; words: string[] }

/** One form for full width, upper case and compatibility variants; characters nobody sees are dropped. */
export const fold = (text: string): string => {
  if (plain.test(text)) return text.toLowerCase()
  return text.toWellFormed().normalize('NFKC').replace(invisible, '').toLowerCase().replaceAll('ς', 'σ')
}
// Nothing in here is touched by the steps above, except for upper case.
const plain = /^[ -~、。《》一-鿿]*$/
const invisible = /[\p{Cf}\p{Variation_Selector}]/gu
const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Co}]/u
const letter = /[\p{L}\p{N}\p{M}]/u

const kindOf = (char: string): 'han' | 'letter' | null => {
  const point = char.codePointAt(0) ?? 0
  if (point >= 0x4e00 && point <= 0x9fff) return 'han'
  if (point < 0x80) return (point >= 48 && point <= 57) || (point >= 97 && point <= 122) ? 'letter' : null
  return han.test(char) ? 'han' : letter.test(char) ? 'letter' : null
}

/** A code's segment from its end on: whoever knows a tail knows how this begins. */
export const backwards = (segment: string): string => [...segment].reverse().join('')

/** Cuts folded text. */
export const runsOf = (folded: string): Run[] => {
  const runs: Run[] = []
  let last: Run | undefined
  let word = ''
  const endWord = () => {
    if (word === '') return
    if (last?.kind === 'words') last.words.push(word)
    else {
      last = { kind: 'words', words: [word] }
      runs.push(last)
    }
    word = ''
  }
  for (const char of folded) {
    const kind = kindOf(char)
    if (kind === 'letter') {
      word += char
      continue
    }
    endWord()
    if (kind !== 'han') continue
    if (last?.kind === 'han') last.chars.push(char)
    else {
      last = { kind: 'han', chars: [char] }
      runs.push(last)
    }
  }
  endWord()
  return runs
}

/**
 * 人口信息 -> 人口 口信 信息, and 息 unless more may follow: a run's last character stands alone in the index. A phrase of
 * pairs is exactly the text.
 */
export const pairs = (parts: readonly string[], moreMayFollow: boolean, between = ''): string[] => {
  const tokens: string[] = []
  for (let i = 0; i + 1 < parts.length; i++) tokens.push(`${parts[i]}${between}${parts[i + 1]}`)
  const last = parts.at(-1)
  if (last !== undefined && !moreMayFollow) tokens.push(last)
  return tokens
}
