/**
 * Texts as papers show them. What is shown is what is signed: harmless invisible characters are left out, those that
 * change what the eye sees (order of writing, overprinting controls) are refused by name.
 */

const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g
/** Zero-width space and joiners, soft hyphen, byte-order mark, variation selectors: without them the same is read. */
const unseen = /\u00ad|[\u200b-\u200d]|\u2060|\ufeff|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu
const decomposed = /[^\p{M}]\p{M}+/gu

/** Composed letters; line ends as \n; tabs as spaces. Single ideographs that Unicode would replace (﨑) stay. */
export const tidyText = (text: string): string =>
  text
    .replace(lineEnds, '\n')
    .replaceAll('\t', ' ')
    .replace(unseen, '')
    .replace(decomposed, (letter) => letter.normalize('NFC'))

/** Controls, marks of the direction of writing, tags, lone surrogates, private use, what is no character. */
const refused = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u

/** U+20BB7. */
export const codePointName = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The first character of a tidy text that no paper may hold, or null. */
export const refusedCharacter = (text: string): string | null => {
  for (const character of text) if (character !== '\n' && refused.test(character)) return character
  return null
}
