/** Fewest characters of a passphrase. */
export const passphraseShortest = 10
const fewestDifferent = 5

/** Rows people walk along, forwards and backwards. */
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']
const walks = rows.flatMap((row) => [row, [...row].reverse().join('')])

/** Length of the passphrase with every walk along a row (four or more characters) counted as one. */
const lengthWithoutWalks = (text: string): number => {
  const characters = [...text]
  let length = 0
  for (let at = 0; at < characters.length; length++) {
    let end = at + 4
    while (end <= characters.length && walks.some((walk) => walk.includes(characters.slice(at, end).join('')))) end++
    at = end - 1 >= at + 4 ? end - 1 : at + 1
  }
  return length
}

const repeats = (text: string): boolean => {
  const characters = [...text]
  for (let period = 1; period <= characters.length / 2; period++) {
    if (characters.every((character, index) => character === characters[index % period])) return true
  }
  return false
}

/**
 * Why a passphrase is not taken, or null when it is: what is guessed first is short, has few different characters, is a
 * repetition, a walk along the keyboard or the alphabet, or the user's own name.
 */
export const passphraseTrouble = (passphrase: string, userName: string): 'short' | 'name' | 'simple' | null => {
  const text = passphrase.normalize('NFC').toLowerCase()
  if ([...text].length < passphraseShortest) return 'short'
  const name = userName.normalize('NFC').trim().toLowerCase()
  if ([...name].length >= 2 && text.includes(name)) return 'name'
  return new Set(text).size < fewestDifferent || repeats(text) || lengthWithoutWalks(text) < 6 ? 'simple' : null
}

const pools: readonly (readonly [RegExp, number])[] = [
  [/[0-9]/, 10],
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[ -/:-@[-`{-~]/, 33],
  [/[^ -~]/, 2500], // Han characters in everyday use
]

/** A meter for the eye, 1 to 4: about how much a guesser must try. It refuses nothing; `passphraseTrouble` does. */
export const passphraseStrength = (text: string): 1 | 2 | 3 | 4 => {
  const pool = pools.reduce((sum, [kind, size]) => (kind.test(text) ? sum + size : sum), 0)
  const length = (lengthWithoutWalks(text.toLowerCase()) + new Set(text).size) / 2
  const bits = length * Math.log2(Math.max(pool, 2))
  if (bits < 40) return 1
  if (bits < 55) return 2
  return bits < 75 ? 3 : 4
}
