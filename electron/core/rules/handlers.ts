import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { Output } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { checkSettings } from '../../../shared/findings.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { type Pack, packSchema, type Rule, type Wording } from '../../../shared/regulations/pack.ts'
import { packSet } from '../../../shared/regulations/pack-set.ts'
import { packTrouble } from '../../../shared/regulations/sound.ts'
import { recheckAll } from '../catalogue/recheck.ts'
import type { VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { readSigned } from '../trust/signed.ts'
import { addPack, allPacks, type ImportedPack, importedPacks } from './queries.ts'
import { packRows } from './view-handlers.ts'

const parsed = (body: unknown, name: string): Pack => {
  const pack = packSchema.safeParse(body)
  if (!pack.success) {
    const [first] = pack.error.issues
    throw new Refusal('rules.badPack', { name, where: first?.path.join('.') ?? '', why: first?.message ?? '' })
  }
  const trouble = packTrouble(pack.data)
  if (trouble !== null) throw new Refusal('rules.badPack', { name, ...trouble })
  return pack.data
}

const newestOf = (packs: readonly Pack[], id: string): Pack | null =>
  packs.reduce<Pack | null>((newest, pack) => (pack.id === id && (newest === null || pack.version > newest.version) ? pack : newest), null)

const textOf = (pack: Pack | null, article: number, lang: Wording['lang']): string =>
  pack?.articles.find((one) => one.article === article)?.wording.find((one) => one.lang === lang)?.text ?? ''

/** What a new version changes, article by article and rule by rule; the screens show it in words. */
const changes = (before: Pack | null, after: Pack): Pick<Output<'rules.import'>, 'articles' | 'rules'> => {
  const numbers = [...new Set([...(before?.articles ?? []), ...after.articles].map(({ article }) => article))].sort((a, b) => a - b)
  const articles = numbers.flatMap((article) =>
    (['zh', 'en'] as const).map((lang) => ({ article, lang, before: textOf(before, article, lang), after: textOf(after, article, lang) })),
  )
  const ids = [...new Set([...(before?.rules ?? []), ...after.rules].map(({ id }) => id))]
  const said = (rule: Rule | undefined) => (rule === undefined ? '' : canonicalJson(rule))
  const rules = ids.flatMap((id) => {
    const [was, is] = [said(before?.rules.find((rule) => rule.id === id)), said(after.rules.find((rule) => rule.id === id))]
    return was === is ? [] : [{ id, change: was === '' ? ('added' as const) : is === '' ? ('removed' as const) : ('changed' as const), before: was, after: is }]
  })
  return { articles: articles.filter((one) => one.before !== one.after), rules }
}

/** An older version of its own, and the packs it names. */
const placesTaken = (packs: readonly Pack[], before: Pack | null, pack: Pack): Output<'rules.import'>['replaces'] => [
  ...(before === null ? [] : [{ pack: pack.id, title: before.title, from: pack.countsFrom }]),
  ...pack.replaces.map(({ pack: id, from }) => ({ pack: id, title: newestOf(packs, id)?.title ?? { zh: id, en: id }, from })),
]

export const rulesHandlers: Pick<VaultHandlers, 'rules.import'> = {
  /** A version is appended and never written over; the findings of every entry are looked at anew. */
  'rules.import': async ({ file, apply }, context) => {
    const { db, ports, user } = context
    const { body, signedBy, name } = await readSigned(context, file, 'rulePack', z.json())
    const pack = parsed(body, name)
    const known = allPacks(db)
    const before = newestOf(known, pack.id)
    const same = known.find(({ id, version }) => id === pack.id && version === pack.version)
    const already = same !== undefined && canonicalJson(same) === canonicalJson(pack)
    if (same !== undefined && !already) throw new Refusal('rules.otherText', { pack: pack.id, version: pack.version })
    if (same === undefined && before !== null && before.version > pack.version) {
      throw new Refusal('rules.older', { pack: pack.id, version: pack.version, newest: before.version })
    }
    const at = ports.now().toISOString()
    const coming: ImportedPack = { pack, file: name, key: signedBy.fingerprint, keyName: signedBy.name, importedAt: at, importedBy: user.name }
    const packs = already ? known : [...known, pack]
    const imported = already ? importedPacks(db) : [...importedPacks(db), coming]
    const profile = readProfile(db)
    const set = packSet(packs, dayInChina(at), profile.regulations)
    const row = packRows(packs, imported, set).find(({ id, version }) => id === pack.id && version === pack.version)
    if (row === undefined) throw new Error('the pack is not among the packs')
    const preview = {
      row,
      signedBy: signedBy.name,
      already,
      before: before?.version ?? null,
      ...(already ? { replaces: [], articles: [], rules: [] } : { replaces: placesTaken(known, before, pack), ...changes(before, pack) }),
    }
    if (!apply || already) return { ...preview, applied: false, entries: 0 }
    const entries = await context.commitLong(
      async (breathe) => {
        addPack(db, coming)
        let looked = 0
        await recheckAll(db, checkSettings(profile, at, packs), breathe, (phase, done, total) => {
          looked = done
          context.progress(phase, done, total)
        })
        return looked
      },
      () => ({ entity: 'rulePack', entityId: `${pack.id}/${pack.version}`, digest: sha256Hex(canonicalJson(pack)) }),
    )
    ports.emit('changed', { noun: 'rules', ids: [pack.id] })
    ports.emit('changed', { noun: 'catalogue', ids: [] })
    return { ...preview, applied: true, entries }
  },
}
