/**
 * What may not be lost. Every word a person of the simulation ever wrote is one of `词1`, `词2` …, and none is written
 * twice, so that each can be looked for wherever it may have come to.
 */
export const wordsIn = (value: unknown): Set<string> => new Set(JSON.stringify(value ?? null).match(/词\d+\b/g) ?? [])

export type Words = {
  fresh(): string
  /** Somebody wrote `after` where they saw `before`. */
  wrote(id: string, before: unknown, after: unknown): void
  /** A backup was put in the place of what held these words. They need be in a history only, not in the text. */
  rolledBack(words: Iterable<string>): void
  /** … and nobody else had them: given up by whoever chose the backup. */
  givenUp(words: Iterable<string>): void
  /** What went though nobody wanted it, given all histories and the texts in the end. */
  losses(histories: unknown, final: unknown): string[]
}

export const watchWords = (): Words => {
  let count = 0
  const written = new Map<string, string>()
  /** Replaced, or deleted with their entry, by somebody who saw them; whoever brings an entry back may bring an older text. */
  const replaced = new Set<string>()
  const rolled = new Set<string>()
  const given = new Set<string>()
  return {
    fresh: () => `词${count++}`,
    wrote: (id, before, after) => {
      const kept = wordsIn(after)
      for (const each of kept) if (!written.has(each)) written.set(each, id)
      for (const each of wordsIn(before)) if (!kept.has(each)) replaced.add(each)
    },
    rolledBack: (words) => {
      for (const each of words) rolled.add(each)
    },
    givenUp: (words) => {
      for (const each of words) given.add(each)
    },
    losses: (histories, final) => {
      const told = wordsIn(histories)
      const there = wordsIn(final)
      return [...written].flatMap(([each, id]) => {
        if (given.has(each)) return []
        if (!told.has(each)) return [`${each} of ${id} is in no history`]
        return there.has(each) || replaced.has(each) || rolled.has(each) ? [] : [`${each} of ${id} went though nobody replaced it`]
      })
    },
  }
}
