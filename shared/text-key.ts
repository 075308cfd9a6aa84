/** Nothing to change: most names are such. */
const plain = /^[\u4e00-\u9fffa-z0-9]*$/
// Characters for private use are kept: names are written with them.
const ignored = /[\s\p{P}\p{S}\p{Cc}\p{Cf}\p{Cs}\p{Cn}]+/gu

const digit = /\d/

/**
 * What is left of a text when width, case, blanks, punctuation and brackets do not count. Two names with one key are
 * told apart by nobody who reads them aloud; headings and dictionary words are compared by it too. Between two digits
 * something is left of them: 1-300 is not 13-00.
 */
export const textKey = (text: string): string =>
  plain.test(text)
    ? text
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replace(ignored, (run, at: number, whole: string) => (digit.test(whole[at - 1] ?? '') && digit.test(whole[at + run.length] ?? '') ? '-' : ''))
