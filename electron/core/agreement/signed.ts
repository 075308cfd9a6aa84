import { writeFile } from 'node:fs/promises'
import { type AgreementText, agreementTextSchema } from '../../../shared/cases/agreement-text.ts'
import { agreementPapers } from '../../../shared/contract/agreements.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import type { DocumentModel } from '../../../shared/documents/document.ts'
import { readable } from '../../../shared/documents/readable.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { fileNameSchema, type PaperRecord, type Subject } from '../../../shared/signing/statement.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { heldOf, partsOf as piecesOf } from '../attachments/queries.ts'
import { storePaper } from '../attachments/take.ts'
import { type Proposal, proposalsOf } from '../case/agreement-needed.ts'
import { detailOf, say } from '../case/detail.ts'
import { putDraft } from '../case/drafting.ts'
import { actById, actsOf, type CaseFile, papersOf, putPaper, type StoredAct, workableFile } from '../case/queries.ts'
import { agencyOf } from '../case/whose.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { AsideContext, Context, ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { renderDocuments } from '../documents/render-document.ts'
import { type Bundle, type Entry, linkOf, readBundle, signedFiles, writeBundle } from '../signing/bundle.ts'
import { canonicalText } from '../signing/canonical-text.ts'
import { readTrust } from '../signing/certificates.ts'
import type { KeyContext } from '../signing/providers.ts'
import { makeSignature, prepareSigning, subjectText } from '../signing/sign.ts'
import { readSubject, refOf, verifyBundle } from '../signing/verify.ts'
import { writeRecorded } from '../transfer/export.ts'
import { paperOfRound } from './paper.ts'
import { digestOfText } from './texts.ts'

const asOf = { applicant: '乙方', respondent: '甲方', department: '' } as const
const fileNames = {
  agreement: '协议.pdf',
  'agreement.items': '附件1共享数据清单.pdf',
  'agreement.persons': '附件2使用人员及权限清单.pdf',
  'agreement.pledge': '附件3保密承诺书.pdf',
  'agreement.exchange': '附件4接口（交换）方案.pdf',
  'agreement.disposal': '附件5数据处置记录表.pdf',
} as const

/** The text both sides agreed to, and which round it was. */
const agreedRound = (db: ReadDb, file: CaseFile): { round: Proposal; version: number } | null => {
  const accepted = actsOf(db, file.rid).findLast(({ act, status }) => act === 'accept' && status === 'counted')?.statement.fields.sha256
  const rounds = proposalsOf(db, file)
  const at = rounds.findLastIndex(({ sha256 }) => sha256 === accepted)
  const round = rounds[at]
  return round === undefined ? null : { round, version: at + 1 }
}

type Reading = Pick<ViewContext, 'db' | 'ports' | 'signal'>

/** The bundle among an act's papers, with all that can be said of it; null: none is named. */
const bundleOfAct = async (
  { db, ports, signal }: Reading,
  file: CaseFile,
  { statement, received, source }: StoredAct,
  after: readonly StoredAct[] = [],
): Promise<{ bundle: Bundle; verdict: BundleVerdict } | null> => {
  const named = papersOf(db, file.rid).filter(({ sha256 }) => statement.papers.some((paper) => paper.sha256 === sha256))
  for (const { sha256, name } of named) {
    const held = heldOf(db, sha256)
    if (held?.type !== 'bundle') continue
    const data = Buffer.concat([...piecesOf(db, held)])
    const { bundle, findings } = await readBundle(data, name, signal)
    const now = ports.now().toISOString()
    const arrived = received.length > 10 ? { at: received, source } : null
    const whole = withPaper(db, file, bundle, after)
    return { bundle, verdict: verifyBundle(whole, findings, { trust: readTrust(db), now, received: arrived, sha256 }) }
  }
  return null
}

/** Why a bundle may not be gone on from; '' = it may. */
const troubleOf = ({ bundle, verdict }: { bundle: Bundle; verdict: BundleVerdict }, sha256: string): string => {
  const subject = readSubject(bundle.subject)
  const problem = [...verdict.findings, ...verdict.signatures.flatMap(({ findings }) => findings)].find((each) => each.problem)
  if (problem !== undefined) return problem.zh
  const text = agreementTextSchema.safeParse(subject?.content)
  if (subject === null || !text.success || digestOfText(text.data) !== sha256) return '文本不同'
  return verdict.signatures.some(({ withdrawn }) => withdrawn !== null) ? '签名已撤回' : ''
}

/** The agreement and its annexes as they are signed: without a word of who signed or when. */
const modelsOf = ({ db, ports }: Reading, file: CaseFile, actId: string): DocumentModel[] => {
  const now = ports.now().toISOString()
  return agreementPapers.map((paper) => paperOfRound(db, now, { id: file.id, actId, paper, lang: 'zh' }, true).model)
}

const filesOf = async (context: Reading, file: CaseFile, actId: string): Promise<Map<string, Buffer>> => {
  const models = modelsOf(context, file, actId)
  const made = await renderDocuments(models, 'pdf', context)
  return new Map(agreementPapers.map((paper, at) => [fileNames[paper], made[at]?.bytes ?? Buffer.alloc(0)]))
}

