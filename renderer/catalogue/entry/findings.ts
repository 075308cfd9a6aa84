import type { EntryContent, EntryField, Finding } from '../../../shared/catalogue.ts'
import { type CheckSettings, checkEntry, isFromNeighbours, noNeighbours } from '../../../shared/findings.ts'
import { changedFieldNames } from './patch.ts'

/** The field a finding stands beside: `items.name` belongs to `items`. */
export const fieldOf = ({ field }: Pick<Finding, 'field'>): EntryField => (field.split('.')[0] ?? field) as EntryField

const grave = { error: 0, warning: 1, info: 2 } as const

/**
 * What the checks say of the content as it is being typed. Findings that come from other entries are kept from the
 * core's last answer, as long as the field they stand beside was not touched.
 */
export const liveFindings = (content: EntryContent, base: EntryContent, settings: CheckSettings, atBase: readonly Finding[]): Finding[] => {
  const touched = new Set<string>(changedFieldNames(base, content))
  const kept = atBase.filter((finding) => isFromNeighbours(finding) && !touched.has(fieldOf(finding)))
  const found = [...checkEntry(content, { ...settings, ...noNeighbours }), ...kept]
  return found.sort((a, b) => grave[a.severity] - grave[b.severity])
}

/** A new entry is not met with what nobody could have filled in yet: a lack shows once its field was left. */
export const notYetAsked = (finding: Finding, left: ReadonlySet<string>): boolean => finding.code.startsWith('missing.') && !left.has(fieldOf(finding))

/** The findings of each field. */
export const byField = (findings: readonly Finding[]): ReadonlyMap<EntryField, readonly Finding[]> => Map.groupBy(findings, fieldOf)

export const countOf = (findings: readonly Finding[]): { errors: number; warnings: number } => ({
  errors: findings.filter(({ severity }) => severity === 'error').length,
  warnings: findings.filter(({ severity }) => severity === 'warning').length,
})
