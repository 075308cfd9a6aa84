import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { Subject } from '../../../shared/signing/statement.ts'
import { periodWords } from '../../../shared/statistics/periods.ts'
import { heldOf, partsOf } from '../attachments/queries.ts'
import { storePaper } from '../attachments/take.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Context, ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { type Bundle, readBundle, writeBundle } from '../signing/bundle.ts'
import { makeSignature, prepareSigning, subjectText } from '../signing/sign.ts'
import { checked, refuseErrors } from './checking.ts'
import { frozenOf } from './compose.ts'
import { refuseSigningDay } from './days.ts'
import { personOf } from './drafting.ts'
import { type SubmissionFiles, submissionFiles } from './files.ts'
import { needStep } from './filling.ts'
import { refuseSealed } from './sealed.ts'
import {
  dropPapers,
  knownSubmission,
  papersOfSubmission,
  putEvent,
  putPaper,
  type Signed,
  type Submission,
  setDigests,
  setSignatures,
  setState,
} from './store.ts'

type Place = Signed['as']
export const bundleName = '签名包.zip'

const asWords = { preparer: '填报人', reviewer: '审核人' } as const

/** Where it stands now; throws why nobody may sign this place. */
const needPlace = (db: ReadDb, id: string, as: Place, now: string): Submission => {
  const one = knownSubmission(db, id)
  needStep(one, 'sign')
  refuseSealed(db, one)
  const known = one.signatures.find((signed) => signed.as === as)
  if (known !== undefined) throw new Refusal('submission.alreadySigned', { name: known.name })
  if (as === 'reviewer' && !one.signatures.some((signed) => signed.as === 'preparer')) throw new Refusal('submission.preparerFirst')
  refuseErrors(checked(db, one, now))
  return one
}

const wantedName = (one: Submission, as: Place): string => (as === 'preparer' ? one.preparer : one.reviewer)

const needPerson = (one: Submission, as: Place, name: string): void => {
  const wanted = wantedName(one, as)
  if (wanted !== name) throw new Refusal('submission.otherPerson', { as: asWords[as], wanted, name })
  if (one.preparer === one.reviewer) throw new Refusal('submission.samePerson', { name })
}

/** What is signed: the document's digests and what it is, by those who sign by key, in their order. */
const subjectOf = (one: Submission, { sha256, sm3 }: SubmissionFiles, from: Place): Subject => {
  const { agency } = frozenOf(one)
  const places: Place[] = from === 'preparer' ? ['preparer', 'reviewer'] : ['reviewer']
  return {
    kind: 'submission',
    id: one.id,
    version: one.version,
    signers: places.map((as) => ({ agency: agency.name, as: asWords[as], person: wantedName(one, as) })),
    content: {
      title: one.template.words.zh,
      agency: agency.name,
      creditCode: agency.creditCode,
      period: periodWords(one.period).zh,
      from: one.period.from,
      until: one.period.until,
      sha256,
      sm3,
      figures: frozenOf(one).figures.length,
      replaces: one.version === 1 ? '' : `第${one.version - 1}版：${one.reason}`,
    },
  }
}

/** The bundle so far; null: nobody signed by key yet. */
const bundleSoFar = async (db: ReadDb, one: Submission, signal: AbortSignal): Promise<Bundle | null> => {
  const kept = papersOfSubmission(db, one.rid).find(({ name }) => name === bundleName)
  const held = kept === undefined ? undefined : heldOf(db, kept.sha256)
  if (held === undefined) return null
  return (await readBundle(Buffer.concat([...partsOf(db, held)]), bundleName, signal)).bundle
}

type Begun = { one: Submission; files: SubmissionFiles; subject: Subject; bundle: Bundle }

const begin = async (context: ViewContext, id: string, as: Place): Promise<Begun> => {
  const { db, ports } = context
  const one = needPlace(db, id, as, ports.now().toISOString())
  needPerson(one, as, personOf(context))
  const files = await submissionFiles(one, context)
  const known = await bundleSoFar(db, one, context.signal)
  const subject = subjectOf(one, files, known === null && as === 'reviewer' ? 'reviewer' : 'preparer')
  const bundle = known ?? { subject: subjectText(subject), files: files.files, entries: [], withdrawals: [] }
  if (!bundle.subject.equals(subjectText(subject))) throw new Refusal('submission.notShown')
  return { one, files, subject, bundle }
}

