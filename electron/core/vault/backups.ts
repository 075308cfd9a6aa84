import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { Output } from '../../../shared/contract.ts'
import { momentSchema } from '../../../shared/moments.ts'
import { sha256File, sha256Hex } from '../crypto/hash.ts'
import type { Location } from '../db/open.ts'
import { syncDir, writeDurably } from './durable.ts'
import { type JobContext, runFileJob } from './file-jobs.ts'
import { type Header, headerText, parseHeader } from './header.ts'

/**
 * A backup is a folder in `backups/`: the database's copy, the header with everyone's wraps (lesson 3: without them it
 * could never be opened), and a manifest in the clear with their hashes. It appears whole, by one rename.
 */
export const backupDatabase = 'catalogue.db'
export const backupHeader = 'vault.json'
const manifestFile = 'manifest.json'

const manifestBodySchema = z.strictObject({
  format: z.literal(1),
  at: momentSchema,
  vaultId: z.uuid(),
  cipher: z.enum(['sqlcipher', 'aegis']),
  generation: z.number().int(),
  entries: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
  headerSha256: z.string(),
})
const manifestSchema = manifestBodySchema.extend({ sum: z.string() })
export type Manifest = z.infer<typeof manifestSchema>

const sumOf = (body: z.infer<typeof manifestBodySchema>): string => sha256Hex(canonicalJson(body))

/** A manifest as it was written, or null when a character of it changed. */
export const parseManifest = (text: string): Manifest | null => {
  try {
    const { sum, ...body } = manifestSchema.parse(JSON.parse(text))
    return sum === sumOf(body) ? { ...body, sum } : null
  } catch {
    return null
  }
}
export type Backup = Output<'vault.backup'>

export const backupsDir = (dir: string): string => join(dir, 'backups')
export const backupDir = (dir: string, name: string): string => join(backupsDir(dir), name)

// Milliseconds in the name: two of one second must stand in their order.
const nameOf = (at: string, id: string): string => `${at.replaceAll(/[:.]/g, '-')}-${id.slice(0, 4)}`
const isName = (name: string): boolean => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[0-9a-f]{4}$/.test(name)

/** When the bearer of a dated name was made: a backup, a kept folder. The beginning of time for another name. */
export const momentInName = (name: string): string => {
  const [, day, hour, minute, second, ms] = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/.exec(name) ?? []
  return day === undefined ? new Date(0).toISOString() : `${day}T${hour}:${minute}:${second}.${ms}Z`
}

/** Names of the backups at hand, oldest first. */
export const backupNames = (dir: string): string[] => (existsSync(backupsDir(dir)) ? readdirSync(backupsDir(dir)).filter(isName).sort() : [])

/** Names whose passphrases (or sheet) open it. */
const opensWith = (header: Header): string[] => [...header.users.map(({ name }) => name), 'recovery']

/**
 * Writes and verifies a copy beside the others, under a name that does not count as a backup yet. `place` makes it
 * one; `discard` leaves no trace. The source may be in use, but nothing may be written meanwhile.
 */
export const makeBackup = async (
  context: JobContext,
  vault: { dir: string; header: Header; location: Location },
  at: string,
  id: string,
): Promise<{ backup: Backup; sha256: string; place(): void; discard(): void }> => {
  const name = nameOf(at, id)
  const unplaced = join(backupsDir(vault.dir), `.new-${name}`)
  const discard = () => {
    rmSync(unplaced, { recursive: true, force: true })
  }
  mkdirSync(unplaced, { recursive: true, mode: 0o700 })
  try {
    const { bytes, sha256, entries } = await runFileJob(context, { job: 'copy', from: vault.location, to: join(unplaced, backupDatabase) })
    const header = headerText(vault.header)
    const { vaultId, cipher, generation } = vault.header
    const body: z.infer<typeof manifestBodySchema> = { format: 1, at, vaultId, cipher, generation, entries, bytes, sha256, headerSha256: sha256Hex(header) }
    const manifest: Manifest = { ...body, sum: sumOf(body) }
    writeDurably(join(unplaced, backupHeader), header)
    writeDurably(join(unplaced, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`)
    syncDir(unplaced)
    return {
      backup: { name, at, bytes, verified: true, entries, opensWith: opensWith(vault.header) },
      sha256,
      place: () => {
        renameSync(unplaced, backupDir(vault.dir, name))
        syncDir(backupsDir(vault.dir))
      },
      discard,
    }
  } catch (error) {
    discard()
    throw error
  }
}

/** A backup's manifest and header, or null for what can not be read. */
export const readBackup = (dir: string, name: string): { manifest: Manifest; header: Header } | null => {
  // The name comes from outside and must not lead out of the folder.
  if (!isName(name)) return null
  try {
    const folder = backupDir(dir, name)
    const manifest = parseManifest(readFileSync(join(folder, manifestFile), 'utf8'))
    const text = readFileSync(join(folder, backupHeader), 'utf8')
    const { header } = parseHeader(text, backupHeader)
    return header === null || manifest === null ? null : { manifest, header }
  } catch {
    return null
  }
}

/** The backups at hand, newest first; one that can not be read any more stands there as not verified. */
export const listBackups = (dir: string): Backup[] =>
  backupNames(dir)
    .reverse()
    .map((name) => {
      const read = readBackup(dir, name)
      if (read === null) return { name, at: momentInName(name), bytes: 0, verified: false, entries: 0, opensWith: [] }
      const { manifest, header } = read
      return { name, at: manifest.at, bytes: manifest.bytes, verified: true, entries: manifest.entries, opensWith: opensWith(header) }
    })

/** What is wrong with a backup, by file; empty when every byte is as it was verified. */
export const backupDamage = async (dir: string, name: string): Promise<{ where: string; detail: string }[]> => {
  const folder = backupDir(dir, name)
  const manifest = existsSync(join(folder, manifestFile)) ? parseManifest(readFileSync(join(folder, manifestFile), 'utf8')) : null
  if (manifest === null) return [{ where: `${name}/${manifestFile}`, detail: 'not readable' }]
  const damage: { where: string; detail: string }[] = []
  const hash = async (file: string) => (existsSync(join(folder, file)) ? sha256File(join(folder, file)) : 'missing')
  const header = await hash(backupHeader)
  if (header !== manifest.headerSha256) {
    const inside = header === 'missing' ? [] : parseHeader(readFileSync(join(folder, backupHeader), 'utf8'), `${name}/${backupHeader}`).damage
    damage.push(...inside.map(({ where, detail }) => ({ where, detail })))
    if (inside.length === 0) damage.push({ where: `${name}/${backupHeader}`, detail: header === 'missing' ? 'missing' : 'checksum' })
  }
  const database = await hash(backupDatabase)
  if (database !== manifest.sha256) damage.push({ where: `${name}/${backupDatabase}`, detail: database === 'missing' ? 'missing' : 'checksum' })
  return damage
}

/** Removes a backup at once: first under a name that does not count, then its files. */
export const removeBackup = (dir: string, name: string): void => {
  const going = join(backupsDir(dir), `.gone-${name}`)
  renameSync(backupDir(dir, name), going)
  syncDir(backupsDir(dir))
  rmSync(going, { recursive: true, force: true })
}

/** Clears what was left of backups whose making or removal was killed; none of it was ever a backup, or is one still. */
export const clearUnplaced = (dir: string): void => {
  if (!existsSync(backupsDir(dir))) return
  for (const name of readdirSync(backupsDir(dir))) {
    if (name.startsWith('.new-') || name.startsWith('.gone-')) rmSync(join(backupsDir(dir), name), { recursive: true, force: true })
  }
}
