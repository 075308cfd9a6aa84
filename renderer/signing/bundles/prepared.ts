import type { Output } from '../../../shared/contract.ts'
import type { Prepared } from '../sign/types.ts'

/** What the core prepared, as the dialogue shows it. */
export const preparedOf = (preview: Output<'signing.preview'> | null): Prepared | null => {
  if (preview === null) return null
  const { subject, draft, shown, certificate } = preview
  return { subject, papers: [], files: draft.files, ...draft.order, signer: draft.signer, certificate, shown, digest: draft.subject.sha256 }
}