/** A side signed on paper: its place in the bundle is the record and the scan (practice P4). Null: the scan is not here. */
const paperEntry = (db: ReadDb, file: CaseFile, signed: StoredAct, subject: Subject, { files, entries }: Pick<Bundle, 'files' | 'entries'>): Entry | null => {
  const { fields, papers } = signed.statement
  const [paper] = papers
  const held = paper === undefined ? undefined : heldOf(db, paper.sha256)
  if (paper === undefined || held === undefined) return null
  const last = entries.at(-1)
  const scan = Buffer.concat([...piecesOf(db, held)])
  const record: PaperRecord = {
    format: 'mulu-paper/1',
    subject: refOf(subject, subjectText(subject)),
    files: signedFiles(files),
    signer: { agency: agencyOf(file.head, signed.party), name: String(fields.signer), role: '', authorisation: String(fields.authorisation) },
    order: { position: entries.length + 1, of: 2 },
    signedOn: String(fields.on),
    seal: '',
    copies: Number(fields.copies),
    original: String(fields.keptAt),
    scan: { name: fileNameSchema.safeParse(paper.name).success ? paper.name : 'scan', sha256: paper.sha256, bytes: held.bytes },
    recordedBy: signed.draftedBy.slice(0, 100),
    recordedAt: signed.draftedAt,
    after: last === undefined ? null : linkOf(last),
  }
  return { kind: 'paper', record: canonicalText(record), scan }
}

/** The bundle with the places behind it that were signed on paper, as the file records them. */
const withPaper = (db: ReadDb, file: CaseFile, bundle: Bundle, after: readonly StoredAct[]): Bundle => {
  const [signed] = after
  const subject = readSubject(bundle.subject)
  if (signed === undefined || subject === null || bundle.entries.length >= subject.signers.length) return bundle
  const entry = paperEntry(db, file, signed, subject, bundle)
  return entry === null ? bundle : { ...bundle, entries: [...bundle.entries, entry] }
}

type Begun = { file: CaseFile; act: 'sign' | 'countersign'; sha256: string; round: string; subject: Subject; bundle: Bundle }

/** What this agency would sign now. Throws `agreement.notToSign`, `.noBundle`, `.otherBundle`. */
const begin = async (context: Reading, id: string): Promise<Begun> => {
  const { db } = context
  const file = workableFile(db, 'agreement', id)
  const agreed = agreedRound(db, file)
  const act = file.state === 'agreed' ? 'sign' : file.state === 'halfSigned' ? 'countersign' : null
  if (agreed === null || act === null || file.party === 'department') throw new Refusal('agreement.notToSign')
  const { round, version } = agreed
  const other = file.party === 'applicant' ? ('respondent' as const) : ('applicant' as const)
  const order = act === 'sign' ? ([file.party, other] as const) : ([other, file.party] as const)
  const subject: Subject = {
    kind: 'agreement',
    // By the text itself: each side keeps its own file where there is no platform.
    id: round.sha256,
    version,
    signers: order.map((party) => ({ agency: agencyOf(file.head, party), as: asOf[party] })),
    content: round.text as AgreementText & Subject['content'],
  }
  const begun = { file, act, sha256: round.sha256, round: round.actId } as const
  if (act === 'sign')
    return { ...begun, subject, bundle: { subject: subjectText(subject), files: await filesOf(context, file, round.actId), entries: [], withdrawals: [] } }
  const signed = actsOf(db, file.rid).findLast((one) => one.act === 'sign' && one.status === 'counted')
  if (signed === undefined || signed.party === file.party) throw new Refusal('agreement.notToSign')
  if (signed.statement.fields.way === 'paper') {
    const files = await filesOf(context, file, round.actId)
    const entry = paperEntry(db, file, signed, subject, { files, entries: [] })
    if (entry === null) throw new Refusal('agreement.noBundle')
    return { ...begun, subject, bundle: { subject: subjectText(subject), files, entries: [entry], withdrawals: [] } }
  }
  const found = await bundleOfAct(context, file, signed)
  if (found === null) throw new Refusal('agreement.noBundle')
  const why = troubleOf(found, round.sha256)
  const known = readSubject(found.bundle.subject)
  if (why !== '' || known === null) throw new Refusal('agreement.otherBundle', { why })
  return { ...begun, subject: known, bundle: found.bundle }
}

const prepare = (context: KeyContext, keyId: string, { subject, bundle }: Begun) =>
  prepareSigning(context, { keyId, subject, files: bundle.files, entries: bundle.entries })

export const signPreview = async ({ id, keyId }: Parsed<'agreement.signPreview'>, context: ViewContext): Promise<Output<'agreement.signPreview'>> => {
  const begun = await begin(context, id)
  const { draft, shown, certified, certificates } = prepare(context, keyId, begun)
  return {
    subject: begun.subject,
    files: draft.files,
    ...draft.order,
    signer: draft.signer,
    papers: modelsOf(context, begun.file, begun.round).map(readable),
    shown,
    certificate: certified ? (certificates[0]?.subjectWords ?? null) : null,
  }
}

