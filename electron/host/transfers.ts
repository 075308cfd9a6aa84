import { mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../../shared/errors.ts'
import type { PickedFile } from '../../shared/files.ts'
import { isRunning } from '../core/hosting/is-running.ts'
import type { Files } from '../core/ports.ts'

export type Transfers = {
  /** How the core resolves handles. */
  files: Files
  /** Keeps an uploaded file. Throws `host.tooLarge`, leaving nothing. */
  receive(name: string, body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<PickedFile>
  /** A handle the core may write to, as often as it likes; each finished file is one download. */
  place(name: string): PickedFile
  /** Files that were finished by a call whose input named them; each is told once. */
  finishedBy(input: unknown): PickedFile[]
  /** A finished file, to be sent once; `sent` removes it. */
  take(handle: string): Promise<{ path: string; name: string; bytes: number; sent(): Promise<void> } | null>
  /** Keeps the uploads that a running call names; the returned function lets go of them. */
  hold(input: unknown): () => Promise<void>
  /** Removes what was uploaded and what was not fetched: the vault was locked. What a call still reads goes when the call is over. */
  forgetAll(): Promise<void>
  close(): Promise<void>
}

type Place = {
  name: string /** The choice it came of, where it is a further file of it. */
  of?: string
  state: 'chosen' | 'finished' | 'told'
  expiry?: NodeJS.Timeout
}

/** A page fetches what is finished at once; what it left lies in clear text. */
const keptMs = 3 * 60_000

/**
 * Files on their way between browser and core, in a folder that only this user can read and that ends with the host.
 * Handles are random and name nothing outside of it.
 */
export const createTransfers = async (finishedKeptMs = keptMs): Promise<Transfers> => {
  await removeLeftOvers()
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const uploads = new Map<string, string>()
  const places = new Map<string, Place>()
  const holds = new Set<{ handles: readonly string[] }>()
  const doomed = new Set<string>()
  const newHandle = () => crypto.randomUUID()
  /** The handle may be written to again; of a finished file nothing stays. */
  const drop = async (handle: string, place: Place) => {
    clearTimeout(place.expiry)
    if (place.state === 'chosen') return
    place.state = 'chosen'
    await rm(join(folder, handle), { force: true })
  }
  const forget = async (handle: string) => {
    if ([...holds].some(({ handles }) => handles.includes(handle))) {
      doomed.add(handle)
      return
    }
    uploads.delete(handle)
    doomed.delete(handle)
    await rm(join(folder, handle), { force: true })
  }

  return {
    files: {
      read: async (handle) => {
        const name = uploads.get(handle)
        if (name === undefined) throw new Refusal('file.unknownHandle')
        return { path: join(folder, handle), name }
      },
      write: async (chosen, beside) => {
        const first = places.get(chosen)
        if (first === undefined) throw new Refusal('file.unknownHandle')
        const handle = beside === undefined ? chosen : newHandle()
        const place: Place = beside === undefined ? first : { name: beside(first.name), of: chosen, state: 'chosen' }
        const path = join(folder, `${handle}.part`)
        return {
          path,
          name: place.name,
          done: async () => {
            await rename(path, join(folder, handle))
            places.set(handle, place)
            place.state = 'finished'
            clearTimeout(place.expiry)
            place.expiry = setTimeout(() => void drop(handle, place), finishedKeptMs).unref()
          },
          discard: () => rm(path, { force: true }),
        }
      },
    },
    receive: async (name, body, limitBytes) => {
      const handle = newHandle()
      const path = join(folder, handle)
      let bytes = 0
      const file = await open(path, 'wx', 0o600)
      try {
        for await (const chunk of body) {
          bytes += chunk.byteLength
          if (bytes > limitBytes) throw tooLarge(limitBytes)
          await file.write(chunk)
        }
        await file.close()
      } catch (error) {
        await file.close()
        await rm(path, { force: true })
        throw error
      }
      uploads.set(handle, name)
      return { handle, name }
    },
    place: (name) => {
      const handle = newHandle()
      places.set(handle, { name, state: 'chosen' })
      return { handle, name }
    },
    finishedBy: (input) => {
      const named = JSON.stringify(input) ?? ''
      const finished = [...places].filter(([handle, { state, of }]) => state === 'finished' && named.includes(of ?? handle))
      return finished.map(([handle, place]) => {
        place.state = 'told'
        return { handle, name: place.name }
      })
    },
    take: async (handle) => {
      const place = places.get(handle)
      if (place?.state !== 'told') return null
      place.state = 'chosen'
      clearTimeout(place.expiry)
      // Under a name of its own: the handle may be written to again meanwhile.
      const path = join(folder, newHandle())
      await rename(join(folder, handle), path)
      const { size } = await stat(path)
      return { path, name: place.name, bytes: size, sent: () => rm(path, { force: true }) }
    },
    hold: (input) => {
      const named = JSON.stringify(input) ?? ''
      const handles = [...uploads.keys()].filter((handle) => named.includes(handle))
      const holding = { handles }
      holds.add(holding)
      return async () => {
        holds.delete(holding)
        await Promise.all(handles.filter((handle) => doomed.has(handle)).map(forget))
      }
    },
    forgetAll: async () => {
      await Promise.all([...[...uploads.keys()].map(forget), ...[...places].map(([handle, place]) => drop(handle, place))])
    },
    close: () => {
      for (const { expiry } of places.values()) clearTimeout(expiry)
      return rm(folder, { recursive: true, force: true })
    },
  }
}

const prefix = 'mulu-host-'

/** Folders of hosts that were killed. Another user's can not be removed and is none of ours. */
const removeLeftOvers = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length).split('-')[0] : Number.NaN)
    if (Number.isInteger(pid) && pid > 0 && !isRunning(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
}

export const tooLarge = (limitBytes: number): Refusal => new Refusal('host.tooLarge', { limitMb: Math.floor(limitBytes / 1_048_576) })
