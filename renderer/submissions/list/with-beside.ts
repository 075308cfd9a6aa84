import type { PickedFile } from '../../../shared/files.ts'

/** What is read of files chosen together: the text or the bundle before a paper or workbook, in this order. */
const leading = ['json', 'zip', 'pdf', 'xlsx'] as const

/** Files chosen in one go: the submission itself, and what goes with it (files of rows, the city's form); null: none of them is one. */
export const withBeside = <F extends Pick<PickedFile, 'name'>>(picked: readonly F[]): { file: F; beside: F[] } | null => {
  for (const extension of leading) {
    const file = picked.find(({ name }) => name.toLowerCase().endsWith(`.${extension}`))
    if (file !== undefined) return { file, beside: picked.filter((one) => one !== file) }
  }
  const [file] = picked
  return file === undefined ? null : { file, beside: picked.filter((one) => one !== file) }
}
