import type { PackRow } from '../../../shared/contract/rules.ts'
import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { ruleOf, sayRule } from '../../../shared/findings.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import { type Answer, countHow, coverageTable, explainBasis, explainDuty, explainFinding, explainRule } from '../../../shared/regulations/explain.ts'
import type { Pack } from '../../../shared/regulations/pack.ts'
import { type PackSet, packSet, ruleById, versionsOn } from '../../../shared/regulations/pack-set.ts'
import { standingOn } from '../../../shared/regulations/standing.ts'
import type { ReaderHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { allPacks, type ImportedPack, importedPacks } from './queries.ts'

/** The law this agency works under on a day. */
export const packsOn = (db: ReadDb, on: string): PackSet => packSet(allPacks(db), on, readProfile(db).regulations)

const cameOf = ({ file, key, keyName, importedAt, importedBy }: ImportedPack): NonNullable<PackRow['came']> => ({
  file,
  key,
  keyName,
  importedAt,
  importedBy,
})

/** Every version of every pack as it stands on a day. */
export const packRows = (packs: readonly Pack[], imported: readonly ImportedPack[], set: PackSet): PackRow[] => {
  const current = versionsOn(packs, set.on)
  return packs.map((pack) => {
    const came = imported.find((one) => one.pack.id === pack.id && one.pack.version === pack.version)
    const { id, version, title, short, number, level, region, issuedOn, source, countsFrom } = pack
    return {
      ...{ id, version, title, short, number, level, region, issuedOn, source, countsFrom },
      standing: standingOn(pack, set.on, current),
      counts: current.includes(pack),
      binds: set.binds.has(id),
      came: came === undefined ? null : cameOf(came),
      articles: pack.articles.length,
      rules: pack.rules.length,
      coverage: countHow(pack.coverage),
    }
  })
}

const answer = (set: PackSet, asked: Omit<Parsed<'rules.explain'>, 'on'>): Answer => {
  const { finding, rule, duty, basis, shareType, sensitive } = asked
  if (finding !== undefined) return explainFinding(set, finding)
  if (rule !== undefined) {
    const found = ruleById(set, rule)
    if (found === null) throw new Refusal('rules.noRule', { rule })
    return explainRule(set, found)
  }
  if (duty !== undefined)
    return explainDuty(set, duty, { ...(shareType === undefined ? {} : { shareType }), ...(sensitive === undefined ? {} : { sensitive }) })
  if (basis !== undefined) return explainBasis(set, basis)
  throw new Refusal('rules.nothingAsked')
}

export const rulesViewHandlers: Pick<ReaderHandlers, 'rules.list' | 'rules.pack' | 'rules.imported' | 'rules.explain' | 'rules.coverage'> = {
  'rules.list': ({ on }, { db, now }) => {
    const imported = importedPacks(db)
    const packs = [...builtInPacks, ...imported.map(({ pack }) => pack)]
    const set = packSet(packs, on ?? dayInChina(now().toISOString()), readProfile(db).regulations)
    return { on: set.on, packs: packRows(packs, imported, set) }
  },

  'rules.pack': ({ id, version, on }, { db, now }) => {
    const imported = importedPacks(db)
    const packs = [...builtInPacks, ...imported.map(({ pack }) => pack)]
    const day = on ?? dayInChina(now().toISOString())
    const current = versionsOn(packs, day)
    const pack = version === undefined ? current.find((one) => one.id === id) : packs.find((one) => one.id === id && one.version === version)
    if (pack === undefined) throw new Refusal('rules.noPack', { pack: id })
    const came = imported.find((one) => one.pack === pack)
    return { pack, standing: standingOn(pack, day, current), came: came === undefined ? null : cameOf(came) }
  },

  'rules.imported': (_input, { db }) => ({ packs: importedPacks(db).map(({ pack }) => pack) }),

  'rules.explain': ({ on, ...asked }, { db, now }) => {
    const { finding } = asked
    const known = finding === undefined ? null : ruleOf(finding)
    if (finding !== undefined && known === null) throw new Refusal('rules.noFinding', { finding })
    const set = packsOn(db, on ?? dayInChina(now().toISOString()))
    const says =
      known === null || finding === undefined
        ? null
        : { code: finding, severity: known.severity, field: known.field, says: { zh: sayRule(finding, 'zh'), en: sayRule(finding, 'en') } }
    return { on: set.on, finding: says, ...answer(set, asked) }
  },

  'rules.coverage': ({ pack, on }, { db, now }) => {
    const day = on ?? dayInChina(now().toISOString())
    const rows = coverageTable(allPacks(db), day).filter((row) => pack === undefined || row.pack === pack)
    if (pack !== undefined && rows.length === 0 && allPacks(db).every(({ id }) => id !== pack)) throw new Refusal('rules.noPack', { pack })
    return { on: day, rows, counts: countHow(rows) }
  },
}
