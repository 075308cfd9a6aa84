import { Refusal } from '../../../shared/errors.ts'
import { type Finding, finding } from '../../../shared/signing/findings.ts'
import { fileNameSchema, type Manifest, manifestSchema, type SignedFile, type SubjectRef, signingLimits } from '../../../shared/signing/statement.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readLimits } from '../sheets/types.ts'
import { inflatePart, type ZipPart, zipParts } from '../sheets/zip.ts'
import { type NewPart, zipOf } from '../sheets/zip-write.ts'
import { canonicalText, readCanonical } from './canonical-text.ts'

/** A place signed by a key: everything anybody needs to verify it. */
export type KeyEntry = {
  kind: 'key'
  statement: Buffer
  signature: Buffer
  publicPem: Buffer
  cms: Buffer
  /** PEM, the signer's own certificate first. */
  certificates: Buffer
  /** By the name of the file they are made from. */
  signedPdfs: ReadonlyMap<string, Buffer>
}
/** A place signed on paper. */
export type PaperEntry = { kind: 'paper'; record: Buffer; scan: Buffer }
export type Entry = KeyEntry | PaperEntry
export type WithdrawalEntry = { statement: Buffer; signature: Buffer }

/** 签署文件包: the subject, its files, and what was signed, in its order. */
export type Bundle = {
  subject: Buffer
  files: ReadonlyMap<string, Buffer>
  entries: readonly Entry[]
  withdrawals: readonly WithdrawalEntry[]
}

/** What the next statement's `after` names. */
export const linkOf = (entry: Entry): string => sha256Hex(entry.kind === 'key' ? entry.signature : entry.record)

export const signedFiles = (files: ReadonlyMap<string, Buffer>): SignedFile[] =>
  [...files].map(([name, bytes]) => ({ name, sha256: sha256Hex(bytes), bytes: bytes.length }))

const entryParts = (entry: Entry, at: number): [string, Buffer][] => {
  const folder = `signatures/${at + 1}`
  if (entry.kind === 'paper') {
    return [
      [`${folder}/paper.json`, entry.record],
      [`${folder}/scan`, entry.scan],
    ]
  }
  return [
    [`${folder}/statement.json`, entry.statement],
    [`${folder}/signature.sig`, entry.signature],
    [`${folder}/public.pem`, entry.publicPem],
    [`${folder}/signature.p7s`, entry.cms],
    [`${folder}/certificates.pem`, entry.certificates],
    ...[...entry.signedPdfs].map(([name, bytes]): [string, Buffer] => [`${folder}/signed/${name}`, bytes]),
  ]
}

/** Every part of a bundle but its list, by path. */
export const partsOf = ({ subject, files, entries, withdrawals }: Bundle): [string, Buffer][] => [
  ['subject.json', subject],
  ...[...files].map(([name, bytes]): [string, Buffer] => [`files/${name}`, bytes]),
  ...entries.flatMap(entryParts),
  ...withdrawals.flatMap(({ statement, signature }, at): [string, Buffer][] => [
    [`withdrawals/${at + 1}/statement.json`, statement],
    [`withdrawals/${at + 1}/signature.sig`, signature],
  ]),
]

/** The bundle as one zip; the same bundle gives the same bytes. */
export const writeBundle = async (bundle: Bundle, subject: SubjectRef): Promise<Buffer> => {
  const parts = partsOf(bundle)
  const manifest: Manifest = {
    format: 'mulu-bundle/1',
    subject,
    parts: parts.map(([path, bytes]) => ({ path, sha256: sha256Hex(bytes), bytes: bytes.length })),
  }
  const all: [string, Buffer][] = [['manifest.json', canonicalText(manifest)], ...parts]
  return zipOf(all.map(([name, bytes]): NewPart => ({ name, chunks: [bytes] })))
}

const plainPath =
  /^(?:manifest\.json|subject\.json|signatures\/[1-9]\d?\/(?:statement\.json|signature\.sig|public\.pem|signature\.p7s|certificates\.pem|paper\.json|scan)|withdrawals\/[1-9]\d?\/(?:statement\.json|signature\.sig))$/

/** Nothing else is ever read: no way out of the folder, no link, no script. */
const isKnownPath = (path: string): boolean => {
  if (plainPath.test(path)) return true
  const named = /^(?:files|signatures\/[1-9]\d?\/signed)\/([^/]+)$/.exec(path)
  return named !== null && fileNameSchema.safeParse(named[1]).success
}

const limits = { ...readLimits, inflatedBytes: signingLimits.bundleBytes, packedBytes: signingLimits.bundleBytes }

