import { basename } from 'node:path'
import { z } from 'zod'
import type { PickedFile } from '../../shared/files.ts'
import type { Dialog, DialogOwner } from './surface.ts'

const kindsSchema = z.array(z.strictObject({ label: z.string().max(100), extensions: z.array(z.string().regex(/^\w{1,10}$/)).max(20) })).max(20)
const openSchema = z.strictObject({ title: z.string().max(200), kinds: kindsSchema })
const saveSchema = openSchema.extend({ name: z.string().max(255) })

/** A path that the officer chose in a dialog, behind a handle that says nothing about it. */
export type Chosen = { path: string; name: string; for: 'read' | 'write' }

export type Dialogs = {
  open(window: DialogOwner, request: unknown): Promise<PickedFile | null>
  openMany(window: DialogOwner, request: unknown): Promise<PickedFile[]>
  save(window: DialogOwner, request: unknown): Promise<PickedFile | null>
  /** A handle for a file the main process itself has put there. */
  offer(path: string): string
  /** What a handle stands for; undefined for one that was never given, or for the other purpose. */
  path(handle: string, purpose: Chosen['for']): { path: string; name: string } | undefined
}

/** The native dialogs. Requests come from the page and are checked here; paths stay on this side. */
export const createDialogs = (dialog: Dialog, newId: () => string): Dialogs => {
  const chosen = new Map<string, Chosen>()
  const keep = (path: string, purpose: Chosen['for']): PickedFile => {
    const handle = newId()
    const name = basename(path)
    chosen.set(handle, { path, name, for: purpose })
    return { handle, name }
  }
  const filters = (kinds: z.infer<typeof kindsSchema>) => [
    ...kinds.map(({ label, extensions }) => ({ name: label, extensions })),
    { name: '*', extensions: ['*'] },
  ]

  const ask = async (window: DialogOwner, request: unknown, several: 'multiSelections'[]): Promise<string[]> => {
    const { title, kinds } = openSchema.parse(request)
    const properties = ['openFile' as const, ...several, 'dontAddToRecent' as const]
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, filters: filters(kinds), properties })
    return canceled ? [] : filePaths
  }

  return {
    open: async (window, request) => {
      const [path] = await ask(window, request, [])
      return path === undefined ? null : keep(path, 'read')
    },
    openMany: async (window, request) => (await ask(window, request, ['multiSelections'])).map((path) => keep(path, 'read')),
    save: async (window, request) => {
      const { title, name, kinds } = saveSchema.parse(request)
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title,
        defaultPath: name.replaceAll(/[\\/]/g, '_'),
        filters: filters(kinds),
        properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
      })
      return canceled || filePath === '' ? null : keep(filePath, 'write')
    },
    offer: (path) => keep(path, 'read').handle,
    path: (handle, purpose) => {
      const file = chosen.get(handle)
      return file?.for === purpose ? { path: file.path, name: file.name } : undefined
    },
  }
}
