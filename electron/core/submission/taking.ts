import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { lookAtForm } from '../transfer/look-at-form.ts'
import { frozenOf } from './compose.ts'
import { formName } from './files.ts'
import { type Others, type Place, readHandedIn } from './handed-in.ts'
import { digestsOf } from './pieces.ts'
import { readRowsFile, readTwin } from './read-document.ts'
import { besideBytes, rowsBeside } from './rows-beside.ts'
import {
  type Frozen,
  keepWorkbook,
  putEvent,
  putRow,
  putSubmission,
  type Submission,
  setDigests,
  setFrozen,
  setState,
  submissionByRid,
  versionsOfSubmission,
  workbookOfSubmission,
} from './store.ts'
import { storedTemplates, workbookOf } from './templates.ts'
import { signedIsThis } from './verify-job.ts'
import { digestsOfTwin } from './write-twin.ts'

const coverBy = ({ template, cover }: SubmissionDocument, from: 'preparer' | 'reviewer'): string => {
  const field = template.cover.find((one) => one.from === from)
  return field === undefined ? '' : (cover[field.id] ?? '')
}

/** What was frozen, out of a document. */
const frozenFrom = (document: SubmissionDocument): Frozen => ({
  agency: document.agency,
  periodBefore: document.periodBefore,
  computed: document.computed,
  delta: document.delta,
  replaces: document.replaces,
  figures: document.figures.filter(({ origin }) => origin !== 'manual'),
  previous: document.figures.map(({ indicator, key, previous, previousFrom }) => ({
    ...{ indicator, key, value: previous },
    ...(previousFrom === undefined ? {} : { from: previousFrom }),
  })),
  ...(document.beside === undefined ? {} : { beside: document.beside }),
  ...(document.form === undefined ? {} : { form: document.form }),
})

/** The rows of the files beside it, one file at a time. Throws `submission.besideMissing`, `submission.fileForm`. */
const putBeside = async (db: WriteDb, rid: number, document: SubmissionDocument, others: Others, breathe: () => Promise<void>): Promise<void> => {
  const places = new Map<SourceName, number>()
  for (const file of document.beside ?? []) {
    const data = await others(file.sha256)
    if (data === null) throw new Refusal('submission.besideMissing', { name: file.name, rows: file.rows })
    let n = places.get(file.source) ?? 0
    for await (const row of readRowsFile(data, file)) {
      refuseMarks(row)
      putRow(db, rid, file.source, ++n, row)
      if (n % 50 === 49) await breathe()
    }
    places.set(file.source, n)
  }
  const one = rowsBeside(submissionByRid(db, rid))
  for (const file of one.beside) await besideBytes(db, one, file, breathe)
}

/** The city's form it was written in: the one that came along, or this copy's own where it is the very same. */
const keepForm = async (db: WriteDb, rid: number, { template, form }: SubmissionDocument, others: Others): Promise<void> => {
  if (form === undefined) {
    // Of a document that names no form this copy's own of the same template and version is meant.
    const own = storedTemplates(db).find((stored) => stored.template.id === template.id && stored.template.version === template.version)
    if (own !== undefined) keepWorkbook(db, rid, workbookOf(db, own.template.id))
    return
  }
  const own = workbookOf(db, template.id)
  const came = await others(form.sha256)
  if (came !== null) refuseMarks((await lookAtForm(came, formName)).words)
  const bytes = came ?? (own !== null && sha256Hex(own) === form.sha256 ? own : null)
  if (bytes !== null) keepWorkbook(db, rid, bytes)
}

