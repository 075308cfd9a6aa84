import { writeFile } from 'node:fs/promises'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { heldOf, partsOf } from '../attachments/queries.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { AsideContext } from '../context.ts'
import { runTwin } from '../statistics/run-figures.ts'
import { frozenOf } from './compose.ts'
import { exportSubmission } from './export.ts'
import { exportFiles, type Making } from './export-files.ts'
import { needStep, refuseAltered } from './filling.ts'
import { refuseSealed } from './sealed.ts'
import { bundleName } from './signing.ts'
import { knownSubmission, papersOfSubmission, type Submission } from './store.ts'

type Asked = Parsed<'submission.export'>

/** The document names them 报送-…; beside another name they are called by that. */
const besideOf = (one: Submission) =>
  (frozenOf(one).beside ?? []).map(({ name }) => ({
    place: name,
    name: (chosen: string) => name.replace(/^报送/, () => chosen.replace(/\.(?:json|zip)$/i, '')),
  }))

/** The files of rows, and the JSON itself where it is asked for: piece by piece. */
const twin = async (one: Submission, path: string | null, places: ReadonlyMap<string, string>, context: AsideContext): Promise<Making> => {
  const { beside, ...made } = await runTwin(one.rid, { path, beside: [...places.values()] }, context)
  refuseAltered(one, made.sha256)
  return { ...made, document: made, beside: [...places.keys()].map((place, at) => ({ place, sha256: beside[at]?.sha256 ?? '' })) }
}

const json = (one: Submission, { file, purpose }: Asked, context: AsideContext): Promise<Output<'submission.export'>> =>
  exportFiles({ file, format: 'json', purpose, places: besideOf(one), write: (path, places) => twin(one, path, places, context) }, one, context)

const bundle = (one: Submission, { file, purpose }: Asked, context: AsideContext): Promise<Output<'submission.export'>> => {
  const { db } = context
  const kept = papersOfSubmission(db, one.rid).find(({ name }) => name === bundleName)
  const held = kept === undefined ? undefined : heldOf(db, kept.sha256)
  if (held === undefined) throw new Refusal('submission.noBundle')
  const write = async (path: string, places: ReadonlyMap<string, string>): Promise<Making> => {
    const { document, beside } = await twin(one, null, places, context)
    await writeFile(path, partsOf(db, held))
    return { sha256: held.sha256, bytes: held.bytes, document, beside }
  }
  return exportFiles({ file, format: 'bundle', purpose, places: besideOf(one), write }, one, context)
}

export const exportOne = async (asked: Asked, context: AsideContext): Promise<Output<'submission.export'>> => {
  const { id, version, file, purpose, format, lang, secrecy } = asked
  askSecrecy(secrecy)
  const one = knownSubmission(context.db, id, version)
  needStep(one, 'export')
  refuseSealed(context.db, one)
  if (format === 'json') return json(one, asked, context)
  if (format === 'bundle') return bundle(one, asked, context)
  return exportSubmission({ file, format, lang, purpose }, one, context)
}
