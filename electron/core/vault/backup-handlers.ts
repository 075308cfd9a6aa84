import type { VaultHandlers } from '../context.ts'
import { requireWholeBackup, writeBackupFile } from './backup-file.ts'
import { listBackups } from './backups.ts'
import { checkVault } from './check.ts'
import { recordCopy } from './copies.ts'
import { takeBackup } from './take-backup.ts'

export const backupHandlers: VaultHandlers<'vault.backup' | 'vault.backups' | 'vault.copyBackup' | 'vault.check' | 'vault.exportKey'> = {
  'vault.backup': ({ keep }, context) => takeBackup(context, keep, ({ name }) => ({ entity: 'backup', entityId: name })),
  'vault.backups': (_input, { vault }) => ({ backups: listBackups(vault.dir) }),
  'vault.copyBackup': async ({ name, file }, { ports, vault, db, user, commit }) => {
    await requireWholeBackup(vault.dir, name)
    const target = await ports.files.write(file)
    try {
      const { bytes, sha256 } = await writeBackupFile(vault.dir, name, target.path)
      commit(
        () => {
          recordCopy(db, ports.newId(), { kind: 'backup', at: ports.now().toISOString(), where: target.name, sha256, by: user.name })
        },
        () => ({ entity: 'backup', entityId: name, digest: sha256, note: target.name }),
      )
      await target.done()
      return { bytes, sha256 }
    } catch (error) {
      await target.discard()
      throw error
    }
  },
  'vault.check': (_input, context) => checkVault(context),
  'vault.exportKey': (_input, { vault, commit }) => {
    const { cipher, keyHex } = vault.location
    commit(
      () => undefined,
      () => ({ entity: 'vault', entityId: vault.header().vaultId, fields: ['key'] }),
    )
    return { cipher, keyHex }
  },
}
