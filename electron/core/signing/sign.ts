import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { officeRoles } from '../../../shared/roles.ts'
import { findingWords, isProblem } from '../../../shared/signing/findings.ts'
import { type Signer, type Statement, type Subject, signingLimits } from '../../../shared/signing/statement.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { verifyWith } from '../crypto/key-pairs.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { allUsers } from '../vault/users.ts'
import { validAuthorisation } from './authorisations.ts'
import { type Entry, type KeyEntry, linkOf, signedFiles } from './bundle.ts'
import { canonicalText } from './canonical-text.ts'
import { betweenOf, ownCertificates, readTrust } from './certificates.ts'
import { judgeCertificates } from './chain.ts'
import { signedAttributes, writeCms } from './cms.ts'
import type { StoredKey } from './keys.ts'
import { draftPdf, finishPdf, padesAlgorithms } from './pdf/pades.ts'
import { type KeyContext, keyPassphrase, ownKey, providerOf, providersFor, unlocking } from './providers.ts'
import { refOf } from './verify.ts'
import { publicKeyOf } from './verify-signature.ts'
import { pemOf, readCertificate, type X509 } from './x509.ts'

/** What somebody is about to sign: the subject, its files by name, and who signed before. */
export type ToSign = { keyId: string; subject: Subject; files: ReadonlyMap<string, Buffer>; entries: readonly Entry[] }

/** All that is known before the passphrase: the statement but for its moment, and what will stand with it. */
export type Draft = Omit<Statement, 'signedAt'>
export type PreparedSigning = {
  draft: Draft
  /** The digest of the draft: what a screen showed is named by it. */
  shown: string
  key: StoredKey
  certificates: readonly X509[]
  /** An authority issued the first of them. */
  certified: boolean
  files: ReadonlyMap<string, Buffer>
}

/** The subject's one text. Throws `signing.tooLarge`. */
export const subjectText = (subject: Subject): Buffer => {
  const text = canonicalText(subject)
  if (text.length > signingLimits.subjectBytes) throw new Refusal('signing.tooLarge', { limit: signingLimits.subjectBytes >> 20 })
  return text
}

export const shownDigest = (draft: Draft): string => sha256Hex(canonicalText(draft))

/**
 * Who signs this place, as the vault knows them: the role and the recorded 授权 decide (decisions K3). Throws
 * `signing.notYourTurn`, `signing.notOffice`, `signing.notAuthorised`.
 */
const signerFor = (context: KeyContext, key: StoredKey, subject: Subject, position: number, at: string): Signer => {
  const { db, user, vault } = context
  const { agency } = readProfile(db)
  if (agency === '') throw new Refusal('signing.agencyUnknown')
  const name = allUsers(db, vault.header()).find((each) => each.name === user.name)?.fullName || user.name
  const place = providerOf(providersFor(context, null), key.provider).describe().place
  const common = { agency, name, key: { algorithm: key.algorithm, fingerprint: key.fingerprint, place } }
  const wanted = subject.signers[position - 1]
  if (wanted === undefined) throw new Refusal('signing.allSigned')
  if (wanted.agency !== agency) throw new Refusal('signing.notYourTurn', { position, wanted: wanted.agency, agency })
  if (wanted.person !== undefined) {
    if (wanted.person !== name) throw new Refusal('signing.notYourTurn', { position, wanted: wanted.person, agency: name })
    return { ...common, role: '本人', authorisation: null }
  }
  if (!user.roles.some((role) => officeRoles.some((each) => each === role))) throw new Refusal('signing.notOffice')
  const valid = validAuthorisation(db, user.name, subject.kind, dayInChina(at))
  if (valid === undefined) throw new Refusal('signing.notAuthorised', { kind: subject.kind })
  const { number, authorisedBy, fromOn, untilOn } = valid
  return { ...common, role: valid.title, authorisation: { number, authorisedBy, fromOn, untilOn } }
}

/** The newest certificate of the key with what leads up from it, or the one the key gave itself. Throws `signing.certificateUnfit`. */
const certificatesFor = ({ db }: KeyContext, key: StoredKey, at: string): { certificates: X509[]; certified: boolean } => {
  const [own] = ownCertificates(db, key.id)
  if (own === undefined) {
    const self = readCertificate(key.selfSigned)
    if (self === null) throw new Refusal('vault.damaged', { what: 'signing_key' })
    return { certificates: [self], certified: false }
  }
  const certificates = [own.certificate, ...betweenOf(db, key.id)]
  const problem = judgeCertificates(certificates, readTrust(db), { signedAt: at, receivedAt: null, now: at }).findings.find(isProblem)
  if (problem !== undefined) throw new Refusal('signing.certificateUnfit', { why: findingWords(problem, 'zh') })
  return { certificates, certified: true }
}

