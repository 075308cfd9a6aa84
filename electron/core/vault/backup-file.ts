import { closeSync, createReadStream, createWriteStream, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { Refusal } from '../../../shared/errors.ts'
import { sha256File } from '../crypto/hash.ts'
import { backupDamage, backupDatabase, backupDir, backupNames, type Manifest, parseManifest, readBackup } from './backups.ts'
import { syncFile } from './durable.ts'
import { type Header, headerText, parseHeader } from './header.ts'

/**
 * A backup as one file for a place outside: a first line of JSON with manifest and header (the wraps travel along,
 * lesson 3), then the encrypted database as it is.
 */
const lineSchema = z.strictObject({ mulu: z.literal('backup'), manifest: z.string(), header: z.string() })
const longestLine = 4 << 20

/** Throws `vault.noBackup` or `vault.damaged`. */
export const requireBackup = (dir: string, name: string): { manifest: Manifest; header: Header } => {
  const read = readBackup(dir, name)
  if (read === null) throw new Refusal('vault.noBackup', { name })
  return read
}

/** Throws `vault.noBackup`, or `vault.damaged` when a byte of it is not as it was verified. */
export const requireWholeBackup = async (dir: string, name: string): Promise<void> => {
  if (!backupNames(dir).includes(name)) throw new Refusal('vault.noBackup', { name })
  const damage = await backupDamage(dir, name)
  if (damage.length === 0) return
  const what = damage.map(({ where }) => `backups/${where}`).join(', ')
  throw new Refusal(
    'vault.damaged',
    { what },
    damage.map((each) => ({ what: 'backup', ...each })),
  )
}

/** Writes one backup of the folder into one file. Returns the file's size and SHA-256. */
export const writeBackupFile = async (dir: string, name: string, path: string): Promise<{ bytes: number; sha256: string; manifest: Manifest }> => {
  const { manifest, header } = requireBackup(dir, name)
  const line = `${JSON.stringify({ mulu: 'backup', manifest: JSON.stringify(manifest), header: headerText(header) })}\n`
  const target = createWriteStream(path, { mode: 0o600 })
  target.write(line)
  await pipeline(createReadStream(join(backupDir(dir, name), backupDatabase)), target)
  syncFile(path)
  return { bytes: Buffer.byteLength(line) + manifest.bytes, sha256: await sha256File(path), manifest }
}

/** Manifest, header and where the database starts. Throws `vault.damaged` for anything else than such a file. */
export const readBackupFile = (path: string, name: string): { manifest: Manifest; header: Header; start: number } => {
  const damaged = new Refusal('vault.damaged', { what: name })
  const fd = openSync(path, 'r')
  try {
    const head = Buffer.alloc(longestLine)
    const end = head.subarray(0, readSync(fd, head, 0, longestLine, 0)).indexOf(0x0a)
    if (end < 0) throw damaged
    let json: unknown
    try {
      json = JSON.parse(head.toString('utf8', 0, end))
    } catch {
      throw damaged
    }
    const line = lineSchema.safeParse(json)
    if (!line.success) throw damaged
    const manifest = parseManifest(line.data.manifest)
    const { header, damage } = parseHeader(line.data.header, name)
    if (manifest === null || header === null) throw new Refusal('vault.damaged', { what: damage[0]?.where ?? name }, damage)
    return { manifest, header, start: end + 1 }
  } finally {
    closeSync(fd)
  }
}

/** Copies the database out of a backup, from `start` on, durably. Throws `vault.damaged` when its hash is another. */
export const extractDatabase = async (from: { path: string; start: number; name: string }, to: string, sha256: string): Promise<void> => {
  await pipeline(createReadStream(from.path, { start: from.start }), createWriteStream(to, { mode: 0o600 }))
  syncFile(to)
  if ((await sha256File(to)) !== sha256) throw new Refusal('vault.damaged', { what: `${from.name} (${backupDatabase})` })
}
