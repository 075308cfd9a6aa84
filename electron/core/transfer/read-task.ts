import { type Cell, decodeText } from '../../../shared/cell.ts'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import { Refusal } from '../../../shared/errors.ts'
import { sha256File } from '../crypto/hash.ts'
import { asFailure } from '../failure.ts'
import { keepNurserySmall } from '../nursery.ts'
import { readSheets } from '../sheets/read.ts'
import type { SheetFile } from '../sheets/types.ts'
import type { TaskChannel } from '../tasks/channel.ts'
import { decoder } from './candidate.ts'
import { claimsOf } from './claims.ts'
import { createGrouping, markDuplicates } from './grouping.ts'
import { type Layout, layoutOf, type PlacedRow, placer } from './layout.ts'
import { mergeCandidate } from './merge.ts'
import { chooseSheet, mappedSheet } from './opened.ts'
import type { Candidate, FromReader, ReadJob, ToReader } from './protocol.ts'
import { createScan, markPlace } from './scan.ts'

/**
 * The reading process: parses, looks for marks, groups, reads the words and cuts the index's texts, so that the core
 * only matches and writes. A file is read twice: once whole for marks, groups and merged blocks, before anything of it
 * goes out; once for the entries, which leave in small batches as the core asks for them. Nothing is kept of the file
 * but the rows of entries that are still open.
 */
export const sheetReadTask = (channel: TaskChannel): void => {
  // Rows are garbage once they are read: a young generation that stays small collects them before they add up.
  keepNurserySmall()
  const say = (message: FromReader): void => {
    channel.send(message)
  }
  // Parts that are read whole (shared texts) have no other bound; the core ends this process when it is told. What the process held
  // before it was asked is not the file's.
  const before = process.memoryUsage.rss()
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > memoryMb << 20) say({ kind: 'failed', failure: new Refusal('sheet.tooLarge', { limitMb: memoryMb }).failure })
  }, 250)
  watch.unref()
  const turn = createTurn()
  let opened: Promise<Opened> | null = null
  const fail = (name: string) => (error: unknown) => {
    say({ kind: 'failed', failure: unreadable(error, name) })
  }
  channel.onMessage((received) => {
    const message = received as ToReader
    if (message.kind === 'more') turn.grant()
    else if (message.kind === 'start') {
      const { job } = message
      if (job.purpose === 'inspect') void inspect(job, say).catch(fail(job.name))
      else if (job.purpose === 'template') void look(job, say).catch(fail(job.name))
      else {
        opened = openFor(job, say)
        void opened.then((file) => deliver(file, job, say, turn.wait)).catch(fail(job.name))
      }
    } else {
      void opened
        ?.then(async ({ file, index, mapping }) => {
          // Loaded when needed: most files have no rejects.
          const { writeRejected } = await import('./rejected.ts')
          say({ kind: 'rejectsWritten', rows: await writeRejected(file, index, mapping, message) })
        })
        .catch(fail(''))
    }
  })
}

/** Three times what 100,000 entries with 800,000 items take. */
const memoryMb = 1_200

type Say = (message: FromReader) => void

/** The file system's own errors name the file by the name the officer knows. */
const unreadable = (error: unknown, name: string) =>
  error instanceof Error && 'syscall' in error && 'code' in error ? new Refusal('file.unreadable', { name, why: String(error.code) }).failure : asFailure(error)

/** How many batches may be under way before the core has dealt with the first. */
const batchesAhead = 3

const createTurn = () => {
  let left = batchesAhead
  let waiting: (() => void) | null = null
  return {
    grant: () => {
      left++
      waiting?.()
      waiting = null
    },
    wait: async () => {
      if (left === 0) {
        await new Promise<void>((resolve) => {
          waiting = resolve
        })
      }
      left--
    },
  }
}

const open = async ({ path, name }: Pick<ReadJob, 'path' | 'name'>, say: Say): Promise<SheetFile> => {
  say({ kind: 'progress', phase: 'open', done: 0, total: 0 })
  return readSheets(path, { name })
}