const put = async (db: WriteDb, stamp: Stamp, document: SubmissionDocument, others: Others, breathe: () => Promise<void>): Promise<number> => {
  const rid = putSubmission(db, {
    id: document.id,
    version: document.version,
    template: document.template,
    period: document.period,
    notice: document.notice === null ? null : { id: '', ...document.notice },
    ...{ state: 'signed', reason: document.replaces?.reason ?? '', preparer: coverBy(document, 'preparer'), reviewer: coverBy(document, 'reviewer') },
    cover: { ...document.cover },
    fills: {
      manual: document.figures.flatMap(({ indicator, key, value, origin, source, by }) =>
        origin === 'manual' && value !== null ? [{ indicator, key, value, source, by }] : [],
      ),
      explanations: document.explanations,
      reconciliations: document.reconciliations,
      statements: document.statements,
      remedies: document.remedies,
    },
    ...{ createdAt: stamp.at, createdBy: stamp.author },
  })
  setFrozen(db, rid, frozenFrom(document), document.computed.at, 'signed')
  for (const [source, rows] of Object.entries(document.rows)) {
    for (const [at, row] of rows.entries()) {
      putRow(db, rid, source as SourceName, at + 1, row)
      if (at % 50 === 49) await breathe()
    }
  }
  await putBeside(db, rid, document, others, breathe)
  await keepForm(db, rid, document, others)
  putEvent(db, rid, { at: stamp.at, by: stamp.author, what: 'imported', note: '' })
  return rid
}

/** Whether a document is this agency's. */
export const isOurs = (db: ReadDb, { agency }: Pick<SubmissionDocument, 'agency'>): boolean => {
  const own = readProfile(db)
  return own.creditCode !== '' && agency.creditCode !== '' ? own.creditCode === agency.creditCode : own.agency === agency.name
}

type Taken = { one: Submission; known: boolean }

export const nothingElse: Others = async () => null

type Taking = { bytes: Buffer; name: string; others: Others; breathe(): Promise<void> }

/**
 * Keeps a document another device made, so that it is opened, checked and written with the same bytes. The same one again changes
 * nothing, but that a form which was not here is kept. In the caller's transaction. Throws `submission.otherAgency`,
 * `submission.differs`, `submission.fileForm`, `submission.besideMissing`.
 */
export const takeDocument = async (db: WriteDb, stamp: Stamp, { bytes, name, others, breathe }: Taking): Promise<Taken> => {
  const document = readTwin(bytes, name)
  refuseMarks(document)
  if (!isOurs(db, document)) throw new Refusal('submission.otherAgency', { agency: document.agency.name })
  const versions = versionsOfSubmission(db, document.id)
  const known = versions.find(({ version }) => version === document.version)
  const { sha256, sm3 } = await digestsOf(bytes)
  if (known !== undefined) {
    const same = known.sha256 === sha256 || (known.computed !== null && (await digestsOfTwin(db, known)).sha256 === sha256)
    if (!same) throw new Refusal('submission.differs', { version: document.version })
    if (document.form !== undefined && workbookOfSubmission(db, known.rid) === null) await keepForm(db, known.rid, document, others)
    return { one: known, known: true }
  }
  const rid = await put(db, stamp, document, others, breathe)
  const one = submissionByRid(db, rid)
  frozenOf(one)
  // What would be written otherwise here is no document of ours.
  if ((await digestsOfTwin(db, one)).sha256 !== sha256) throw new Refusal('submission.fileForm', { name, why: 'round trip' })
  setDigests(db, rid, { sha256, sm3 })
  for (const earlier of versions) if (earlier.version < document.version) setState(db, earlier.rid, 'replaced')
  return { one: submissionByRid(db, rid), known: false }
}

export const takeFile = async ({ file, beside, secrecy }: Parsed<'submission.import'>, context: Context): Promise<Output<'submission.import'>> => {
  askSecrecy(secrecy)
  const { db, ports } = context
  const places: Place[] = []
  for (const handle of beside) places.push(await ports.files.read(handle))
  const stamp = stampOf(context)
  const { bytes, name, others, signed } = await readHandedIn(db, await ports.files.read(file), places, stamp.at)
  const { sha256 } = await digestsOf(bytes)
  if (signed !== null && !signedIsThis(signed.subject, readTwin(bytes, name), sha256)) throw new Refusal('submission.signedOther', { name })
  const { one, known } = await context.commitLong(
    (breathe) => takeDocument(db, stamp, { bytes, name, others, breathe }),
    (taken) => ({ entity: 'submission', entityId: taken.one.id, note: `version ${taken.one.version}${taken.known ? ', known' : ''}` }),
  )
  return { id: one.id, version: one.version, sha256, known }
}
