import type { Mapping } from '../../../shared/contract/catalogue.ts'

/** Below this a proposed field is marked for a look. */
export const sureFrom = 0.8

/** Paths several columns may feed: a class tree spread over columns. */
const repeatable: ReadonlySet<string> = new Set(['codes.cls4'])

export type MappingTrouble = { kind: 'noTitle' } | { kind: 'twice'; field: string }

/** What keeps a mapping from being tried. Without names, codes can still match entries that are there. */
export const mappingTroubles = ({ columns }: Mapping): MappingTrouble[] => {
  const fields = columns.map(({ field }) => field).filter((field) => field !== '')
  const twice = [...new Set(fields.filter((field, index) => fields.indexOf(field) !== index && !repeatable.has(field)))]
  const known = fields.some((field) => field === 'title' || field === 'codes.code' || field === 'meta.entryId')
  return [...(known ? [] : [{ kind: 'noTitle' as const }]), ...twice.map((field) => ({ kind: 'twice' as const, field }))]
}

/** Another place for the headings: their words are read anew from the first rows, what they stand for is kept. */
export const withHeadings = (mapping: Mapping, preview: readonly (readonly string[])[], headerRows: number, firstDataRow: number): Mapping => {
  const top = Math.max(0, firstDataRow - 1 - headerRows)
  const columns = mapping.columns.map((column) => {
    const texts = preview.slice(top, firstDataRow - 1).map((row) => row[column.column] ?? '')
    return { ...column, header: texts.findLast((text) => text !== '') ?? '' }
  })
  return { ...mapping, headerRows, firstDataRow, columns }
}

export const withField = (mapping: Mapping, column: number, field: string): Mapping => ({
  ...mapping,
  columns: mapping.columns.map((each) => (each.column === column ? { ...each, field } : each)),
})

/** A kept mapping laid over this sheet: columns are known again by their heading, else by their place. */
export const withKept = (mapping: Mapping, kept: Mapping): Mapping => ({
  ...mapping,
  columns: mapping.columns.map((each) => {
    const same =
      kept.columns.find(({ header }) => header !== '' && header === each.header) ??
      kept.columns.find(({ column, header }) => column === each.column && header === '')
    return { ...each, field: same?.field ?? '' }
  }),
})

/** A few values of a column below its headings, each once. */
export const samplesOf = (preview: readonly (readonly string[])[], { firstDataRow }: Mapping, column: number): string[] => {
  const values = preview.slice(firstDataRow - 1).map((row) => row[column] ?? '')
  return [...new Set(values.filter((value) => value !== ''))].slice(0, 3)
}