/** Everything that can refuse, before anybody types a passphrase; and what the screen shows. */
export const prepareSigning = (context: KeyContext, { keyId, subject, files, entries }: ToSign): PreparedSigning => {
  const key = ownKey(context, keyId)
  const at = context.ports.now().toISOString()
  const position = entries.length + 1
  const signer = signerFor(context, key, subject, position, at)
  if (entries.some((entry) => entry.kind === 'key' && publicKeyOf(entry.publicPem) === key.publicKey)) throw new Refusal('signing.keyUsed')
  const last = entries.at(-1)
  const draft: Draft = {
    format: 'mulu-statement/1',
    subject: refOf(subject, subjectText(subject)),
    files: signedFiles(files),
    signer,
    order: { position, of: subject.signers.length },
    after: last === undefined ? null : linkOf(last),
  }
  return { draft, shown: shownDigest(draft), key, files, ...certificatesFor(context, key, at) }
}

/** Signatures by the key over each of these. Throws `signing.wrongPassphrase` and what `unlocking` throws. */
export const signAll = async (context: KeyContext, key: StoredKey, data: readonly Uint8Array[]): Promise<Buffer[]> => {
  const provider = providerOf(providersFor(context, null), key.provider)
  const unlock = keyPassphrase(context, 'keyPassphrase')
  const signatures = await unlocking(context, key.id, () => provider.sign(key.ref, data, unlock))
  // What leaves is what verifies: a faulty signature can give a key away.
  if (signatures.length !== data.length || !signatures.every((each, at) => verifyWith(key.algorithm, key.publicKey, data[at] ?? Buffer.alloc(0), each))) {
    throw new Error('the key does not verify what it signed')
  }
  return signatures
}

export type Made = { entry: KeyEntry; statement: Statement /** PDFs that could not carry the signature in themselves. */; unsignedPdfs: string[] }

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-'

/**
 * Signs what was prepared, if it is what was shown. `shown` comes from whoever showed it to a person; another digest is
 * refused and nothing is signed. Everything is signed with one unlocking. Throws `signing.notShown` and what `signAll` throws.
 */
export const makeSignature = async (context: KeyContext, prepared: PreparedSigning, shown: string): Promise<Made> => {
  const { draft, key, certificates, certified, files } = prepared
  if (shown !== prepared.shown || shownDigest(draft) !== shown) throw new Refusal('signing.notShown')
  const statement: Statement = { ...draft, signedAt: secondsOnly(context.ports.now()) }
  const text = canonicalText(statement)
  const cms = { algorithm: key.algorithm, certificates, signedAt: statement.signedAt }
  const attributes = signedAttributes(cms, text)
  const signer = { name: draft.signer.name, at: statement.signedAt, algorithm: key.algorithm, certificates }
  const pdfs = certified && padesAlgorithms.has(key.algorithm) ? [...files].filter(([, bytes]) => isPdf(bytes)) : []
  const drafts = pdfs.map(([name, bytes]) => ({ name, pdf: draftPdf(bytes, signer) }))
  const ready = drafts.flatMap(({ name, pdf }) => (pdf === null ? [] : [{ name, pdf }]))
  const [signature, over, ...overPdfs] = await signAll(context, key, [text, attributes, ...ready.map(({ pdf }) => pdf.attributes)])
  if (signature === undefined || over === undefined) throw new Error('a signature is missing')
  return {
    statement,
    unsignedPdfs: drafts.filter(({ pdf }) => pdf === null).map(({ name }) => name),
    entry: {
      kind: 'key',
      statement: text,
      signature,
      publicPem: Buffer.from(pemOf('PUBLIC KEY', Buffer.from(key.publicKey, 'base64'))),
      cms: writeCms(cms, attributes, over),
      certificates: Buffer.from(certificates.map((each) => pemOf('CERTIFICATE', each.der)).join('')),
      signedPdfs: new Map(ready.map(({ name, pdf }, at) => [name, finishPdf(pdf, overPdfs[at] ?? Buffer.alloc(0))])),
    },
  }
}

/** CMS and PDF name moments by the second. */
export const secondsOnly = (now: Date): string => `${now.toISOString().slice(0, 19)}.000Z`
