import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { sm3Bytes } from '../crypto/sm2.ts'
import { canonicalText } from '../signing/canonical-text.ts'

/** The one text of a submission and what it is known by: the machine-readable twin, and what every form of it bears on its cover. */
export type SubmissionText = { bytes: Buffer; sha256: string; sm3: string }

export const submissionText = (document: SubmissionDocument): SubmissionText => textOf(canonicalText(document))

/** Of the text itself, as it is kept. */
export const textOf = (bytes: Buffer): SubmissionText => ({ bytes, sha256: sha256Hex(bytes), sm3: sm3Bytes(bytes).toString('hex') })
