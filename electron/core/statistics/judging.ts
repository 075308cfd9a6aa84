import type { EntryContent, Finding } from '../../../shared/catalogue.ts'
import { reporter } from '../../../shared/checks/find.ts'
import { requirements } from '../../../shared/checks/requirements.ts'
import { checkBases } from '../../../shared/checks/sharing.ts'
import { type CheckSettings, checkEntry, noNeighbours } from '../../../shared/findings.ts'
import { type PackSet, rulesOf } from '../../../shared/regulations/pack-set.ts'
import { findingColumns } from '../catalogue/checking.ts'

/** What keeps an entry from being complete: the errors among what must be filled in. */
const required: ReadonlySet<string> = new Set(requirements.filter(({ severity }) => severity === 'error').map(({ code }) => code))
/** What is found by asking which bases the law accepts. */
const ofBases = ['shareBasis.kind', 'shareBasis.rejustify'] as const
const aboutBasis: ReadonlySet<string> = new Set<string>([
  ...['missing.shareBasis', 'missing.basisKind', 'missing.basisTitle', 'missing.basisArticle', 'missing.basisQuotation'],
  ...ofBases,
])
const aboutCondition: ReadonlySet<string> = new Set(['shareCondition.fee', 'shareCondition.asksMore', 'shareCondition.unmapped'])
const counted: readonly string[] = [...required, ...aboutBasis, ...aboutCondition]

export type Judged = { complete: boolean; basisDoubtful: boolean; conditionDoubtful: boolean }

/** What a row's findings come to, but for those the law does not ask. There are few different ones among many entries. */
export const createJudging = (silent: ReadonlySet<string> = new Set()): ((codes: string) => Judged) => {
  const known = new Map<string, Judged>()
  return (codes) => {
    const found = known.get(codes)
    if (found !== undefined) return found
    const each = codes.split(' ').filter((code) => !silent.has(code))
    const judged = {
      complete: !each.some((code) => required.has(code)),
      basisDoubtful: each.some((code) => aboutBasis.has(code)),
      conditionDoubtful: each.some((code) => aboutCondition.has(code)),
    }
    known.set(codes, judged)
    return judged
  }
}

/** What findings on record say under the law of another day. `bases`: these are judged anew by it; null: what is on record of them stands. */
export type Recorded = { silent: ReadonlySet<string>; bases: PackSet | null }

const accepted = (set: PackSet): string =>
  JSON.stringify(rulesOf(set, { kind: 'basis' }).flatMap(({ rule, displaced }) => (rule.kind === 'basis' && displaced === null ? [rule.accepts] : [])))

/**
 * Two laws differ for what is counted by what they ask at all and by which bases they accept (shared/findings.ts). Null where one
 * asks what the other did not: that was not looked for, so texts must be read.
 */
export const recordedUnder = (now: PackSet, then: PackSet): Recorded | null => {
  const appears = (code: string): boolean => now.silent.has(code) && !then.silent.has(code)
  if (counted.some((code) => appears(code) && !ofBases.some((one) => one === code))) return null
  const same = accepted(now) === accepted(then) && !ofBases.some(appears)
  return { silent: then.silent, bases: same ? null : then }
}

/** The codes on record, with what the bases are found to be under another law in place of what they were. */
export const withBasesJudged = (codes: string, shareBasis: EntryContent['shareBasis'], packs: PackSet): string => {
  const kept = codes.split(' ').filter((code) => code !== '' && !ofBases.some((one) => one === code))
  const findings: Finding[] = []
  checkBases({ shareType: '不予共享', shareBasis }, packs, reporter(findings))
  const all = [...kept, ...findings.map(({ code }) => code)]
  return all.length === 0 ? '' : ` ${all.join(' ')} `
}

export type Judge = { settings: CheckSettings /** null: texts must be read. */; recorded: Recorded | null }

export const findingsThen = (content: EntryContent, { settings }: Judge): string => findingColumns(checkEntry(content, { ...settings, ...noNeighbours })).codes
