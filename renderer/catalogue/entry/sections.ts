import type { EntryField } from '../../../shared/catalogue.ts'

export const sections = ['basic', 'items', 'sharing', 'grading', 'further', 'extension', 'process', 'history'] as const
export type Section = (typeof sections)[number]

const placed: Readonly<Partial<Record<EntryField, Section>>> = {
  items: 'items',
  ext: 'extension',
  ...Object.fromEntries(
    (
      [
        'shareType',
        'shareCondition',
        'shareScope',
        'shareUse',
        'shareReason',
        'shareBasis',
        'shareWayClass',
        'shareWayType',
        'isOpen',
        'openCondition',
      ] as const
    ).map((field) => [field, 'sharing' as const]),
  ),
  ...Object.fromEntries((['dataClass', 'dataGrade', 'theme', 'keywords', 'libraryKind'] as const).map((field) => [field, 'grading' as const])),
  ...Object.fromEntries(
    (
      [
        'dutyBasis',
        'matter',
        'sourceSystem',
        'network',
        'mountStatus',
        'collectionMethod',
        'storageMode',
        'accessNote',
        'sourceDepartment',
        'providedByProvince',
        'upperId',
        'contact',
        'titleEn',
        'storageG',
        'recordsWan',
        'sharedStorageG',
        'sharedRecordsWan',
        'openStorageG',
        'openRecordsWan',
      ] as const
    ).map((field) => [field, 'further' as const]),
  ),
}

/** Where on the screen a field is. */
export const sectionOf = (field: EntryField): Section => placed[field] ?? 'basic'
