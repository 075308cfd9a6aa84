import { writeFile } from 'node:fs/promises'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { heldOf, partsOf } from '../attachments/queries.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { AsideContext } from '../context.ts'
import { runTwin } from '../statistics/run-figures.ts'
import { writeRecorded } from '../transfer/export.ts'
import { exportSubmission } from './export.ts'
import { needStep, refuseAltered } from './filling.ts'
import { refuseSealed } from './sealed.ts'
import { bundleName } from './signing.ts'
import { knownSubmission, papersOfSubmission, type Submission } from './store.ts'

type Asked = Parsed<'submission.export'>

const also = (id: string) => ({ work: () => undefined, detail: { entity: 'submission', entityId: id } })

/** The JSON itself, piece by piece. */
const twin = async (one: Submission, { file, purpose }: Asked, context: AsideContext): Promise<Output<'submission.export'>> => {
  const write = async (path: string) => {
    const made = await runTwin(one.rid, path, context)
    refuseAltered(one, made.sha256)
    return made
  }
  const { sha256, sm3, bytes } = await writeRecorded(
    { what: `submission ${one.id} v${one.version}, json`, handle: file, purpose, write, note: () => '', also: also(one.id) },
    context,
  )
  return { sha256, bytes, documentSha256: sha256, documentSm3: sm3, beside: [] }
}

const bundle = async (one: Submission, { file, purpose }: Asked, context: AsideContext): Promise<Output<'submission.export'>> => {
  const { db } = context
  const kept = papersOfSubmission(db, one.rid).find(({ name }) => name === bundleName)
  const held = kept === undefined ? undefined : heldOf(db, kept.sha256)
  if (held === undefined) throw new Refusal('submission.noBundle')
  const write = async (path: string) => {
    await writeFile(path, partsOf(db, held))
    return { sha256: held.sha256, bytes: held.bytes }
  }
  const made = await writeRecorded(
    { what: `submission ${one.id} v${one.version}, bundle`, handle: file, purpose, write, note: () => '', also: also(one.id) },
    context,
  )
  return { ...made, documentSha256: one.sha256 ?? '', documentSm3: one.sm3 ?? '', beside: [] }
}

export const exportOne = async (asked: Asked, context: AsideContext): Promise<Output<'submission.export'>> => {
  const { id, version, file, purpose, format, lang, secrecy } = asked
  askSecrecy(secrecy)
  const one = knownSubmission(context.db, id, version)
  needStep(one, 'export')
  refuseSealed(context.db, one)
  if (format === 'json') return twin(one, asked, context)
  if (format === 'bundle') return bundle(one, asked, context)
  return exportSubmission({ file, format, lang, purpose }, one, context)
}
