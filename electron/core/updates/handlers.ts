import { statSync } from 'node:fs'
import { releaseSchema } from '../../../shared/contract/updates.ts'
import type { VaultHandlers } from '../context.ts'
import { sha256File } from '../crypto/hash.ts'
import type { Migration } from '../db/migrations.ts'
import { readSigned, type SignedContext } from '../trust/signed.ts'
import { takeBackup } from '../vault/take-backup.ts'
import { version } from '../version.ts'
import { checkFits, listedFile } from './release.ts'

/** As many backups as `vault.backup` keeps by itself. */
const keep = 14

const checkedRelease = async (context: SignedContext & { door: { schema: readonly Migration[] } }, handle: string) => {
  const { body: release, signedBy } = await readSigned(context, handle, 'release', releaseSchema)
  // An open vault stands at this program's newest schema.
  const present = { version, schema: context.door.schema.length }
  checkFits(release, present)
  return { release, present, signedBy }
}

export const updateHandlers: VaultHandlers<'update.check' | 'update.verify'> = {
  'update.check': ({ file }, context) => checkedRelease(context, file),

  'update.verify': async ({ manifest, installer }, context) => {
    const checked = await checkedRelease(context, manifest)
    const { path, name } = await context.ports.files.read(installer)
    context.progress('verify', 0, 0)
    const file = listedFile(checked.release, { name, bytes: statSync(path).size, sha256: await sha256File(path) })
    const backup = await takeBackup(context, keep, () => ({ entity: 'release', entityId: checked.release.version, digest: file.sha256 }))
    return { ...checked, file, backup: backup.name }
  },
}
