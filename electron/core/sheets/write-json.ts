import { dcatCatalog, dcatDataset } from './dcat.ts'
import { jsonOfEntry } from './json-entry.ts'
import type { Entries, ExportEntry, WriteOptions, Written } from './types.ts'
import { writeText } from './write-file.ts'

type ListOptions = Pick<WriteOptions, 'stamp' | 'signal' | 'onProgress'>

/** `before`, the entries parted by commas, `after`. */
const writeList = async (
  path: string,
  entries: Entries,
  { signal, onProgress }: ListOptions,
  before: string,
  element: (entry: ExportEntry) => string,
  after: string,
): Promise<Written> => {
  let count = 0
  async function* pieces() {
    yield before
    for await (const batch of entries) {
      signal?.throwIfAborted()
      for (const entry of batch) yield `${count++ === 0 ? '\n' : ',\n'}${element(entry)}`
      onProgress?.(count)
    }
    yield after
  }
  const bytes = await writeText(path, pieces(), signal)
  return { entries: count, rows: count, bytes }
}

/** A JSON array, one entry per line, in the shape json-entry.ts describes. */
export const writeJson = async (path: string, entries: Entries, options: ListOptions): Promise<Written> =>
  await writeList(path, entries, options, '[', (entry) => jsonOfEntry(entry, options.stamp), '\n]\n')

/** A DCAT-AP 3 catalogue as JSON-LD. Throws when an entry is not published or not marked as open (practice P16). */
export const writeDcat = async (path: string, entries: Entries, options: ListOptions): Promise<Written> => {
  const [before = '', after = ''] = dcatCatalog(options.stamp)
  return await writeList(path, entries, options, before, (entry) => JSON.stringify(dcatDataset(entry)), after)
}
