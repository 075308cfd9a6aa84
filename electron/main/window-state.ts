import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Box } from './surface.ts'

const stateSchema = z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() })
export type WindowState = z.infer<typeof stateSchema>

export const smallest = { width: 1024, height: 640 }
const first = { width: 1366, height: 768, maximized: false }

/** Where the window stood last, if that is still on a screen; otherwise only a size. */
export const readWindowState = (folder: string, screens: readonly Box[]): Partial<WindowState> & typeof first => {
  const state = kept(folder)
  if (state === null) return first
  const width = Math.max(state.width, smallest.width)
  const height = Math.max(state.height, smallest.height)
  const seen = screens.some((screen) => overlap(state.x, width, screen.x, screen.width) >= 100 && overlap(state.y, height, screen.y, screen.height) >= 100)
  return seen ? { ...state, width, height } : { width, height, maximized: state.maximized }
}

/** A place that can not be written is no reason to trouble anyone. */
export const writeWindowState = (folder: string, state: WindowState): void => {
  try {
    writeFileSync(join(folder, 'window.json'), JSON.stringify(state))
  } catch {}
}

const kept = (folder: string): WindowState | null => {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8')))
  } catch {
    return null
  }
}

const overlap = (start: number, length: number, otherStart: number, otherLength: number): number =>
  Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)
