import { type EvidenceKind, evidenceKinds } from '../../../../shared/entry-life.ts'
import { rulesOf } from '../../../../shared/regulations/pack-set.ts'
import type { ReadDb } from '../../db/open.ts'
import { lawAt } from '../law.ts'

/** What the rules in force at a moment ask for before a catalogue is submitted. */
export const evidenceNeeds = (db: ReadDb, now: string): readonly EvidenceKind[] => {
  const asked = new Set(
    rulesOf(lawAt(db, now).rules, { kind: 'evidence' }).flatMap(({ rule, displaced }) => (rule.kind === 'evidence' && displaced === null ? rule.needs : [])),
  )
  return evidenceKinds.filter((kind) => asked.has(kind))
}
