import type { DocumentModel } from '../../../shared/documents/document.ts'
import { paperOf } from '../../../shared/submissions/paper.ts'
import type { Given } from './sheet-parts.ts'

/** A frozen submission on paper. */
export const submissionPaper = ({ document, text, language }: Given): DocumentModel => paperOf(document, text, language)
