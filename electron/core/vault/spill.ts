import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { appendEvent } from '../audit/append.ts'
import type { Context, ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readMeta, removeMeta, writeMeta } from '../db/meta.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { list, sql } from '../db/sql.ts'
import { backupNames, momentInName, readBackup, removeBackup } from './backups.ts'
import { type CopyRecord, copiesLeft, markGone } from './copies.ts'
import { runFileJob } from './file-jobs.ts'
import { withHeader } from './header-commit.ts'
import { keptFolders } from './kept.ts'
import { rotateKey } from './rotate.ts'

/** 24 hours to report, 保密法实施条例 art.61. */
const reportWithinMs = 24 * 3_600_000

/** What is recorded of the seal, inside the encrypted file. */
type Seal = { at: string; by: string; note: string; entryIds: readonly string[] }

const readSeal = (db: ReadDb): Seal | null => {
  const text = readMeta(db, 'sealed')
  return text === null ? null : (JSON.parse(text) as Seal)
}

/** Every copy that may exist: the register, backups it does not know (a kill), files kept by restores. No content. */
const everyCopy = (db: ReadDb, dir: string): CopyRecord[] => {
  const registered = copiesLeft(db)
  const known = new Set(registered.map(({ where }) => where))
  const backups = backupNames(dir)
    .filter((name) => !known.has(name))
    .map((name): CopyRecord => {
      const manifest = readBackup(dir, name)?.manifest
      return {
        kind: 'backup',
        at: manifest?.at ?? momentInName(name),
        where: name,
        sha256: manifest?.sha256 ?? '',
      }
    })
  const kept = keptFolders(dir).map((name): CopyRecord => ({ kind: 'backup', at: momentInName(name), where: name, sha256: '' }))
  return [...registered, ...backups, ...kept].sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** Freezes the vault (practice L4). Called again it replies the same seal and the copies as they are now. */
export const sealVault = ({ entryIds, note }: Parsed<'vault.seal'>, context: Context): Output<'vault.seal'> => {
  const { ports, vault, db, user } = context
  const at = vault.header().sealedAt ?? ports.now().toISOString()
  const seal: Seal = readSeal(db) ?? { at, by: user.name, note, entryIds }
  const copies = everyCopy(db, vault.dir)
  const detail = { entity: 'vault', digest: sha256Hex(canonicalJson(copies)), note: `${entryIds.length} entries, ${copies.length} copies` }
  withHeader(context, { ...vault.header(), sealedAt: seal.at }, detail, () => {
    writeMeta(db, 'sealed', JSON.stringify(seal))
  })
  vault.refreshSession()
  return { sealedAt: seal.at, reportBy: new Date(Date.parse(seal.at) + reportWithinMs).toISOString(), copies }
}

/** Lifts the seal under a ruling of the secrecy authority (nothing secret in it, or purged). */
export const unsealVault = (input: Parsed<'vault.unseal'>, context: Context): Output<'vault.unseal'> => {
  const { vault, db } = context
  if (!vault.session().sealed) throw new Refusal('vault.notSealed')
  withHeader(context, { ...vault.header(), sealedAt: null }, { entity: 'vault', note: `${input.approvalNumber}, ${input.approvedOn}` }, () => {
    removeMeta(db, 'sealed')
  })
  vault.refreshSession()
  return {}
}

/** How many of these the vault never held, as far as the entries and the seal know. */
const unknownEntries = (db: ReadDb, ids: readonly string[]): number => {
  const held = db.all<{ id: string }>(sql`SELECT id FROM entry WHERE id IN ${list(ids)}`).map(({ id }) => id)
  const known = new Set([...held, ...(readSeal(db)?.entryIds ?? [])])
  return ids.filter((id) => !known.has(id)).length
}

const unknownPapers = (db: ReadDb, digests: readonly string[]): number => {
  const held = new Set(db.all<{ sha256: string }>(sql`SELECT sha256 FROM attachment WHERE sha256 IN ${list(digests)}`).map(({ sha256 }) => sha256))
  return digests.filter((digest) => !held.has(digest)).length
}

const heldPapers = (db: ReadDb): number => db.get<{ n: number }>(sql`SELECT count(*) AS n FROM attachment WHERE type <> '' OR bytes > 0`)?.n ?? 0

/** Looks through the whole database in a process of its own. */
export const findSpilled = async ({ texts }: Parsed<'vault.findText'>, context: ViewContext): Promise<Output<'vault.findText'>> => {
  const { places, entryIds } = await runFileJob(context, { job: 'find', from: context.vault.location, texts })
  return { places, count: places.reduce((sum, place) => sum + place.count, 0), entryIds, attachments: heldPapers(context.db) }
}

/**
 * Erases entries, and words wherever they stand, after the secrecy authority has agreed: from a database written anew under
 * a new key; the former file, every backup and every kept folder of this vault go, as any of them may hold them.
 * The certificate names what was destroyed and which copies outside are left to be fetched by hand.
 */
export const purgeVault = async (input: Parsed<'vault.purge'>, context: Context): Promise<Output<'vault.purge'>> => {
  const { ports, vault, db, user, second } = context
  if (!vault.session().sealed) throw new Refusal('vault.notSealed')
  // A slip of the pen must not cost every backup and certify nothing.
  const unknown = unknownEntries(db, input.entryIds) + unknownPapers(db, input.attachments)
  if (unknown > 0) throw new Refusal('purge.unknownEntries', { count: unknown })
  if (input.texts.length > 0) {
    const { count } = await findSpilled({ texts: input.texts }, context)
    if (count !== input.count) throw new Refusal('purge.otherCount', { found: count })
  }
  const { dir } = vault
  const at = ports.now().toISOString()
  const destroyed = [...backupNames(dir), ...keptFolders(dir)]
  let outside: CopyRecord[] = []
  const subject = sha256Hex(canonicalJson([[...input.entryIds, ...input.attachments].sort(), [...input.texts].sort()]))
  let digest = ''
  const { removed, texts } = await rotateKey(context, vault, {
    without: input.entryIds,
    papers: input.attachments,
    texts: input.texts,
    stays: () => true,
    change: (next, result) => {
      const { approvalNumber, approvedOn } = input
      // From the new file: a copy's name may have held the words.
      outside = copiesLeft(next).filter(({ where }) => !destroyed.includes(where))
      digest = sha256Hex(
        canonicalJson({ at, approvalNumber, approvedOn, subject, removed: result.removed, texts: result.texts, destroyed, outside, by: [user.name, second] }),
      )
      for (const name of destroyed) markGone(next, name, at)
      writeMeta(next, destroyKey, JSON.stringify(destroyed))
      appendEvent(next, ports.now(), {
        actor: user.name,
        second,
        action: 'vault.purge',
        outcome: 'ok',
        entity: 'vault',
        digest,
        note: `${approvalNumber}, ${result.removed.entries} entries, ${result.removed.versions} versions, ${destroyed.length} copies`,
      })
    },
  })
  const now = context.door.current()
  if (now !== null) finishDestruction(now.db, dir)
  return { certificate: { at, approvalNumber: input.approvalNumber, ...removed, ...texts, backups: destroyed, outside, digest } }
}

/** What a purge has to destroy, from the moment its new database holds until it is done. */
const destroyKey = 'destroy'

/** Destroys what a purge announced, also when it was killed before. */
export const finishDestruction = (db: WriteDb, dir: string): void => {
  const text = readMeta(db, destroyKey)
  if (text === null) return
  for (const name of JSON.parse(text) as string[]) {
    if (backupNames(dir).includes(name)) removeBackup(dir, name)
    if (keptFolders(dir).includes(name)) rmSync(join(dir, name), { recursive: true, force: true })
  }
  removeMeta(db, destroyKey)
}
