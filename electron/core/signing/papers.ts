import { open } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { fileNameSchema, type Subject, signingLimits } from '../../../shared/signing/statement.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { readKind } from '../attachments/kind.ts'
import { readWhole } from '../attachments/read-whole.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { type Bundle, readBundle } from './bundle.ts'
import { readTrust } from './certificates.ts'
import { type Received, readSubject, verifyBundle } from './verify.ts'

type Reading = Pick<ViewContext, 'db' | 'ports' | 'signal'>

const tooLarge = (limit: number): Refusal => new Refusal('signing.tooLarge', { limit: limit >> 20 })

/** One paper: of a kind that is one, without a classification mark (practice L1). */
export const readPaper = async ({ ports }: Pick<ViewContext, 'ports'>, handle: string): Promise<{ name: string; data: Buffer }> => {
  const { path, name } = await ports.files.read(handle)
  refuseMarks(name)
  const data = await readWhole(path, name)
  await readKind(data, name)
  return { name, data }
}

/** The files of one signature by their names. Throws `signing.files`, `signing.tooLarge` and what a paper is refused by. */
export const readPapers = async (context: Pick<ViewContext, 'ports'>, handles: readonly string[]): Promise<Map<string, Buffer>> => {
  const files = new Map<string, Buffer>()
  let bytes = 0
  for (const handle of handles) {
    const { name, data } = await readPaper(context, handle)
    const plain = name.normalize('NFC')
    // Names that differ in case alone are one on Windows.
    if (!fileNameSchema.safeParse(plain).success || [...files.keys()].some((other) => other.toLowerCase() === plain.toLowerCase())) {
      throw new Refusal('signing.files', { name })
    }
    bytes += data.length
    if (bytes > signingLimits.filesBytes) throw tooLarge(signingLimits.filesBytes)
    files.set(plain, data)
  }
  return files
}

const readFileOf = async (path: string, name: string): Promise<Buffer> => {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > signingLimits.bundleBytes) throw tooLarge(signingLimits.bundleBytes)
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('file.unreadable', { name, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}

/** A bundle and everything that can be said of it. Throws `signing.noBundle`. */
export const openBundle = async (context: Reading, handle: string, received: Received): Promise<{ bundle: Bundle; verdict: BundleVerdict }> => {
  const { path, name } = await context.ports.files.read(handle)
  const data = await readFileOf(path, name)
  const { bundle, findings } = await readBundle(data, name, context.signal)
  const now = context.ports.now().toISOString()
  return { bundle, verdict: verifyBundle(bundle, findings, { trust: readTrust(context.db), now, received, sha256: sha256Hex(data) }) }
}

/** A bundle one may go on from: everything in it holds, and nobody took a signature back. Throws `signing.notSound`. */
export const soundBundle = async (context: Reading, handle: string): Promise<{ bundle: Bundle; subject: Subject; verdict: BundleVerdict }> => {
  const { bundle, verdict } = await openBundle(context, handle, null)
  const subject = readSubject(bundle.subject)
  const problem = [...verdict.findings, ...verdict.signatures.flatMap(({ findings }) => findings)].find((each) => each.problem)
  const back = verdict.signatures.some(({ withdrawn }) => withdrawn !== null)
  if (subject === null || problem !== undefined || back) throw new Refusal('signing.notSound', { why: problem?.zh ?? verdict.words.zh })
  // It is carried on from here, so the gate stands before it as before a file of our own (practice L1).
  refuseMarks([subject, ...bundle.files.keys()])
  for (const [name, data] of bundle.files) await readKind(data, name)
  return { bundle, subject, verdict }
}