const besideCells = '页眉页脚、批注、文本框或文档属性'

/** Looks through the whole file; `each` sees the rows of the sheet that matters. */
const scanAll = async (
  file: SheetFile,
  name: string,
  matters: { index: number; firstDataRow: number; each(batch: Parameters<ReturnType<ReturnType<typeof createScan>['sheet']>>[0]): void },
  say: Say,
) => {
  const scan = createScan()
  scan.loose('', name)
  for (const text of file.loose) scan.loose(besideCells, text)
  const total = file.sheets.reduce((sum, { rows }) => sum + rows, 0)
  let done = 0
  for (const [index, sheet] of file.sheets.entries()) {
    const look = scan.sheet(sheet.name, index === matters.index ? matters.firstDataRow : Number.POSITIVE_INFINITY)
    for await (const batch of file.rows(index)) {
      for (const row of batch) {
        look(row)
        if (index === matters.index) matters.each(row)
      }
      say({ kind: 'progress', phase: 'scan', done: done + (batch.at(-1)?.row ?? 0), total })
    }
    done += sheet.rows
  }
  return scan
}

const previewRows = 20
const previewColumns = 100
const previewText = 200

const inspect = async (job: ReadJob & { purpose: 'inspect' }, say: Say): Promise<void> => {
  const file = await open(job, say)
  const { index, proposal, head } = await chooseSheet(file, job.sheet, job.extensionFields, job.kept, job.further)
  const { marks } = await scanAll(file, job.name, { index, firstDataRow: Number.POSITIVE_INFINITY, each: () => undefined }, say)
  say({
    kind: 'inspected',
    value: {
      format: file.encoding === null ? file.format : `${file.format} (${file.encoding})`,
      template: proposal.template,
      sheets: file.sheets.filter(({ hidden }) => !hidden).map(({ name, rows, columns }) => ({ name, rows, columns })),
      proposal: proposal.mapping,
      confidence: proposal.confidence,
      // Of a marked file nothing is shown.
      preview:
        marks.length > 0
          ? []
          : head.slice(0, previewRows).map(({ cells }) => cells.slice(0, previewColumns).map((cell) => decodeText(cell).value.slice(0, previewText))),
      secrecyMarks: marks,
    },
  })
}

/** A platform's sheet without its rows of data, and every text that is left in it. Throws secrecy.marked for a mark anywhere. */
const look = async ({ sheets, path, name, bytes }: ReadJob & { purpose: 'template' }, say: Say): Promise<void> => {
  // Loaded when needed: most files are read and not kept.
  const [{ fillWorkbook }, { readWorkbookFile, textsIn }] = await Promise.all([import('../sheets/fill-workbook.ts'), import('../sheets/workbook-texts.ts')])
  const data = bytes === null ? await readWorkbookFile(path, name) : Buffer.from(bytes)
  const scan = createScan()
  scan.loose('', name)
  for (const text of await textsIn(data, name)) scan.loose('', text)
  const [mark] = scan.marks
  if (mark !== undefined) throw new Refusal('secrecy.marked', { mark: mark.mark, where: markPlace(mark) })
  const workbook = await fillWorkbook(data, name, { rows: sheets.map((sheet) => ({ ...sheet, below: 'replaced' as const, rows: [] })), cells: [] }, null)
  say({ kind: 'looked', workbook, words: (await textsIn(workbook, name)).join('\n') })
}

type Opened = { file: SheetFile; index: number; mapping: Mapping; layout: Layout; lastRows: Int32Array; groups: ReturnType<typeof createGrouping>['groups'] }

