import { Refusal } from '../../../shared/errors.ts'
import type { AuditDetail, Context } from '../context.ts'
import { type Backup, backupNames, makeBackup, removeBackup } from './backups.ts'
import { markGone, recordCopy } from './copies.ts'

/**
 * Makes a verified backup and puts it beside the others, of which the newest `keep` stay. `about` is what the audit says
 * of the call beyond that; its event, the register of copies and the backup appear together or not at all.
 */
export const takeBackup = async (
  { ports, vault, db, user, signal, progress, commit }: Context,
  keep: number,
  about: (backup: Backup) => AuditDetail,
): Promise<Backup> => {
  const { dir } = vault
  const at = ports.now().toISOString()
  const source = { dir, header: vault.header(), location: vault.location }
  const { backup, sha256, place, discard } = await makeBackup({ ports, signal, progress }, source, at, ports.newId())
  const before = backupNames(dir)
  const rotated = before.slice(0, Math.max(0, before.length + 1 - keep))
  try {
    if (signal.aborted) throw new Refusal('call.cancelled')
    commit(
      () => {
        recordCopy(db, ports.newId(), { kind: 'backup', at, where: backup.name, sha256, by: user.name })
        for (const name of rotated) markGone(db, name, at)
        place()
      },
      () => ({ digest: sha256, note: `${backup.entries} entries, ${rotated.length} older removed`, ...about(backup) }),
    )
  } catch (error) {
    discard()
    throw error
  }
  for (const name of rotated) removeBackup(dir, name)
  return backup
}
