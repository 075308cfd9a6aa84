import { writeFile } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { type PaperRecord, paperRecordSchema, type Subject, type SubjectRef, type Withdrawal } from '../../../shared/signing/statement.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Context, VaultHandlers, ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { recordCopy } from '../vault/copies.ts'
import { type Bundle, linkOf, signedFiles, writeBundle } from './bundle.ts'
import { canonicalText } from './canonical-text.ts'
import { judgeBundleFile, partsOfFile, readPaper, readPapers, soundBundle } from './papers.ts'
import { ownKey, providerOf, providersFor } from './providers.ts'
import { makeSignature, type PreparedSigning, prepareSigning, secondsOnly, signAll, subjectText } from './sign.ts'
import { refOf } from './verify.ts'
import { publicKeyOf } from './verify-signature.ts'

type Calls = 'signing.preview' | 'signing.sign' | 'signing.countersign' | 'signing.recordPaper' | 'signing.withdraw' | 'signing.verify' | 'signing.takeOut'

type Begun = { subject: Subject; bundle: Bundle }

/** A bundle nobody has signed yet. Refuses what bears a classification mark. */
const beginBundle = async (context: Pick<ViewContext, 'ports'>, subject: Subject, handles: readonly string[]): Promise<Begun> => {
  refuseMarks(subject)
  return { subject, bundle: { subject: subjectText(subject), files: await readPapers(context, handles), entries: [], withdrawals: [] } }
}

const prepare = (context: ViewContext | Context, keyId: string, { subject, bundle }: Begun): PreparedSigning =>
  prepareSigning(context, { keyId, subject, files: bundle.files, entries: bundle.entries })

/** Writes the bundle out; the audit event and the list of copies are on disk before it stands in its place. */
const leave = async (
  context: Context,
  handle: string,
  bundle: Bundle,
  subject: SubjectRef,
  detail: { note: string; digest: string },
): Promise<{ bytes: number; sha256: string }> => {
  const { db, ports, user, commit } = context
  const data = await writeBundle(bundle, subject)
  const sha256 = sha256Hex(data)
  const target = await ports.files.write(handle)
  try {
    await writeFile(target.path, data, { flush: true })
    commit(
      () => {
        recordCopy(db, ports.newId(), { kind: 'export', at: ports.now().toISOString(), where: target.name, sha256, by: user.name })
      },
      () => ({ entity: subject.kind, entityId: subject.id, ...detail }),
    )
    await target.done()
  } catch (error) {
    await target.discard()
    throw error
  }
  return { bytes: data.length, sha256 }
}

const signInto = async (context: Context, keyId: string, begun: Begun, shown: string, file: string) => {
  const prepared = prepare(context, keyId, begun)
  const { entry, statement, unsignedPdfs } = await makeSignature(context, prepared, shown)
  const { subject, order, signer, signedAt, files } = statement
  const written = await leave(context, file, { ...begun.bundle, entries: [...begun.bundle.entries, entry] }, subject, {
    digest: sha256Hex(entry.statement),
    note: `place ${order.position}, signers ${order.of}, ${signer.key.algorithm}`,
  })
  return { subject, ...order, signer, signedAt, files, signedPdfs: [...entry.signedPdfs.keys()], unsignedPdfs, ...written }
}

/** The subject with its files, or the bundle that was begun: the contract lets only one of them through. */
const sourceOf = (
  context: ViewContext | Context,
  input: { subject?: Subject | undefined; bundle?: string | undefined; files: readonly string[] },
): Promise<Begun> => {
  if (input.subject !== undefined) return beginBundle(context, input.subject, input.files)
  return soundBundle(context, input.bundle ?? '')
}

