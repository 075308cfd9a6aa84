/**
 * Signs in front of tokens that say what the token is. All are punctuation or symbols, which `runs.ts` drops, so no
 * text can imitate them; the tokenizer takes everything outside ASCII for letters. The title has tokens of its own:
 * looking for hits in titles never touches what stands elsewhere.
 */
export const mark = {
  /** Text of the title. Other text has no mark. */
  title: '«',
  /** First letter and first two letters of a word of the title, elsewhere. A short prefix would touch much of the index. */
  titleWordStart: '»',
  wordStart: '¤',
  /** A whole code without its separators. */
  wholeCode: '±',
  /** Beginnings of a whole code, and the code itself. */
  codeStart: '§',
  /** Beginnings of a code's later segments. */
  segmentStart: '¦',
  /** A code's segments but the last, written backwards: what a tail across a separator begins with. */
  segmentBackwards: '÷',
  /** The last digits of a code. */
  codeEnd: '¯',
  /** Pinyin of the title: two initials, two syllables, one syllable. */
  titleInitials: '¢',
  titleSyllables: '£',
  titleSyllable: '¥',
  /** Initials of a title's first characters. */
  titleInitialsStart: '®',
  /** Pinyin of the provider and its office. */
  agencyInitials: '¡',
  agencySyllables: '¿',
  agencySyllable: '¬',
  /** Between two syllables. */
  between: '·',
  /** Behind the initials of a whole title. */
  end: '¶',
} as const

/** Beginnings up to this length stand in the index as tokens of their own; longer ones are prefix queries. */
export const startLength = { word: 2, code: 16, segment: 8, backwards: 2, codeEnd: 2, initials: 8 } as const
