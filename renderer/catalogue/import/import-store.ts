import type { StateCreator } from 'zustand'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import type { Output } from '../../../shared/contract.ts'
import type { PickedFile } from '../../../shared/files.ts'

export type Inspection = Output<'catalogue.inspectFile'>
export type Trial = Output<'catalogue.import'>
export type Defaults = { provider: string; providerCode: string; providerOffice: string }
export type Step = 'file' | 'mapping' | 'trial' | 'result'

export type ImportState = {
  step: Step
  work: 'inspecting' | 'trial' | 'applying' | 'rejecting'
  file: PickedFile | null
  /** The secrecy question stands before the file is opened. */
  asking: boolean
  inspection: Inspection | null
  mapping: Mapping | null
  defaults: Defaults
  allOrNothing: boolean
  trial: Trial | null
  rejectsSaved: string | null
}

export const noImport: ImportState = {
  step: 'file',
  work: 'inspecting',
  file: null,
  asking: false,
  inspection: null,
  mapping: null,
  defaults: { provider: '', providerCode: '', providerOffice: '' },
  allOrNothing: false,
  trial: null,
  rejectsSaved: null,
}

/** An import half way: kept from screen to screen until it is finished or given up; a lock drops it. */
export const importRecipe: StateCreator<ImportState> = () => noImport