/** The very bytes whose hash the preview shows. */
export const signPaper = async ({ id, name, file, purpose }: Parsed<'agreement.signPaper'>, context: AsideContext): Promise<Output<'agreement.signPaper'>> => {
  const { bundle } = await begin(context, id)
  const data = bundle.files.get(name)
  if (data === undefined) throw new Refusal('case.paperUnknown')
  const write = async (path: string) => {
    await writeFile(path, data)
    return { bytes: data.length, sha256: sha256Hex(data) }
  }
  return writeRecorded({ what: 'agreement', handle: file, purpose, write, note: () => 'to be signed' }, context)
}

export const sign = async ({ id, keyId, shown, secrecy }: Parsed<'agreement.sign'>, context: Context): Promise<Output<'agreement.sign'>> => {
  askSecrecy(secrecy)
  const { db } = context
  const begun = await begin(context, id)
  const prepared = prepare(context, keyId, begun)
  const { entry, statement } = await makeSignature(context, prepared, shown)
  const data = await writeBundle({ ...begun.bundle, entries: [...begun.bundle.entries, entry] }, statement.subject)
  const paper = { sha256: sha256Hex(data), name: `签署文件包${statement.order.position}.zip`, type: 'bundle' as const, data }
  const stamp = stampOf(context)
  const { signer } = statement
  const { actId } = await context.commitLong(
    async (breathe) => {
      const file = workableFile(db, 'agreement', id)
      await storePaper(db, paper, stamp.at, stamp.author, breathe)
      putPaper(db, file.rid, paper, stamp.at, stamp.author)
      const fields = {
        sha256: begun.sha256,
        way: 'electronic',
        signer: signer.name,
        authorisation: signer.authorisation?.number ?? signer.role,
        on: dayInChina(statement.signedAt),
        copies: 1,
        keptAt: '',
      }
      return putDraft(db, stamp, file, { act: begun.act, fields, note: '', number: '', papers: [{ sha256: paper.sha256, name: paper.name }] })
    },
    ({ actId }) => detailOf('agreement', id, { digest: sha256Hex(entry.statement), note: `${actId}, ${signer.key.algorithm}` }),
  )
  say(context, id)
  return { actId, act: begun.act, sha256: paper.sha256, bytes: data.length, position: statement.order.position, signedPdfs: [...entry.signedPdfs.keys()] }
}

/** A signature by a key leaves only with the bundle that shows it, sound and over the text agreed to. */
export const needSoundSignature = async (context: Reading, file: CaseFile, actId: string): Promise<void> => {
  const stored = actById(context.db, actId)
  if (stored === undefined || (stored.act !== 'sign' && stored.act !== 'countersign') || stored.statement.fields.way !== 'electronic') return
  const found = await bundleOfAct(context, file, stored)
  if (found === null) throw new Refusal('agreement.noBundle')
  const why = troubleOf(found, String(stored.statement.fields.sha256))
  const expected = stored.act === 'sign' ? 1 : 2
  if (why !== '' || found.bundle.entries.length !== expected) throw new Refusal('agreement.otherBundle', { why: why === '' ? '签名数不符' : why })
}

const onlyPaper = { zh: '双方在纸质文本上签署；原件为准。', en: 'Signed on paper; the original counts.' }
const notSigned = { zh: '尚无签署。', en: 'Nobody has signed.' }
const otherText = { zh: '签名所附的文本不是双方同意的文本。', en: 'What was signed is not the text both sides agreed to.' }

export const verify = async ({ id }: Parsed<'agreement.verify'>, context: ViewContext): Promise<Output<'agreement.verify'>> => {
  const { db } = context
  const file = workableFile(db, 'agreement', id)
  const agreed = agreedRound(db, file)
  if (agreed === null) throw new Refusal('agreement.noText')
  const { sha256 } = agreed.round
  const signed = actsOf(db, file.rid).filter(({ act, status }) => (act === 'sign' || act === 'countersign') && (status === 'counted' || status === 'issued'))
  const paper = signed
    .filter(({ statement }) => statement.fields.way === 'paper')
    .map(({ party, statement: { fields } }) => ({
      party,
      signer: String(fields.signer),
      on: String(fields.on),
      copies: Number(fields.copies),
      keptAt: String(fields.keptAt),
    }))
  const last = signed.findLast(({ statement }) => statement.fields.way === 'electronic')
  const after = last === undefined ? [] : signed.slice(signed.indexOf(last) + 1).filter(({ statement }) => statement.fields.way === 'paper')
  const found = last === undefined ? null : await bundleOfAct(context, file, last, after)
  if (found === null) return { sha256, sameText: null, verdict: null, paper, words: paper.length > 0 ? onlyPaper : notSigned }
  const text = agreementTextSchema.safeParse(readSubject(found.bundle.subject)?.content)
  const sameText = text.success && digestOfText(text.data) === sha256
  return { sha256, sameText, verdict: found.verdict, paper, words: sameText ? found.verdict.words : otherText }
}
