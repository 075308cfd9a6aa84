import type { Facts } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { createRefreshing, type EntryThen, entriesAt, textsAt } from './entries.ts'
import type { Frame } from './frame.ts'
import { createJudging } from './judging.ts'

const shareable: ReadonlySet<string> = new Set(['无条件共享', '有条件共享'])
const mounted: ReadonlySet<string> = new Set(['已挂接', '部分挂接'])
const notShared = '不予共享'

export const createFacts = (frame: Frame): ((entry: EntryThen) => Facts) => {
  const judging = createJudging(frame.judge.recorded?.silent)
  const refreshing = createRefreshing(frame.law, frame.passed)
  return ({ shareType, class: cls, format, office, items, codes, mount, cycle, open, imported, outside, published, refreshedOn }) => {
    const { complete, basisDoubtful, conditionDoubtful } = judging(codes)
    const { state, due } = refreshing(cycle, refreshedOn)
    return {
      shareType,
      class: cls,
      format,
      office,
      items,
      status: outside,
      published,
      mount,
      mounted: mounted.has(mount),
      shareable: shareable.has(shareType),
      cycle,
      refresh: state,
      refreshedOn,
      refreshDue: due,
      complete,
      basis: shareType !== notShared ? 'none' : basisDoubtful ? 'doubtful' : 'accepted',
      conditions: conditionDoubtful,
      open: open === '是',
      imported,
    }
  }
}

export const entryLabel = ({ code, title }: Pick<EntryThen, 'code' | 'title'>): string => (code === '' ? title : `${code} ${title}`)

/** Entries as counted, without their names. */
export function* countedEntries(db: ReadDb, frame: Frame, later: () => readonly EntryThen[]): Generator<{ facts: Facts }> {
  const facts = createFacts(frame)
  for (const entry of entriesAt(db, frame.period.until, frame.judge, { names: false, later })) yield { facts: facts(entry) }
}

/** The same by name, in the order they were made. */
export const entryRows = (db: ReadDb, frame: Frame, later: () => readonly EntryThen[]): SourceRow[] => {
  const facts = createFacts(frame)
  return [...entriesAt(db, frame.period.until, frame.judge, { names: true, later })]
    .sort((a, b) => a.rid - b.rid)
    .map((entry) => ({ id: entry.id, label: entryLabel(entry), ref: { kind: 'entry', id: entry.id, version: entry.version }, facts: facts(entry) }))
}

const listedItems = 20

/** 不予共享目录: one row for each basis. An entry touched since may have been another type then, so all of those are looked at. */
export const withheldRows = (db: ReadDb, frame: Frame): SourceRow[] => {
  const judging = createJudging()
  const which = sql`(e.share_type = ${notShared} OR e.updated_at > ${frame.asOf})`
  return textsAt(db, frame.period.until, frame.judge, which)
    .filter(({ shareType }) => shareType === notShared)
    .sort((a, b) => a.rid - b.rid)
    .flatMap((entry): SourceRow[] => {
      const { content, code, title, id, version } = entry
      const names = content.items.map(({ name }) => name)
      const common = {
        code,
        title,
        items: names.length > listedItems ? `${names.slice(0, listedItems).join('、')}…（${names.length}）` : names.join('、'),
        reason: content.shareReason,
        basis: judging(entry.codes).basisDoubtful ? 'doubtful' : 'accepted',
      }
      const bases = content.shareBasis.length === 0 ? [{ kind: '', title: '', number: '', article: '', quotation: '' }] : content.shareBasis
      return bases.map((basis, at) => ({
        id: `${id}/${at + 1}`,
        label: entryLabel(entry),
        ref: { kind: 'entry', id, version },
        facts: {
          ...common,
          basisKind: basis.kind,
          basisTitle: basis.title,
          basisNumber: basis.number,
          basisArticle: basis.article,
          quotation: basis.quotation,
        },
      }))
    })
}