export const signPreview = async ({ id, as, keyId }: Parsed<'submission.signPreview'>, context: ViewContext): Promise<Output<'submission.signPreview'>> => {
  const { one, files, subject, bundle } = await begin(context, id, as)
  const { draft, shown } = prepareSigning(context, { keyId, subject, files: bundle.files, entries: bundle.entries })
  return {
    shown,
    sha256: files.sha256,
    sm3: files.sm3,
    files: draft.files,
    findings: checked(context.db, one, context.ports.now().toISOString()),
  }
}

/** A place is signed: with both the submission is. Nothing of it can be changed from the first on. */
const put = (db: WriteDb, one: Submission, signed: Signed, at: string): 'frozen' | 'signed' => {
  const signatures = [...one.signatures, signed]
  setSignatures(db, one.rid, signatures)
  const state = signatures.length === 2 ? 'signed' : 'frozen'
  setState(db, one.rid, state)
  putEvent(db, one.rid, { at, by: signed.recordedBy, what: signed.as === 'preparer' ? 'signedPreparer' : 'signedReviewer', note: signed.name })
  return state
}

export const sign = async ({ id, as, keyId, shown, secrecy }: Parsed<'submission.sign'>, context: Context): Promise<Output<'submission.sign'>> => {
  askSecrecy(secrecy)
  const { db, ports, user } = context
  const { files, subject, bundle } = await begin(context, id, as)
  const prepared = prepareSigning(context, { keyId, subject, files: bundle.files, entries: bundle.entries })
  if (prepared.shown !== shown) throw new Refusal('submission.notShown')
  const { entry, statement } = await makeSignature(context, prepared, shown)
  const data = await writeBundle({ ...bundle, entries: [...bundle.entries, entry] }, statement.subject)
  const paper = { sha256: sha256Hex(data), name: bundleName, type: 'bundle' as const, data }
  const at = ports.now().toISOString()
  const signed: Signed = {
    as,
    name: statement.signer.name,
    way: 'key',
    on: dayInChina(statement.signedAt),
    evidence: statement.signer.key.fingerprint,
    recordedBy: user.name,
  }
  const state = await context.commitLong(
    async (breathe) => {
      const one = needPlace(db, id, as, at)
      await storePaper(db, paper, at, user.name, breathe)
      dropPapers(db, one.rid)
      putPaper(db, one.rid, paper)
      setDigests(db, one.rid, files)
      return put(db, one, signed, at)
    },
    () => ({ entity: 'submission', entityId: id, digest: files.sha256, note: `${as}, ${statement.signer.key.algorithm}` }),
  )
  return { state }
}

export const signOnPaper = async (input: Parsed<'submission.signOnPaper'>, context: Context): Promise<Output<'submission.signOnPaper'>> => {
  const { id, as, name, on, evidence, secrecy } = input
  askSecrecy(secrecy)
  refuseMarks([name, evidence])
  const { db, ports, user } = context
  const at = ports.now().toISOString()
  const one = needPlace(db, id, as, at)
  needPerson(one, as, name)
  refuseSigningDay(context, one, on)
  const files = await submissionFiles(one, context)
  const state = context.commit(
    () => {
      setDigests(db, one.rid, files)
      return put(db, one, { as, name, way: 'paper', on, evidence, recordedBy: user.name }, at)
    },
    () => ({ entity: 'submission', entityId: id, digest: files.sha256, note: `${as}, paper` }),
  )
  return { state }
}

export const unsign = ({ id, reason }: Parsed<'submission.unsign'>, context: Context): Output<'submission.unsign'> => {
  refuseMarks(reason)
  const { db, ports, user } = context
  const one = knownSubmission(db, id)
  if (one.signatures.length === 0 || (one.state !== 'signed' && one.state !== 'frozen')) needStep(one, 'thaw')
  return context.commit(
    () => {
      setSignatures(db, one.rid, [])
      dropPapers(db, one.rid)
      setState(db, one.rid, 'frozen')
      putEvent(db, one.rid, { at: ports.now().toISOString(), by: user.name, what: 'unsigned', note: reason })
      return {}
    },
    () => ({ entity: 'submission', entityId: id }),
  )
}
