import { join } from 'node:path'
import type { Output } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { verifyLog } from '../audit/verify.ts'
import type { ViewContext } from '../context.ts'
import { backupDamage, backupNames } from './backups.ts'
import { runFileJob } from './file-jobs.ts'
import { macFits, readHeader, requireHeader } from './header.ts'
import { unfinishedDatabase } from './kept.ts'

type Damage = Output<'vault.check'>['damages'][number]

const nextTurn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })

/**
 * Reads the whole vault: both headers with every wrap, every page of the database (free ones too), its structure and
 * index, the log beside it, the audit's chain, every backup (decisions K4). Repairs nothing.
 */
export const checkVault = async (context: ViewContext): Promise<Output<'vault.check'>> => {
  const { vault, db, ports, progress, signal } = context
  const damages: Damage[] = headerDamage(vault.dir, vault.key)
  const scratch = join(vault.dir, unfinishedDatabase(ports.newId()))
  const { pages, damages: bad, structure, wal } = await runFileJob(context, { job: 'check', at: vault.location, scratch })
  const file = vault.header().database
  for (const { page, detail } of bad) damages.push({ what: 'page', where: page === 0 ? file : `${file} page ${page}`, detail })
  for (const line of structure) damages.push({ what: /fts|index/i.test(line) ? 'index' : 'page', where: file, detail: line })
  if (wal !== null) damages.push({ what: 'wal', where: `${file}-wal`, detail: wal })
  if (bad.length === 0 && structure.length === 0) {
    const { broken } = await verifyLog(db, vault.session().vaultId, async (done) => {
      progress('audit', done, 0)
      await nextTurn()
    })
    if (broken !== null) damages.push({ what: 'audit', where: String(broken.at), detail: broken.why })
  }
  const names = backupNames(vault.dir)
  for (const [index, name] of names.entries()) {
    if (signal.aborted) throw new Refusal('call.cancelled')
    progress('backups', index, names.length)
    for (const damage of await backupDamage(vault.dir, name)) damages.push({ what: 'backup', ...damage })
  }
  return { pages, damages }
}

const headerDamage = (dir: string, key: Buffer): Damage[] => {
  const found: Damage[] = [...(readHeader(dir)?.damage ?? [])]
  if (found.length === 0 && !macFits(requireHeader(dir), key)) found.push({ what: 'header', where: 'vault.json', detail: 'authentication code' })
  return found
}
