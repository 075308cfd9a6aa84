/**
 * What is taken as a paper, told by what is in the file and never by its name: signed forms, letters, seals and their
 * scans. A delivery is papers, never data tables (practice L3), so a workbook is taken as long as it is a form.
 */
export const attachmentTypes = ['pdf', 'ofd', 'png', 'jpeg', 'tiff', 'bmp', 'docx', 'xlsx', 'wps', 'bundle', 'submission'] as const
export type AttachmentType = (typeof attachmentTypes)[number]

export const attachmentBytes = 32 << 20
/** Rows of a workbook that is still a paper: a list that goes with a letter. */
export const attachmentRows = 2000
export const attachmentsPerEntry = 50
