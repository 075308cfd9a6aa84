import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { Beside } from '../../../shared/submissions/document.ts'
import type { WriteDb } from '../db/open.ts'
import { frozenSubmission } from './document.fixture.ts'
import { besideLimits, cutIntoFiles } from './rows-beside.ts'
import { noFills, putRow, putSubmission, rowsFrom, setFrozen } from './store.ts'

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const samples = 40
const agencies = ['澄湖市公安局', '澄湖市人力资源和社会保障局', '澄湖市市场监督管理局', '澄湖市医疗保障局']

/**
 * A frozen submission with so many rows in these sources, as it is kept: made of a few samples told apart by their numbers, so that
 * a million are there in seconds. Rows stand in the order of their ids, and lists order them otherwise.
 */
export const putLongSubmission = async (db: WriteDb, counts: Partial<Record<SourceName, number>>, limits = besideLimits): Promise<number> => {
  const small = frozenSubmission({ rows: samples })
  const { agency, periodBefore, delta, replaces, figures } = small
  const own = Object.entries(small.rows).map(([source, rows]) => ({ source: source as SourceName, rows, count: counts[source as SourceName] ?? 0 }))
  const rid = putSubmission(db, {
    ...{ id: small.id, version: small.version, template: small.template, period: small.period, notice: null, state: 'signed', reason: '', preparer: '李编目' },
    ...{ reviewer: '王𠮷祥', cover: { ...small.cover }, fills: noFills, createdAt: small.computed.at, createdBy: '李编目' },
  })
  const computed = { ...small.computed, counts: Object.fromEntries(own.map(({ source, count }) => [source, count])) }
  const frozen = { agency, periodBefore, computed, delta, replaces, figures: figures.filter(({ origin }) => origin !== 'manual'), previous: [] }
  for (const { source, rows, count } of own) {
    db.exec('BEGIN')
    for (let n = 1; n <= count; n++) {
      const sample = rows[n % samples]
      if (sample === undefined) continue
      const spread = (n * 2_654_435_761) % 1_000_000_007
      const facts = {
        ...sample.facts,
        ...('number' in sample.facts ? { number: `共享申请〔2026〕${spread}号` } : {}),
        ...('resource' in sample.facts ? { resource: `第${spread % 9973}号资源：婚姻登记与收养登记信息` } : {}),
        ...('other' in sample.facts ? { other: agencies[spread % agencies.length] ?? '' } : {}),
      }
      putRow(db, rid, source, n, { id: idOf(n), label: `${spread} 婚姻登记信息`, ref: { kind: 'entry', id: idOf(n), version: 1 }, facts })
      if (n % 50_000 === 0) db.exec('COMMIT; BEGIN')
    }
    db.exec('COMMIT')
  }
  const beside: Beside[] = []
  for (const { source, count } of own) {
    // As freezing would have cut it (`besideOf`), without all of it in memory.
    if (count > 20_000) beside.push(...(await cutIntoFiles(source, rowsFrom(db, rid, source, 0), limits.file)))
  }
  setFrozen(db, rid, { ...frozen, ...(beside.length === 0 ? {} : { beside }) }, small.computed.at, 'frozen')
  return rid
}
