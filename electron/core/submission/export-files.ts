import type { AsideContext } from '../context.ts'
import { sql } from '../db/sql.ts'
import type { WritableFile } from '../ports.ts'
import { writeRecorded } from '../transfer/export.ts'
import type { Submission } from './store.ts'

export type Exported = { sha256: string; bytes: number; documentSha256: string; documentSm3: string; beside: string[] }

/** What was written, and which of the places beside it were needed. */
export type Making = { sha256: string; bytes: number; document: { sha256: string; sm3: string }; beside: { place: string; sha256: string }[] }

type Wanted = {
  file: string
  format: string
  purpose: string
  /** Further files that may come of it, and what each is called beside the one that was chosen. */
  places: readonly { place: string; name(chosen: string): string }[]
  write(path: string, places: ReadonlyMap<string, string>): Promise<Making>
}

/** A file that leaves and those beside it: all of them, each on record by its digest before it appears, or none. */
export const exportFiles = async ({ file, format, purpose, places, write }: Wanted, one: Submission, context: AsideContext): Promise<Exported> => {
  const { id, version } = one
  const opened = new Map<string, WritableFile>()
  const named = (place: string): string => opened.get(place)?.name ?? ''
  let done = false
  try {
    const made = await writeRecorded(
      {
        what: `submission ${id} v${version}, ${format}`,
        handle: file,
        purpose,
        write: async (path) => {
          for (const { place, name } of places) opened.set(place, await context.ports.files.write(file, name))
          return write(path, new Map([...opened].map(([place, target]) => [place, target.path])))
        },
        note: ({ document, beside }) => [document.sha256, ...beside.map(({ sha256 }) => sha256)].join(' ').slice(0, 4000),
        // Each file is a copy that a spill has to find.
        also: {
          detail: { entity: 'submission', entityId: id },
          work: (db, { beside }) => {
            const at = context.ports.now().toISOString()
            for (const { place, sha256 } of beside)
              db.run(sql`
                INSERT INTO copy (id, kind, at, place, sha256, by_user, purpose)
                VALUES (${context.ports.newId()}, 'export', ${at}, ${named(place)}, ${sha256}, ${context.user.name}, ${purpose})`)
          },
        },
      },
      context,
    )
    const used = new Set(made.beside.map(({ place }) => place))
    for (const place of used) await opened.get(place)?.done()
    done = true
    for (const [place, target] of opened) if (!used.has(place)) await target.discard()
    const beside = made.beside.map(({ place }) => named(place))
    return { sha256: made.sha256, bytes: made.bytes, documentSha256: made.document.sha256, documentSm3: made.document.sm3, beside }
  } finally {
    if (!done) for (const target of opened.values()) await target.discard()
  }
}
