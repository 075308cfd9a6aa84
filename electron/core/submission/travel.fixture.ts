import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TestPlatform } from '../../../platform/testing.ts'
import type { ReportHead } from '../../../shared/platform-api/submissions.ts'
import { putAttachment, putPart } from '../attachments/queries.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { sm3Bytes } from '../crypto/sm2.ts'
import { openWriter, type WriteDb } from '../db/open.ts'
import { civil, type Desk, openDesk } from '../sync/office.fixture.ts'
import { passphraseOf, type TestCore } from '../vault/testing.ts'
import { queueSubmission } from './leaving.ts'

export const officer = '李文静'

/** A copy of an agency that submits figures, enrolled with the platform. */
export const openStatisticsDesk = async (platform: TestPlatform, creditCode: string): Promise<Desk> => {
  const desk = await openDesk(platform)
  await desk.as('sys')
  await desk.value('profile.save', { patch: { agency: civil, region: '330200', regulations: ['NB-171'], creditCode } })
  await desk.as('officer')
  return desk
}

/** The database itself, while nobody has the vault open. */
export const inDatabase = async <T>(desk: Pick<TestCore, 'as' | 'value' | 'dir'>, work: (db: WriteDb) => T): Promise<T> => {
  await desk.as('sys')
  const { keyHex } = await desk.value('vault.exportKey', {}, { with: { user: 'sec', passphrase: passphraseOf('sec') } })
  await desk.value('vault.lock', {})
  const [file = ''] = readdirSync(desk.dir).filter((name) => /^catalogue.*\.db$/.test(name))
  const db = openWriter({ path: join(desk.dir, file), keyHex, cipher: 'sqlcipher' })
  try {
    return work(db)
  } finally {
    db.close()
    await desk.as('officer')
  }
}

export type Made = { id: string; head: ReportHead; files: ReadonlyMap<string, Buffer> }

/** A version with its document and a form beside it. */
export const makeReport = (some: Partial<ReportHead> & { id?: string; text?: string } = {}): Made => {
  const { id = randomUUID() as string, text = randomUUID(), ...head } = some
  const version = head.version ?? 1
  const document = Buffer.from(`{"agency":{"name":"澄湖市民政局"},"format":"mulu-submission/1","id":"${id}","text":"${text}","version":${version}}`)
  const form = Buffer.from(`%PDF-1.7 ${id} ${version} ${text}`)
  const sha256 = sha256Hex(document)
  return {
    id,
    files: new Map([
      [sha256, document],
      [sha256Hex(form), form],
    ]),
    head: {
      version,
      replaces: version === 1 ? null : version - 1,
      period: { kind: 'quarter', id: '2026-Q3', from: '2026-07-01', until: '2026-09-30' },
      template: { id: 'mulu-standard', version: 1 },
      notice: '澄数〔2026〕12号',
      sha256,
      sm3: sm3Bytes(document).toString('hex'),
      counts: { rows: 40, tables: 6 },
      preparer: officer,
      reviewer: '王建华',
      reason: version === 1 ? '' : '共享次数漏计 3 次。',
      papers: [
        { name: '统计报送.json', sha256 },
        { name: '统计报送.pdf', sha256: sha256Hex(form) },
      ],
      ...head,
    },
  }
}

/** As `submission.submit` does: its papers are held, and it leaves with the next run. */
export const queue = (desk: Pick<TestCore, 'as' | 'value' | 'dir'>, { id, head, files }: Made): Promise<string> =>
  inDatabase(desk, (db) => {
    const at = new Date().toISOString()
    db.exec('BEGIN IMMEDIATE')
    for (const [sha256, data] of files) {
      putAttachment(db, { sha256, type: data[0] === 0x7b ? 'submission' : 'pdf', bytes: data.length }, at, officer)
      putPart(db, sha256, 0, data)
    }
    try {
      const changeId = queueSubmission(db, { at, author: officer, newId: () => randomUUID() }, { id, head })
      db.exec('COMMIT')
      return changeId
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  })
