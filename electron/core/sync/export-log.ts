import { readFile } from 'node:fs/promises'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { type SyncLogKind, syncLogKindWords, syncLogNoteWords } from '../../../shared/sync/log-words.ts'
import type { Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { csvLine } from '../sheets/write-csv.ts'
import { writeText } from '../sheets/write-file.ts'
import { recordCopy } from '../vault/copies.ts'
import { logLines } from './platform.ts'

/** More than the log ever keeps. */
const most = 20_000

const heads = { zh: ['序号', '时间', '事项', '目录标识', '说明'], en: ['No.', 'Time (UTC)', 'Matter', 'Entry id', 'What was said'] } as const

/** The log as csv, the oldest line first, in words; entries by their ids only. */
export const exportSyncLog = async ({ file, language }: Parsed<'sync.exportLog'>, context: Context): Promise<Output<'sync.exportLog'>> => {
  const { db, ports, user } = context
  const lines = logLines(db, { before: null, limit: most, kind: null }).reverse()
  const kind = (what: string): string => (Object.hasOwn(syncLogKindWords, what) ? syncLogKindWords[what as SyncLogKind][language] : what)
  const target = await ports.files.write(file)
  try {
    const rows = lines.map((line) => csvLine([String(line.seq), line.at, kind(line.what), line.entry ?? '', syncLogNoteWords(line, language)]))
    await writeText(target.path, [`\ufeff${csvLine(heads[language])}`, ...rows], undefined)
    const sha256 = sha256Hex(await readFile(target.path))
    context.commit(
      () => recordCopy(db, ports.newId(), { kind: 'export', at: ports.now().toISOString(), where: target.name, sha256, by: user.name }),
      () => ({ entity: 'sync', digest: sha256, note: `${lines.length} lines` }),
    )
    await target.done()
    return { lines: lines.length, sha256 }
  } catch (error) {
    await target.discard()
    throw error
  }
}
