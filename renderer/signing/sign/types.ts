import type { ReadablePaper } from '../../../shared/documents/readable.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { SignedFile, Signer, Subject } from '../../../shared/signing/statement.ts'

/** What is about to be signed, as the core prepared it. `shown` names all of it: only that is signed. */
export type Prepared = {
  subject: Subject
  /** How the subject is read, where its noun has papers for it. */
  papers: readonly ReadablePaper[]
  files: readonly SignedFile[]
  position: number
  of: number
  signer: Signer
  /** Of the certificate that will stand with the signature; null: none of an authority. */
  certificate: string | null
  shown: string
  /** SHA-256 of the subject's canonical text, where the core told it. */
  digest: string | null
}

/** What stands behind the dialogue: a subject with files, a bundle, or an agreement. */
export type Signing = {
  prepare(keyId: string): Promise<Prepared | null>
  preparing: boolean
  /** Saves one of the files to look at; left out where the signer brought them along. */
  look?: ((name: string, sha256: string) => void) | undefined
  sign(keyId: string, shown: string, passphrase: string): void
  signing: boolean
  failure: Failure | null
  clear(): void
}
