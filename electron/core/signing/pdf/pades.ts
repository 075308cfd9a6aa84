import type { KeyAlgorithm } from '../../../../shared/signing/algorithms.ts'
import { type CmsContent, signedAttributes, verifyCms, writeCms } from '../cms.ts'
import { orNull, readDer } from '../der.ts'
import type { X509 } from '../x509.ts'
import { type Appearance, appendSignature, coveredBy, type Prepared, withContents } from './append.ts'

/** PAdES-B-B (ETSI EN 319 142-1) is signed by keys whose certificates PDF readers know. */
export const padesAlgorithms: ReadonlySet<KeyAlgorithm> = new Set(['p256'])

type Signer = { name: string; at: string; algorithm: KeyAlgorithm; certificates: readonly X509[] }

/** What is to be signed for one PDF, and what the signature is put into. */
export type PdfDraft = { prepared: Prepared; content: CmsContent; attributes: Buffer }

const longestSignature = 80

const contentOf = ({ algorithm, certificates }: Signer): CmsContent => ({ algorithm, certificates, signedAt: null })

/** null: a PDF no signature can be appended to here. */
export const draftPdf = (pdf: Buffer, signer: Signer): PdfDraft | null => {
  const content = contentOf(signer)
  const empty = writeCms(content, signedAttributes(content, Buffer.alloc(0)), Buffer.alloc(longestSignature))
  const prepared = appendSignature(pdf, { name: signer.name, at: signer.at, reserve: empty.length + 64 })
  return prepared === null ? null : { prepared, content, attributes: signedAttributes(content, coveredBy(prepared)) }
}

export const finishPdf = ({ prepared, content, attributes }: PdfDraft, signature: Uint8Array): Buffer =>
  withContents(prepared, writeCms(content, attributes, signature))

/**
 * Whether this is `pdf` with one revision behind it, which is byte for byte the one written here for this signer, signed by
 * the signer's certificate. Whatever else an update could show over the first revision is so refused.
 */
export const verifyPdf = (signed: Buffer, pdf: Buffer, signer: Signer): 'good' | 'malformed' | 'wrong' => {
  if (!signed.subarray(0, pdf.length).equals(pdf)) return 'malformed'
  const range = /\/ByteRange \[0 (\d{1,10}) +(\d{1,10}) /.exec(signed.subarray(pdf.length).toString('latin1'))
  const reserve = (Number(range?.[2]) - Number(range?.[1]) - 2) / 2
  if (!Number.isInteger(reserve) || reserve < 1 || reserve * 2 > signed.length - pdf.length) return 'malformed'
  const appearance: Appearance = { name: signer.name, at: signer.at, reserve }
  const prepared = appendSignature(pdf, appearance)
  if (prepared === null || prepared.bytes.length !== signed.length) return 'malformed'
  const hex = signed.subarray(prepared.from + 1, prepared.to - 1).toString('latin1')
  if (!/^(?:[0-9a-f]{2})+$/.test(hex)) return 'malformed'
  const contents = Buffer.from(hex, 'hex')
  const length = cmsLength(contents)
  if (length === null || contents.subarray(length).some((byte) => byte !== 0)) return 'malformed'
  const cms = contents.subarray(0, length)
  if (!withContents(prepared, cms).equals(signed)) return 'malformed'
  return verifyCms(contentOf(signer), coveredBy(prepared), cms)
}

/** How long the element is that the padding stands behind: two octets of length, as a signature with its certificate needs. */
const cmsLength = (contents: Buffer): number | null => {
  if (contents[0] !== 0x30 || contents[1] !== 0x82 || contents.length < 4) return null
  const length = contents.readUInt16BE(2) + 4
  return length <= contents.length && orNull(() => readDer(contents.subarray(0, length))) !== null ? length : null
}