const notBundle = (name: string, why: string): Refusal => new Refusal('signing.noBundle', { name, why })

const inflated = async (data: Buffer, part: ZipPart, signal?: AbortSignal): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of inflatePart(data, part, signal)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Each part once, under a name a bundle can have. Throws `signing.noBundle`. */
const unpack = async (data: Buffer, name: string, signal?: AbortSignal): Promise<Map<string, Buffer>> => {
  try {
    const parts = new Map<string, Buffer>()
    for (const part of zipParts(data, limits).values()) {
      // Folders some programs write into a zip as parts of their own.
      if (part.written.endsWith('/') && part.unpacked === 0 && !part.written.includes('..')) continue
      if (!isKnownPath(part.written)) throw notBundle(name, 'path')
      parts.set(part.written, await inflated(data, part, signal))
    }
    return parts
  } catch (error) {
    if (error instanceof Refusal && error.failure.code.startsWith('sheet.')) throw notBundle(name, String(error.failure.params.why ?? error.failure.code))
    throw error instanceof RangeError ? notBundle(name, 'zip') : error
  }
}

/** The list and what is really there. */
const compare = (manifest: Manifest, parts: ReadonlyMap<string, Buffer>): Finding[] => {
  const listed = new Map(manifest.parts.map((part) => [part.path, part]))
  return [
    ...manifest.parts.flatMap(({ path, sha256, bytes }) => {
      const there = parts.get(path)
      if (there === undefined) return [finding('bundle.partMissing', { path })]
      return there.length === bytes && sha256Hex(there) === sha256 ? [] : [finding('bundle.partChanged', { path })]
    }),
    ...[...parts.keys()].filter((path) => path !== 'manifest.json' && !listed.has(path)).map((path) => finding('bundle.partExtra', { path })),
  ]
}

const nothing = Buffer.alloc(0)

/** A bundle from its parts by path, wherever they were kept. `findings` gets what is missing; `listed`: what else should be there. */
export const bundleOf = (parts: ReadonlyMap<string, Buffer>, findings: Finding[], listed: readonly string[] = []): Bundle => {
  const need = (path: string): Buffer => {
    const there = parts.get(path)
    if (there === undefined && !findings.some(({ params }) => params.path === path)) findings.push(finding('bundle.partMissing', { path }))
    return there ?? nothing
  }
  const inFolder = (folder: string): Map<string, Buffer> =>
    new Map(
      [...parts]
        .filter(([path]) => path.startsWith(folder) && !path.slice(folder.length).includes('/'))
        .map(([path, bytes]) => [path.slice(folder.length), bytes]),
    )
  const numbered = (folder: string): number =>
    Math.max(0, ...[...parts.keys(), ...listed].map((path) => Number(new RegExp(`^${folder}/(\\d+)/`).exec(path)?.[1] ?? 0)))
  const entry = (at: number): Entry => {
    const folder = `signatures/${at}`
    if (parts.has(`${folder}/paper.json`)) return { kind: 'paper', record: need(`${folder}/paper.json`), scan: need(`${folder}/scan`) }
    return {
      kind: 'key',
      statement: need(`${folder}/statement.json`),
      signature: need(`${folder}/signature.sig`),
      publicPem: need(`${folder}/public.pem`),
      cms: need(`${folder}/signature.p7s`),
      certificates: need(`${folder}/certificates.pem`),
      signedPdfs: inFolder(`${folder}/signed/`),
    }
  }
  const withdrawal = (at: number): WithdrawalEntry => ({
    statement: need(`withdrawals/${at}/statement.json`),
    signature: need(`withdrawals/${at}/signature.sig`),
  })
  const each = <T>(count: number, read: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => read(at + 1))
  return {
    subject: need('subject.json'),
    files: inFolder('files/'),
    entries: each(Math.min(numbered('signatures'), 99), entry),
    withdrawals: each(Math.min(numbered('withdrawals'), 99), withdrawal),
  }
}

/** A bundle's bytes. What is missing or differs from its list is found; throws `signing.noBundle` for what is no bundle at all. */
export const readBundle = async (data: Buffer, name: string, signal?: AbortSignal): Promise<{ bundle: Bundle; findings: Finding[] }> => {
  const parts = await unpack(data, name, signal)
  const manifest = readCanonical(parts.get('manifest.json') ?? nothing, signingLimits.statementBytes, manifestSchema)
  if (manifest === null) throw notBundle(name, 'manifest.json')
  const findings = compare(manifest, parts)
  const listed = manifest.parts.map(({ path }) => path)
  return { bundle: bundleOf(parts, findings, listed), findings }
}
