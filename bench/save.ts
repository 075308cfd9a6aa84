import { closeSync, copyFileSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { indexTexts } from '../electron/core/catalogue/search/index-texts.ts'
import type { Location } from '../electron/core/db/open.ts'
import { rawDatabase } from './by-hand.ts'
import { both, type Line, percentile, times } from './measure.ts'
import { openBench } from './vault.ts'

const saves = 400

/** Saves of entries all over the catalogue, beside the same rows written by hand in one prepared transaction each. */
export const saveSection = async (dir: string, at: Location): Promise<Line[]> => {
  const { core, value, unlock } = openBench(dir)
  await unlock()
  const { items, total } = await value('catalogue.search', { text: '', limit: 500, sort: 'title', facets: false })
  const chosen = Array.from({ length: saves }, (_, i) => items[(i * 7) % items.length])
  const ours: number[] = []
  for (const [i, row] of chosen.entries()) {
    if (row === undefined) continue
    const { entry } = await value('catalogue.get', { id: row.id })
    const patch = i % 2 === 0 ? { abstract: `${entry.content.abstract}（第${i}次核对）` } : { title: `${entry.content.title}（${i}）` }
    const start = performance.now()
    await value('catalogue.save', { id: entry.id, base: entry.version, patch, secrecy: '不涉密' })
    ours.push(performance.now() - start)
  }
  const { entry } = await value('catalogue.get', { id: items[0]?.id ?? '' })
  await core.close()

  const copy = { ...at, path: `${at.path}.bench` }
  copyFileSync(at.path, copy.path)
  const db = rawDatabase(copy)
  db.pragma('journal_mode=WAL')
  const rids = db.prepare('SELECT rid FROM entry ORDER BY title_key LIMIT 500').pluck().all() as number[]
  const content = JSON.stringify(entry.content)
  const { tokens } = indexTexts(entry.content)
  const update = db.prepare('UPDATE entry SET version = version + 1, updated_at = ?, title = ?, content = ? WHERE rid = ?')
  const version = db.prepare(
    "INSERT INTO entry_version (rid, version, base, at, author, why, note, changes) SELECT rid, version, version - 1, ?, 'a', 'edit', '', ? FROM entry WHERE rid = ?",
  )
  const index = db.prepare('INSERT OR REPLACE INTO entry_fts (rowid, tokens) VALUES (?, ?)')
  const audit = db.prepare("INSERT INTO audit (at, actor, action, outcome, fields, prev, hash) VALUES (?, 'a', 'catalogue.save', 'ok', '[\"abstract\"]', ?, ?)")
  const hash = 'f'.repeat(64)
  const save = db.transaction((rid: number, i: number) => {
    const now = new Date(1_780_000_000_000 + i * 1000).toISOString()
    update.run(now, `${entry.content.title}${i}`, content, rid)
    version.run(now, JSON.stringify({ abstract: [entry.content.abstract, `${entry.content.abstract}${i}`] }), rid)
    index.run(rid, tokens)
    audit.run(now, hash, hash)
  })
  const bare: number[] = []
  for (let i = 0; i < saves; i++) {
    const start = performance.now()
    save.immediate(rids[(i * 7) % rids.length] ?? 1, i)
    bare.push(performance.now() - start)
  }
  db.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${copy.path}${end}`, { force: true })

  const fsync = fsyncs(`${at.path}.fsync`)
  return [
    {
      what: `save of one entry of ${total} (version, audit, index)`,
      ours: both(ours),
      bare: both(bare),
      ratio: times(percentile(ours, 0.95), percentile(bare, 0.95)),
      aim: `p95 ≤ 2 ms + one fsync (here ${both(fsync)})`,
    },
  ]
}

const fsyncs = (path: string): number[] => {
  const file = openSync(path, 'w')
  const block = Buffer.alloc(4096)
  const found = Array.from({ length: 200 }, () => {
    const start = performance.now()
    writeSync(file, block)
    fdatasyncSync(file)
    return performance.now() - start
  })
  closeSync(file)
  rmSync(path)
  return found
}
