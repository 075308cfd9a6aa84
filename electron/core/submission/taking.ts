import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import { type SubmissionDocument, submissionDocumentSchema } from '../../../shared/submissions/document.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { Context } from '../context.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { readUpTo } from '../read-up-to.ts'
import { readCanonical } from '../signing/canonical-text.ts'
import { frozenOf } from './compose.ts'
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
} from './store.ts'
import { storedTemplates, workbookOf } from './templates.ts'
import { digestsOf, twinBytes } from './write-twin.ts'

export const mostTwinBytes = 256 << 20

/** A document out of its one text. Throws `submission.fileForm`. */
export const readTwin = (bytes: Buffer, name: string): SubmissionDocument => {
  const document = readCanonical(bytes, mostTwinBytes, submissionDocumentSchema)
  if (document === null) throw new Refusal('submission.fileForm', { name, why: 'JSON' })
  return document
}

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
})

const put = async (db: WriteDb, stamp: Stamp, document: SubmissionDocument, breathe: () => Promise<void>): Promise<number> => {
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
  // The city's form does not travel with the text: this copy's own of the same template and version is meant.
  const own = storedTemplates(db).find(({ template }) => template.id === document.template.id && template.version === document.template.version)
  if (own !== undefined) keepWorkbook(db, rid, workbookOf(db, own.template.id))
  putEvent(db, rid, { at: stamp.at, by: stamp.author, what: 'imported', note: '' })
  return rid
}

/** Whether a document is this agency's. */
export const isOurs = (db: ReadDb, { agency }: Pick<SubmissionDocument, 'agency'>): boolean => {
  const own = readProfile(db)
  return own.creditCode !== '' && agency.creditCode !== '' ? own.creditCode === agency.creditCode : own.agency === agency.name
}

type Taken = { one: Submission; known: boolean }

/**
 * Keeps a document another device made, so that it is opened, checked and written with the same bytes. The same one again changes
 * nothing. In the caller's transaction. Throws `submission.otherAgency`, `submission.differs`, `submission.fileForm`.
 */
export const takeDocument = async (db: WriteDb, stamp: Stamp, bytes: Buffer, name: string, breathe: () => Promise<void>): Promise<Taken> => {
  const document = readTwin(bytes, name)
  refuseMarks(document)
  if (!isOurs(db, document)) throw new Refusal('submission.otherAgency', { agency: document.agency.name })
  const versions = versionsOfSubmission(db, document.id)
  const known = versions.find(({ version }) => version === document.version)
  const { sha256, sm3 } = digestsOf(bytes)
  if (known !== undefined) {
    const same = known.sha256 === sha256 || (known.computed !== null && digestsOf(twinBytes(db, known)).sha256 === sha256)
    if (!same) throw new Refusal('submission.differs', { version: document.version })
    return { one: known, known: true }
  }
  const rid = await put(db, stamp, document, breathe)
  const one = submissionByRid(db, rid)
  frozenOf(one)
  // What would be written otherwise here is no document of ours.
  if (digestsOf(twinBytes(db, one)).sha256 !== sha256) throw new Refusal('submission.fileForm', { name, why: 'round trip' })
  setDigests(db, rid, { sha256, sm3 })
  for (const earlier of versions) if (earlier.version < document.version) setState(db, earlier.rid, 'replaced')
  return { one, known: false }
}

export const takeFile = async ({ file, secrecy }: Parsed<'submission.import'>, context: Context): Promise<Output<'submission.import'>> => {
  askSecrecy(secrecy)
  const { db, ports } = context
  const { path, name } = await ports.files.read(file)
  const bytes = await readUpTo(path, name, (size) => {
    if (size > mostTwinBytes) throw new Refusal('submission.fileForm', { name, why: `> ${mostTwinBytes >> 20} MiB` })
  })
  const stamp = stampOf(context)
  const { one, known } = await context.commitLong(
    (breathe) => takeDocument(db, stamp, bytes, name, breathe),
    (taken) => ({ entity: 'submission', entityId: taken.one.id, note: `version ${taken.one.version}${taken.known ? ', known' : ''}` }),
  )
  return { id: one.id, version: one.version, sha256: digestsOf(bytes).sha256, known }
}