export const signHandlers: Pick<VaultHandlers, Calls> = {
  'signing.preview': async (input, context) => {
    const begun = await sourceOf(context, input)
    const prepared = prepare(context, input.keyId, begun)
    return {
      subject: begun.subject,
      draft: prepared.draft,
      shown: prepared.shown,
      certificate: prepared.certified ? (prepared.certificates[0]?.subjectWords ?? null) : null,
    }
  },

  'signing.sign': async ({ keyId, subject, files, shown, secrecy, file }, context) => {
    askSecrecy(secrecy)
    return signInto(context, keyId, await beginBundle(context, subject, files), shown, file)
  },

  'signing.countersign': async ({ keyId, bundle, shown, secrecy, file }, context) => {
    askSecrecy(secrecy)
    return signInto(context, keyId, await soundBundle(context, bundle), shown, file)
  },

  /** Practice P4: print, 用印审批, seal, scan. What stands here afterwards is a record and its scan, proved by no key. */
  'signing.recordPaper': async (input, context) => {
    askSecrecy(input.secrecy)
    const { signer, signedOn, seal, copies, original } = input
    refuseMarks({ ...signer, seal, original })
    const { subject, bundle } = await sourceOf(context, input)
    const wanted = subject.signers[bundle.entries.length]
    if (wanted === undefined) throw new Refusal('signing.allSigned')
    const { data, name } = await readPaper(context, input.scan)
    const last = bundle.entries.at(-1)
    const reference = refOf(subject, bundle.subject)
    const order = { position: bundle.entries.length + 1, of: subject.signers.length }
    const record: PaperRecord = {
      format: 'mulu-paper/1',
      subject: reference,
      files: signedFiles(bundle.files),
      signer: { agency: wanted.agency, ...signer },
      order,
      ...{ signedOn, seal, copies, original },
      scan: { name, sha256: sha256Hex(data), bytes: data.length },
      recordedBy: context.user.name,
      recordedAt: secondsOnly(context.ports.now()),
      after: last === undefined ? null : linkOf(last),
    }
    if (!paperRecordSchema.safeParse(record).success) throw new Refusal('signing.files', { name })
    const entry = { kind: 'paper' as const, record: canonicalText(record), scan: data }
    const written = await leave(context, input.file, { ...bundle, entries: [...bundle.entries, entry] }, reference, {
      digest: sha256Hex(entry.record),
      note: `place ${order.position}, signers ${order.of}, on paper`,
    })
    return { subject: reference, ...order, ...written }
  },

  'signing.withdraw': async ({ keyId, bundle: handle, reason, file }, context) => {
    refuseMarks(reason)
    const key = ownKey(context, keyId)
    const { bundle, subject } = await soundBundle(context, handle)
    const at = bundle.entries.findIndex((entry) => entry.kind === 'key' && publicKeyOf(entry.publicPem) === key.publicKey)
    const [own, last] = [bundle.entries[at], bundle.entries.at(-1)]
    if (own?.kind !== 'key' || last === undefined || bundle.entries.length === subject.signers.length) throw new Refusal('signing.nothingToWithdraw')
    const { signer } = JSON.parse(own.statement.toString('utf8')) as Pick<Withdrawal, 'signer'>
    const reference = refOf(subject, bundle.subject)
    const statement: Withdrawal = {
      format: 'mulu-withdrawal/1',
      subject: reference,
      withdraws: linkOf(own),
      reason,
      signer: { ...signer, key: { ...signer.key, place: providerOf(providersFor(context, null), key.provider).describe().place } },
      signedAt: secondsOnly(context.ports.now()),
      after: linkOf(last),
    }
    const text = canonicalText(statement)
    const [signature] = await signAll(context, key, [text])
    if (signature === undefined) throw new Error('a signature is missing')
    const withdrawals = [...bundle.withdrawals, { statement: text, signature }]
    const written = await leave(context, file, { ...bundle, withdrawals }, reference, { digest: sha256Hex(text), note: `place ${at + 1}, taken back` })
    return { subject: reference, position: at + 1, ...written }
  },

  'signing.verify': ({ file, received }, context) => judgeBundleFile(context, file, received ?? null),

  /** Of a file that is outside already, so nothing of the vault leaves. */
  'signing.takeOut': async ({ bundle: handle, path, file }, context) => {
    const [, data] = (await partsOfFile(context, handle)).find(([each]) => each === path) ?? []
    if (data === undefined) throw new Refusal('signing.noPart', { path })
    const target = await context.ports.files.write(file)
    try {
      await writeFile(target.path, data)
      await target.done()
    } catch (error) {
      await target.discard()
      throw error
    }
    return { bytes: data.length, sha256: sha256Hex(data) }
  },
}
