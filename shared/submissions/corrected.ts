import { canonicalJson } from '../canonical.ts'
import type { SubmissionDocument } from './document.ts'
import { type FigureRef, refKey } from './template.ts'

/** What a version says, as far as the one after it is compared with it. */
export type SaidBefore = Pick<SubmissionDocument, 'explanations' | 'reconciliations' | 'statements' | 'remedies'> & {
  figures: (FigureRef & { value: string | null })[]
}

/** Of a version that is to be corrected: what is kept with the corrected one, so that the comparison needs nothing else. */
export const saidIn = ({ figures, explanations, reconciliations, statements, remedies }: SaidBefore): SaidBefore => ({
  figures: figures.map(({ indicator, key, value }) => ({ indicator, key, value })),
  ...{ explanations, reconciliations, statements, remedies },
})

const inOrder = (a: FigureRef, b: FigureRef): number => (refKey(a) < refKey(b) ? -1 : refKey(a) > refKey(b) ? 1 : 0)

/** Which of two lists' entries say something else, are new, or are gone; who said it is not what is said. */
const differing = <T extends { by: string }>(was: readonly T[], is: readonly T[], keyOf: (one: T) => string): T[] => {
  const words = ({ by: _, ...said }: T): string => canonicalJson(said)
  const before = new Map(was.map((one) => [keyOf(one), one]))
  const now = new Map(is.map((one) => [keyOf(one), one]))
  return [...new Map([...before, ...now]).entries()].flatMap(([key, one]) => {
    const [a, b] = [before.get(key), now.get(key)]
    return a !== undefined && b !== undefined && words(a) === words(b) ? [] : [one]
  })
}

const refOf = ({ indicator, key }: FigureRef): FigureRef => ({ indicator, key })

/** What a corrected version says otherwise than the one it takes the place of: every figure, computed or by hand, and all that was filled in. */
export const correctedParts = (was: SaidBefore, is: SaidBefore): Pick<NonNullable<SubmissionDocument['replaces']>, 'figures' | 'others'> => {
  const before = new Map(was.figures.map((figure) => [refKey(figure), figure]))
  const now = new Map(is.figures.map((figure) => [refKey(figure), figure]))
  return {
    figures: [...new Map([...before, ...now]).values()].sort(inOrder).flatMap((ref) => {
      const [from, to] = [before.get(refKey(ref))?.value ?? null, now.get(refKey(ref))?.value ?? null]
      return from === to ? [] : [{ ...refOf(ref), from, to }]
    }),
    others: {
      explanations: differing(was.explanations, is.explanations, refKey).map(refOf).sort(inOrder),
      reconciliations: differing(was.reconciliations, is.reconciliations, refKey).map(refOf).sort(inOrder),
      statements: differing(was.statements, is.statements, ({ line }) => line)
        .map(({ line }) => line)
        .sort((a, b) => (a < b ? -1 : 1)),
      remedies: canonicalJson(was.remedies) !== canonicalJson(is.remedies),
    },
  }
}
