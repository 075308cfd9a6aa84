export type Mark = { text: string; hit: boolean }

/** Which characters of a line a word of pinyin (letters only, initials or full) stands for; null: none. */
export type PinyinMatch = (line: string, word: string) => readonly number[] | null

/**
 * Where the typed words stand in a line of text: Han runs and Latin words as typed, without regard to case; letters
 * that do not stand there by the characters they are the pinyin of, once `pinyin` is at hand.
 */
export const marks = (line: string, typed: string, pinyin: PinyinMatch | null = null): Mark[] => {
  const terms = typed.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}_/.-]+/gu) ?? []
  const lower = line.toLowerCase()
  if (terms.length === 0 || lower.length !== line.length) return [{ text: line, hit: false }]
  const hit = new Array<boolean>(line.length).fill(false)
  for (const term of terms) {
    let at = lower.indexOf(term)
    if (at === -1 && /^[a-z]+$/.test(term)) for (const index of pinyin?.(line, term) ?? []) hit[index] = true
    for (; at !== -1; at = lower.indexOf(term, at + term.length)) hit.fill(true, at, at + term.length)
  }
  const found: Mark[] = []
  for (let at = 0; at < line.length; at += 1) {
    const last = found.at(-1)
    if (last !== undefined && last.hit === hit[at]) last.text += line[at]
    else found.push({ text: line[at] as string, hit: hit[at] as boolean })
  }
  return found
}
