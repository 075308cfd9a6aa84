import { Refusal } from '../../../shared/errors.ts'
import { fileNameSchema, type Subject, signingLimits } from '../../../shared/signing/statement.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { readKind } from '../attachments/kind.ts'
import { readWhole } from '../attachments/read-whole.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { openLine } from '../transfer/line.ts'
import { type Bundle, partsOf, readBundle } from './bundle.ts'
import { readBundleFile, tooLarge } from './bundle-file.ts'
import { readTrust } from './certificates.ts'
import { type Received, readSubject, verifyBundle } from './verify.ts'
import { carryTrust, type FromVerifyTask, type VerifyJob } from './verify-task.ts'

type Reading = Pick<ViewContext, 'db' | 'ports' | 'signal'>

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

/** Every part of a bundle by its path, unjudged. Throws `signing.noBundle`. */
export const partsOfFile = async ({ ports, signal }: Pick<Reading, 'ports' | 'signal'>, handle: string): Promise<[string, Buffer][]> => {
  const { path, name } = await ports.files.read(handle)
  return partsOf((await readBundle(await readBundleFile(path, name), name, signal)).bundle)
}

/** Half a gigabyte from a slow disc, and every signature over it. */
const verifySilenceMs = 300_000

/** The verdict alone, by a process of its own. Throws `signing.noBundle`, `signing.stopped`. */
export const judgeBundleFile = async ({ db, ports, signal }: Reading, handle: string, received: Received): Promise<BundleVerdict> => {
  const { path, name } = await ports.files.read(handle)
  const line = openLine<VerifyJob, FromVerifyTask>(ports, 'verify', signal, verifySilenceMs, 'signing.stopped')
  try {
    line.send({ path, name, trust: carryTrust(readTrust(db)), now: ports.now().toISOString(), received })
    return (await line.next()).verdict
  } finally {
    line.close()
  }
}

/** A bundle one may go on from: everything in it holds, and nobody took a signature back. Throws `signing.notSound`. */
export const soundBundle = async (context: Reading, handle: string): Promise<{ bundle: Bundle; subject: Subject; verdict: BundleVerdict }> => {
  const { path, name } = await context.ports.files.read(handle)
  const data = await readBundleFile(path, name)
  const { bundle, findings } = await readBundle(data, name, context.signal)
  const now = context.ports.now().toISOString()
  const verdict = verifyBundle(bundle, findings, { trust: readTrust(context.db), now, received: null, sha256: sha256Hex(data) })
  const subject = readSubject(bundle.subject)
  const problem = [...verdict.findings, ...verdict.signatures.flatMap(({ findings }) => findings)].find((each) => each.problem)
  const back = verdict.signatures.some(({ withdrawn }) => withdrawn !== null)
  if (subject === null || problem !== undefined || back) throw new Refusal('signing.notSound', { why: problem?.zh ?? verdict.words.zh })
  // It is carried on from here, so the gate stands before it as before a file of our own (practice L1).
  refuseMarks([subject, ...bundle.files.keys()])
  for (const [name, data] of bundle.files) await readKind(data, name)
  return { bundle, subject, verdict }
}
