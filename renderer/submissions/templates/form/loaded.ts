import type { Output } from '../../../../shared/contract.ts'

/** A city's workbook as it was chosen now: its handle, for keeping it, and its sheets. */
export type FormSheets = Output<'submission.inspectForm'>['sheets']
export type FormSheet = FormSheets[number]
export type FormCell = FormSheet['cells'][number]
/** `kept`: it was saved with the template. */
export type Loaded = { handle: string; name: string; sheets: FormSheets; kept: boolean }