/** The first reading. Throws secrecy.marked before anything has left. */
const openFor = async (job: ReadJob & { purpose: 'import' }, say: Say): Promise<Opened> => {
  const file = await open(job, say)
  const chosen = job.mapping === null ? await chooseSheet(file, null, job.extensionFields, job.kept) : null
  if (job.listing !== null && chosen?.proposal.template !== job.listing.template) throw new Refusal('listing.otherHeadings', { name: job.listing.template })
  const mapping = job.mapping ?? (chosen as NonNullable<typeof chosen>).proposal.mapping
  const index = chosen?.index ?? mappedSheet(file, mapping.sheet)
  const layout = layoutOf(mapping)
  const place = placer(layout, file.sheets[index]?.merges ?? [])
  const grouping = createGrouping(layout, defaultProvider(job, layout))
  let sheetRows = 0
  const scan = await scanAll(
    file,
    job.name,
    {
      index,
      firstDataRow: mapping.firstDataRow,
      each: (row) => {
        const placed = place(row)
        if (placed === null) return
        sheetRows++
        grouping.take(placed)
      },
    },
    say,
  )
  const [mark] = scan.marks
  if (mark !== undefined) throw new Refusal('secrecy.marked', { mark: mark.mark, where: markPlace(mark) })
  // A sheet that says neither what its resources are called nor which they are can not be imported at all.
  if (['title', 'codes.code', 'meta.entryId'].every((path) => layout.at(path) < 0)) throw new Refusal('sheet.noMapping')
  const { groups } = grouping
  if (groups.length === 0) throw new Refusal('sheet.empty')
  markDuplicates(groups)
  const lastRows = Int32Array.from(groups, ({ last }) => last)
  const sha256 = await sha256File(job.path)
  say({ kind: 'scanned', sheetRows, entries: groups.length, mapping, asked: scan.asked, sha256, claims: claimsOf(groups) })
  return { file, index, mapping, layout, lastRows, groups }
}

const defaultProvider = ({ defaults }: ReadJob & { purpose: 'import' }, layout: Layout): string =>
  defaults.provider || (layout.at('provider') < 0 ? defaults.agency : '')

/** As much as crosses to the core in a few milliseconds. */
const batchCharacters = 200_000
const batchEntries = 100

/** The second reading: entry by entry, as soon as the last row of each has been seen. */
const deliver = async ({ file, index, layout, lastRows, groups }: Opened, job: ReadJob & { purpose: 'import' }, say: Say, turn: () => Promise<void>) => {
  const place = placer(layout, file.sheets[index]?.merges ?? [])
  const grouping = createGrouping(layout, defaultProvider(job, layout))
  const decode = decoder(layout, job.defaults, job.listing)
  // Brings the pinyin dictionary along, which a dry run does not need.
  const indexTexts = job.texts ? (await import('../catalogue/search/index-texts.ts')).createIndexer() : null
  const open = new Map<number, PlacedRow[]>()
  const whole = new Map<number, Cell[][]>()
  let batch: Candidate[] = []
  let weight = 0
  const send = async () => {
    if (batch.length === 0) return
    await turn()
    say({ kind: 'batch', candidates: batch })
    batch = []
    weight = 0
  }
  for await (const rows of file.rows(index)) {
    for (const row of rows) {
      const placed = place(row)
      if (placed === null) continue
      const at = grouping.take(placed)
      const together = open.get(at) ?? []
      together.push(placed)
      if (job.listing !== null) whole.set(at, [...(whole.get(at) ?? []), row.cells])
      if (placed.row < (lastRows[at] ?? 0)) {
        open.set(at, together)
        continue
      }
      open.delete(at)
      const group = groups[at]
      if (group === undefined) continue
      const candidate: Candidate = { ...decode(group, together), cells: whole.get(at) ?? null }
      whole.delete(at)
      if (indexTexts !== null && candidate.problems.length === 0) candidate.texts = indexTexts(mergeCandidate(candidate, null, null, () => '').content)
      batch.push(candidate)
      weight += weightOf(together)
      if (batch.length >= batchEntries || weight >= batchCharacters) await send()
    }
  }
  await send()
  say({ kind: 'read' })
}

const weightOf = (rows: readonly PlacedRow[]): number =>
  rows.reduce((sum, { cells }) => sum + cells.reduce<number>((part, cell) => part + (typeof cell === 'string' ? cell.length : 8), 0), 0)
