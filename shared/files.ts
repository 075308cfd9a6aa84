import { z } from 'zod'

/**
 * Files cross the contract as handles that only the host can resolve (decisions C3): a path on the command line,
 * a dialog's answer in Electron, an up- or download in the loopback host. The renderer never names a path.
 */
export const readHandleSchema = z.string().min(1).meta({ description: 'handle of a file to read (command line: a path)' })
export const writeHandleSchema = z.string().min(1).meta({ description: 'handle of a file to write (command line: a path)' })

/** One line of a file dialog's list of kinds: `{ label: '表格', extensions: ['xlsx', 'csv'] }`, without dots. */
export type FileKind = { label: string; extensions: readonly string[] }

/** What the officer chose: a handle for a call, and the name to show. */
export type PickedFile = { handle: string; name: string }

/**
 * How a screen asks its host for a file. `null`: nothing was chosen. A place to write counts as chosen once picked;
 * the loopback host hands the finished file to the browser when the call that wrote it has replied.
 */
export type FilePicker = {
  open(options: { title: string; kinds: readonly FileKind[] }): Promise<PickedFile | null>
  /** Several at once, in the dialog's order; empty: nothing was chosen. */
  openMany(options: { title: string; kinds: readonly FileKind[] }): Promise<PickedFile[]>
  save(options: { title: string; name: string; kinds: readonly FileKind[] }): Promise<PickedFile | null>
}
