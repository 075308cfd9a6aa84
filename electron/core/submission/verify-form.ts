import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Output } from '../../../shared/contract.ts'
import { type Language, Refusal } from '../../../shared/errors.ts'
import type { ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { renderDocument } from '../documents/render-document.ts'
import { readUpTo } from '../read-up-to.ts'
import { readLimits } from '../sheets/types.ts'
import { inflatePart, zipParts } from '../sheets/zip.ts'
import { runTwinBytes } from '../statistics/run-figures.ts'
import { submissionJobDone } from '../transfer/export.ts'
import { mostTwinBytes } from './handed-in.ts'
import { listSubmissions, type Submission } from './store.ts'

type Format = 'xlsx' | 'pdf'

/** A workbook or a paper, by its first bytes and parts; anything else is a text or a bundle, or refused as one. */
const formatOf = (data: Buffer): Format | null => {
  if (data.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  if (data.subarray(0, 2).toString('latin1') !== 'PK') return null
  try {
    return zipParts(data, readLimits).has('xl/workbook.xml') ? 'xlsx' : null
  } catch {
    return null
  }
}

const languages: readonly Language[] = ['zh', 'en']

/** A part beyond this is a table's, and names no submission that a smaller one does not. */
const mostPart = 8 << 20

const textIn = async (data: Buffer): Promise<string> => {
  const pieces: Buffer[] = []
  for (const part of zipParts(data, readLimits).values()) {
    if (!/^xl\/(sharedstrings|worksheets\/[^/]+)\.xml$/i.test(part.name) || part.unpacked > mostPart) continue
    for await (const piece of inflatePart(data, part)) pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const mostKept = 200
/** A city's form need not bear a number: so many of those that are kept are tried. */
const mostTried = 12

/** Which of the submissions here a file says it is, or could be. */
const claimed = async (data: Buffer, format: Format, context: ViewContext): Promise<Submission[]> => {
  const kept = listSubmissions(context.db, undefined, mostKept, 0).found.filter(({ computed, state }) => computed !== null && state !== 'opening')
  if (format === 'xlsx') {
    const text = await textIn(data)
    const named = kept.filter(({ id }) => text.includes(id))
    return named.length > 0 ? named : kept.filter(({ template }) => template.workbook !== null).slice(0, mostTried)
  }
  // Its keywords (electron/core/documents/pdf): an object of their own.
  const digest = / obj\n\(([0-9a-f]{64})\)/.exec(data.toString('latin1'))?.[1]
  if (digest === undefined) return []
  const signed = kept.filter(({ sha256 }) => sha256 === digest)
  if (signed.length > 0) return signed
  for (const one of kept) if (one.sha256 === null && (await runTwinBytes(one.rid, context, mostTwinBytes)).sha256 === digest) return [one]
  return []
}

type Anew = { digests: string[]; document: { sha256: string; sm3: string } }

/** What a submission leaves as in a language, by its digests. */
const anew = async (one: Submission, format: Format, language: Language, dir: string, context: ViewContext): Promise<Anew> => {
  const beside = one.template.tables.flatMap(({ kind, id }) => (kind === 'list' ? [{ table: id, path: join(dir, `${id}.xlsx`) }] : []))
  const job = { what: 'submission', location: context.vault.location, rid: one.rid, language, path: join(dir, 'form.xlsx') } as const
  const answer = await submissionJobDone(format === 'pdf' ? { ...job, format: 'paper', beside: [] } : { ...job, format, beside }, context)
  if (answer.kind === 'paper') return { digests: [(await renderDocument(answer.paper, 'pdf', context)).sha256], document: answer.document }
  if (answer.kind !== 'submission') throw new Refusal('sheet.stopped', { why: answer.kind })
  return { digests: [answer.sha256, ...answer.beside.map(({ sha256 }) => sha256)], document: answer.document }
}

const otherBytes = {
  zh: '这份文件与本机按所存报送重新写出的文件不一致：内容被改动过，或由另一版本的软件写出。以 JSON 和签名包为准。',
  en: 'This file is not what the submission kept here is written as: it was changed, or written by another version of Mulu. The JSON and the bundle are what counts.',
}

/**
 * A workbook or paper that came back says what its submission says if writing that anew gives the same bytes. null: neither of the two.
 * Throws `submission.formUnknown` for what is of no submission here.
 */
export const verifyForm = async (path: string, name: string, context: ViewContext): Promise<Output<'submission.verify'> | null> => {
  const data = await readUpTo(path, name, (size) => {
    if (size > mostTwinBytes) throw new Refusal('submission.fileForm', { name, why: `> ${mostTwinBytes >> 20} MiB` })
  })
  const format = formatOf(data)
  if (format === null) return null
  const sha256 = sha256Hex(data)
  const dir = await mkdtemp(join(tmpdir(), 'mulu-verify-'))
  const said = ({ id, version, period, state, computed }: Submission, document: Anew['document'], same: boolean): Output<'submission.verify'> => ({
    ...{ id, version, period, agency: computed?.agency.name ?? '', ...document, consistent: same, verdict: null },
    problems: same ? [] : [{ figure: null, words: otherBytes }],
    kept: { state, same },
  })
  try {
    let nearest: Output<'submission.verify'> | null = null
    const all = await claimed(data, format, context)
    for (const one of all)
      for (const language of languages) {
        const { digests, document } = await anew(one, format, language, dir, context)
        if (digests.includes(sha256)) return said(one, { sha256: document.sha256, sm3: document.sm3 }, true)
        nearest ??= said(one, { sha256: document.sha256, sm3: document.sm3 }, false)
      }
    // A city's form without a number may be of none of those that were tried.
    const named = format === 'pdf' || (await textIn(data)).includes(all[0]?.id ?? '\u0000')
    if (nearest === null || !named) throw new Refusal('submission.formUnknown', { name })
    return nearest
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
